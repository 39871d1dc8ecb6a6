/** Exchange rates and crypto networks, as staff see and change them. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { fetchUi } from "@/lib/client/fetch-ui";
import { uiApi } from "@/lib/routes";
import type { changeCryptoNetworkSchema, StaffCryptoNetwork } from "@/lib/schemas/crypto";
import type { ExchangeRates, ImportedExchangeRates } from "@/lib/schemas/exchange-rate";

const staffCryptoNetworkPageSchema = async () =>
  (await import("@/lib/schemas/crypto")).staffCryptoNetworkPageSchema;
const staffCryptoNetworkSchema = async () => (await import("@/lib/schemas/crypto")).staffCryptoNetworkSchema;
const exchangeRatesSchema = async () => (await import("@/lib/schemas/exchange-rate")).exchangeRatesSchema;
const importedExchangeRatesSchema = async () =>
  (await import("@/lib/schemas/exchange-rate")).importedExchangeRatesSchema;

export const exchangeRatesQuery = queryOptions({
  queryKey: ["hub", "reference", "exchange-rates"],
  queryFn: ({ signal }): Promise<ExchangeRates> =>
    fetchUi(uiApi.hubExchangeRates, { schema: exchangeRatesSchema, signal }),
});

export const cryptoNetworksQuery = queryOptions({
  queryKey: ["hub", "reference", "crypto-networks"],
  queryFn: async ({ signal }): Promise<StaffCryptoNetwork[]> =>
    (await fetchUi(uiApi.hubCryptoNetworks, { schema: staffCryptoNetworkPageSchema, signal })).items,
});

type RatesImport = { csv: string; source: string; reason: string };

/** Imports all of the file or nothing; resolves to what came of it when the page shows it. */
export async function importRates(
  client: QueryClient,
  { csv, source, reason }: RatesImport,
): Promise<ImportedExchangeRates> {
  const body = { csv, reason, ...(source === "" ? {} : { source }) };
  const answer = await fetchUi(uiApi.hubExchangeRates, {
    method: "POST",
    body,
    schema: importedExchangeRatesSchema,
  });
  await client.invalidateQueries(exchangeRatesQuery);
  return answer;
}

export type NetworkChange = z.input<typeof changeCryptoNetworkSchema> & { reason: string };

export async function changeNetwork(client: QueryClient, change: NetworkChange): Promise<void> {
  await fetchUi(uiApi.hubCryptoNetworks, { method: "POST", body: change, schema: staffCryptoNetworkSchema });
  await client.invalidateQueries(cryptoNetworksQuery);
}
