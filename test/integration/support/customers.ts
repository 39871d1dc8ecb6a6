/** Customers as partners send them. */
import { expect } from "vitest";
import { type Answer, call, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

export const CUSTOMERS = "/api/v1/customers";

type JsonObject = Record<string, unknown>;

/** The required fields and nothing else. */
export function minimalCustomer(changes: JsonObject = {}): JsonObject {
  return {
    companyName: "Acme Ltd",
    registrationNumber: "12345678",
    countryOfIncorporationId: "GB",
    businessIndustryId: "541511",
    documentIds: [],
    persons: [],
    ...changes,
  };
}

export function minimalPerson(changes: JsonObject = {}): JsonObject {
  return {
    firstName: "Ada",
    lastName: "Byron",
    roles: ["UBO"],
    nationality: "GB",
    dateOfBirth: "1975-12-10",
    documentIds: [],
    ...changes,
  };
}

export function postCustomer(
  platform: TestPlatform,
  application: TestApplication,
  customer: unknown,
): Promise<Answer> {
  return call(platform, application, "POST", CUSTOMERS, { body: JSON.stringify(customer) });
}

/** Creates a customer and gives its id. */
export async function createCustomer(
  platform: TestPlatform,
  application: TestApplication,
  changes: JsonObject = {},
): Promise<string> {
  const answer = await postCustomer(platform, application, minimalCustomer(changes));
  expect(answer).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^cus_/) } });
  return idOf(answer.body);
}

export function idOf(body: unknown): string {
  if (typeof body === "object" && body !== null && "id" in body && typeof body.id === "string")
    return body.id;
  throw new Error("an answer without an id");
}

/** Every documented field of a person. */
export function fullPerson(): JsonObject {
  return {
    ...minimalPerson(),
    roles: ["UBO", "DIRECTOR", "SHAREHOLDER"],
    ownershipPercent: 62.5,
    email: "ada@example.com",
    phone: "+44 20 7946 0000",
    ...address(),
    taxIdentificationNumber: "AB123456C",
    taxResidenceCountryId: "FR",
    businessTitle: "Chief executive",
    relationshipEstablishedAt: "2020-02-29",
    idNumber: "533380006",
  };
}

/** Every documented field of a customer. */
export function fullCustomer(): JsonObject & { persons: JsonObject[] } {
  return {
    ...minimalCustomer(),
    persons: [fullPerson(), minimalPerson()],
    tradingNames: "Acme, Acme Pay",
    website: "https://acme.example/about?lang=en",
    operationalChannels: "Web",
    businessEmail: "office@acme.example",
    primaryContactFirstName: "Grace",
    primaryContactLastName: "Hopper",
    primaryContactPhone: "+1 202 555 0100",
    primaryContactEmail: "grace@acme.example",
    primaryContactIsAssociate: true,
    businessType: "LIMITED_LIABILITY_COMPANY",
    formationDate: "2015-06-30",
    phone: "+1 202 555 0101",
    ...address(),
    estimatedAnnualRevenueUsd: "R_1000000_9999999",
    expectedMonthlyPaymentsUsd: "250000",
    primaryBusinessPurpose: "OTHER",
    primaryPurposeOther: "Ship leasing",
    sourceOfFunds: "SALES_OF_GOODS_AND_SERVICES",
    taxIdType: "EIN",
    taxIdentificationNumber: "12-3456789",
    operatesInProhibitedCountries: false,
    highRiskActivities: ["Shipping", "Leasing"],
    transmitsCustomerFunds: false,
    customerFundsDescription: "None",
    conductsMoneyServices: false,
    ownershipIndirectOrOffshoreStructures: true,
    ownershipTrustsFundsOrHoldingCompanies: false,
    ownershipBranchesOrSubsidiaries: true,
    ownershipBranchesOrSubsidiariesDetails: "Acme GmbH",
    businessModelDescription: "Leases ships",
    customerType: "Businesses",
    invoiceIssuance: "Monthly",
    productServiceCatalogueWithPrices: "On request",
    mainCustomers: "Ports",
    mainSuppliers: "Yards",
    completeFlowOfFunds: "Customer to us to yard",
    significantCashVolumes: false,
    holdsClientBalances: false,
    receivesUnrelatedThirdPartyPayments: false,
    primaryOperatingCurrency: "USD",
    fxConversion: true,
    fxConversionDescription: "EUR to USD",
    countriesWhereOperatesOrCustomers: ["GB", "DE"],
    averageTransactionAmountUsd: "12000",
    geographicDistribution: "Europe",
  };
}

function address(): JsonObject {
  return {
    addressLine1: "1 High Street",
    addressLine2: "Floor 2",
    city: "London",
    stateProvinceRegion: "Greater London",
    postalCode: "EC1A 1BB",
    addressCountryId: "GB",
  };
}
