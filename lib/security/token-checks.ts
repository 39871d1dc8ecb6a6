import { timingSafeEqual } from "node:crypto";
import type { TokenClaims } from "./token-claims";
import { refuse, type TokenRefusal } from "./token-refusal";

const LEEWAY_SECONDS = 5;
const LONGEST_LIFE_SECONDS = 60;

/** What a token's claims are compared with; see `TokenExpectations`. */
export type ClaimExpectations = {
  issuer: string;
  audience: string;
  apiKey: string;
  apiKeyId: string;
  method: string;
  target: string;
  nowSeconds: number;
};

/** Compares two texts in constant time. Their lengths are no secret: both forms of `sub` have a public one. */
function sameSecret(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  const leftBytes = Buffer.from(left, "utf8");
  const rightBytes = Buffer.from(right, "utf8");
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}

/** What a token may name as its subject: the API key sent with it, or that key's id. */
export type SubjectForm = "api_key" | "api_key_id";

/** Which of the two accepted forms `sub` has, or null. Always makes both comparisons. */
function subjectForm(sub: string, apiKey: string, apiKeyId: string): SubjectForm | null {
  const isKey = sameSecret(sub, apiKey);
  const isId = sameSecret(sub, apiKeyId);
  if (isKey) return "api_key";
  return isId ? "api_key_id" : null;
}

function describeSubject(sub: string): string {
  if (sub === "") return "an empty string";
  if (/^nv_/i.test(sub)) return "an API key (another one than x-api-key)";
  if (/^key_/i.test(sub)) return "a key id (another one than that of x-api-key)";
  return "neither an API key nor a key id";
}

/** The target arrives with one character per byte, the claim as Unicode text: bytes decide. */
function sameTarget(uri: string, target: string): boolean {
  if (/[\u0100-\uffff]/.test(target)) return false;
  return Buffer.from(uri, "utf8").equals(Buffer.from(target, "latin1"));
}

function checkParties(
  claims: TokenClaims,
  expected: ClaimExpectations,
): TokenRefusal | { ok: true; subjectForm: SubjectForm } {
  if (claims.iss !== expected.issuer) {
    return refuse("issuer_mismatch", "The claim iss names another issuer.", {
      expected: expected.issuer,
      received: claims.iss,
    });
  }
  if (claims.aud !== expected.audience) {
    return refuse("audience_mismatch", "The claim aud names another audience.", {
      expected: expected.audience,
      received: claims.aud,
    });
  }
  const form = subjectForm(claims.sub, expected.apiKey, expected.apiKeyId);
  if (form === null) {
    return refuse("subject_mismatch", "The claim sub does not belong to the API key in x-api-key.", {
      expected: "the API key sent in x-api-key, or its key id",
      received: describeSubject(claims.sub),
    });
  }
  return { ok: true, subjectForm: form };
}

function checkTimes(claims: TokenClaims, nowSeconds: number): TokenRefusal | null {
  if (claims.exp <= nowSeconds) {
    return refuse("token_expired", "The token has expired. Sign a fresh one for each request.", {
      expected: `exp later than ${nowSeconds}`,
      received: String(claims.exp),
      hint: "If the token was made just now, the clock of the signing machine is slow.",
    });
  }
  const latest = nowSeconds + LEEWAY_SECONDS;
  const ahead = claims.iat > latest ? "iat" : (claims.nbf ?? 0) > latest ? "nbf" : null;
  if (ahead !== null) {
    return refuse("token_not_yet_valid", `The claim ${ahead} lies in the future.`, {
      expected: `${ahead} at most ${latest} (server time ${nowSeconds} and ${LEEWAY_SECONDS} s)`,
      received: String(claims[ahead]),
      hint: "If the token was made just now, the clock of the signing machine is fast.",
    });
  }
  if (claims.exp - claims.iat > LONGEST_LIFE_SECONDS) {
    return refuse("lifetime_too_long", "The token lives too long. Set exp to at most iat + 60.", {
      expected: `at most ${LONGEST_LIFE_SECONDS} s from iat to exp`,
      received: `${claims.exp - claims.iat} s`,
    });
  }
  return null;
}

function checkRequest(claims: TokenClaims, expected: ClaimExpectations): TokenRefusal | null {
  if (claims.method !== expected.method) {
    return refuse("method_mismatch", "The token was made for another method.", {
      expected: expected.method,
      received: claims.method,
      ...(claims.method.toUpperCase() === expected.method ? { hint: "Send the method in upper case." } : {}),
    });
  }
  if (sameTarget(claims.uri, expected.target)) return null;
  return refuse("uri_mismatch", "The token was made for another request target.", {
    expected: expected.target,
    received: claims.uri,
    hint: "Sign path and query exactly as sent, byte for byte: no scheme, no host, nothing re-encoded.",
  });
}

/**
 * Compares well-formed claims with the request, in the documented order: `iss`, `aud`, `sub`, `exp` passed,
 * `iat` and `nbf` ahead (5 s leeway), life above 60 s, `method`, `uri`.
 *
 * @returns the first refusal, or when all agree which form of `sub` it was
 */
export function checkClaims(
  claims: TokenClaims,
  expected: ClaimExpectations,
): TokenRefusal | { ok: true; subjectForm: SubjectForm } {
  const parties = checkParties(claims, expected);
  if (!parties.ok) return parties;
  return checkTimes(claims, expected.nowSeconds) ?? checkRequest(claims, expected) ?? parties;
}
