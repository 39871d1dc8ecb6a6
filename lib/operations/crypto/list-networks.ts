import { z } from "zod";
import { listCryptoNetworkRows } from "@/db/queries/reference";
import { toCryptoNetworks } from "@/lib/operations/crypto/view";
import { readOperation } from "@/lib/operations/operation";
import {
  cryptoNetworkPageSchema,
  listCryptoNetworksSchema,
  staffCryptoNetworkPageSchema,
} from "@/lib/schemas/crypto";

export const listCryptoNetworks = readOperation({
  name: "listCryptoNetworks",
  summary: "List the networks that crypto currencies run on",
  description: "One item for each currency on each of its networks, all of them at once; there are no pages.",
  permission: "CRYPTO_READ",
  input: listCryptoNetworksSchema,
  output: cryptoNetworkPageSchema,
  run: async ({ tx }, filter) => ({
    items: toCryptoNetworks(await listCryptoNetworkRows(tx, filter)),
    nextCursor: null,
    hasMore: false,
  }),
});

export const listCryptoNetworksForStaff = readOperation({
  name: "listCryptoNetworksForStaff",
  summary: "List the networks that crypto currencies run on, with when each was changed",
  permission: "REVIEWS_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: staffCryptoNetworkPageSchema,
  run: async ({ tx }) => {
    const rows = await listCryptoNetworkRows(tx);
    const items = rows.flatMap((row) =>
      toCryptoNetworks([row]).map((network) => ({ ...network, updatedAt: row.updatedAt.toISOString() })),
    );
    return { items, nextCursor: null, hasMore: false };
  },
});
