/** Screening of what was created or changed, in the transaction of the change. */
import { insertSubjects, type SubjectRow } from "@/db/queries/screening";
import { newUuid } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import { applyFinding, closeSubject } from "@/lib/operations/screening/apply";
import { type Change, followChanges } from "@/lib/operations/screening/effects";
import { findPartyFacts, type Party } from "@/lib/operations/screening/facts";
import { lockPartySubjects } from "@/lib/operations/screening/lock";
import { searchSubject } from "@/lib/operations/screening/search";
import type { SubjectFacts } from "@/lib/screening/subject";

/**
 * Screens a customer and all its persons as they are stored now, and closes the subjects of persons that are gone.
 * Call it after the rows have been written. Unknown ids are ignored.
 */
export function screenCustomer(context: TransactionContext, customerUuid: string): Promise<void> {
  return screenParty(context, { customerId: customerUuid });
}

/** Screens a beneficiary as it is stored now. Call it after the row has been written. Unknown ids are ignored. */
export function screenBeneficiary(context: TransactionContext, beneficiaryUuid: string): Promise<void> {
  return screenParty(context, { beneficiaryId: beneficiaryUuid });
}

async function screenParty(context: TransactionContext, party: Party): Promise<void> {
  const { tx } = context;
  const facts = await findPartyFacts(context, party);
  if (facts === undefined) return;
  const searched: { subject: SubjectFacts; finding: Awaited<ReturnType<typeof searchSubject>> }[] = [];
  for (const subject of facts.subjects) {
    searched.push({ subject, finding: await searchSubject(context, subject) });
  }
  await insertSubjects(
    tx,
    facts.subjects.map((subject) => newSubject(context, subject)),
  );
  const rows = await lockPartySubjects(context, party);
  const changes: Change[] = [];
  for (const before of rows) {
    const of = searched.find(({ subject }) => isOf(before, subject));
    if (of !== undefined) {
      changes.push({ before, after: await applyFinding(context, before, of.subject, of.finding) });
    } else if (before.closedAt === null) {
      changes.push({ before, after: await closeSubject(context, before) });
    }
  }
  const others = rows.filter((row) => !changes.some(({ before }) => before.id === row.id));
  await followChanges(context, facts, changes, others);
}

function isOf(row: SubjectRow, { subjectType, entityId }: SubjectFacts): boolean {
  return row.subjectType === subjectType && row.entityId === entityId;
}

/** Nothing stands against it, and nothing has been looked at yet; it is screened before anybody sees it. */
function newSubject({ scope, now }: TransactionContext, facts: SubjectFacts): SubjectRow {
  const { subjectType, entityId, customerId, beneficiaryId, displayName } = facts;
  return {
    id: newUuid(),
    ...scope,
    subjectType,
    entityId,
    customerId,
    beneficiaryId,
    displayName,
    query: [],
    paymentHold: false,
    onboardingBlocked: false,
    openMatchCount: 0,
    dataVersion: null,
    lastScreenedAt: null,
    nextDueAt: now,
    createdAt: now,
    listSequence: 0,
    openSince: null,
    retryAfter: null,
    closedAt: null,
  };
}
