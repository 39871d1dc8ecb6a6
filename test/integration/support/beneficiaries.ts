/** Beneficiaries as partners send them. */
import { minimalBeneficiary } from "@/test/integration/support/rows-of-the-api";

type JsonObject = Record<string, unknown>;

/** Every documented field of a beneficiary. */
export function fullBeneficiary(): JsonObject {
  return {
    ...minimalBeneficiary(),
    address: "Werftstraße 12, Köln",
    zipCode: "50667",
    bankAddress: "Kaiserplatz, Frankfurt am Main",
    accountNumber: "0532013000",
    wireRoutingNumber: "026009593",
    achRoutingNumber: "021000021",
    intermediaryBank: "Citibank N.A., CITIUS33",
  };
}

/** A dollar account in New York, which has neither IBAN nor BIC. */
export function usBeneficiary(changes: JsonObject = {}): JsonObject {
  return {
    companyName: "Hudson Parts Inc",
    country: "US",
    currencyCode: "USD",
    bankCountryCode: "US",
    accountNumber: "000123456789",
    wireRoutingNumber: "021000021",
    ...changes,
  };
}
