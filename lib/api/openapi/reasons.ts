/**
 * What each refusal that partners can meet means, as the API reference tells it. `docs/signing.md` says what to do about
 * each. Pure data.
 */
import type { ErrorReason } from "@/lib/errors";

/** Refusals of our own pages' doors, and those that no door gives yet; an application's request never meets them. */
export const REASONS_NOT_MET = [
  "session_missing",
  "cross_site_request",
  "proof_required",
  "second_factor_required",
] as const satisfies readonly ErrorReason[];

export type PartnerReason = Exclude<ErrorReason, (typeof REASONS_NOT_MET)[number]>;

export type ReasonText = {
  /** One clause without a full stop: it stands in a list. */
  meaning: string;
  /** `message` and `details` of the example. */
  message: string;
  details: Readonly<Record<string, unknown>>;
};

const told = (
  meaning: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): ReasonText => ({ meaning, message, details });

/** Every 401 after the key is proven says what time it is here. */
const clock = { serverTime: 1795211844 };
const claims = { ...clock, issuedAt: 1795211840, clockOffsetSeconds: -4 };

export const REASON_TEXTS: Readonly<Record<PartnerReason, ReasonText>> = {
  invalid_api_key: told("the API key is missing, mistyped or unknown", "No valid API key provided."),
  api_key_revoked: told(
    "the key was revoked, replaced or deleted, its application was deleted, or its maker left the organization",
    "This API key was revoked.",
    clock,
  ),
  api_key_expired: told("the key had an end, which is over", "This API key has expired.", clock),
  application_disabled: told("somebody disabled the application", "This application is disabled.", clock),
  organization_suspended: told(
    "the operator suspended the organization",
    "This organization is suspended.",
    clock,
  ),
  wrong_environment: told(
    "the key belongs to the other environment, whose base URL is `details.expected`",
    "This key belongs to production, which is at https://api.nuvera.example.",
    { expected: "https://api.nuvera.example", received: "sandbox.api.nuvera.example", ...clock },
  ),
  token_missing: told(
    "no `Authorization` header with the scheme `Bearer`",
    "Send a signed token in the Authorization header.",
    clock,
  ),
  token_malformed: told(
    "not three parts of canonical base64url with two JSON objects",
    "The token is not a compact JWS.",
    clock,
  ),
  token_too_large: told("the token has more than 4,096 bytes", "The token is too large.", clock),
  algorithm_not_allowed: told("`alg` is not `RS256`", "The token's algorithm is not allowed.", {
    expected: "RS256",
    received: "HS256",
    ...clock,
  }),
  header_not_allowed: told(
    "the token's header has a member that is not allowed",
    "The token's header has a member that is not allowed.",
    { expected: "alg, typ and kid only", received: "jku", ...clock },
  ),
  signing_key_unknown: told(
    "`kid` names no active signing key of this application",
    "The token names a signing key that this application does not have.",
    clock,
  ),
  signature_invalid: told(
    "no active signing key verifies the signature",
    "The signature does not verify.",
    clock,
  ),
  claim_missing: told("a required claim is not there", "The token lacks a claim.", {
    expected: "jti",
    ...clock,
  }),
  claim_invalid: told("a claim has the wrong type or form", "A claim has the wrong form.", {
    expected: "exp: whole seconds since 1970",
    received: "1795211844000",
    ...clock,
  }),
  issuer_mismatch: told("`iss` is not this deployment's", "The token was made for another issuer.", claims),
  audience_mismatch: told(
    "`aud` is not this deployment's",
    "The token was made for another audience.",
    claims,
  ),
  subject_mismatch: told(
    "`sub` is neither the key in `x-api-key` nor its id",
    "The token was made for another API key.",
    claims,
  ),
  token_expired: told("`exp` has passed", "The token has expired.", {
    ...clock,
    issuedAt: 1795211700,
    clockOffsetSeconds: -144,
  }),
  token_not_yet_valid: told("`iat` or `nbf` is more than 5 s ahead", "The token is not valid yet.", {
    ...clock,
    issuedAt: 1795211904,
    clockOffsetSeconds: 60,
  }),
  lifetime_too_long: told(
    "`exp` is more than 60 s after `iat`",
    "The token would live longer than 60 s.",
    claims,
  ),
  method_mismatch: told("`method` is not the one that arrived", "The token was made for another method.", {
    expected: "POST",
    received: "GET",
    ...claims,
  }),
  uri_mismatch: told(
    "`uri` is not the request target that arrived",
    "The token was made for another request target.",
    { expected: "/api/v1/customers?q=a+b", received: "/api/v1/customers?q=a%20b", ...claims },
  ),
  body_hash_mismatch: told(
    "other bytes arrived than were signed",
    "The token was made for another body.",
    claims,
  ),
  token_replayed: told(
    "this application used this `jti` before",
    "This token was used before. Make a fresh token, with a new jti, for every request, retries included.",
    claims,
  ),

  permission_missing: told(
    "the application, or the maker of the personal key, lacks what `details.required` lists",
    "Your API key does not have permission to perform this action.",
    { required: ["CUSTOMERS_WRITE"] },
  ),
  personal_keys_disabled: told(
    "the organization does not allow personal API keys in this environment",
    "Your organization does not allow personal API keys in production. An owner or admin can allow them, or use an API application.",
    { environment: "production", allowed: "sandbox", ...clock },
  ),
  ip_not_allowed: told(
    "the application has an address list, and `details.received` is not on it",
    "This application takes requests only from the addresses on its list.",
    { expected: "an address on the application's list", received: "203.0.113.9", ...clock },
  ),

  duplicate_header: told(
    "a header that decides something came twice",
    "Send the header authorization once.",
    { header: "authorization" },
  ),
  ambiguous_credentials: told(
    "`Authorization` holds an API key beside `x-api-key`",
    "Send either a personal API key or an application's API key with a signed token, not both.",
  ),
  body_not_allowed: told("the method takes no body", "GET takes no body."),
  non_canonical_path: told("the path is not in its one spelling", "The path is not in its canonical form."),
  malformed_target: told(
    "an escape or a character that may not be there",
    "The request target has a character that must be escaped.",
  ),
  malformed_http: told("not well-formed HTTP/1.1", "The request is not valid HTTP/1.1."),
  invalid_json: told(
    "the body is not one JSON object, or names a member twice",
    "The body is not valid JSON: the member companyName appears twice.",
  ),
  invalid_multipart: told(
    "the body is not a form with one file as described",
    "The body is not a complete multipart form.",
  ),
  duplicate_parameter: told("a query parameter came twice", "Send each query parameter once.", {
    parameter: "limit",
  }),
  invalid_idempotency_key: told(
    "`Idempotency-Key` is not 1 to 255 visible ASCII characters",
    "Idempotency-Key has 1 to 255 visible ASCII characters.",
  ),

  not_found: told("no such thing in your organization and environment", "No customer with this id."),
  method_not_allowed: told("the path has other methods", "This path takes GET, POST.", {
    allowed: ["GET", "POST"],
  }),
  request_timeout: told("the request did not arrive in time", "The body did not arrive in time."),

  conflict: told(
    "somebody changed the same thing at the same moment; nothing was done",
    "Somebody else changed this at the same moment. Look at it again, then repeat what is still wanted.",
  ),
  wrong_status: told(
    "the thing is in `details.status`; this needs one of `details.allowed`",
    "The customer is PENDING_REVIEW; this needs DRAFT or CORRECTION_REQUESTED.",
    { status: "PENDING_REVIEW", allowed: ["DRAFT", "CORRECTION_REQUESTED"] },
  ),
  not_approved: told(
    "customer or beneficiary is not approved, so no money moves for them",
    "The beneficiary is not approved.",
  ),
  quote_expired: told("the quote's `expiresAt` has passed", "The quote has expired. Ask for a new one."),
  quote_used: told("a payment was made of this quote", "The quote has been used. Ask for a new one."),
  document_referenced: told(
    "a customer, person or payment names this document",
    "Something refers to this document, so it cannot be deleted.",
  ),
  idempotency_in_progress: told(
    "the first request with this `Idempotency-Key` is still running",
    "A request with this Idempotency-Key is still running. Try again in a moment.",
  ),

  payload_too_large: told(
    "the body has more than `details.maximumBytes`",
    "The body may have at most 1048576 bytes.",
    { maximumBytes: 1048576 },
  ),
  unsupported_media_type: told(
    "the body is of another media type, or compressed",
    "Send JSON with Content-Type: application/json.",
    { expected: "application/json", received: "text/plain" },
  ),
  range_not_satisfiable: told(
    "`Range` begins after the end of the content",
    "The range begins after the end: the content has 48213 bytes, the first of them is byte 0.",
    { sizeBytes: 48213 },
  ),
  validation_failed: told(
    "fields or parameters were not accepted; `details.fields` names each",
    "One field was not accepted.",
    { fields: [{ path: "businessIndustryId", message: "Expected a 6-digit NAICS 2022 code." }] },
  ),
  idempotency_key_reused: told(
    "this `Idempotency-Key` was used with another request",
    "This Idempotency-Key was used for another request. Use a new key for a new request.",
  ),
  rate_limited: told(
    "more requests than the application may send; `Retry-After` says when to go on",
    "Too many requests. Try again in 1 s.",
    { retryAfterSeconds: 1 },
  ),
  headers_too_large: told(
    "request line and headers have more than 16 kB",
    "The request's headers exceed 16 kB.",
  ),
  internal_error: told(
    "a fault on our side",
    "Something failed on our side. Nothing you sent is at fault; quote the request id to support.",
  ),
  unavailable: told(
    "the service or its database cannot be reached, or is starting",
    "The database cannot be reached right now. Try again in a moment; before repeating a change, look whether it was made.",
  ),
  rate_unavailable: told(
    "there is no exchange rate that is young enough to be honest, or the payment currency is suspended",
    "There is no current rate for these currencies. Try again later.",
  ),
};
