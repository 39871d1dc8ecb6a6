/** Whether anybody can pay in a currency at this moment. */
import { listCryptoNetworkRows } from "@/db/queries/reference";
import { ApiError } from "@/lib/errors";
import { toCryptoCurrency } from "@/lib/operations/crypto/view";
import type { TransactionContext } from "@/lib/operations/operation";
import { CRYPTO_CURRENCY_CODES, type CurrencyCode } from "@/lib/schemas/currency";

/** 503 `rate_unavailable` for a crypto currency that staff have suspended on every network it runs on; `null` for others. */
export async function refusalOfSuspended(
  { tx }: Pick<TransactionContext, "tx">,
  currencyCode: CurrencyCode,
): Promise<ApiError | null> {
  const crypto = CRYPTO_CURRENCY_CODES.find((code) => code === currencyCode);
  if (crypto === undefined) return null;
  const { status } = toCryptoCurrency(crypto, await listCryptoNetworkRows(tx, { currencyCode: crypto }));
  if (status === "ACTIVE") return null;
  return new ApiError(
    "unavailable",
    "rate_unavailable",
    `${crypto} is suspended: for the moment none of its networks takes a transfer, so no price can be given. Nothing was made. GET /api/v1/crypto/currencies/${crypto} says ACTIVE once it is back.`,
    { suspended: [crypto] },
  );
}
