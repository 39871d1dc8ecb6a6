import { redact } from "./redact";
import { JsonNumber } from "./strict-json";

/** Why a request token is refused; published in the API's error documentation, so names never change. */
export type TokenReason =
  | "token_missing"
  | "token_malformed"
  | "token_too_large"
  | "algorithm_not_allowed"
  | "header_not_allowed"
  | "signing_key_unknown"
  | "signature_invalid"
  | "claim_missing"
  | "claim_invalid"
  | "issuer_mismatch"
  | "audience_mismatch"
  | "subject_mismatch"
  | "token_expired"
  | "token_not_yet_valid"
  | "lifetime_too_long"
  | "method_mismatch"
  | "uri_mismatch"
  | "body_hash_mismatch";

/**
 * A refused token. `expected` is what the server saw on the wire or requires, `received` what the token
 * said; both are redacted and at most 300 characters. `issuedAtSeconds` (Unix seconds) is there when the
 * signature verified and `iat` was a valid integer, so that a client with a wrong clock can be told so.
 */
export type TokenRefusal = {
  ok: false;
  reason: TokenReason;
  message: string;
  expected?: string;
  received?: string;
  hint?: string;
  issuedAtSeconds?: number;
};

type Details = { expected?: string; received?: string; hint?: string };

/**
 * Builds a refusal. The only place where one is made, so that nothing leaves without being redacted.
 *
 * @param message one plain sentence of ours; it may hold text from the token only after `redact`
 */
export function refuse(reason: TokenReason, message: string, details: Details = {}): TokenRefusal {
  const refusal: TokenRefusal = { ok: false, reason, message };
  if (details.expected !== undefined) refusal.expected = redact(details.expected);
  if (details.received !== undefined) refusal.received = redact(details.received);
  if (details.hint !== undefined) refusal.hint = details.hint;
  return refusal;
}

/** Says in words what a JSON value from a token is. Not redacted yet. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return value === "" ? "an empty string" : value;
  if (value instanceof JsonNumber) return `the number ${value.text}`;
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
