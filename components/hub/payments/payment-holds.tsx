"use client";

import { FreeText } from "@/components/audit/free-text";
import { ScreeningLink } from "@/components/hub/reviews/review-notices";
import { Notice } from "@/components/ui/notice";
import { statusWords } from "@/lib/client/hub-words";
import type { PaymentReview } from "@/lib/schemas/review-payment";

/** What keeps the payment where it is, and how each of it ends. */
export function PaymentHolds({ review }: { review: PaymentReview }) {
  const { payment, customer, beneficiary, heldByScreening, heldByStaff, heldFrom } = review;
  const { approvalBlockedBecause } = review;
  return (
    <>
      {heldByScreening ? (
        <Notice tone="warning" title="Screening holds it">
          <p>
            It goes on by itself once every match of customer and beneficiary is cleared. Until then nobody
            can release it.
          </p>
          <div className="flex flex-col gap-1">
            {customer.screening?.paymentHold ? (
              <ScreeningLink screening={customer.screening} name={customer.companyName} />
            ) : null}
            {beneficiary.screening?.paymentHold ? (
              <ScreeningLink screening={beneficiary.screening} name={beneficiary.companyName} />
            ) : null}
          </div>
        </Notice>
      ) : null}
      {approvalBlockedBecause === null || heldByScreening ? null : (
        <Notice tone="warning" title="It cannot go on as things are">
          <p className="[overflow-wrap:anywhere]">{approvalBlockedBecause}</p>
        </Notice>
      )}
      {heldByStaff ? (
        <Notice tone="warning" title="Staff hold it">
          <p>It goes on when somebody releases it.</p>
        </Notice>
      ) : null}
      {payment.statusReason === null ? null : (
        <Notice title="The reason that the partner sees">
          <p className="[overflow-wrap:anywhere]">
            <FreeText>{payment.statusReason}</FreeText>
          </p>
        </Notice>
      )}
      {heldFrom === null ? null : (
        <p className="text-[0.8125rem] text-muted-foreground">
          Released, it returns to: {statusWords("payments", heldFrom).word}.
        </p>
      )}
    </>
  );
}
