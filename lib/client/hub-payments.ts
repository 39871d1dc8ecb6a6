/** A payment as staff review and settle it. */
import { queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type ReviewTarget, reviewKey } from "@/lib/client/hub-reviews";
import { formatAmount } from "@/lib/client/hub-words";
import { type Place, uiApi } from "@/lib/routes";
import type { PaymentReview } from "@/lib/schemas/review-payment";

const paymentReviewSchema = async () => (await import("@/lib/schemas/review-payment")).paymentReviewSchema;

export function paymentTarget(place: Place, id: string): ReviewTarget {
  return { place, part: "payments", id };
}

export function paymentReviewQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: reviewKey(paymentTarget(place, id)),
    queryFn: ({ signal }): Promise<PaymentReview> =>
      fetchUi(uiApi.hubReview(place, "payments", id), { schema: paymentReviewSchema, signal }),
  });
}

/** `1,000.00 USD`. */
export function money(amount: string, currencyCode: string): string {
  return `${formatAmount(amount)} ${currencyCode}`;
}

/** The payment in one line: what the customer pays. */
export function amountWords({ payment }: PaymentReview): string {
  return money(payment.paymentAmount, payment.paymentCurrencyCode);
}
