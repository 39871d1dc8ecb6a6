/** Looking for a subject in the lists of its environment. */
import { findCandidates, findListsInForce, type ListsInForce } from "@/db/queries/screening-matches";
import type { TransactionContext } from "@/lib/operations/operation";
import { type FoundMatch, matchesAmong } from "@/lib/screening/match";
import { simulatedMatches } from "@/lib/screening/simulator";
import { type SubjectFacts, searchKeysOf } from "@/lib/screening/subject";

/** By name and way of search. With more entries of nearly one name than this, the rest is not looked at. */
const CANDIDATES = 100;

export type Finding = {
  /** The newest import that was searched; 0 where there is no list. */
  sequence: number;
  dataVersion: string | null;
  matches: FoundMatch[];
};

/** Every match of the subject now. Locks nothing, so it may take its time. */
export async function searchSubject(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  facts: SubjectFacts,
): Promise<Finding> {
  const found = await findCandidates(tx, scope.environment, {
    ...searchKeysOf(facts.query),
    limit: CANDIDATES,
  });
  const simulated =
    scope.environment === "sandbox" && facts.query.kind === "organization"
      ? simulatedMatches(facts.displayName)
      : [];
  return {
    sequence: found.sequence,
    dataVersion: versionOf(found),
    matches: [...matchesAmong(facts.query, found.candidates), ...simulated],
  };
}

/** The lists as they are now, without a search. */
export async function listsNow({
  tx,
  scope,
}: Pick<TransactionContext, "tx" | "scope">): Promise<ListsInForce & { dataVersion: string | null }> {
  const inForce = await findListsInForce(tx, scope.environment);
  return { ...inForce, dataVersion: versionOf(inForce) };
}

/** For example `fictional@1, opensanctions@12`. */
function versionOf({ lists }: ListsInForce): string | null {
  return lists.length === 0 ? null : lists.map(({ name, version }) => `${name}@${version}`).join(", ");
}
