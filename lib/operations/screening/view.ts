/** Screening subjects and matches in the shape of the API. */
import type { SubjectRow } from "@/db/queries/screening";
import type { DispositionRow, MatchRow } from "@/db/queries/screening-matches";
import { type IdKind, toPublicId } from "@/lib/ids";
import type { ScreeningMatchView, ScreeningSubjectView, ScreeningView } from "@/lib/schemas/screening";
import type { SubjectType } from "@/lib/schemas/screening-kinds";
import { ALGORITHM, MATCH_THRESHOLD, TOPICS_SCOPE } from "@/lib/screening/rules";

const ENTITY_KINDS: Readonly<Record<SubjectType, IdKind>> = {
  CUSTOMER: "customer",
  CUSTOMER_PERSON: "person",
  CUSTOMER_LEGAL_ENTITY_SHAREHOLDER: "person",
  BENEFICIARY: "beneficiary",
};

export function toSubjectView(row: SubjectRow, customerName: string): ScreeningSubjectView {
  return {
    subjectId: toPublicId("screeningSubject", row.id),
    subjectType: row.subjectType,
    entityId: toPublicId(ENTITY_KINDS[row.subjectType], row.entityId),
    displayName: row.displayName,
    customerId: toPublicId("customer", row.customerId),
    customerName,
    beneficiaryId: row.beneficiaryId === null ? null : toPublicId("beneficiary", row.beneficiaryId),
    paymentHold: row.paymentHold,
    onboardingBlocked: row.onboardingBlocked,
    openMatchCount: row.openMatchCount,
    lastScreenedAt: row.lastScreenedAt?.toISOString() ?? null,
    nextDueAt: row.nextDueAt.toISOString(),
  };
}

/** A subject with its matches and the decisions about them, newest decision first. */
export function toScreeningView(
  subject: SubjectRow,
  customerName: string,
  matches: readonly MatchRow[],
  dispositions: readonly DispositionRow[],
  readOnlyReason: string | null,
): ScreeningView {
  const own = matches.filter(({ subjectId }) => subjectId === subject.id);
  const decisionsOf = (match: MatchRow) => dispositions.filter(({ matchId }) => matchId === match.id);
  return {
    subject: toSubjectView(subject, customerName),
    query: {
      properties: subject.query,
      algorithm: ALGORITHM,
      threshold: MATCH_THRESHOLD,
      topicsScope: [...TOPICS_SCOPE],
      datasetScope: datasetScopeOf(subject),
      dataVersion: subject.dataVersion,
    },
    openMatches: own
      .filter(({ state }) => state === "OPEN" || state === "CONFIRMED")
      .map((match) => toMatchView(match, match.state === "CONFIRMED" ? decisionsOf(match)[0] : undefined)),
    previouslyCleared: own.flatMap((match) => {
      const clearance = decisionsOf(match).find(({ outcome }) => outcome === "FALSE_POSITIVE");
      return clearance === undefined || match.state === "CONFIRMED" ? [] : [toMatchView(match, clearance)];
    }),
    historyCount: own.flatMap(decisionsOf).length,
    readOnlyReason,
  };
}

/** The lists without their versions. */
function datasetScopeOf({ dataVersion }: SubjectRow): string {
  return dataVersion?.replace(/@\d+/g, "") ?? "none";
}

function toMatchView(row: MatchRow, disposition: DispositionRow | undefined): ScreeningMatchView {
  return {
    matchId: toPublicId("screeningMatch", row.id),
    osEntityId: row.osEntityId,
    caption: row.caption,
    schema: row.schema,
    // A numeric of four decimals, which a double holds.
    score: Number(row.score),
    isMatch: row.isMatch,
    topics: row.topics,
    datasets: row.datasets,
    features: row.features,
    evidence: row.evidence,
    aliases: row.aliases,
    disposition: disposition === undefined ? null : toDispositionView(disposition, row.osEntityId),
    createdAt: row.createdAt.toISOString(),
  };
}

export function toDispositionView(row: DispositionRow, osEntityId: string) {
  return {
    id: toPublicId("screeningDisposition", row.id),
    osEntityId,
    reason: row.reason,
    topicsAtDecision: row.topicsAtDecision,
    reviewedByUserId: row.reviewedByUserId === null ? null : toPublicId("user", row.reviewedByUserId),
    reviewedByDisplayName: row.reviewedByDisplayName,
    reviewedAt: row.reviewedAt.toISOString(),
  };
}
