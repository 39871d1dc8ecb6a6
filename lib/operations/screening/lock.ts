import { lockParty } from "@/db/queries/payments";
import { lockSubjects, type SubjectRow } from "@/db/queries/screening";
import type { TransactionContext } from "@/lib/operations/operation";
import type { Party } from "@/lib/operations/screening/facts";

/**
 * The party's subjects, locked until the transaction ends, and before them the customer or beneficiary itself. Everybody
 * locks in this order (customer, beneficiary, subjects, payments), or two who meet would wait for each other.
 */
export async function lockPartySubjects(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  party: Party,
): Promise<SubjectRow[]> {
  await lockParty(tx, scope, party);
  return lockSubjects(tx, scope, party);
}
