/**
 * What a payment costs and what arrives. Pure.
 *
 * payment amount − fee = what is exchanged; what is exchanged × rate = payout.
 *
 * Who gains by rounding: always the platform, by less than one smallest unit of a currency at each step. The fee and
 * what the customer pays are rounded up, what the beneficiary gets and the rate are rounded down. Nobody else ever gains,
 * so no sequence of payments makes money out of roundings.
 */
import { Exact, formatAmount, ROUND_DOWN, ROUND_UP, smallestUnit, toUnits } from "@/lib/money/decimal";
import type { CurrencyCode } from "@/lib/schemas/currency";
import { AMOUNT_LIMIT, type PriceBreakdown } from "@/lib/schemas/money";

/** The fee rule, in this one place: half a percent of the payment amount, rounded up to the smallest unit. */
const FEE_RATE = new Exact("0.005");
const FEE_LABEL = "Fee (0.5 % of the payment amount)";

export type PriceTerms = {
  paymentCurrencyCode: CurrencyCode;
  targetCurrencyCode: CurrencyCode;
  /** As `crossRate` gives it. */
  rate: string;
};

export type Price = PriceTerms & {
  paymentAmount: string;
  totalTarget: string;
  priceBreakdown: PriceBreakdown;
};

/** `too_small`: nothing would arrive. `too_large`: one side would reach the limit of amounts. */
export type NoPrice = "too_small" | "too_large";

export function feeOf(paymentAmount: Exact, currencyCode: CurrencyCode): Exact {
  return toUnits(paymentAmount.times(FEE_RATE), currencyCode, ROUND_UP);
}

/** What arrives when the customer pays `paymentAmount`, fee included. */
export function priceOfPayment(paymentAmount: string, terms: PriceTerms): Price | NoPrice {
  const paid = new Exact(paymentAmount);
  const exchanged = paid.minus(feeOf(paid, terms.paymentCurrencyCode));
  const payout = toUnits(exchanged.times(terms.rate), terms.targetCurrencyCode, ROUND_DOWN);
  return toPrice(paid, payout, terms);
}

/** The least that the customer has to pay for `targetAmount` to arrive. */
export function priceOfTarget(targetAmount: string, terms: PriceTerms): Price | NoPrice {
  const { paymentCurrencyCode } = terms;
  const payout = new Exact(targetAmount);
  const exchanged = toUnits(payout.div(terms.rate), paymentCurrencyCode, ROUND_UP);
  // Rounding up a fee rounds down what is left of the amount, so this is the first amount that leaves enough.
  const paid = toUnits(exchanged.div(new Exact(1).minus(FEE_RATE)), paymentCurrencyCode, ROUND_UP);
  return toPrice(paid, payout, terms);
}

function toPrice(paid: Exact, payout: Exact, terms: PriceTerms): Price | NoPrice {
  const { paymentCurrencyCode, targetCurrencyCode, rate } = terms;
  if (payout.lt(smallestUnit(targetCurrencyCode))) return "too_small";
  if (paid.gte(AMOUNT_LIMIT) || payout.gte(AMOUNT_LIMIT)) return "too_large";
  const totalTarget = formatAmount(payout, targetCurrencyCode);
  return {
    paymentAmount: formatAmount(paid, paymentCurrencyCode),
    paymentCurrencyCode,
    totalTarget,
    targetCurrencyCode,
    rate,
    priceBreakdown: {
      payout: { label: "Paid to the beneficiary", amount: totalTarget, currencyCode: targetCurrencyCode },
      fee: {
        label: FEE_LABEL,
        amount: formatAmount(feeOf(paid, paymentCurrencyCode), paymentCurrencyCode),
        currencyCode: paymentCurrencyCode,
      },
    },
  };
}
