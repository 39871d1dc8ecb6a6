/**
 * The currencies that money moves in. Decimals of fiat currencies are the minor units of ISO 4217:2015 (list one);
 * those of crypto currencies are what the asset itself is counted in.
 */
import { z } from "zod";

export type CurrencyKind = "fiat" | "crypto";
export type Currency = { name: string; decimals: number; kind: CurrencyKind };

const fiat = (name: string, decimals: number): Currency => ({ name, decimals, kind: "fiat" });
const crypto = (name: string, decimals: number): Currency => ({ name, decimals, kind: "crypto" });

export const FIAT_CURRENCY_CODES = [
  "USD",
  "BRL",
  "MXN",
  "COP",
  "HKD",
  "CNY",
  "NGN",
  "KES",
  "MWK",
  "ZAR",
  "XOF",
  "XAF",
  "UGX",
  "TZS",
  "ZMW",
  "BWP",
  "SGD",
] as const;
export type FiatCurrencyCode = (typeof FIAT_CURRENCY_CODES)[number];

export const CRYPTO_CURRENCY_CODES = ["USDT", "USDC", "DAI", "BTC"] as const;
export type CryptoCurrencyCode = (typeof CRYPTO_CURRENCY_CODES)[number];

export const CURRENCY_CODES = [...FIAT_CURRENCY_CODES, ...CRYPTO_CURRENCY_CODES] as const;
export type CurrencyCode = (typeof CURRENCY_CODES)[number];

export const CURRENCIES: Readonly<Record<CurrencyCode, Currency>> = {
  USD: fiat("US dollar", 2),
  BRL: fiat("Brazilian real", 2),
  MXN: fiat("Mexican peso", 2),
  COP: fiat("Colombian peso", 2),
  HKD: fiat("Hong Kong dollar", 2),
  CNY: fiat("Chinese yuan", 2),
  NGN: fiat("Nigerian naira", 2),
  KES: fiat("Kenyan shilling", 2),
  MWK: fiat("Malawian kwacha", 2),
  ZAR: fiat("South African rand", 2),
  XOF: fiat("West African CFA franc", 0),
  XAF: fiat("Central African CFA franc", 0),
  UGX: fiat("Ugandan shilling", 0),
  TZS: fiat("Tanzanian shilling", 2),
  ZMW: fiat("Zambian kwacha", 2),
  BWP: fiat("Botswana pula", 2),
  SGD: fiat("Singapore dollar", 2),
  USDT: crypto("Tether USD", 6),
  USDC: crypto("USD Coin", 6),
  DAI: crypto("Dai", 18),
  BTC: crypto("Bitcoin", 8),
};

export const currencySchema = z.enum(CURRENCY_CODES, {
  error: `Expected one of ${CURRENCY_CODES.join(", ")}.`,
});

/** What a bank account can be in. */
export const fiatCurrencySchema = z.enum(FIAT_CURRENCY_CODES, {
  error: `Expected one of ${FIAT_CURRENCY_CODES.join(", ")}.`,
});

/** `null` for a text that is no code of ours. */
export function toCurrencyCode(text: string): CurrencyCode | null {
  return CURRENCY_CODES.find((code) => code === text) ?? null;
}
