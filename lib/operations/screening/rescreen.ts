/** Screening of one subject because its time has come or a list was imported; nobody asked for it. */
import { z } from "zod";
import { findSubjectRow, lockSubjects, type SubjectRow, updateSubject } from "@/db/queries/screening";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { applyFinding, closeSubject, RESCREEN_MILLISECONDS } from "@/lib/operations/screening/apply";
import { followChanges } from "@/lib/operations/screening/effects";
import { findPartyFacts, type Party, type PartyFacts } from "@/lib/operations/screening/facts";
import { lockPartySubjects } from "@/lib/operations/screening/lock";
import { listsNow, searchSubject } from "@/lib/operations/screening/search";
import { propertiesOf, type SubjectFacts } from "@/lib/screening/subject";

/** What became of it: `skipped` where somebody else did it meanwhile, or what was screened is gone. */
const outcomeSchema = z.strictObject({ outcome: z.enum(["screened", "unchanged", "skipped"]) });
type Outcome = z.infer<typeof outcomeSchema>;

export const rescreenSubject = writeOperation({
  name: "rescreenSubject",
  summary: "Screen a subject again that is due",
  permission: "REVIEWS_WRITE",
  audit: "screening.completed",
  input: z.strictObject({ subjectUuid: z.uuid() }),
  output: outcomeSchema,
  run: async (context, { subjectUuid }): Promise<Outcome> => {
    // At least this; holds and matches that change say so themselves.
    context.audit("unchanged");
    const { tx, scope } = context;
    const seen = await findSubjectRow(tx, scope, subjectUuid);
    if (seen === undefined) return { outcome: "skipped" };
    const found = await factsOf(context, seen);
    if (found === null) return closeLeftOver(context, seen);
    const { dataVersion, sequence } = await listsNow(context);
    if (sequence === seen.listSequence && hasQuery(seen, found.own)) {
      return touch(context, found, seen, dataVersion);
    }
    const finding = await searchSubject(context, found.own);
    const rows = await lockPartySubjects(context, found.party.party);
    const before = rows.find(({ id }) => id === subjectUuid);
    const current = before === undefined ? null : await factsOf(context, before);
    // Whoever changed the rows meanwhile has screened them as they are now.
    if (before === undefined || current === null || !hasSameQuery(current.own, found.own)) {
      return { outcome: "skipped" };
    }
    // Somebody else has searched newer lists meanwhile. A number that was higher before is none of these: a list that was
    // taken out of the environment takes the highest number with it.
    const isOvertaken = before.listSequence !== seen.listSequence && before.listSequence > finding.sequence;
    if (before.closedAt !== null || isOvertaken) return { outcome: "skipped" };
    const after = await applyFinding(context, before, found.own, finding);
    const others = rows.filter(({ id }) => id !== subjectUuid);
    await followChanges(context, current.party, [{ before, after }], others);
    return { outcome: "screened" };
  },
});

/** The same subject in the same lists has the same matches, so the search is spared. */
async function touch(
  { tx, scope, now }: TransactionContext,
  { party }: { party: PartyFacts },
  seen: SubjectRow,
  dataVersion: string | null,
): Promise<Outcome> {
  const rows = await lockSubjects(tx, scope, party.party);
  const row = rows.find(({ id }) => id === seen.id);
  if (row === undefined || row.listSequence !== seen.listSequence || row.closedAt !== null) {
    return { outcome: "skipped" };
  }
  await updateSubject(tx, scope, seen.id, {
    ...(dataVersion === null ? {} : { lastScreenedAt: now }),
    nextDueAt: new Date(now.getTime() + RESCREEN_MILLISECONDS),
    retryAfter: null,
  });
  return { outcome: "unchanged" };
}

/** Its person is gone without anybody having said so. */
async function closeLeftOver(context: TransactionContext, seen: SubjectRow): Promise<Outcome> {
  const party = await findPartyFacts(context, { customerId: seen.customerId });
  if (party === undefined || seen.subjectType === "BENEFICIARY") return { outcome: "skipped" };
  const rows = await lockPartySubjects(context, party.party);
  const before = rows.find(({ id, closedAt }) => id === seen.id && closedAt === null);
  if (before === undefined || (await factsOf(context, before)) !== null) return { outcome: "skipped" };
  const after = await closeSubject(context, before);
  const others = rows.filter(({ id }) => id !== seen.id);
  await followChanges(context, party, [{ before, after }], others);
  return { outcome: "screened" };
}

async function factsOf(
  context: TransactionContext,
  { subjectType, entityId, customerId }: SubjectRow,
): Promise<{ party: PartyFacts; own: SubjectFacts } | null> {
  const wanted: Party = subjectType === "BENEFICIARY" ? { beneficiaryId: entityId } : { customerId };
  const party = await findPartyFacts(context, wanted);
  const own = party?.subjects.find(
    (facts) => facts.subjectType === subjectType && facts.entityId === entityId,
  );
  return party === undefined || own === undefined ? null : { party, own };
}

function hasQuery(row: SubjectRow, facts: SubjectFacts): boolean {
  // Stored by the same function; the database keeps the members of an object in an order of its own.
  const plain = (properties: SubjectRow["query"]) =>
    JSON.stringify(properties.map(({ key, values }) => [key, values]));
  return plain(row.query) === plain(propertiesOf(facts.query));
}

function hasSameQuery(a: SubjectFacts, b: SubjectFacts): boolean {
  return JSON.stringify(a.query) === JSON.stringify(b.query);
}
