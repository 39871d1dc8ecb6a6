import { z } from "zod";
import { listCryptoNetworkRows } from "@/db/queries/reference";
import { toCryptoCurrency } from "@/lib/operations/crypto/view";
import { readOperation } from "@/lib/operations/operation";
import { cryptoCurrencyPageSchema } from "@/lib/schemas/crypto";
import { CRYPTO_CURRENCY_CODES } from "@/lib/schemas/currency";

export const listCryptoCurrencies = readOperation({
  name: "listCryptoCurrencies",
  summary: "List crypto currencies with the networks each runs on",
  description: "All of them at once; there are no pages.",
  permission: "CRYPTO_READ",
  input: z.strictObject({}),
  output: cryptoCurrencyPageSchema,
  run: async ({ tx }) => {
    const rows = await listCryptoNetworkRows(tx);
    const items = CRYPTO_CURRENCY_CODES.map((code) => toCryptoCurrency(code, rows));
    return { items, nextCursor: null, hasMore: false };
  },
});
