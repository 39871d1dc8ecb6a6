"use client";

import { useState } from "react";
import { SettlementReference } from "@/components/hub/payments/settlement-reference";
import { type Choice, Decisions } from "@/components/hub/reviews/decisions";
import { useCorrectionChoice } from "@/components/hub/reviews/review-decisions";
import { Waiting } from "@/components/hub/reviews/waiting";
import { useMay, useWorkplace } from "@/components/workplace";
import { paymentDecisionWords, settlementWords } from "@/lib/client/hub-decisions";
import { amountWords, paymentTarget } from "@/lib/client/hub-payments";
import { statusWords } from "@/lib/client/hub-words";
import type { QueueKind } from "@/lib/schemas/queue";
import type { PaymentReview } from "@/lib/schemas/review-payment";

type PaymentDecisionsProps = { kind: QueueKind; review: PaymentReview };

/** What can be decided about a payment, and what can be said about its money. */
export function PaymentDecisions({ kind, review }: PaymentDecisionsProps) {
  const { place } = useWorkplace();
  const mayDecide = useMay("REVIEWS_WRITE");
  const maySettle = useMay("SETTLEMENTS_WRITE");
  const correction = useCorrectionChoice();
  const settlement = useSettlementReference();
  const amount = amountWords(review);
  const isBlocked = review.approvalBlockedBecause !== null;
  const choices: Choice[] = [
    ...review.possibleSettlementSteps.map(
      (step): Choice => ({
        id: `settlement ${step}`,
        words: settlementWords(step, amount),
        isOff: !maySettle || (isBlocked && step === "START"),
        action: "settlement",
        body: { step },
        ...(step === "COMPLETE" ? settlement : {}),
      }),
    ),
    ...review.possibleDecisions.map(
      (decision): Choice => ({
        id: decision,
        words: paymentDecisionWords(decision, amount),
        isOff: !mayDecide || (isBlocked && decision === "APPROVE"),
        action: "decision",
        body: { decision },
        // The partner may correct it meanwhile, its amount too.
        seenUpdatedAt: review.payment.updatedAt,
        ...(decision === "REQUEST_CORRECTION" ? correction : {}),
      }),
    ),
  ];
  return (
    <Decisions
      target={paymentTarget(place, review.payment.id)}
      kind={kind}
      choices={choices}
      history={review.history}
      says={<WhatStands review={review} choiceCount={choices.length} isAllowed={mayDecide && maySettle} />}
    />
  );
}

/** The rail's name for the transfer, which completing a settlement needs. */
function useSettlementReference(): Partial<Choice> {
  const [reference, setReference] = useState("");
  const [wasChecked, setWasChecked] = useState(false);
  const isMissing = reference.trim() === "";
  return {
    body: { step: "COMPLETE", settlementReference: reference.trim() },
    fields: (
      <SettlementReference
        value={reference}
        onChange={setReference}
        error={wasChecked && isMissing ? "Enter what the bank or network calls the transfer." : undefined}
      />
    ),
    check: () => {
      setWasChecked(true);
      return !isMissing;
    },
  };
}

type WhatStandsProps = { review: PaymentReview; choiceCount: number; isAllowed: boolean };

function WhatStands({ review, choiceCount, isAllowed }: WhatStandsProps) {
  const { payment, submittedAt } = review;
  const why =
    choiceCount === 0
      ? "Nothing is to be decided in this status."
      : !isAllowed
        ? "Your role sees payments; operator admins decide and settle."
        : review.approvalBlockedBecause === null
          ? "The partner reads the decision and its reason."
          : "Going on is blocked, see above.";
  return (
    <div className="flex flex-col gap-0.5">
      <p className="font-medium">
        {payment.status === "PENDING_REVIEW" ? (
          <>
            Waiting for <Waiting since={submittedAt} />
          </>
        ) : payment.status === "APPROVED" && payment.approvedAt !== null ? (
          <>
            To be settled for <Waiting since={payment.approvedAt} />
          </>
        ) : (
          statusWords("payments", payment.status).word
        )}
      </p>
      <p className="text-[0.8125rem] text-muted-foreground">{why}</p>
    </div>
  );
}
