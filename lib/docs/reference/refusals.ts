/** Which refusals are an operation's own, and which every operation gives: pages tell the former first. Pure. */
import type { ReferenceOperation, ReferenceRefusal } from "@/lib/docs/reference/model";

/** Reasons that all of `operations` can answer. */
export function sharedReasons(operations: readonly ReferenceOperation[]): ReadonlySet<string> {
  const [first, ...others] = operations.map(
    ({ refusals }) => new Set(refusals.flatMap(({ reasons }) => reasons.map(({ reason }) => reason))),
  );
  return new Set([...(first ?? [])].filter((reason) => others.every((reasons) => reasons.has(reason))));
}

/** The refusals whose reasons are among `shared`, or those whose are not; statuses without any are left out. */
export function refusalsThat(
  are: "shared" | "own",
  refusals: readonly ReferenceRefusal[],
  shared: ReadonlySet<string>,
): ReferenceRefusal[] {
  return refusals
    .map((refusal) => ({
      ...refusal,
      reasons: refusal.reasons.filter(({ reason }) => shared.has(reason) === (are === "shared")),
    }))
    .filter(({ reasons }) => reasons.length > 0);
}
