/** Where exchange rates come from. Another source is another `RateProvider`, and nothing else changes. */
import { findNewestRates } from "@/db/queries/reference";
import type { TransactionContext } from "@/lib/operations/operation";
import { type CurrencyCode, toCurrencyCode } from "@/lib/schemas/currency";

/** What one unit of a currency is worth in US dollars, and of when that is. */
export type UsdRate = { usdPerUnit: string; asOf: Date };

export type RateProvider = {
  /** The newest rate of each of these currencies; one without a rate is missing in the answer. */
  newestRates(
    context: Pick<TransactionContext, "tx">,
    currencyCodes: readonly CurrencyCode[],
  ): Promise<ReadonlyMap<CurrencyCode, UsdRate>>;
};

/** The table that the operator imports rates into. */
export const importedRates: RateProvider = {
  newestRates: async ({ tx }, currencyCodes) => {
    const rows = await findNewestRates(tx, currencyCodes);
    return new Map(
      rows.flatMap(({ currencyCode, usdPerUnit, asOf }) => {
        const code = toCurrencyCode(currencyCode);
        return code === null ? [] : [[code, { usdPerUnit, asOf }] as const];
      }),
    );
  },
};
