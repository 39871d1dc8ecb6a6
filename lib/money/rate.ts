/** Exchange rates between any two currencies, from what each is worth in US dollars. Pure. */
import { Exact, ROUND_DOWN } from "@/lib/money/decimal";

/** Significant digits of a rate. */
export const RATE_DIGITS = 12;

/**
 * Units of the target currency for one unit of the payment currency, in plain digits. Rounded down to `RATE_DIGITS`
 * significant digits: the rounding is in the platform's favour, by less than 1 in 10^11, and the rate that a quote shows
 * is exactly the one it was computed with.
 */
export function crossRate(usdPerPaymentUnit: string, usdPerTargetUnit: string): string {
  return new Exact(usdPerPaymentUnit)
    .div(usdPerTargetUnit)
    .toSignificantDigits(RATE_DIGITS, ROUND_DOWN)
    .toFixed();
}
