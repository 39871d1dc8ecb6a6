/** A company, field by field: what identifies it, and the questionnaire about it. */
import { z } from "zod";
import { text } from "@/lib/schemas/common";
import {
  ANNUAL_REVENUES_USD,
  BUSINESS_PURPOSES,
  BUSINESS_TYPES,
  SOURCES_OF_FUNDS,
  TAX_ID_TYPES,
} from "@/lib/schemas/customer-kinds";
import {
  addressShape,
  companyName,
  countryId,
  date,
  documentIds,
  email,
  industryId,
  paragraphs,
  phone,
  shortText,
  website,
} from "@/lib/schemas/fields";

/** What every customer has. */
export const customerIdentityShape = {
  companyName: companyName.describe(
    "The registered name. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD and SIM-SLOW in it steer the simulator.",
  ),
  registrationNumber: text(100).describe("As in the register of the country of incorporation."),
  countryOfIncorporationId: countryId,
  businessIndustryId: industryId,
  documentIds,
};

/** Everything else about a company; whatever is not known yet may be left out. */
export const customerProfileShape = {
  tradingNames: shortText.describe("Other names it does business under.").optional(),
  website: website.optional(),
  operationalChannels: paragraphs
    .describe("Where it meets its customers: shops, web shop, agents …")
    .optional(),
  businessEmail: email.optional(),
  primaryContactFirstName: shortText.optional(),
  primaryContactLastName: shortText.optional(),
  primaryContactPhone: phone.optional(),
  primaryContactEmail: email.optional(),
  primaryContactIsAssociate: z
    .boolean()
    .describe("Whether the primary contact is one of the company's associates.")
    .optional(),
  businessType: z.enum(BUSINESS_TYPES).optional(),
  formationDate: date.optional(),
  phone: phone.optional(),
  ...addressShape,
  estimatedAnnualRevenueUsd: z
    .enum(ANNUAL_REVENUES_USD)
    .describe("From and to, in US dollars a year.")
    .optional(),
  expectedMonthlyPaymentsUsd: shortText.describe("In its own words, in US dollars.").optional(),
  primaryBusinessPurpose: z.enum(BUSINESS_PURPOSES).optional(),
  primaryPurposeOther: paragraphs.describe("Required when `primaryBusinessPurpose` is OTHER.").optional(),
  sourceOfFunds: z.enum(SOURCES_OF_FUNDS).optional(),
  taxIdType: z.enum(TAX_ID_TYPES).optional(),
  taxIdentificationNumber: text(100).optional(),
  operatesInProhibitedCountries: z.boolean().optional(),
  highRiskActivities: z.array(shortText).max(50).optional(),
  transmitsCustomerFunds: z.boolean().optional(),
  customerFundsDescription: paragraphs.optional(),
  conductsMoneyServices: z.boolean().optional(),
  ownershipIndirectOrOffshoreStructures: z.boolean().optional(),
  ownershipTrustsFundsOrHoldingCompanies: z.boolean().optional(),
  ownershipBranchesOrSubsidiaries: z.boolean().optional(),
  ownershipBranchesOrSubsidiariesDetails: paragraphs.optional(),
  businessModelDescription: paragraphs.optional(),
  customerType: shortText.describe("Whom it sells to: businesses, consumers, both …").optional(),
  invoiceIssuance: paragraphs.describe("When and how it issues invoices.").optional(),
  productServiceCatalogueWithPrices: paragraphs.optional(),
  mainCustomers: paragraphs.optional(),
  mainSuppliers: paragraphs.optional(),
  completeFlowOfFunds: paragraphs
    .describe("From where money comes to the company, and where it goes.")
    .optional(),
  significantCashVolumes: z.boolean().optional(),
  holdsClientBalances: z.boolean().optional(),
  receivesUnrelatedThirdPartyPayments: z.boolean().optional(),
  primaryOperatingCurrency: z
    .string()
    .regex(/^[A-Z]{3,4}$/, 'Expected a currency code such as "USD".')
    .describe("Any currency's code, for example `EUR`.")
    .optional(),
  fxConversion: z.boolean().describe("Whether it converts between currencies.").optional(),
  fxConversionDescription: paragraphs.optional(),
  countriesWhereOperatesOrCustomers: z.array(countryId).max(249).optional(),
  averageTransactionAmountUsd: shortText.describe("In its own words, in US dollars.").optional(),
  geographicDistribution: paragraphs.optional(),
};
export type CustomerProfile = z.infer<z.ZodObject<typeof customerProfileShape>>;

/** What the whole has to obey, however it came about; names the fields at fault. */
export function customerProblems(
  profile: Pick<CustomerProfile, "primaryBusinessPurpose" | "primaryPurposeOther">,
): { path: string; message: string }[] {
  if (profile.primaryBusinessPurpose !== "OTHER" || profile.primaryPurposeOther !== undefined) return [];
  return [{ path: "primaryPurposeOther", message: "Required when primaryBusinessPurpose is OTHER." }];
}
