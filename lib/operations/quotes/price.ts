/** The price of what a quote or a corrected payment asks for, at the rate of this moment. */
import { ApiError, validationFailed } from "@/lib/errors";
import { type NoPrice, type Price, priceOfPayment, priceOfTarget } from "@/lib/money/price";
import type { TransactionContext } from "@/lib/operations/operation";
import { refusalOfSuspended } from "@/lib/operations/quotes/suspension";
import { findRate } from "@/lib/operations/rates/find";
import type { CurrencyCode } from "@/lib/schemas/currency";
import { AMOUNT_LIMIT } from "@/lib/schemas/money";

export type PriceRequest = {
  paymentCurrencyCode: CurrencyCode;
  targetCurrencyCode: CurrencyCode;
  /** The amount that is fixed, and the field it came in. */
  amount: string;
  of: "payment" | "target";
  field: string;
};

/**
 * The price; or 503 `rate_unavailable`, for want of a rate or while the payment currency is suspended: given rather than
 * thrown, so that the caller can refuse what is wrong with the request first. Throws 422 at `field` for an amount so small that nothing would arrive, or too large.
 */
export async function findPrice(
  context: Pick<TransactionContext, "tx" | "scope" | "now" | "rateMaxAgeHours">,
  { paymentCurrencyCode, targetCurrencyCode, amount, of, field }: PriceRequest,
): Promise<Price | ApiError> {
  const rate = await findRate(context, paymentCurrencyCode, targetCurrencyCode);
  if (rate instanceof ApiError) return rate;
  const terms = { paymentCurrencyCode, targetCurrencyCode, rate };
  const price = of === "payment" ? priceOfPayment(amount, terms) : priceOfTarget(amount, terms);
  if (typeof price === "string") throw validationFailed([{ path: field, message: NO_PRICE[price] }]);
  return (await refusalOfSuspended(context, paymentCurrencyCode)) ?? price;
}

const NO_PRICE: Record<NoPrice, string> = {
  too_small: "Too small: after the fee and at this rate nothing would arrive.",
  too_large: `Too large: both the payment and what arrives have to be below ${AMOUNT_LIMIT}.`,
};
