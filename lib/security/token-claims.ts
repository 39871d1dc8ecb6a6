import { JsonNumber } from "./strict-json";
import type { TokenObject } from "./token-format";
import { describeValue, refuse, type TokenRefusal } from "./token-refusal";

/** The claims of a token, each of the right type and form. Times are Unix seconds. */
export type TokenClaims = {
  iss: string;
  aud: string;
  sub: string;
  method: string;
  uri: string;
  bodyHash: string;
  iat: number;
  exp: number;
  nbf: number | null;
  jti: string;
};

const REQUIRED = ["iss", "aud", "sub", "method", "uri", "bodyHash", "iat", "exp", "jti"] as const;
const STRINGS = ["iss", "aud", "sub", "method", "uri"] as const;
const LATEST_SECONDS = 100_000_000_000;
const INTEGER = /^(?:0|[1-9][0-9]*)$/;
const BODY_HASH = /^[0-9a-f]{64}$/;
const JTI = /^[A-Za-z0-9._~-]{8,128}$/;

function invalid(name: string, expected: string, received: string, hint?: string): TokenRefusal {
  return refuse("claim_invalid", `The claim ${name} has the wrong type or form.`, {
    expected: `${name}: ${expected}`,
    received,
    ...(hint === undefined ? {} : { hint }),
  });
}

function readSeconds(value: unknown): number | null {
  if (!(value instanceof JsonNumber) || !INTEGER.test(value.text)) return null;
  return value.value <= LATEST_SECONDS ? value.value : null;
}

function invalidTime(name: string, value: unknown): TokenRefusal {
  const number = value instanceof JsonNumber ? value.value : Number.NaN;
  const milliseconds = Number.isFinite(number) && number > LATEST_SECONDS;
  const hint = milliseconds
    ? `seconds expected: ${name} looks like milliseconds. Divide by 1000 and round down.`
    : "Send an integer without quotes, fraction or exponent.";
  const received = typeof value === "string" ? `the string "${value}"` : describeValue(value);
  return invalid(name, "Unix time as an integer number of seconds", received, hint);
}

/**
 * Reads `iat` alone, to report a client's clock offset beside any refusal.
 *
 * @returns Unix seconds, or null when `iat` is missing or no valid integer
 */
export function readIssuedAt(payload: TokenObject): number | null {
  return Object.hasOwn(payload, "iat") ? readSeconds(payload.iat) : null;
}

function checkStrings(payload: TokenObject): TokenRefusal | null {
  for (const name of STRINGS) {
    if (typeof payload[name] === "string") continue;
    const hint = name === "aud" && Array.isArray(payload.aud) ? "Send aud as one string." : undefined;
    return invalid(name, "a string", describeValue(payload[name]), hint);
  }
  if (typeof payload.bodyHash !== "string" || !BODY_HASH.test(payload.bodyHash)) {
    return invalid(
      "bodyHash",
      "SHA-256 of the body, 64 lower-case hex characters",
      describeValue(payload.bodyHash),
    );
  }
  return null;
}

/**
 * Reads the claims (RFC 7519, section 4) that this API knows; others are never looked at.
 *
 * @returns the claims, or `claim_missing` when a required one is absent, or `claim_invalid` for a wrong type
 *   or form: also an array `aud`, a time that is no plain integer from 0 to 10^11, a life below 1 s
 */
export function readClaims(payload: TokenObject): { ok: true; claims: TokenClaims } | TokenRefusal {
  if (!REQUIRED.every((name) => Object.hasOwn(payload, name))) {
    const missing = REQUIRED.filter((name) => !Object.hasOwn(payload, name));
    return refuse("claim_missing", `The token lacks a required claim: ${missing.join(", ")}.`, {
      expected: REQUIRED.join(", "),
      received: REQUIRED.filter((name) => !missing.includes(name)).join(", ") || "none of them",
    });
  }
  const refusal = checkStrings(payload);
  if (refusal !== null) return refusal;
  const iat = readSeconds(payload.iat);
  if (iat === null) return invalidTime("iat", payload.iat);
  const exp = readSeconds(payload.exp);
  if (exp === null) return invalidTime("exp", payload.exp);
  const hasNbf = Object.hasOwn(payload, "nbf");
  const nbf = hasNbf ? readSeconds(payload.nbf) : null;
  if (hasNbf && nbf === null) return invalidTime("nbf", payload.nbf);
  if (typeof payload.jti !== "string" || !JTI.test(payload.jti)) {
    return invalid("jti", "8 to 128 characters of A-Z a-z 0-9 . _ ~ -", describeValue(payload.jti));
  }
  if (exp - iat < 1) return invalid("exp", "at least 1 s after iat", `${exp - iat} s after iat`);
  const { iss, aud, sub, method, uri, bodyHash, jti } = payload;
  // Proven to be strings above, the first five by `checkStrings`, which the compiler cannot follow through a loop.
  const claims = { iss, aud, sub, method, uri, bodyHash, iat, exp, nbf, jti } as TokenClaims;
  return { ok: true, claims };
}
