/** Quote rows in their wire shape. */
import type { QuoteRow } from "@/db/queries/quotes";
import { toPublicId } from "@/lib/ids";
import { formatAmount } from "@/lib/money/decimal";
import type { Price } from "@/lib/money/price";
import { currencySchema } from "@/lib/schemas/currency";
import type { QuoteView } from "@/lib/schemas/quote";

export function toQuoteView(row: QuoteRow): QuoteView {
  return {
    id: toPublicId("quote", row.id),
    ...toPriceView(row),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    usedAt: row.usedAt?.toISOString() ?? null,
  };
}

type PriceColumns = Pick<
  QuoteRow,
  "paymentAmount" | "paymentCurrencyCode" | "totalTarget" | "targetCurrencyCode" | "rate" | "priceBreakdown"
>;

/** The price in a row of a quote or a payment, with each amount in its currency's decimals. */
export function toPriceView(row: PriceColumns): Pick<QuoteView, keyof Price> {
  const paymentCurrencyCode = currencySchema.parse(row.paymentCurrencyCode);
  const targetCurrencyCode = currencySchema.parse(row.targetCurrencyCode);
  const { payout, fee } = row.priceBreakdown;
  return {
    paymentAmount: formatAmount(row.paymentAmount, paymentCurrencyCode),
    paymentCurrencyCode,
    totalTarget: formatAmount(row.totalTarget, targetCurrencyCode),
    targetCurrencyCode,
    rate: row.rate,
    priceBreakdown: {
      payout: { ...payout, currencyCode: targetCurrencyCode },
      fee: { ...fee, currencyCode: paymentCurrencyCode },
    },
  };
}
