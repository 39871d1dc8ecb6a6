/** What can be wrong with a history. docs/audit.md explains each problem. */

/** What can be wrong with a history, in the words that `cli audit verify` prints. */
export const CHAIN_PROBLEMS = [
  /** No row, where every history begins with the organization's creation. */
  "history_missing",
  /** The row of this sequence is not there, though later ones are. */
  "missing",
  /** Rows at the end are gone: the head or something signed names a later one. The sequence is the first missing one. */
  "cut_off",
  /** A field of the row was edited, or its content hash. */
  "content_changed",
  /** The row's hash was made for another place in the chain (swapped, renumbered), or was edited. */
  "out_of_place",
  /** The row's previous hash is not the hash of the row before it. */
  "link_broken",
  /** The row stands between two that were made one directly after the other, or twice under one sequence. */
  "inserted",
  /** The row comes after the end that the head names. */
  "after_head",
  /** There are rows, but no head. */
  "head_missing",
  /** The last row is not the one that the head was made for. */
  "head_differs",
  /** The row of this sequence is not the one that the deployment signed: the chain was made anew. */
  "differs_from_checkpoint",
  /** A checkpoint claims to be the deployment's and is not. */
  "checkpoint_invalid",
] as const;
export type ChainProblem = (typeof CHAIN_PROBLEMS)[number];

export type FirstBad = { sequence: number; auditId: string | null; problem: ChainProblem };

/** Ends a verification at the first thing that is wrong. */
export class Broken extends Error {
  constructor(readonly firstBad: FirstBad) {
    super(firstBad.problem);
  }
}
