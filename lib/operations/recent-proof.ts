/** Dangerous actions want a fresh proof of who acts: a session that was left open is not one. */
import { ApiError } from "@/lib/errors";
import type { OperationContext } from "@/lib/operations/operation";
import type { SessionProof } from "@/lib/principal";
import { PROOF_MAXIMUM_AGE_SECONDS } from "@/lib/schemas/account";

/**
 * Throws 403 `proof_required` when a person acts whose password (and code, where set up) was last proven more than
 * ten minutes ago. Services and the command line have no session that somebody could find open.
 */
export function requireRecentProof({ principal, now }: Pick<OperationContext, "principal" | "now">): void {
  if (principal.kind !== "user" && principal.kind !== "operator") return;
  requireFreshProof(principal.proof, now);
}

/** The same for a session, where no organization is in play. */
export function requireFreshProof({ lastProofAt, hasSecondFactor }: SessionProof, now: Date): void {
  if (now.getTime() - lastProofAt.getTime() <= PROOF_MAXIMUM_AGE_SECONDS * 1000) return;
  throw new ApiError("forbidden", "proof_required", "Confirm that it is you, then do this again.", {
    maximumAgeSeconds: PROOF_MAXIMUM_AGE_SECONDS,
    prove: hasSecondFactor ? ["password", "code"] : ["password"],
  });
}
