/** Crypto networks in their wire shape, and the currencies they make up. */
import type { CryptoNetworkRow } from "@/db/queries/reference";
import type { CryptoCurrencyView, CryptoNetworkView } from "@/lib/schemas/crypto";
import { CRYPTO_CURRENCY_CODES, type CryptoCurrencyCode, CURRENCIES } from "@/lib/schemas/currency";

/** Nothing for a row of a currency that the platform does not know. */
export function toCryptoNetworks(rows: readonly CryptoNetworkRow[]): CryptoNetworkView[] {
  return rows.flatMap(({ updatedAt: _, ...row }) => {
    const currencyCode = CRYPTO_CURRENCY_CODES.find((code) => code === row.currencyCode);
    return currencyCode === undefined ? [] : [{ ...row, currencyCode }];
  });
}

export function toCryptoCurrency(
  code: CryptoCurrencyCode,
  rows: readonly CryptoNetworkRow[],
): CryptoCurrencyView {
  const networks = toCryptoNetworks(rows)
    .filter(({ currencyCode }) => currencyCode === code)
    .map(({ currencyCode: _, ...network }) => network);
  const { name, decimals } = CURRENCIES[code];
  const isActive = networks.some(({ status }) => status === "ACTIVE");
  return { code, name, decimals, status: isActive ? "ACTIVE" : "SUSPENDED", networks };
}
