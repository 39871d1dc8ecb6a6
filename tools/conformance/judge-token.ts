/** What the API's own verifier says of one token, as rules of the kit. */
import { constants, createPublicKey, verify } from "node:crypto";
import { sha256Hex } from "../../lib/security/body-digest";
import {
  checkBodyHash,
  type TokenExpectations,
  type TokenRefusal,
  verifyRequestToken,
} from "../../lib/security/request-token";
import { loadVerificationKey } from "../../lib/security/verification-key";
import { type ConformanceCase, signingKeys } from "./cases";
import type { Finding } from "./finding";
import { explainBodyHash } from "./judge-body";
import { explainTarget } from "./judge-target";
import { peek } from "./peek";
import type { RuleId } from "./rules";

/** What the deployment calls itself. */
export type Deployment = { issuer: string; audience: string };

function signatureRule(token: string, { signingKey }: ConformanceCase): RuleId {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const signed = Buffer.from(`${header}.${claims}`);
  const bytes = Buffer.from(signature, "base64url");
  const key = createPublicKey(signingKey.publicKeyPem);
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  if (verify("RSA-SHA256", signed, pss, bytes)) return "rs256";
  const others = Object.values(signingKeys).filter((other) => other.fingerprint !== signingKey.fingerprint);
  const isOther = others.some((other) =>
    verify("RSA-SHA256", signed, createPublicKey(other.publicKeyPem), bytes),
  );
  return isOther ? "signing-key" : "signature";
}

function claimRule(expected: string): RuleId {
  const claim = expected.split(":")[0] ?? "";
  if (claim === "bodyHash") return "body-hash-form";
  if (claim === "jti") return "jti-form";
  if (expected.startsWith("exp: at least")) return "lifetime";
  return ["iat", "exp", "nbf"].includes(claim) ? "times-in-seconds" : "claim-types";
}

function kidRule(token: string): RuleId {
  const { kid } = peek(token).header;
  return Object.values(signingKeys).some(({ fingerprint }) => fingerprint === kid) ? "signing-key" : "kid";
}

function ruleOf(refusal: TokenRefusal, token: string, asked: ConformanceCase): RuleId {
  const { expected = "", received = "" } = refusal;
  switch (refusal.reason) {
    case "token_missing":
      return "signer-answer";
    case "token_too_large":
      return "token-size";
    case "token_malformed":
      return refusal.message.includes("base64url") ? "base64url" : "token-json";
    case "algorithm_not_allowed":
      return "alg";
    case "header_not_allowed":
      return "header-members";
    case "signing_key_unknown":
      return kidRule(token);
    case "signature_invalid":
      return signatureRule(token, asked);
    case "claim_missing":
      return "claims-present";
    case "claim_invalid":
      return claimRule(expected);
    case "issuer_mismatch":
      return "iss";
    case "audience_mismatch":
      return "aud";
    case "subject_mismatch":
      return "sub";
    case "token_expired":
    case "token_not_yet_valid":
      return "clock";
    case "lifetime_too_long":
      return "lifetime";
    case "method_mismatch":
      return "method";
    case "uri_mismatch":
      return explainTarget(asked.target, peek(token).claims.uri?.toString() ?? received);
    case "body_hash_mismatch":
      return explainBodyHash(asked.body, received);
  }
}

/** The expectations under which the rest of the token can still be judged, after this refusal; null when it cannot. */
function lookingPast(
  { reason }: TokenRefusal,
  token: string,
  expected: TokenExpectations,
): TokenExpectations | null {
  const { iss, aud, sub, method, uri, iat } = peek(token).claims;
  if (reason === "issuer_mismatch" && typeof iss === "string") return { ...expected, issuer: iss };
  if (reason === "audience_mismatch" && typeof aud === "string") return { ...expected, audience: aud };
  if (reason === "subject_mismatch" && typeof sub === "string") return { ...expected, apiKey: sub };
  if (reason === "method_mismatch" && typeof method === "string") return { ...expected, method };
  if (reason === "uri_mismatch" && typeof uri === "string") {
    return { ...expected, target: Buffer.from(uri, "utf8").toString("latin1") };
  }
  const isAboutTime = reason === "token_expired" || reason === "token_not_yet_valid";
  if (isAboutTime && typeof iat === "number" && iat !== expected.nowSeconds)
    return { ...expected, nowSeconds: iat };
  return null;
}

/**
 * Judges one token by the verifier of the API. What can be looked past (a wrong method, say) is, so that one run
 * names as many mistakes as it can.
 *
 * @param nowSeconds Unix time when the token arrived
 * @returns the broken rules, none for a good token
 */
export function judgeToken(
  asked: ConformanceCase,
  token: string,
  nowSeconds: number,
  { issuer, audience }: Deployment,
): Finding[] {
  const { apiKey, apiKeyId, method, target, signingKey } = asked;
  const keys = [loadVerificationKey(signingKey.publicKeyPem, signingKey.fingerprint)];
  const findings: Finding[] = [];
  const note = (refusal: TokenRefusal) => {
    const { expected = "", received = "", message } = refusal;
    const rule = ruleOf(refusal, token, asked);
    findings.push({ rule, caseId: asked.id, expected, received: received === "" ? message : received });
  };
  let expected: TokenExpectations | null = {
    issuer,
    audience,
    apiKey,
    apiKeyId,
    method,
    target,
    nowSeconds,
    signingKeys: keys,
  };
  while (expected !== null) {
    const result = verifyRequestToken(token, expected);
    if (result.ok) {
      const refusal = checkBodyHash(result.token, sha256Hex(asked.body));
      if (refusal !== null) note(refusal);
      return findings;
    }
    note(result);
    expected = lookingPast(result, token, expected);
  }
  return findings;
}
