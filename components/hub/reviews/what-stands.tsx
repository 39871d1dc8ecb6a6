"use client";

import { Waiting } from "@/components/hub/reviews/waiting";
import { useMay } from "@/components/workplace";
import { statusWords } from "@/lib/client/hub-words";
import type { QueueKind } from "@/lib/schemas/queue";
import type { CustomerReview } from "@/lib/schemas/review";

type WhatStandsProps = {
  kind: QueueKind;
  status: string;
  review: Pick<
    CustomerReview,
    "possibleDecisions" | "approvalBlockedBecause" | "submittedAt" | "correctionCount"
  >;
};

/** Beside the decision: how long it has waited, and why some of it cannot be taken. */
export function WhatStands({ kind, status, review }: WhatStandsProps) {
  const mayDecide = useMay("REVIEWS_WRITE");
  const { possibleDecisions, approvalBlockedBecause, submittedAt, correctionCount } = review;
  const isWaiting = status === "PENDING_REVIEW" && submittedAt !== null;
  return (
    <div className="flex flex-col gap-0.5">
      <p className="font-medium">
        {isWaiting ? (
          <>
            Waiting for <Waiting since={submittedAt} />
          </>
        ) : (
          statusWords(kind, status).word
        )}
        {correctionCount > 0 ? (
          <span className="font-normal text-muted-foreground">
            {correctionCount === 1 ? ", corrected once" : `, corrected ${correctionCount} times`}
          </span>
        ) : null}
      </p>
      <p className="text-[0.8125rem] text-muted-foreground">
        {whyNot(mayDecide, possibleDecisions.length, approvalBlockedBecause)}
      </p>
    </div>
  );
}

function whyNot(mayDecide: boolean, possible: number, blockedBecause: string | null): string {
  if (possible === 0) return "Nothing is to be decided in this status.";
  if (!mayDecide) return "Your role sees reviews; operator admins decide.";
  if (blockedBecause !== null) return "An approval is blocked, see above.";
  return "The partner reads the decision and its reason.";
}
