/** The customer and its persons, field by field, as the partner API documents them. */
import { z } from "zod";
import { isCountryId, isIndustryId } from "@/lib/reference";
import { pageOf, pageQueryShape, text, timestampSchema } from "@/lib/schemas/common";
import { correctionSchema } from "@/lib/schemas/correction";
import { CUSTOMER_STATUSES } from "@/lib/schemas/lifecycle";

const BUSINESS_TYPES = [
  "COOPERATIVE",
  "S_CORPORATION",
  "B_CORPORATION",
  "C_CORPORATION",
  "CLOSE_CORPORATION",
  "NONPROFIT_CORPORATION",
  "GENERAL_PARTNERSHIP",
  "LIMITED_PARTNERSHIP",
  "LIMITED_LIABILITY_COMPANY",
  "SOLE_PROPRIETORSHIP",
  "TRUST",
  "OTHER",
] as const;

const ANNUAL_REVENUES_USD = [
  "R_0_99999",
  "R_100000_999999",
  "R_1000000_9999999",
  "R_10000000_49999999",
  "R_50000000_249999999",
  "R_250000000_PLUS",
] as const;

const BUSINESS_PURPOSES = [
  "CHARITABLE_DONATIONS",
  "ECOMMERCE_RETAIL_PAYMENTS",
  "INVESTMENT_PURPOSES",
  "OTHER",
  "PAYMENTS_TO_FRIENDS_OR_FAMILY_ABROAD",
  "PAYROLL",
  "PERSONAL_OR_LIVING_EXPENSES",
  "PROTECT_WEALTH",
  "PURCHASE_GOODS_AND_SERVICES",
  "RECEIVE_PAYMENTS_FOR_GOODS_AND_SERVICES",
  "TAX_OPTIMIZATION",
  "THIRD_PARTY_MONEY_TRANSMISSION",
  "TREASURY_MANAGEMENT",
] as const;

const SOURCES_OF_FUNDS = [
  "BUSINESS_LOANS",
  "GRANTS",
  "INTER_COMPANY_FUNDS",
  "INVESTMENT_PROCEEDS",
  "LEGAL_SETTLEMENT",
  "OWNERS_CAPITAL",
  "PENSION_RETIREMENT",
  "SALE_OF_ASSETS",
  "SALE_OF_ASSETS_REAL_ESTATE",
  "SALES_OF_GOODS_AND_SERVICES",
  "SAVINGS",
  "TAX_REFUND",
  "THIRD_PARTY_FUNDS",
  "TREASURY_RESERVES",
] as const;

const TAX_ID_TYPES = ["EIN", "SSN", "VAT", "TIN", "UTR"] as const;
export const PERSON_ROLES = ["UBO", "SHAREHOLDER", "DIRECTOR"] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

const shortText = text(200);
const paragraphs = text(5000);

const countryId = z
  .string()
  .refine(isCountryId, 'Expected an ISO 3166-1 alpha-2 code such as "GB"; see /api/v1/reference/countries.');
const industryId = z
  .string()
  .refine(isIndustryId, "Expected a 6-digit NAICS 2022 code; see /api/v1/reference/industries.");
/** URL parsing drops line ends and tabs without a word, so they are refused first. */
const website = z
  .string()
  .max(2000)
  .regex(/^\P{Cc}*$/u, "Control characters are not allowed.")
  .pipe(z.url({ protocol: /^https?$/ }));
/** RFC 3339 has a year 0000, PostgreSQL and the calendar have not. */
const date = z.iso.date().refine((value) => !value.startsWith("0000"), "There is no year 0000.");
const email = z.email().max(320);

const documentIds = z.array(z.string().max(100)).max(100);

const addressFields = {
  addressLine1: shortText.optional(),
  addressLine2: shortText.optional(),
  city: shortText.optional(),
  stateProvinceRegion: shortText.optional(),
  postalCode: text(20).optional(),
  addressCountryId: countryId.optional(),
};

