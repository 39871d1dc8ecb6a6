"use client";

import { Fact, FactGroup, Said } from "@/components/hub/reviews/fact";
import { Mono } from "@/components/ui/mono";
import { countryWords } from "@/lib/client/hub-customer-fields";
import type { BeneficiaryView } from "@/lib/schemas/beneficiary";

type Key = Exclude<keyof BeneficiaryView, "corrections" | "screening">;

const COMPANY: readonly [Key, string][] = [
  ["companyName", "Company name"],
  ["country", "Country"],
  ["address", "Address"],
  ["zipCode", "Postal code"],
];

const ACCOUNT: readonly [Key, string][] = [
  ["currencyCode", "Account currency"],
  ["iban", "IBAN"],
  ["accountNumber", "Account number"],
  ["bankBic", "BIC"],
  ["wireRoutingNumber", "Wire routing number"],
  ["achRoutingNumber", "ACH routing number"],
  ["bankName", "Bank"],
  ["bankCountryCode", "Bank's country"],
  ["bankAddress", "Bank's address"],
  ["intermediaryBank", "Intermediary bank"],
];

const COUNTRIES: readonly Key[] = ["country", "bankCountryCode"];
/** Compared character by character, and so in mono with a way to copy them. */
const NUMBERS: readonly Key[] = ["iban", "accountNumber", "bankBic", "wireRoutingNumber", "achRoutingNumber"];

/** Everything that the partner says about a beneficiary. */
export function BeneficiaryFacts({ beneficiary }: { beneficiary: BeneficiaryView }) {
  return (
    <section aria-label="What the partner says" className="flex flex-col gap-6">
      <FactGroup title="Company">
        {COMPANY.map(([key, term]) => (
          <Fact key={key} term={term} field={key}>
            <Value beneficiary={beneficiary} name={key} term={term} />
          </Fact>
        ))}
      </FactGroup>
      <FactGroup title="Account">
        {ACCOUNT.map(([key, term]) => (
          <Fact key={key} term={term} field={key}>
            <Value beneficiary={beneficiary} name={key} term={term} />
          </Fact>
        ))}
      </FactGroup>
    </section>
  );
}

function Value({ beneficiary, name, term }: { beneficiary: BeneficiaryView; name: Key; term: string }) {
  const value = beneficiary[name];
  if (!value) return <Said value={null} />;
  if (COUNTRIES.includes(name)) return <Said value={countryWords(value)} />;
  if (NUMBERS.includes(name)) return <Mono value={value} label={term} />;
  return <Said value={value} />;
}
