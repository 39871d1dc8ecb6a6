"use client";

import { useState } from "react";
import { PaymentAmounts } from "@/components/hub/payments/payment-amounts";
import { PaymentDecisions } from "@/components/hub/payments/payment-decisions";
import { PaymentFacts } from "@/components/hub/payments/payment-facts";
import { PaymentHolds } from "@/components/hub/payments/payment-holds";
import { PaymentParties } from "@/components/hub/payments/payment-parties";
import { CorrectionsProvider } from "@/components/hub/reviews/corrections";
import { DocumentsViewer } from "@/components/hub/reviews/documents-viewer";
import { ReviewFrame } from "@/components/hub/reviews/review-frame";
import { ReviewHistory } from "@/components/hub/reviews/review-history";
import { ReviewLoader } from "@/components/hub/reviews/review-loader";
import { Mono } from "@/components/ui/mono";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { useMay, useWorkplace } from "@/components/workplace";
import { toShown } from "@/lib/client/hub-documents";
import { amountWords, paymentReviewQuery } from "@/lib/client/hub-payments";
import { statusWords } from "@/lib/client/hub-words";
import { shortId } from "@/lib/client/words";
import type { QueueKind } from "@/lib/schemas/queue";
import type { PaymentReview as Review } from "@/lib/schemas/review-payment";

/** A payment under review or in settlement: the money, both sides, and what stands in its way. */
export function PaymentReview({ paymentId }: { paymentId: string }) {
  const { place } = useWorkplace();
  return (
    <ReviewLoader query={paymentReviewQuery(place, paymentId)} noun="payment">
      {(review) => <Loaded review={review} />}
    </ReviewLoader>
  );
}

const IN_SETTLEMENT: readonly string[] = ["APPROVED", "PROCESSING"];

function Loaded({ review }: { review: Review }) {
  const mayDecide = useMay("REVIEWS_WRITE");
  const { payment, history } = review;
  // The queue it was opened from; the decision may move it on to the other one.
  const [kind] = useState<QueueKind>(() =>
    IN_SETTLEMENT.includes(payment.status) ? "settlements" : "payments",
  );
  const status = statusWords("payments", payment.status);
  const canAsk = mayDecide && review.possibleDecisions.includes("REQUEST_CORRECTION");
  return (
    <CorrectionsProvider scope={payment.id} isOffered={canAsk} asked={payment.corrections}>
      <ReviewFrame
        kind={kind}
        id={payment.id}
        title={`${amountWords(review)} to ${review.beneficiary.companyName}`}
        marks={<Status tone={status.tone}>{status.word}</Status>}
        facts={<Mono value={payment.id} short={shortId(payment.id)} label="payment id" />}
        bar={<PaymentDecisions kind={kind} review={review} />}
      >
        <PaymentHolds review={review} />
        <PaymentAmounts payment={payment} />
        <PaymentParties review={review} />
        <div className="grid items-start gap-x-8 gap-y-10 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-8">
            <PaymentFacts payment={payment} />
            <Section title="History">
              <ReviewHistory kind="payments" history={history} />
            </Section>
          </div>
          <div className="flex min-h-0 min-w-0 flex-col">
            <DocumentsViewer
              documents={review.documents.map((document) => toShown(document, "Of the payment"))}
            />
          </div>
        </div>
      </ReviewFrame>
    </CorrectionsProvider>
  );
}
