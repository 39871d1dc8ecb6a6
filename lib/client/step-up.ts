/**
 * Dangerous calls are refused with `proof_required` when the person's last proof is too old. Then whoever shows pages
 * asks for the password, and the call is made again: no caller has to think of it.
 */

export type ProofKind = "password" | "code";

/** Asks the person; resolves to whether they proved who they are. */
export type Prover = (kinds: readonly ProofKind[]) => Promise<boolean>;

let prover: Prover | null = null;
let asking: Promise<boolean> | null = null;

/** Registers who asks; returns how to take it back. */
export function registerProver(ask: Prover): () => void {
  prover = ask;
  return () => {
    if (prover === ask) prover = null;
  };
}

/** Asks once, however many calls wait for the answer; `false` where nobody can ask. */
export function askForProof(kinds: readonly ProofKind[]): Promise<boolean> {
  if (prover === null) return Promise.resolve(false);
  asking ??= prover(kinds).finally(() => {
    asking = null;
  });
  return asking;
}
