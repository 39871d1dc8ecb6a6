/** What the matches of a subject mean for it. */
import type { MatchRow } from "@/db/queries/screening-matches";
import type { Environment } from "@/lib/schemas/common";
import { SIMULATOR_LIST } from "@/lib/screening/simulator";

export type Standing = { openMatchCount: number; paymentHold: boolean; onboardingBlocked: boolean };

/**
 * A match that waits for a review, and one that was found to be true, hold payments and prevent an approval; the one that
 * the sandbox simulates only holds payments. Who was looked for in no list (`dataVersion` is `null`) is not approved in
 * production: nothing was found because nothing was searched.
 */
export function standingOf(
  matches: readonly Pick<MatchRow, "state" | "list">[],
  { environment, dataVersion }: { environment: Environment; dataVersion: string | null },
): Standing {
  const against = matches.filter(({ state }) => state === "OPEN" || state === "CONFIRMED");
  return {
    openMatchCount: matches.filter(({ state }) => state === "OPEN").length,
    paymentHold: against.length > 0,
    onboardingBlocked:
      against.some(({ list }) => list !== SIMULATOR_LIST) ||
      (environment === "production" && dataVersion === null),
  };
}
