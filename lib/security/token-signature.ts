import { verify } from "node:crypto";
import { refuse, type TokenRefusal } from "./token-refusal";
import type { VerificationKey } from "./verification-key";

function modulusBytes(candidate: VerificationKey): number {
  return Math.ceil((candidate.key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
}

function verifies(candidate: VerificationKey, signingInput: Buffer, signature: Buffer): boolean {
  // RFC 8017, section 8.2.2, step 1: a signature is exactly as long as the modulus.
  if (candidate.key.asymmetricKeyType !== "rsa" || signature.length !== modulusBytes(candidate)) return false;
  try {
    return verify("RSA-SHA256", signingInput, candidate.key, signature);
  } catch {
    return false;
  }
}

/**
 * Verifies an RS256 signature: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3; RFC 8017, section 8.2).
 *
 * @param keys the keys to try, in this order
 * @param signingInput the ASCII text of the token's first two parts, with the dot
 * @param signature the decoded third part
 * @returns the key that verified, or `signature_invalid`
 */
export function verifySignature(
  keys: readonly VerificationKey[],
  signingInput: string,
  signature: Buffer,
): { ok: true; key: VerificationKey } | TokenRefusal {
  const bytes = Buffer.from(signingInput, "ascii");
  const key = keys.find((candidate) => verifies(candidate, bytes, signature));
  if (key !== undefined) return { ok: true, key };
  const fingerprints = keys.map((candidate) => candidate.fingerprint).join(" or ");
  const fits = keys.some((candidate) => modulusBytes(candidate) === signature.length);
  return refuse(
    "signature_invalid",
    "The token's signature does not verify with the registered signing key.",
    {
      expected: `an RS256 signature by the signing key ${fingerprints}`,
      received: fits
        ? "a signature of another key, over other bytes, or of another algorithm"
        : `a signature of ${signature.length} bytes, which is not the length of the modulus`,
      hint: "Compare the fingerprint of the public key that belongs to your private key.",
    },
  );
}
