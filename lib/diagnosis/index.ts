/**
 * The likely cause behind a refusal of a signed request. Asked only once the refusal has been decided and the API key is
 * proven: it changes nothing but what the owner of the credential is told. Never throws; the work is bounded by the size of
 * the token and of the body. Pure.
 */
import { diagnoseTokenMissing } from "@/lib/diagnosis/authorization";
import { diagnoseBody } from "@/lib/diagnosis/body";
import { diagnoseClaimInvalid, diagnoseClaimMissing, textClaim } from "@/lib/diagnosis/claims";
import type { Diagnosis, Evidence } from "@/lib/diagnosis/diagnosis";
import { diagnoseKeyId } from "@/lib/diagnosis/key-id";
import { diagnoseAudience, diagnoseIssuer, diagnoseMethod, diagnoseSubject } from "@/lib/diagnosis/parties";
import { diagnoseReplay } from "@/lib/diagnosis/replay";
import { diagnoseSignature } from "@/lib/diagnosis/signature";
import { diagnoseExpired, diagnoseLifetime, diagnoseNotYetValid } from "@/lib/diagnosis/times";
import { diagnoseTokenMalformed, diagnoseTokenTooLarge } from "@/lib/diagnosis/token-form";
import { diagnoseAlgorithm, diagnoseHeader } from "@/lib/diagnosis/token-header";
import { diagnoseUri } from "@/lib/diagnosis/uri";

export type { BodyEvidence, Diagnosis, Evidence, OwnKeys } from "@/lib/diagnosis/diagnosis";

const BY_REASON = new Map<string, (evidence: Evidence) => Diagnosis | null>([
  ["token_missing", diagnoseTokenMissing],
  ["token_malformed", ({ token }) => diagnoseTokenMalformed(token)],
  ["token_too_large", ({ token }) => diagnoseTokenTooLarge(token)],
  ["algorithm_not_allowed", diagnoseAlgorithm],
  ["header_not_allowed", diagnoseHeader],
  ["signing_key_unknown", diagnoseKeyId],
  ["signature_invalid", diagnoseSignature],
  ["claim_missing", diagnoseClaimMissing],
  ["claim_invalid", diagnoseClaimInvalid],
  ["issuer_mismatch", diagnoseIssuer],
  ["audience_mismatch", diagnoseAudience],
  ["subject_mismatch", diagnoseSubject],
  ["token_expired", diagnoseExpired],
  ["token_not_yet_valid", diagnoseNotYetValid],
  ["lifetime_too_long", diagnoseLifetime],
  ["method_mismatch", diagnoseMethod],
  ["uri_mismatch", diagnoseUri],
  ["body_hash_mismatch", (evidence) => diagnoseBody(textClaim(evidence.token, "bodyHash"), evidence)],
  [
    "token_replayed",
    ({ token, nowSeconds, apiKeyId, applicationId }) =>
      diagnoseReplay(textClaim(token, "jti"), {
        bodyHash: textClaim(token, "bodyHash"),
        nowSeconds,
        ids: [apiKeyId, applicationId],
      }),
  ],
]);

/** Null where nothing was found, and for reasons that no token causes. */
export function diagnose(reason: string, evidence: Evidence): Diagnosis | null {
  try {
    return BY_REASON.get(reason)?.(evidence) ?? null;
  } catch {
    // The refusal stands whatever happens here; it is told without a cause then.
    return null;
  }
}

/** Whether other keys of the application can tell the cause, so that they are worth reading. */
export function asksForOwnKeys(reason: string): boolean {
  return ["signature_invalid", "signing_key_unknown", "subject_mismatch"].includes(reason);
}
