/** Exchange rates and crypto networks: reference data that belongs to no tenant. */
import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { cryptoNetworks, exchangeRates } from "@/db/schema";

export type ExchangeRateRow = typeof exchangeRates.$inferSelect;
export type CryptoNetworkRow = typeof cryptoNetworks.$inferSelect;

const rateRowSchema = z.object({
  currencyCode: z.string(),
  usdPerUnit: z.string(),
  asOf: z.coerce.date(),
  source: z.string(),
  importedAt: z.coerce.date(),
});

/** The newest rate of each of these currencies; nothing for one that has none. */
export async function findNewestRates(
  tx: Transaction,
  currencyCodes: readonly string[],
): Promise<ExchangeRateRow[]> {
  const rows = await tx.execute(sql`
    select r.currency_code as "currencyCode", r.usd_per_unit::text as "usdPerUnit", r.as_of as "asOf", r.source,
           r.imported_at as "importedAt"
      from jsonb_array_elements_text(${JSON.stringify(currencyCodes)}::text::jsonb) as wanted (code)
     cross join lateral (
       select * from exchange_rates e where e.currency_code = wanted.code order by e.as_of desc limit 1
     ) r`);
  return rows.map((row) => rateRowSchema.parse(row));
}

/** Adds those that are new, and gives them; a moment of a currency that has a rate already is left as it is. */
export function insertRates(
  tx: Transaction,
  rows: readonly ExchangeRateRow[],
): Promise<Pick<ExchangeRateRow, "currencyCode" | "asOf">[]> {
  return tx
    .insert(exchangeRates)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ currencyCode: exchangeRates.currencyCode, asOf: exchangeRates.asOf });
}

export async function findRate(
  tx: Transaction,
  { currencyCode, asOf }: Pick<ExchangeRateRow, "currencyCode" | "asOf">,
): Promise<ExchangeRateRow | undefined> {
  const [row] = await tx
    .select()
    .from(exchangeRates)
    .where(and(eq(exchangeRates.currencyCode, currencyCode), eq(exchangeRates.asOf, asOf)));
  return row;
}

/** By currency, then by network. */
export function listCryptoNetworkRows(
  tx: Transaction,
  filter: { currencyCode?: string | undefined } = {},
): Promise<CryptoNetworkRow[]> {
  return tx
    .select()
    .from(cryptoNetworks)
    .where(
      filter.currencyCode === undefined ? undefined : eq(cryptoNetworks.currencyCode, filter.currencyCode),
    )
    .orderBy(asc(cryptoNetworks.currencyCode), asc(cryptoNetworks.network));
}

const isNetwork = ({ currencyCode, network }: Pick<CryptoNetworkRow, "currencyCode" | "network">) =>
  and(eq(cryptoNetworks.currencyCode, currencyCode), eq(cryptoNetworks.network, network));

/** Nobody else changes it before this transaction ends. */
export async function lockCryptoNetworkRow(
  tx: Transaction,
  key: Pick<CryptoNetworkRow, "currencyCode" | "network">,
): Promise<CryptoNetworkRow | undefined> {
  const [row] = await tx.select().from(cryptoNetworks).where(isNetwork(key)).for("update");
  return row;
}

export async function updateCryptoNetworkRow(
  tx: Transaction,
  key: Pick<CryptoNetworkRow, "currencyCode" | "network">,
  change: Partial<Pick<CryptoNetworkRow, "status" | "minimumAmount" | "confirmations" | "updatedAt">>,
): Promise<void> {
  await tx.update(cryptoNetworks).set(change).where(isNetwork(key));
}
