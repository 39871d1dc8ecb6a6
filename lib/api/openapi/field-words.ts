/**
 * What fields mean, where their schemas do not say so themselves: by name, or by schema and name where one name means several
 * things. Everything that the document names is told in words, and what several schemas share is told once. Pure.
 */
import { isJsonObject, type Json, type JsonObject } from "@/lib/api/openapi/json";

const FIELD_WORDS: Readonly<Record<string, string>> = {
  // Of everything.
  id: "Its id; never changes.",
  orgId: "Your organization's id.",
  createdAt: "When it was made, in UTC.",
  updatedAt: "When it last changed, in UTC.",
  items: "One page of them.",
  hasMore: "Whether there is a next page.",
  customerId: "The customer it belongs to.",
  beneficiaryId: "The beneficiary it belongs to.",
  "Error.error": "The refusal.",

  // The signature check.
  "SignatureCheck.id": "Its id, as the settings page shows it.",
  "SignatureCheck.name": "The application's name.",
  "SignatureCheck.status": "Whether it is in use, or ends soon because another takes its place.",
  application: "The application that the API key belongs to.",
  environment: "Where the key works.",
  permissions: "What the application may.",
  apiKey: "The API key that was sent.",
  lastFour: "The last four characters of the key.",
  signingKey: "The signing key that verified the token.",
  token: "The token that was sent.",
  requestId: "Names this request; the same as `X-Request-Id`.",
  "SignatureCheck.expiresAt": "When the key ends, in UTC; `null` while no end is set.",

  // Customers.
  companyName: "The registered name.",
  registrationNumber: "As in the register of the country of incorporation.",
  countryOfIncorporationId: "ISO 3166-1 alpha-2, as in `/reference/countries`.",
  businessIndustryId: "6-digit NAICS 2022 code, as in `/reference/industries`.",
  documentIds: "The ids of your documents that it names.",
  tradingNames: "Other names it does business under.",
  website: "With its scheme, `https` or `http`.",
  operationalChannels: "Where it meets its customers: shops, web shop, agents …",
  businessEmail: "Where the company is reached by mail.",
  primaryContactFirstName: "First name of whom to ask at the company.",
  primaryContactLastName: "Last name of whom to ask at the company.",
  primaryContactPhone: "As it is dialled from abroad, for example `+44 20 7946 0000`.",
  primaryContactEmail: "Where the primary contact is reached by mail.",
  primaryContactIsAssociate: "Whether the primary contact is one of the company's associates.",
  businessType: "The company's legal form.",
  formationDate: "When the company was founded.",
  phone: "As it is dialled from abroad, for example `+44 20 7946 0000`.",
  addressLine1: "Street and number.",
  addressLine2: "Floor, building or care of.",
  city: "City or town of the address.",
  stateProvinceRegion: "State, province or region of the address.",
  postalCode: "Postal code of the address, as it is written there.",
  addressCountryId: "Country of the address: ISO 3166-1 alpha-2, as in `/reference/countries`.",
  estimatedAnnualRevenueUsd: "From and to, in US dollars a year.",
  expectedMonthlyPaymentsUsd: "In its own words, in US dollars.",
  primaryBusinessPurpose: "What it will mostly pay for.",
  primaryPurposeOther: "Required when `primaryBusinessPurpose` is OTHER.",
  sourceOfFunds: "Where its money comes from.",
  taxIdType: "What kind of number `taxIdentificationNumber` is.",
  taxIdentificationNumber: "As the tax office writes it.",
  operatesInProhibitedCountries: "Whether it does business in countries under embargo.",
  highRiskActivities: "Activities that need a closer look, each in its own words; empty if there are none.",
  transmitsCustomerFunds: "Whether it passes on money of its own customers.",
  customerFundsDescription: "How and for whom it passes on money.",
  conductsMoneyServices: "Whether it offers money services, such as exchange or transfers.",
  ownershipIndirectOrOffshoreStructures: "Whether it is owned through other companies or offshore.",
  ownershipTrustsFundsOrHoldingCompanies: "Whether trusts, funds or holding companies own it.",
  ownershipBranchesOrSubsidiaries: "Whether it has branches or subsidiaries.",
  ownershipBranchesOrSubsidiariesDetails: "Which branches and subsidiaries, and where.",
  businessModelDescription: "What it sells, to whom, and how it earns.",
  productServiceCatalogueWithPrices: "Products and services with their prices, or where they are listed.",
  mainCustomers: "Its largest customers.",
  mainSuppliers: "Its largest suppliers.",
  customerType: "Whom it sells to, in its own words.",
  invoiceIssuance: "How it invoices, in its own words.",
  completeFlowOfFunds: "The way of the money from payer to payee, step by step.",
  significantCashVolumes: "Whether it handles much cash.",
  holdsClientBalances: "Whether it keeps balances for its customers.",
  receivesUnrelatedThirdPartyPayments: "Whether people who are not its customers pay it.",
  primaryOperatingCurrency: "The currency it mostly works in.",
  fxConversion: "Whether it exchanges currencies.",
  fxConversionDescription: "Which currencies it exchanges, and why.",
  countriesWhereOperatesOrCustomers: "Countries in which it works or has customers.",
  averageTransactionAmountUsd: "In its own words, in US dollars.",
  geographicDistribution: "How its business spreads over countries.",
  "CustomerSummary.status": "Where it stands in its review.",
  "Customer.status": "Where it stands in its review.",
  "Correction.field": "The field to change, as a path such as `persons[0].lastName`.",
  "Correction.message": "What to change about it, in the reviewer's words.",

  // Persons.
  firstName: "As in the passport or identity card.",
  lastName: "As in the passport or identity card.",
  dateOfBirth: "As in the passport or identity card.",
  ownershipPercent: "Share of the company, in percent.",
  email: "Where the person is reached by mail.",
  roles: "What the person is to the company; one person may be several.",
  nationality: "ISO 3166-1 alpha-2, as in `/reference/countries`.",
  taxResidenceCountryId: "Where the person pays taxes: ISO 3166-1 alpha-2, as in `/reference/countries`.",
  businessTitle: "Position in the company.",
  relationshipEstablishedAt: "Since when the person has had this role.",
  idNumber: "Number of the passport or identity card.",

  // Documents.
  "Document.type": "What the document proves.",
  "CreateDocumentRequest.type": "What the document proves.",
  sizeBytes: "Length of the content in bytes.",

  // Beneficiaries.
  "Beneficiary.companyName": "The name of the account's holder.",
  "Beneficiary.status": "Where it stands in its review.",
  country: "Country of the company: ISO 3166-1 alpha-2.",
  address: "Street, number and city of the company.",
  zipCode: "Postal code of the company.",
  currencyCode: "The currency's code.",
  "Beneficiary.currencyCode": "The account's currency.",
  bankName: "The bank that keeps the account.",
  bankAddress: "Street, number and city of the bank.",
  bankBic: "The bank's BIC (ISO 9362), 8 or 11 characters.",
  bankCountryCode: "Country of the bank: ISO 3166-1 alpha-2.",
  accountNumber: "The account's number, where it has no IBAN.",
  iban: "The account's IBAN (ISO 13616); its check digits are verified.",
  wireRoutingNumber: "ABA routing number for wires, 9 digits.",
  achRoutingNumber: "ABA routing number for ACH, 9 digits.",
  intermediaryBank: "The bank in between, where there is one.",

  // Quotes and payments.
  quoteId: "The quote that it uses; a quote is used once.",
  paymentCurrencyCode: "The currency that the customer pays in.",
  targetCurrencyCode: "The currency that the beneficiary receives.",
  priceBreakdown: "What the price is made of.",
  payout: "What arrives at the beneficiary.",
  fee: "What the payment costs.",
  "PriceLine.label": "What it is, in words.",
  "PriceLine.amount": "A decimal string with the currency's decimals.",
  internalReference: "Your own reference.",
  invoiceNumber: "The invoice that is paid.",
  purpose: "What the payment is for.",
  "Payment.status": "How far the payment is.",
  "Payment.customerId": "The customer who pays.",
  "Payment.beneficiaryId": "The beneficiary who is paid.",
  approvedAt: "When it was approved, in UTC; `null` before that.",
  completedAt: "When the money had arrived, in UTC; `null` before that.",

  // Reference data.
  "Country.name": "The country's name in English.",
  "Industry.name": "The industry's title in NAICS 2022.",
  code: "The currency's code.",
  name: "The name in words.",
  networks: "The networks it runs on.",
  networkName: "The network's name in words.",

  // Screening.
  subject: "Who was screened.",
  query: "What was looked for, and how.",
  subjectId: "The id of what is screened.",
  displayName: "The name it is screened under.",
  customerName: "The customer's company name.",
  paymentHold: "Whether payments are held until a reviewer has decided.",
  onboardingBlocked: "Whether an approval has to wait for a reviewer's decision.",
  openMatchCount: "How many matches wait for a decision or were found to be true.",
  lastScreenedAt: "When it was last screened, in UTC; `null` before the first time.",
  "ScreeningQuery.label": "The property in words.",
  "ScreeningQuery.key": "The property's name.",
  "ScreeningQuery.values": "The values that were looked for.",
  matchId: "The match's id.",
  caption: "The name of the entity in the list.",
  score: "How well it matches, from 0 to 1.",
  topics: "What the list says about the entity, for example `sanction`.",
  datasets: "The lists that name the entity.",
  features: "What was compared, and how well each fits.",
  evidence: "What the list knows of the entity.",
  aliases: "Other names of the entity.",
  "ScreeningMatch.label": "The property in words.",
  "ScreeningMatch.key": "The property's name.",
  "ScreeningMatch.values": "What the list says.",
  note: "What is worth knowing about the comparison, if anything.",
  osEntityId: "The entity's id in the list.",
  reason: "Why it was decided so, in the reviewer's words.",
  topicsAtDecision: "What the list said about the entity when it was decided.",
  reviewedByUserId: "Who decided.",
  reviewedByDisplayName: "Who decided, by name.",
  reviewedAt: "When it was decided, in UTC.",

  // Tickets.
  "TicketSummary.subject": "What it is about, in one line.",
  "Ticket.subject": "What it is about, in one line.",
  "CreateTicketRequest.subject": "What it is about, in one line. `SIM-ANSWER` in it has the sandbox answer.",
  category: "The part of the platform it is about.",
  priority: "How urgent it is to you.",
  relatedIds: "Ids of what it is about: customers, payments, documents …",
  ticketId: "The ticket it belongs to.",
  "TicketMessage.message": "What was written.",
};

