/** What a partner says about a customer and its persons, grouped and named as reviewers read it. */
import { enumWords } from "@/lib/client/hub-words";
import { COUNTRIES, NAICS_2022 } from "@/lib/reference";
import type { CustomerSummary } from "@/lib/schemas/customer";
import type { PersonView } from "@/lib/schemas/person";

/** How a value is written out; `caution` is a yes-or-no question whose yes deserves a look. */
type FieldForm =
  | "text"
  | "long"
  | "choice"
  | "country"
  | "countries"
  | "industry"
  | "list"
  | "yesNo"
  | "caution";

export type FieldOf<Subject> = { key: keyof Subject & string; term: string; form: FieldForm };
export type FieldGroup<Subject> = { title: string; fields: readonly FieldOf<Subject>[] };

const fieldsOf =
  <Subject>() =>
  (key: keyof Subject & string, term: string, form: FieldForm = "text"): FieldOf<Subject> => ({
    key,
    term,
    form,
  });
const f = fieldsOf<CustomerSummary>();
const p = fieldsOf<PersonView>();
const both = fieldsOf<Pick<PersonView, keyof PersonView & keyof CustomerSummary>>();

const ADDRESS_FIELDS = [
  both("addressLine1", "Address line 1"),
  both("addressLine2", "Address line 2"),
  both("postalCode", "Postal code"),
  both("city", "City"),
  both("stateProvinceRegion", "State or region"),
  both("addressCountryId", "Country", "country"),
];

export const CUSTOMER_GROUPS: readonly FieldGroup<CustomerSummary>[] = [
  {
    title: "Company",
    fields: [
      f("companyName", "Company name"),
      f("tradingNames", "Trading names"),
      f("registrationNumber", "Registration number"),
      f("countryOfIncorporationId", "Incorporated in", "country"),
      f("formationDate", "Formed on"),
      f("businessType", "Type of business", "choice"),
      f("businessIndustryId", "Industry", "industry"),
      f("taxIdType", "Kind of tax id", "choice"),
      f("taxIdentificationNumber", "Tax id"),
      f("website", "Website"),
    ],
  },
  { title: "Address", fields: ADDRESS_FIELDS },
  {
    title: "Contact",
    fields: [
      f("businessEmail", "Business email"),
      f("phone", "Phone"),
      f("primaryContactFirstName", "Contact's first name"),
      f("primaryContactLastName", "Contact's last name"),
      f("primaryContactEmail", "Contact's email"),
      f("primaryContactPhone", "Contact's phone"),
      f("primaryContactIsAssociate", "Contact is an associate", "yesNo"),
    ],
  },
  {
    title: "Purpose and funds",
    fields: [
      f("primaryBusinessPurpose", "Purpose", "choice"),
      f("primaryPurposeOther", "Other purpose", "long"),
      f("sourceOfFunds", "Source of funds", "choice"),
      f("estimatedAnnualRevenueUsd", "Annual revenue", "choice"),
      f("expectedMonthlyPaymentsUsd", "Payments a month, USD"),
      f("averageTransactionAmountUsd", "Average payment, USD"),
      f("primaryOperatingCurrency", "Operating currency"),
      f("fxConversion", "Converts currencies", "yesNo"),
      f("fxConversionDescription", "How it converts", "long"),
    ],
  },
  {
    title: "Business",
    fields: [
      f("businessModelDescription", "Business model", "long"),
      f("operationalChannels", "Channels", "long"),
      f("customerType", "Kind of customers"),
      f("mainCustomers", "Main customers", "long"),
      f("mainSuppliers", "Main suppliers", "long"),
      f("productServiceCatalogueWithPrices", "Products and prices", "long"),
      f("invoiceIssuance", "Invoices", "long"),
      f("countriesWhereOperatesOrCustomers", "Countries it works in", "countries"),
      f("geographicDistribution", "Geographic distribution", "long"),
      f("operatesInProhibitedCountries", "Prohibited countries", "caution"),
      f("highRiskActivities", "High-risk activities", "list"),
    ],
  },
  {
    title: "Ownership",
    fields: [
      f("ownershipIndirectOrOffshoreStructures", "Indirect or offshore", "caution"),
      f("ownershipTrustsFundsOrHoldingCompanies", "Trusts, funds, holdings", "caution"),
      f("ownershipBranchesOrSubsidiaries", "Branches or subsidiaries", "yesNo"),
      f("ownershipBranchesOrSubsidiariesDetails", "Which ones", "long"),
    ],
  },
  {
    title: "Flow of funds",
    fields: [
      f("completeFlowOfFunds", "Complete flow of funds", "long"),
      f("transmitsCustomerFunds", "Transmits customers' funds", "caution"),
      f("customerFundsDescription", "Which funds", "long"),
      f("conductsMoneyServices", "Money services", "caution"),
      f("holdsClientBalances", "Holds client balances", "caution"),
      f("receivesUnrelatedThirdPartyPayments", "Unrelated third parties pay", "caution"),
      f("significantCashVolumes", "Much cash", "caution"),
    ],
  },
];

