/** Exchange rates as the operator's staff see and import them. */
import { z } from "zod";
import { text, timestampSchema } from "@/lib/schemas/common";
import { currencySchema } from "@/lib/schemas/currency";

/** The newest rate of one currency; the middle four are `null` where it never had one. */
export const exchangeRateSchema = z.strictObject({
  currencyCode: currencySchema,
  name: z.string(),
  /** What one unit is worth in US dollars. */
  usdPerUnit: z.string().nullable(),
  asOf: timestampSchema.nullable(),
  source: z.string().nullable(),
  importedAt: timestampSchema.nullable(),
  /** Too old for production, where quotes in this currency are refused until a newer rate is imported. */
  isTooOld: z.boolean(),
});
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

export const exchangeRatesSchema = z.strictObject({
  items: z.array(exchangeRateSchema),
  /** How old a rate may be for production prices. */
  maxAgeHours: z.int(),
  /** How rates are imported at the command line. */
  importCommand: z.string(),
});
export type ExchangeRates = z.infer<typeof exchangeRatesSchema>;

/** The first line of a file of rates; the columns may come in another order. */
export const RATES_CSV_COLUMNS = ["currency", "usd_per_unit", "as_of"] as const;

/** `csv` is the text of the file. Whoever imports may say where the rates are from. */
export const importExchangeRatesSchema = z.strictObject({
  csv: z.string().min(1).max(500_000),
  source: text(100).default("Imported by the operator"),
});

export const importedExchangeRatesSchema = z.strictObject({
  /** Rates that are new. */
  imported: z.int(),
  /** Rates that were there already, with the same value. */
  unchanged: z.int(),
  currencies: z.array(currencySchema),
});
export type ImportedExchangeRates = z.infer<typeof importedExchangeRatesSchema>;
