/** What staff can decide about customers and beneficiaries, and where each decision leads. */
import { conflict, validationFailed } from "@/lib/errors";
import type { Correction } from "@/lib/schemas/correction";
import type { BeneficiaryStatus, CustomerStatus } from "@/lib/schemas/lifecycle";
import { REVIEW_DECISIONS, type ReviewDecision } from "@/lib/schemas/queue";

/** The moves are those of the lifecycles that do not belong to the partner. */
export const DECISION_MOVES: Readonly<
  Record<ReviewDecision, { from: BeneficiaryStatus; to: BeneficiaryStatus }>
> = {
  APPROVE: { from: "PENDING_REVIEW", to: "APPROVED" },
  REJECT: { from: "PENDING_REVIEW", to: "REJECTED" },
  REQUEST_CORRECTION: { from: "PENDING_REVIEW", to: "CORRECTION_REQUESTED" },
  SUSPEND: { from: "APPROVED", to: "SUSPENDED" },
  REINSTATE: { from: "SUSPENDED", to: "APPROVED" },
};

/** What can be decided about something in this status. */
export function decisionsFrom(status: CustomerStatus): ReviewDecision[] {
  return REVIEW_DECISIONS.filter((decision) => DECISION_MOVES[decision].from === status);
}

/**
 * The corrections that the decision asks for, none unless it is REQUEST_CORRECTION. Throws 422 where they are missing,
 * where they belong to no such decision, and at each `field` that `isFieldPath` does not know.
 */
export function requireCorrections(
  decision: ReviewDecision,
  corrections: readonly Correction[] | undefined,
  isFieldPath: (path: string) => boolean,
): Correction[] {
  if (decision !== "REQUEST_CORRECTION") {
    if (corrections === undefined) return [];
    throw validationFailed([{ path: "corrections", message: "Only with REQUEST_CORRECTION." }]);
  }
  if (corrections === undefined) {
    throw validationFailed([
      { path: "corrections", message: "Say which fields to correct, and how; at least one." },
    ]);
  }
  const unknown = corrections.flatMap(({ field }, index) =>
    isFieldPath(field)
      ? []
      : [
          {
            path: `corrections[${index}].field`,
            message: 'No such field. Name it as the API does, for example "registrationNumber".',
          },
        ],
  );
  if (unknown.length > 0) throw validationFailed(unknown);
  return [...corrections];
}

/** Why a decision was taken. Throws 422 at `reason` where nobody said, but the partner has to be told. */
export function requireReason(decision: ReviewDecision, reason: string | null): string | null {
  if (decision === "APPROVE" || decision === "REINSTATE") return null;
  if (reason !== null) return reason;
  throw validationFailed([{ path: "reason", message: "Say why: the partner is told." }]);
}

type Screened = { openMatchCount: number };

/** In words, what screening has against an approval. */
export function blockedBecause(screening: Screened | undefined): string {
  if (screening === undefined) return "It has not been screened yet.";
  const { openMatchCount } = screening;
  if (openMatchCount === 0) return "A screening match was found to be true.";
  return `${openMatchCount === 1 ? "1 screening match waits" : `${openMatchCount} screening matches wait`} for a review.`;
}

/** 409: nothing is approved while screening stands against it. */
export function approvalBlocked(what: string, because: string): Error {
  return conflict(`The ${what} cannot be approved while screening blocks it. ${because}`, {
    onboardingBlocked: true,
  });
}