export const PERSON_FIELDS: readonly FieldOf<PersonView>[] = [
  p("roles", "Roles", "list"),
  p("ownershipPercent", "Owns, per cent"),
  p("dateOfBirth", "Born on"),
  p("nationality", "Nationality", "country"),
  p("businessTitle", "Title"),
  p("relationshipEstablishedAt", "In this role since"),
  p("idNumber", "Identity document"),
  p("taxIdentificationNumber", "Tax id"),
  p("taxResidenceCountryId", "Tax residence", "country"),
  p("email", "Email"),
  p("phone", "Phone"),
  ...ADDRESS_FIELDS,
];

const WORDS: Readonly<Record<string, string>> = {
  R_0_99999: "Up to 99,999 USD",
  R_100000_999999: "100,000 to 999,999 USD",
  R_1000000_9999999: "1,000,000 to 9,999,999 USD",
  R_10000000_49999999: "10,000,000 to 49,999,999 USD",
  R_50000000_249999999: "50,000,000 to 249,999,999 USD",
  R_250000000_PLUS: "250,000,000 USD and more",
  S_CORPORATION: "S corporation",
  B_CORPORATION: "B corporation",
  C_CORPORATION: "C corporation",
  UBO: "Beneficial owner",
};
/** Abbreviations that stay as they are. */
const AS_IS = new Set(["EIN", "SSN", "VAT", "TIN", "UTR"]);

function choiceWords(value: string): string {
  return WORDS[value] ?? (AS_IS.has(value) ? value : enumWords(value));
}

/** A value written out for people; `null` where nothing was said. Whatever has an unexpected shape is shown as it is. */
export function fieldText(form: FieldForm, value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    const words = form === "countries" ? countryWords : form === "list" ? listWords : String;
    return value.map((item) => words(String(item))).join(", ");
  }
  const said = String(value);
  if (form === "country") return countryWords(said);
  if (form === "industry") return industryWords(said);
  return form === "choice" ? choiceWords(said) : said;
}

/** Roles are choices, high-risk activities the partner's own words. */
function listWords(value: string): string {
  return /^[A-Z_]+$/.test(value) ? choiceWords(value) : value;
}

const COUNTRY_NAMES: ReadonlyMap<string, string> = new Map(COUNTRIES.map(({ id, name }) => [id, name]));
const INDUSTRY_TITLES: ReadonlyMap<string, string> = new Map(
  NAICS_2022.map(([code, title]) => [code, title]),
);

/** `Germany (DE)`. */
export function countryWords(id: string): string {
  const name = COUNTRY_NAMES.get(id);
  return name === undefined ? id : `${name} (${id})`;
}

/** `Custom Computer Programming Services (541511)`. */
export function industryWords(code: string): string {
  const title = INDUSTRY_TITLES.get(code);
  return title === undefined ? code : `${title} (${code})`;
}

export function personName({ firstName, lastName }: Pick<PersonView, "firstName" | "lastName">): string {
  return `${firstName} ${lastName}`;
}
