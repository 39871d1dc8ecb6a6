/** Writing down what a search found: matches that appear, change and vanish, and what follows for the subject. */
import { type SubjectRow, updateSubject } from "@/db/queries/screening";
import {
  type DispositionRow,
  insertMatch,
  listDispositionRows,
  listMatchRows,
  type MatchRow,
  updateMatch,
} from "@/db/queries/screening-matches";
import { newUuid, toPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import type { Finding } from "@/lib/operations/screening/search";
import { standingOf } from "@/lib/operations/screening/standing";
import type { MatchState } from "@/lib/schemas/screening-kinds";
import { type FoundMatch, isStillSaid, stillDecided } from "@/lib/screening/match";
import { SIMULATOR_LIST } from "@/lib/screening/simulator";
import { propertiesOf, type SubjectFacts } from "@/lib/screening/subject";

/** Every subject is screened at least once a day, whatever else happens. */
export const RESCREEN_MILLISECONDS = 24 * 3600 * 1000;

/** One that was found or is gone; the subject's history names it. */
type Turn = { match: Pick<MatchRow, "list" | "osEntityId">; to: MatchState };

/** Stores the finding for a locked subject and gives it as it is afterwards. */
export async function applyFinding(
  context: TransactionContext,
  subject: SubjectRow,
  facts: SubjectFacts,
  finding: Finding,
): Promise<SubjectRow> {
  const { tx, scope, now } = context;
  const known = await listMatchRows(tx, scope, [subject.id]);
  const cleared = known.filter(({ state }) => state === "CLEARED").map(({ id }) => id);
  const decisions = await listDispositionRows(tx, scope, cleared);
  const turns: Turn[] = [];
  const after: Pick<MatchRow, "list" | "state">[] = [];
  for (const found of finding.matches) {
    const before = known.find((row) => row.list === found.list && row.osEntityId === found.osEntityId);
    const state = before === undefined ? "OPEN" : nextState(before, found, decisions);
    const { id, row } = {
      id: before?.id ?? newUuid(),
      row: { ...found, score: found.score.toFixed(4), state },
    };
    if (before === undefined) {
      await insertMatch(tx, { ...row, id, ...scope, subjectId: subject.id, createdAt: now, updatedAt: now });
    } else {
      await updateMatch(tx, scope, id, { ...row, updatedAt: now });
    }
    if (before?.state !== state) turns.push({ match: row, to: state });
    after.push(row);
  }
  for (const row of known.filter((match) => !isAmong(match, finding.matches))) {
    // What was decided stays decided, also where the list says nothing of it any more. And what waits for a review does
    // not go because the partner wrote something else: then it is a reviewer who says that it was a mistake.
    const state = row.state === "OPEN" && isLetGo(row, facts) ? "GONE" : row.state;
    if (state !== row.state) {
      await updateMatch(tx, scope, row.id, { state, updatedAt: now });
      turns.push({ match: row, to: state });
    }
    after.push({ list: row.list, state });
  }
  const { dataVersion } = finding;
  const standing = standingOf(after, { environment: scope.environment, dataVersion });
  return recordOutcome(context, subject, { facts, finding, standing, turns });
}

/** Whether an open match that is found no more ends by itself: the list has changed, and not the subject. */
function isLetGo({ list, features }: MatchRow, { query }: SubjectFacts): boolean {
  return list === SIMULATOR_LIST || isStillSaid(query, features);
}

/** Cleared stays cleared while it is the same; confirmed stays confirmed; what had gone is back. */
function nextState(before: MatchRow, found: FoundMatch, decisions: readonly DispositionRow[]): MatchState {
  if (before.state === "CONFIRMED") return "CONFIRMED";
  if (before.state !== "CLEARED") return "OPEN";
  const decision = decisions.find(({ matchId }) => matchId === before.id);
  return decision !== undefined && stillDecided(found, decision) ? "CLEARED" : "OPEN";
}

function isAmong({ list, osEntityId }: MatchRow, found: readonly FoundMatch[]): boolean {
  return found.some((match) => match.list === list && match.osEntityId === osEntityId);
}

async function recordOutcome(
  context: TransactionContext,
  subject: SubjectRow,
  {
    facts,
    finding,
    standing,
    turns,
  }: {
    facts: SubjectFacts;
    finding: Finding;
    standing: ReturnType<typeof standingOf>;
    turns: readonly Turn[];
  },
): Promise<SubjectRow> {
  const { tx, scope, now } = context;
  const beginsToWait = standing.openMatchCount > 0 && subject.openMatchCount === 0;
  const row = await updateSubject(tx, scope, subject.id, {
    displayName: facts.displayName,
    query: propertiesOf(facts.query),
    ...standing,
    ...(beginsToWait ? { openSince: now } : {}),
    listSequence: finding.sequence,
    dataVersion: finding.dataVersion,
    // Without a list nobody was looked for.
    ...(finding.dataVersion === null ? {} : { lastScreenedAt: now }),
    nextDueAt: new Date(now.getTime() + RESCREEN_MILLISECONDS),
    retryAfter: null,
    closedAt: null,
  });
  if (turns.length > 0) {
    context.audit({
      action: "screening.completed",
      target: { kind: "screening_subject", id: toPublicId("screeningSubject", subject.id) },
      before: { openMatchCount: subject.openMatchCount },
      after: {
        openMatchCount: row.openMatchCount,
        dataVersion: row.dataVersion,
        matches: turns.map(({ match, to }) => ({
          list: match.list,
          osEntityId: match.osEntityId,
          state: to,
        })),
      },
    });
  }
  return row;
}

/**
 * Closes a locked subject whose person is gone. A match that waits for a review goes on waiting, and one that was found to
 * be true goes on counting: leaving does not help.
 */
export async function closeSubject(context: TransactionContext, subject: SubjectRow): Promise<SubjectRow> {
  const { tx, scope, now } = context;
  const known = await listMatchRows(tx, scope, [subject.id]);
  const { dataVersion } = subject;
  const standing = standingOf(known, { environment: scope.environment, dataVersion });
  const row = await updateSubject(tx, scope, subject.id, { ...standing, closedAt: now });
  if (row.openMatchCount > 0) {
    context.audit({
      action: "screening.completed",
      target: { kind: "screening_subject", id: toPublicId("screeningSubject", subject.id) },
      before: { openMatchCount: subject.openMatchCount },
      after: { openMatchCount: row.openMatchCount, closed: true },
    });
  }
  return row;
}