/** The document's schemas with words for every field that had none. Throws where nobody wrote any. */
export function describeFields(schemas: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, describeInside(name, schema)]),
  );
}

function describeInside(component: string, value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => describeInside(component, each));
  if (!isJsonObject(value)) return value;
  const inside = Object.entries(value).map(([key, member]) => {
    if (key !== "properties" || !isJsonObject(member)) return [key, describeInside(component, member)];
    const fields = Object.entries(member).map(([name, field]) => [
      name,
      describeField(component, name, field),
    ]);
    return [key, Object.fromEntries(fields)];
  });
  return Object.fromEntries(inside);
}

function describeField(component: string, name: string, field: Json): Json {
  if (!isJsonObject(field)) return field;
  const described = describeInside(component, field);
  if (typeof field.description === "string" || !isJsonObject(described)) return described;
  const words = ownWordsOf(field) ?? FIELD_WORDS[`${component}.${name}`] ?? FIELD_WORDS[name];
  if (words === undefined) throw new Error(`Say in the schema of ${component} what ${name} means.`);
  return { ...described, description: words };
}

/** Of a field that may also be `null`, the words stand with the other half. */
function ownWordsOf({ anyOf }: JsonObject): string | undefined {
  if (!Array.isArray(anyOf)) return undefined;
  const words = anyOf.map((half: Json) => (isJsonObject(half) ? half.description : undefined));
  return words.find((text) => typeof text === "string");
}
