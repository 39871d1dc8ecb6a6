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

/** Throws 409 where screening has something against an approval: nothing is approved then. */
export function requireUnblocked(what: string, because: string | null): void {
  if (because === null) return;
  throw conflict(`The ${what} cannot be approved while screening blocks it. ${because}`, {
    onboardingBlocked: true,
  });
}

/**
 * Throws 409 where the decision is about what is no more: the partner has corrected it and submitted it again since
 * `seenUpdatedAt`. Without it, the decision is about whatever is there.
 */
export function requireSeen(
  what: string,
  { updatedAt }: { updatedAt: Date },
  seenUpdatedAt: string | undefined,
): void {
  const current = updatedAt.toISOString();
  if (seenUpdatedAt === undefined || Date.parse(seenUpdatedAt) === updatedAt.getTime()) return;
  throw conflict(`The ${what} was changed at ${current}, after you looked at it. Look again, then decide.`, {
    seenUpdatedAt,
    updatedAt: current,
  });
}
