/** Every refusal the platform can give: its status, its code and what it says by default. Pure data. */
import type { TokenReason } from "@/lib/security/request-token";

export const CODE_STATUS = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  validation_failed: 422,
  rate_limited: 429,
  headers_too_large: 431,
  internal_error: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof CODE_STATUS;

/** What a token can be refused for; the compiler holds it equal to the verifier's own list. */
const TOKEN_REASONS = [
  "token_missing",
  "token_malformed",
  "token_too_large",
  "algorithm_not_allowed",
  "header_not_allowed",
  "signing_key_unknown",
  "signature_invalid",
  "claim_missing",
  "claim_invalid",
  "issuer_mismatch",
  "audience_mismatch",
  "subject_mismatch",
  "token_expired",
  "token_not_yet_valid",
  "lifetime_too_long",
  "method_mismatch",
  "uri_mismatch",
  "body_hash_mismatch",
] as const satisfies readonly TokenReason[];

/** The reasons of the codes that have some of their own. `/docs/errors` explains each one that partners can meet. */
export const REASONS = {
  unauthorized: [
    ...TOKEN_REASONS,
    "invalid_api_key",
    "api_key_revoked",
    "api_key_expired",
    "application_disabled",
    "organization_suspended",
    "wrong_environment",
    "token_replayed",
    "session_missing",
  ],
  forbidden: [
    "permission_missing",
    "ip_not_allowed",
    "personal_keys_disabled",
    "cross_site_request",
    "proof_required",
    "second_factor_required",
  ],
  invalid_request: [
    "duplicate_header",
    "ambiguous_credentials",
    "body_not_allowed",
    "non_canonical_path",
    "malformed_target",
    "malformed_http",
    "invalid_json",
    "invalid_multipart",
    "duplicate_parameter",
    "invalid_idempotency_key",
  ],
  conflict: [
    "conflict",
    /** The thing is in a status in which this cannot be done. */
    "wrong_status",
    /** Customer or beneficiary is not approved, so no money moves for them. */
    "not_approved",
    "quote_expired",
    "quote_used",
    "document_referenced",
    "idempotency_in_progress",
  ],
  validation_failed: ["validation_failed", "idempotency_key_reused"],
  unavailable: ["unavailable", "rate_unavailable"],
} as const satisfies Partial<Record<ErrorCode, readonly string[]>>;

export type UnauthorizedReason = (typeof REASONS.unauthorized)[number];
export type ForbiddenReason = (typeof REASONS.forbidden)[number];
export type InvalidRequestReason = (typeof REASONS.invalid_request)[number];

/** Where a code has no reasons of its own, the reason repeats the code. */
export type ReasonOf<Code extends ErrorCode> = Code extends keyof typeof REASONS
  ? (typeof REASONS)[Code][number]
  : Code;

export type ErrorReason = { [Code in ErrorCode]: ReasonOf<Code> }[ErrorCode];

const reasonsByCode: Partial<Record<string, readonly string[]>> = REASONS;

/** Every reason there is, in the order of the codes. */
export const ALL_REASONS = Object.keys(CODE_STATUS).flatMap((code) => reasonsByCode[code] ?? [code]);

export type ErrorDetails = Record<string, unknown>;

/** A refusal with a stable reason. Its message is shown to the caller, so it never holds a secret. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly reason: ErrorReason,
    message: string,
    readonly details: ErrorDetails = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = CODE_STATUS[code];
  }
}

export type FieldProblem = { path: string; message: string };

export function unauthorized(reason: UnauthorizedReason, message: string, details?: ErrorDetails): ApiError {
  return new ApiError("unauthorized", reason, message, details);
}

export function invalidRequest(
  reason: InvalidRequestReason,
  message: string,
  details?: ErrorDetails,
): ApiError {
  return new ApiError("invalid_request", reason, message, details);
}

/** The same answer for an id that never was and for one that is somebody else's. */
export function notFound(what: string): ApiError {
  return new ApiError("not_found", "not_found", `No ${what} with this id.`);
}

/** The answer of a path that does not exist, also for those who may not know that it does. */
export function noSuchPath(details?: ErrorDetails): ApiError {
  return new ApiError(
    "not_found",
    "not_found",
    "No such path. See the API reference for the paths there are.",
    details,
  );
}

export function conflict(message: string, details?: ErrorDetails): ApiError {
  return new ApiError("conflict", "conflict", message, details);
}

/** The thing's status does not allow it; says which status would. */
export function wrongStatus(what: string, status: string, allowed: readonly string[]): ApiError {
  return new ApiError(
    "conflict",
    "wrong_status",
    `The ${what} is ${status}; this needs ${allowed.join(" or ")}.`,
    { status, allowed },
  );
}

export function validationFailed(fields: FieldProblem[]): ApiError {
  return new ApiError(
    "validation_failed",
    "validation_failed",
    fields.length === 1 ? "One field was not accepted." : `${fields.length} fields were not accepted.`,
    { fields },
  );
}

/** The same refusal that tells more. */
export function withDetails(refusal: ApiError, more: ErrorDetails): ApiError {
  const { code, reason, message, details, headers } = refusal;
  return new ApiError(code, reason, message, { ...details, ...more }, headers);
}

/** One answer for every key that is not proven, however close to a real one. */
export function noValidApiKey(): ApiError {
  return unauthorized("invalid_api_key", "No valid API key provided.");
}

export function permissionMissing(required: readonly string[]): ApiError {
  return new ApiError(
    "forbidden",
    "permission_missing",
    "Your API key does not have permission to perform this action.",
    { required },
  );
}

export function payloadTooLarge(maximumBytes: number, details: ErrorDetails = {}): ApiError {
  return new ApiError(
    "payload_too_large",
    "payload_too_large",
    `The body may have at most ${maximumBytes} bytes.`,
    { maximumBytes, ...details },
  );
}

/** Fixed text: what went wrong inside stays inside. */
export function internalError(): ApiError {
  return new ApiError(
    "internal_error",
    "internal_error",
    "Something failed on our side. Nothing you sent is at fault; quote the request id to support.",
  );
}

export function unavailable(message: string): ApiError {
  return new ApiError("unavailable", "unavailable", message);
}

export type ErrorEnvelope = {
  error: {
    code: ErrorCode;
    message: string;
    reason: ErrorReason;
    details: ErrorDetails;
    requestId: string;
    docsUrl: string;
  };
};

/** The body of every refusal. `baseUrl` is the deployment's own. */
export function errorEnvelope(error: ApiError, requestId: string, baseUrl: string): ErrorEnvelope {
  const { code, reason, message, details } = error;
  return {
    error: { code, message, reason, details, requestId, docsUrl: `${baseUrl}/docs/errors#${reason}` },
  };
}
