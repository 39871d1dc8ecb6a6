/** A reviewer's decision about one match, and what follows for the subject. */
import { findCustomerRow } from "@/db/queries/customers";
import { findSubjectRow, type SubjectRow, updateSubject } from "@/db/queries/screening";
import {
  type DispositionRow,
  insertDisposition,
  listDispositionRows,
  listMatchRows,
  type MatchRow,
  updateMatch,
} from "@/db/queries/screening-matches";
import { conflict, notFound, validationFailed, wrongStatus } from "@/lib/errors";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { auditActor } from "@/lib/operations/audit";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { followChanges } from "@/lib/operations/screening/effects";
import type { Party } from "@/lib/operations/screening/facts";
import { lockPartySubjects } from "@/lib/operations/screening/lock";
import { showReview } from "@/lib/operations/screening/review";
import { standingOf } from "@/lib/operations/screening/standing";
import type { Principal } from "@/lib/principal";
import {
  type ReviewScreeningMatchInput,
  reviewScreeningMatchSchema,
  screeningReviewSchema,
} from "@/lib/schemas/screening";
import type { DispositionOutcome, MatchState } from "@/lib/schemas/screening-kinds";

const STATE_AFTER: Readonly<Record<DispositionOutcome, MatchState>> = {
  FALSE_POSITIVE: "CLEARED",
  TRUE_MATCH: "CONFIRMED",
};

export const reviewScreeningMatch = writeOperation({
  name: "reviewScreeningMatch",
  summary: "Clear a match as a false positive, find it true, or reverse an earlier decision",
  permission: "REVIEWS_WRITE",
  audit: "screening.match_reviewed",
  refuses: ["wrong_status", "conflict"],
  input: reviewScreeningMatchSchema,
  output: screeningReviewSchema,
  run: async (context, input) => {
    const { tx, scope, now, reason } = context;
    if (reason === null)
      throw validationFailed([{ path: "reason", message: "Say why: it stands in the history." }]);
    const seen = await requireSubject(context, input.id);
    const party: Party =
      seen.beneficiaryId === null ? { customerId: seen.customerId } : { beneficiaryId: seen.beneficiaryId };
    const rows = await lockPartySubjects(context, party);
    const before = rows.find(({ id }) => id === seen.id);
    if (before === undefined) throw notFound("screening subject");
    const matches = await listMatchRows(tx, scope, [before.id]);
    const match = requireMatch(matches, input.matchId);
    const [newest] = await listDispositionRows(tx, scope, [match.id]);
    requireDecidable(match, newest, input);
    requireSeen(match, input.seenFingerprint);
    const state = STATE_AFTER[input.outcome];
    const { topics: topicsAtDecision, fingerprint } = match;
    await insertDisposition(tx, {
      id: newUuid(),
      ...scope,
      matchId: match.id,
      outcome: input.outcome,
      reason,
      topicsAtDecision,
      fingerprint,
      ...reviewerOf(context.principal),
      reviewedAt: now,
    });
    await updateMatch(tx, scope, match.id, { state, updatedAt: now });
    const standing = standingOf(
      matches.map((row) => (row.id === match.id ? { ...row, state } : row)),
      before,
    );
    const after = await updateSubject(tx, scope, before.id, standing);
    context.audit({
      target: { kind: "screening_match", id: input.matchId },
      before: { state: match.state },
      after: { state, screeningSubjectId: input.id, list: match.list, osEntityId: match.osEntityId },
    });
    const customer = await findCustomerRow(tx, scope, before.customerId);
    const others = rows.filter(({ id }) => id !== before.id);
    const customerName = customer?.companyName ?? "";
    await followChanges(context, { party, customerName }, [{ before, after }], others);
    return showReview(context, after);
  },
});

async function requireSubject(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  id: string,
): Promise<SubjectRow> {
  const uuid = fromPublicId("screeningSubject", id);
  const row = uuid === null ? undefined : await findSubjectRow(tx, scope, uuid);
  if (row === undefined) throw notFound("screening subject");
  return row;
}

function requireMatch(matches: readonly MatchRow[], matchId: string): MatchRow {
  const uuid = fromPublicId("screeningMatch", matchId);
  const match = matches.find(({ id }) => id === uuid);
  if (match === undefined) {
    throw validationFailed([{ path: "matchId", message: "No match of this subject with this id." }]);
  }
  return match;
}

/** Throws 409 where somebody else decided first, the match is gone, or the decision is the one that stands. */
function requireDecidable(
  match: MatchRow,
  newest: DispositionRow | undefined,
  { outcome, replaces }: ReviewScreeningMatchInput,
): void {
  if (match.state === "GONE") throw wrongStatus("match", match.state, ["OPEN", "CLEARED", "CONFIRMED"]);
  const newestId = newest === undefined ? undefined : toPublicId("screeningDisposition", newest.id);
  const isDecided = match.state !== "OPEN";
  if (replaces === undefined ? isDecided : replaces !== newestId) {
    throw conflict(
      `${newest?.reviewedByDisplayName ?? "Nobody"} decided on this match before. Look at it again; whoever reverses a decision names it in replaces.`,
      { state: match.state, newestDispositionId: newestId ?? null },
    );
  }
  if (match.state === STATE_AFTER[outcome]) {
    throw conflict(`This match is ${match.state} already.`, { state: match.state });
  }
}

/** Throws 409 where subject or list have changed what there is to compare since the reviewer looked. */
function requireSeen({ fingerprint }: MatchRow, seenFingerprint: string | undefined): void {
  if (seenFingerprint === undefined || seenFingerprint === fingerprint) return;
  throw conflict(
    "What is compared has changed since you looked: the subject or the list says something else. Look again, then decide.",
    { seenFingerprint, fingerprint },
  );
}

function reviewerOf(
  principal: Principal,
): Pick<DispositionRow, "reviewedByUserId" | "reviewedByDisplayName"> {
  const reviewedByUserId = "userId" in principal ? principal.userId : null;
  return { reviewedByUserId, reviewedByDisplayName: auditActor(principal).label };
}
