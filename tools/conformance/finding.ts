import type { RuleId } from "./rules";

/** A rule that one request, or the whole run, has shown to be broken. Both texts are in plain words or values. */
export type Finding = { rule: RuleId; caseId: string; expected: string; received: string };

/** A token that a signer gave; times are the kit's, in Unix seconds with fraction, of asking and of its arrival. */
export type GivenToken = {
  caseId: string;
  token: string;
  process: number;
  askedAtSeconds: number;
  arrivedAtSeconds: number;
};
