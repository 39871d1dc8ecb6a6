import { describe, expect, it } from "vitest";
import { DECISION_MOVES, decisionsFrom } from "@/lib/operations/reviews/decision";
import { BENEFICIARY_LIFECYCLE, CUSTOMER_LIFECYCLE } from "@/lib/schemas/lifecycle";
import { REVIEW_DECISIONS } from "@/lib/schemas/queue";

/** Every move of a lifecycle, as `FROM → TO`. */
const movesOf = (lifecycle: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(lifecycle).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));

describe("the decisions of staff", () => {
  it.each([
    ["customers", CUSTOMER_LIFECYCLE],
    ["beneficiaries", BENEFICIARY_LIFECYCLE],
  ])("are every move in the life of %s that is not the partner's", (_, lifecycle) => {
    const byStaff = movesOf(lifecycle).filter((move) => !move.endsWith("→ PENDING_REVIEW"));
    const decided = REVIEW_DECISIONS.map((decision) => DECISION_MOVES[decision]);
    expect(decided.map(({ from, to }) => `${from} → ${to}`).sort()).toEqual(byStaff.sort());
  });

  it("are none where the partner has to act, and none after a rejection", () => {
    for (const status of ["DRAFT", "CORRECTION_REQUESTED", "REJECTED"] as const) {
      expect(decisionsFrom(status)).toEqual([]);
    }
    expect(decisionsFrom("PENDING_REVIEW")).toEqual(["APPROVE", "REJECT", "REQUEST_CORRECTION"]);
  });
});