/** Everything about a company but its four identifying columns. */
export const customerProfileShape = {
  tradingNames: shortText.optional(),
  website: website.optional(),
  operationalChannels: paragraphs.optional(),
  businessEmail: email.optional(),
  primaryContactFirstName: shortText.optional(),
  primaryContactLastName: shortText.optional(),
  primaryContactPhone: text(40).optional(),
  primaryContactEmail: email.optional(),
  primaryContactIsAssociate: z.boolean().optional(),
  businessType: z.enum(BUSINESS_TYPES).optional(),
  formationDate: date.optional(),
  phone: text(40).optional(),
  ...addressFields,
  estimatedAnnualRevenueUsd: z.enum(ANNUAL_REVENUES_USD).optional(),
  expectedMonthlyPaymentsUsd: shortText.optional(),
  primaryBusinessPurpose: z.enum(BUSINESS_PURPOSES).optional(),
  primaryPurposeOther: paragraphs.optional(),
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
  customerType: shortText.optional(),
  invoiceIssuance: paragraphs.optional(),
  productServiceCatalogueWithPrices: paragraphs.optional(),
  mainCustomers: paragraphs.optional(),
  mainSuppliers: paragraphs.optional(),
  completeFlowOfFunds: paragraphs.optional(),
  significantCashVolumes: z.boolean().optional(),
  holdsClientBalances: z.boolean().optional(),
  receivesUnrelatedThirdPartyPayments: z.boolean().optional(),
  primaryOperatingCurrency: z
    .string()
    .regex(/^[A-Z]{3,4}$/, 'Expected a currency code such as "USD".')
    .optional(),
  fxConversion: z.boolean().optional(),
  fxConversionDescription: paragraphs.optional(),
  countriesWhereOperatesOrCustomers: z.array(countryId).max(249).optional(),
  averageTransactionAmountUsd: shortText.optional(),
  geographicDistribution: paragraphs.optional(),
};
export type CustomerProfile = z.infer<z.ZodObject<typeof customerProfileShape>>;

/** Everything about a person but its identifying columns. */
export const personProfileShape = {
  ownershipPercent: z.number().min(0).max(100).optional(),
  email: email.optional(),
  phone: text(40).optional(),
  ...addressFields,
  taxIdentificationNumber: text(100).optional(),
  taxResidenceCountryId: countryId.optional(),
  businessTitle: shortText.optional(),
  relationshipEstablishedAt: date.optional(),
  idNumber: text(100).optional(),
};
export type PersonProfile = z.infer<z.ZodObject<typeof personProfileShape>>;

export const createPersonSchema = z.strictObject({
  firstName: shortText,
  lastName: shortText,
  roles: z
    .array(z.enum(PERSON_ROLES))
    .min(1)
    .max(PERSON_ROLES.length)
    .refine((roles) => new Set(roles).size === roles.length, "Name each role once."),
  nationality: countryId,
  dateOfBirth: date,
  documentIds,
  ...personProfileShape,
});

export const createCustomerSchema = z
  .strictObject({
    companyName: shortText,
    registrationNumber: text(100),
    countryOfIncorporationId: countryId,
    businessIndustryId: industryId,
    documentIds,
    persons: z.array(createPersonSchema).max(50),
    submit: z.boolean().default(true),
    ...customerProfileShape,
  })
  .superRefine((customer, context) => {
    if (customer.primaryBusinessPurpose === "OTHER" && customer.primaryPurposeOther === undefined) {
      context.addIssue({
        code: "custom",
        path: ["primaryPurposeOther"],
        message: "Required when primaryBusinessPurpose is OTHER.",
      });
    }
  });
export type CreateCustomerInput = z.infer<typeof createCustomerSchema>;

export const personSchema = z.strictObject({
  id: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  roles: z.array(z.enum(PERSON_ROLES)),
  nationality: z.string(),
  dateOfBirth: z.string(),
  documentIds: z.array(z.string()),
  ...personProfileShape,
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
});

export type PersonView = z.infer<typeof personSchema>;

/** A customer in a list. */
export const customerSummarySchema = z.strictObject({
  id: z.string(),
  orgId: z.string(),
  status: z.enum(CUSTOMER_STATUSES),
  companyName: z.string(),
  registrationNumber: z.string(),
  countryOfIncorporationId: z.string(),
  businessIndustryId: z.string(),
  documentIds: z.array(z.string()),
  ...customerProfileShape,
  /** Why it was rejected or suspended. */
  statusReason: z.string().nullable(),
  /** What to change before it is submitted again. */
  corrections: z.array(correctionSchema),
  /** `null` until the customer has been screened. */
  screening: z.null(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
});

export type CustomerSummary = z.infer<typeof customerSummarySchema>;

export const customerSchema = customerSummarySchema.extend({ persons: z.array(personSchema) });
export type CustomerView = z.infer<typeof customerSchema>;

export const listCustomersSchema = z.strictObject({
  ...pageQueryShape,
  status: z.enum(CUSTOMER_STATUSES).optional(),
  q: text(200).optional(),
});

export const customerPageSchema = pageOf(customerSummarySchema);
