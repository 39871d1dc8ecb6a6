/**
 * Numbers of banks and their accounts, checked as far as they can be without asking a bank: IBAN (ISO 13616), BIC
 * (ISO 9362), routing numbers of the American Bankers Association.
 */
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from "ibantools";
import { z } from "zod";

/** Kept and shown in its electronic form, whatever spaces, hyphens and lower case it came with. */
export const ibanSchema = z
  .string()
  .max(50)
  .regex(/^[A-Za-z0-9 -]*$/, "Expected letters and digits, in groups or not.")
  .overwrite((iban) => electronicFormatIBAN(iban) ?? iban)
  .refine(
    (iban) => isValidIBAN(iban),
    "Not an IBAN: its country, its length or its check digits are wrong. Compare it with the invoice.",
  )
  .describe(
    "Checked by country, length and check digits (ISO 13616). Spaces, hyphens and lower case are accepted; shown without.",
  );

/** Kept and shown in upper case. */
export const bicSchema = z
  .string()
  .max(11)
  .regex(/^[A-Za-z0-9]*$/, "Expected 8 or 11 letters and digits.")
  .overwrite((bic) => bic.toUpperCase())
  .refine(
    (bic) => isValidBIC(bic),
    "Not a BIC: expected four letters for the bank, two for its country, two for the place, and three for a branch or none.",
  )
  .describe("8 or 11 characters (ISO 9362), for example `COBADEFFXXX`.");

/** ABA key to routing symbols: the weights of the nine digits, whose weighted sum is a multiple of ten. */
const ABA_WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1];

/** The first two digits that are given out: Federal Reserve districts, thrifts, electronic, traveller's cheques. */
const ABA_PREFIX = /^(0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/;

/** Whether these are nine digits that the American Bankers Association can have given out. */
export function isRoutingNumber(value: string): boolean {
  if (!/^[0-9]{9}$/.test(value) || !ABA_PREFIX.test(value) || Number(value) === 0) return false;
  const sum = ABA_WEIGHTS.reduce((total, weight, index) => total + weight * Number(value[index]), 0);
  return sum % 10 === 0;
}

export const routingNumberSchema = z
  .string()
  .refine(
    isRoutingNumber,
    "Not an ABA routing number: expected nine digits whose checksum is right. Compare it with the invoice.",
  );

export const accountNumberSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9 ./-]{0,33}$/,
    "Expected 1 to 34 letters and digits; spaces, points, hyphens and slashes may stand between them.",
  )
  .describe("For accounts without an IBAN; 1 to 34 letters and digits.");

/** Territories whose banks work under the code of another country, in IBAN and BIC or in one of them. */
const BANKS_UNDER: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["GG", "IM", "JE"].map((territory) => [territory, "GB"])),
  ...Object.fromEntries(
    ["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"].map((territory) => [
      territory,
      "FR",
    ]),
  ),
  ...Object.fromEntries(["AS", "GU", "MP", "PR", "VI"].map((territory) => [territory, "US"])),
  AX: "FI",
  SJ: "NO",
};

const underCode = (country: string) => BANKS_UNDER[country] ?? country;

/** Whether banks of both work in one country's system. */
export function isSameBankCountry(one: string, other: string): boolean {
  return underCode(one) === underCode(other);
}

/** Where the bank is, from what is known of it; `null` where nothing tells. */
export function bankCountryOf(bank: {
  bankCountryCode?: string | undefined;
  bankBic?: string | undefined;
  iban?: string | undefined;
  wireRoutingNumber?: string | undefined;
  achRoutingNumber?: string | undefined;
}): string | null {
  const named = bank.bankCountryCode ?? bank.bankBic?.slice(4, 6) ?? bank.iban?.slice(0, 2);
  if (named !== undefined) return underCode(named);
  return bank.wireRoutingNumber === undefined && bank.achRoutingNumber === undefined ? null : "US";
}
