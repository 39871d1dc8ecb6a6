/**
 * An example of each refusal that partners can meet, for the API reference; what it means stands in
 * `lib/explain/reason-guide.ts`. Pure data.
 */
import type { PartnerReason } from "@/lib/explain/reason-guide";

export type ReasonText = { message: string; details: Readonly<Record<string, unknown>> };

const told = (message: string, details: Readonly<Record<string, unknown>> = {}): ReasonText => ({
  message,
  details,
});

/** Every 401 after the key is proven says what time it is here. */
const clock = { serverTime: 1795211844 };
const claims = { ...clock, issuedAt: 1795211840, clockOffsetSeconds: -4 };

export const REASON_TEXTS: Readonly<Record<PartnerReason, ReasonText>> = {
  invalid_api_key: told("No valid API key provided."),
  api_key_revoked: told("This API key was revoked.", clock),
  api_key_expired: told("This API key has expired.", clock),
  application_disabled: told("This application is disabled.", clock),
  organization_suspended: told("This organization is suspended.", clock),
  wrong_environment: told("This key belongs to production, which is at https://api.nuvera.example.", {
    expected: "https://api.nuvera.example",
    received: "sandbox.api.nuvera.example",
    ...clock,
  }),
  token_missing: told("Send a signed token in the Authorization header.", clock),
  token_malformed: told("The token is not a compact JWS.", clock),
  token_too_large: told("The token is too large.", clock),
  algorithm_not_allowed: told("The token's algorithm is not allowed.", {
    expected: "RS256",
    received: "HS256",
    ...clock,
  }),
  header_not_allowed: told("The token's header has a member that is not allowed.", {
    expected: "alg, typ and kid only",
    received: "jku",
    ...clock,
  }),
  signing_key_unknown: told("The token names a signing key that this application does not have.", clock),
  signature_invalid: told("The signature does not verify.", clock),
  claim_missing: told("The token lacks a claim.", {
    expected: "jti",
    ...clock,
  }),
  claim_invalid: told("A claim has the wrong form.", {
    expected: "exp: whole seconds since 1970",
    received: "1795211844000",
    ...clock,
  }),
  issuer_mismatch: told("The token was made for another issuer.", claims),
  audience_mismatch: told("The token was made for another audience.", claims),
  subject_mismatch: told("The token was made for another API key.", claims),
  token_expired: told("The token has expired.", {
    ...clock,
    issuedAt: 1795211700,
    clockOffsetSeconds: -144,
  }),
  token_not_yet_valid: told("The token is not valid yet.", {
    ...clock,
    issuedAt: 1795211904,
    clockOffsetSeconds: 60,
  }),
  lifetime_too_long: told("The token would live longer than 60 s.", claims),
  method_mismatch: told("The token was made for another method.", {
    expected: "POST",
    received: "GET",
    ...claims,
  }),
  uri_mismatch: told("The token was made for another request target.", {
    expected: "/api/v1/customers?q=a+b",
    received: "/api/v1/customers?q=a%20b",
    cause: "plus_and_percent20",
    hint: "You signed %20 and sent +. Both mean a space, and only one was sent. Encode once, sign that text and send it as it is; look for a setting that keeps the HTTP library from encoding again.",
    ...claims,
  }),
  body_hash_mismatch: told("The token was made for another body.", claims),
  token_replayed: told(
    "This token was used before. Make a fresh token, with a new jti, for every request, retries included.",
    claims,
  ),

  permission_missing: told("Your API key does not have permission to perform this action.", {
    required: ["CUSTOMERS_WRITE"],
  }),
  personal_keys_disabled: told(
    "Your organization does not allow personal API keys in production. An owner or admin can allow them, or use an API application.",
    { environment: "production", allowed: "sandbox", ...clock },
  ),
  ip_not_allowed: told("This application takes requests only from the addresses on its list.", {
    expected: "an address on the application's list",
    received: "203.0.113.9",
    ...clock,
  }),

  duplicate_header: told("Send the header authorization once.", { header: "authorization" }),
  ambiguous_credentials: told(
    "Send either a personal API key or an application's API key with a signed token, not both.",
  ),
  body_not_allowed: told("GET takes no body."),
  non_canonical_path: told("The path is not in its canonical form."),
  malformed_target: told("The request target has a character that must be escaped."),
  malformed_http: told("The request is not valid HTTP/1.1."),
  invalid_json: told("The body is not valid JSON: the member companyName appears twice."),
  invalid_multipart: told("The body is not a complete multipart form."),
  duplicate_parameter: told("Send each query parameter once.", {
    parameter: "limit",
  }),
  invalid_idempotency_key: told("Idempotency-Key has 1 to 255 visible ASCII characters."),

  not_found: told("No customer with this id."),
  method_not_allowed: told("This path takes GET, POST.", {
    allowed: ["GET", "POST"],
  }),
  request_timeout: told("The body did not arrive in time."),

  conflict: told(
    "Somebody else changed this at the same moment. Look at it again, then repeat what is still wanted.",
  ),
  wrong_status: told("The customer is PENDING_REVIEW; this needs DRAFT or CORRECTION_REQUESTED.", {
    status: "PENDING_REVIEW",
    allowed: ["DRAFT", "CORRECTION_REQUESTED"],
  }),
  not_approved: told("The beneficiary is not approved."),
  quote_expired: told("The quote has expired. Ask for a new one."),
  quote_used: told("The quote has been used. Ask for a new one."),
  document_referenced: told("Something refers to this document, so it cannot be deleted."),
  idempotency_in_progress: told(
    "A request with this Idempotency-Key is still running. Try again in a moment.",
  ),

  payload_too_large: told("The body may have at most 1048576 bytes.", { maximumBytes: 1048576 }),
  unsupported_media_type: told("Send JSON with Content-Type: application/json.", {
    expected: "application/json",
    received: "text/plain",
  }),
  range_not_satisfiable: told(
    "The range begins after the end: the content has 48213 bytes, the first of them is byte 0.",
    { sizeBytes: 48213 },
  ),
  validation_failed: told("One field was not accepted.", {
    fields: [{ path: "businessIndustryId", message: "Expected a 6-digit NAICS 2022 code." }],
  }),
  idempotency_key_reused: told(
    "This Idempotency-Key was used for another request. Use a new key for a new request.",
  ),
  rate_limited: told("Too many requests. Try again in 1 s.", { retryAfterSeconds: 1 }),
  headers_too_large: told("The request's headers exceed 16 kB."),
  internal_error: told(
    "Something failed on our side. Nothing you sent is at fault; quote the request id to support.",
  ),
  unavailable: told(
    "The database cannot be reached right now. Try again in a moment; before repeating a change, look whether it was made.",
  ),
  rate_unavailable: told("There is no current rate for these currencies. Try again later."),
};
