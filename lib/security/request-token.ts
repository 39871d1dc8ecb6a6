import { timingSafeEqual } from "node:crypto";
import { checkClaims, type SubjectForm } from "./token-checks";
import { readClaims, readIssuedAt } from "./token-claims";
import { parseToken } from "./token-format";
import { selectKeys } from "./token-header";
import { refuse, type TokenRefusal } from "./token-refusal";
import { verifySignature } from "./token-signature";
import type { VerificationKey } from "./verification-key";

export { MAXIMUM_TOKEN_BYTES } from "./token-format";
export type { TokenReason, TokenRefusal } from "./token-refusal";
export type { VerificationKey } from "./verification-key";

/**
 * What the server knows about the request. `target` is the request target exactly as received, one
 * character per byte (`IncomingMessage.url`); `nowSeconds` is Unix time, a fraction is allowed;
 * `signingKeys` are the application's active keys, the current one first.
 */
export type TokenExpectations = {
  issuer: string;
  audience: string;
  apiKey: string;
  apiKeyId: string;
  method: string;
  target: string;
  nowSeconds: number;
  signingKeys: readonly VerificationKey[];
};

/**
 * A token that passed everything but the comparison of the body hash and the one-time check of `jti`.
 * `fingerprint` names the signing key; times are Unix seconds; `bodyHash` is lower-case hex SHA-256.
 */
export type VerifiedToken = {
  fingerprint: string;
  jti: string;
  issuedAtSeconds: number;
  expiresAtSeconds: number;
  bodyHash: string;
  subjectForm: SubjectForm;
};

/**
 * Verifies a request token (RFC 7515 compact serialization, RFC 7519 claims, RFC 8725 practice): form, header,
 * signature, claims, and their agreement with the request. The first check that fails gives the reason:
 * size, form, `alg`, other header members, `kid`, signature, claims present, claims well-formed, `iss`,
 * `aud`, `sub`, `exp`, `iat`/`nbf`, life, `method`, `uri`.
 *
 * @param token the text after `Bearer `; empty when there is none
 * @returns the verified token, or a refusal. Never throws
 */
export function verifyRequestToken(
  token: string,
  expected: TokenExpectations,
): TokenRefusal | { ok: true; token: VerifiedToken } {
  const parsed = parseToken(token);
  if (!parsed.ok) return parsed;
  const selection = selectKeys(parsed.header, expected.signingKeys);
  if (!selection.ok) return selection;
  const signed = verifySignature(selection.keys, parsed.signingInput, parsed.signature);
  if (!signed.ok) return signed;

  const issuedAt = readIssuedAt(parsed.payload);
  const withIssuedAt = (refusal: TokenRefusal): TokenRefusal =>
    issuedAt === null ? refusal : { ...refusal, issuedAtSeconds: issuedAt };
  const read = readClaims(parsed.payload);
  if (!read.ok) return withIssuedAt(read);
  const { claims } = read;
  const checked = checkClaims(claims, expected);
  if (!checked.ok) return withIssuedAt(checked);
  return {
    ok: true,
    token: {
      fingerprint: signed.key.fingerprint,
      jti: claims.jti,
      issuedAtSeconds: claims.iat,
      expiresAtSeconds: claims.exp,
      bodyHash: claims.bodyHash,
      subjectForm: checked.subjectForm,
    },
  };
}

/**
 * Compares the signed body hash with that of the bytes that arrived, in constant time.
 *
 * @param token a token that `verifyRequestToken` accepted
 * @param actualSha256Hex SHA-256 of the exact body bytes, 64 lower-case hex characters
 * @returns null when they agree, else `body_hash_mismatch`
 */
export function checkBodyHash(token: VerifiedToken, actualSha256Hex: string): TokenRefusal | null {
  const signed = Buffer.from(token.bodyHash, "utf8");
  const actual = Buffer.from(actualSha256Hex, "utf8");
  if (signed.length === actual.length && timingSafeEqual(signed, actual)) return null;
  return {
    ...refuse("body_hash_mismatch", "The body that arrived is not the body that was signed.", {
      expected: actualSha256Hex,
      received: token.bodyHash,
      hint: "Hash the exact bytes sent. Without a body, sign the SHA-256 of zero bytes.",
    }),
    issuedAtSeconds: token.issuedAtSeconds,
  };
}
