/** Exact decimals: how amounts are computed with and written out. Pure. */
import { Decimal } from "decimal.js";
import { CURRENCIES, type CurrencyCode } from "@/lib/schemas/currency";

/**
 * Wide enough for every product and quotient of amounts (at most 30 digits) and rates (`RATE_DIGITS`) to be rounded as
 * if it were exact. Every rounding below names its direction.
 */
export const Exact = Decimal.clone({ precision: 120, defaults: true });
export type Exact = Decimal;

export const { ROUND_DOWN, ROUND_UP } = Decimal;
export type Direction = typeof ROUND_DOWN | typeof ROUND_UP;

/** Rounds to a whole number of the currency's smallest units. */
export function toUnits(value: Exact, currencyCode: CurrencyCode, direction: Direction): Exact {
  return value.toDecimalPlaces(CURRENCIES[currencyCode].decimals, direction);
}

/** The smallest amount there is in this currency. */
export function smallestUnit(currencyCode: CurrencyCode): Exact {
  return new Exact(10).pow(-CURRENCIES[currencyCode].decimals);
}

/** An amount as the API writes it: with exactly the currency's decimals. What has more of them is a mistake of ours. */
export function formatAmount(value: Exact | string, currencyCode: CurrencyCode): string {
  const exact = new Exact(value);
  const { decimals } = CURRENCIES[currencyCode];
  if (exact.decimalPlaces() > decimals) throw new Error(`${currencyCode} has ${decimals} decimals.`);
  return exact.toFixed(decimals);
}
