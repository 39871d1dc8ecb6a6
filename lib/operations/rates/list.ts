import { z } from "zod";
import { findNewestRates } from "@/db/queries/reference";
import { readOperation } from "@/lib/operations/operation";
import { isTooOld } from "@/lib/operations/rates/find";
import { CURRENCIES, CURRENCY_CODES } from "@/lib/schemas/currency";
import { exchangeRatesSchema } from "@/lib/schemas/exchange-rate";

const IMPORT_COMMAND = "npm run -s cli -- rates import rates.csv --source TEXT";

export const listExchangeRates = readOperation({
  name: "listExchangeRates",
  summary: "List the newest exchange rate of each currency",
  permission: "REVIEWS_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: exchangeRatesSchema,
  run: async (context) => {
    const rows = await findNewestRates(context.tx, CURRENCY_CODES);
    const newest = new Map(rows.map((row) => [row.currencyCode, row]));
    return {
      // The dollar is what the others are counted in.
      items: CURRENCY_CODES.filter((code) => code !== "USD").map((currencyCode) => {
        const rate = newest.get(currencyCode);
        return {
          currencyCode,
          name: CURRENCIES[currencyCode].name,
          usdPerUnit: rate?.usdPerUnit ?? null,
          asOf: rate?.asOf.toISOString() ?? null,
          source: rate?.source ?? null,
          importedAt: rate?.importedAt.toISOString() ?? null,
          isTooOld: rate === undefined || isTooOld(rate.asOf, context),
        };
      }),
      maxAgeHours: context.rateMaxAgeHours,
      importCommand: IMPORT_COMMAND,
    };
  },
});
