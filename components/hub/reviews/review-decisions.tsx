"use client";

import type { ReactNode } from "react";
import { useCorrections } from "@/components/hub/reviews/corrections";
import { CorrectionsToAsk, useCorrectionsToAsk } from "@/components/hub/reviews/corrections-to-ask";
import { type Choice, Decisions } from "@/components/hub/reviews/decisions";
import { useMay } from "@/components/workplace";
import { decisionWords } from "@/lib/client/hub-decisions";
import type { ReviewTarget } from "@/lib/client/hub-reviews";
import type { ReviewDecision } from "@/lib/schemas/queue";
import type { CustomerReview } from "@/lib/schemas/review";

type ReviewDecisionsProps = {
  target: ReviewTarget & { part: "customers" | "beneficiaries" };
  name: string;
  /** `updatedAt` of what the page shows. */
  updatedAt: string;
  review: Pick<CustomerReview, "possibleDecisions" | "approvalBlockedBecause" | "history">;
  says: ReactNode;
};

const NEEDS_APPROVAL: readonly ReviewDecision[] = ["APPROVE", "REINSTATE"];

/** What can be decided about a customer or beneficiary. */
export function ReviewDecisions({ target, name, updatedAt, review, says }: ReviewDecisionsProps) {
  const mayDecide = useMay("REVIEWS_WRITE");
  const correction = useCorrectionChoice();
  const choices = review.possibleDecisions.map(
    (decision): Choice => ({
      id: decision,
      words: decisionWords(target.part, decision, name),
      isOff: !mayDecide || (review.approvalBlockedBecause !== null && NEEDS_APPROVAL.includes(decision)),
      action: "decision",
      body: { decision },
      seenUpdatedAt: updatedAt,
      ...(decision === "REQUEST_CORRECTION" ? correction : {}),
    }),
  );
  return <Decisions {...{ target, choices, says }} kind={target.part} history={review.history} />;
}

/** What asking for corrections adds to a choice. */
export function useCorrectionChoice(): Partial<Choice> {
  const { drafts, clear } = useCorrections();
  const { corrections, problems, check } = useCorrectionsToAsk();
  return {
    count: drafts.length,
    body: { decision: "REQUEST_CORRECTION", corrections },
    fields: <CorrectionsToAsk problems={problems} />,
    check,
    onDone: clear,
  };
}
