import { z } from "zod";
import { listCryptoNetworkRows } from "@/db/queries/reference";
import { ApiError } from "@/lib/errors";
import { toCryptoCurrency } from "@/lib/operations/crypto/view";
import { readOperation } from "@/lib/operations/operation";
import { cryptoCurrencySchema } from "@/lib/schemas/crypto";
import { CRYPTO_CURRENCY_CODES } from "@/lib/schemas/currency";

export const getCryptoCurrency = readOperation({
  name: "getCryptoCurrency",
  summary: "Show a crypto currency with the networks it runs on",
  permission: "CRYPTO_READ",
  input: z.strictObject({
    code: z.string().meta({ description: "The currency's code.", examples: ["USDC"] }),
  }),
  output: cryptoCurrencySchema,
  run: async ({ tx }, { code }) => {
    const known = CRYPTO_CURRENCY_CODES.find((candidate) => candidate === code);
    if (known === undefined) {
      throw new ApiError(
        "not_found",
        "not_found",
        `No crypto currency with this code; there are ${CRYPTO_CURRENCY_CODES.join(", ")}.`,
      );
    }
    return toCryptoCurrency(known, await listCryptoNetworkRows(tx, { currencyCode: known }));
  },
});
