/** The checks of a signed request in the order of `docs/site/signing-rules.md`, and which one each reason is of. Pure. */
import type { PartnerReason } from "@/lib/explain/reason-guide";
import type { RequestCheck } from "@/lib/schemas/request-log";

type Check = { id: string; title: string; reasons: readonly PartnerReason[] };

/** In their order. The first one of a reason's is where it fails, unless `EARLY` knows better. */
const CHECKS = [
  { id: "http", title: "The request is well-formed HTTP", reasons: ["malformed_http", "headers_too_large"] },
  {
    id: "target",
    title: "Path and query are in their one spelling",
    reasons: ["non_canonical_path", "malformed_target"],
  },
  { id: "path", title: "The path exists", reasons: [] },
  { id: "method", title: "The path takes this method", reasons: ["method_not_allowed"] },
  {
    id: "headers",
    title: "The headers fit each other and the method",
    reasons: ["duplicate_header", "ambiguous_credentials", "body_not_allowed"],
  },
  { id: "api_key", title: "The API key is known", reasons: ["invalid_api_key"] },
  {
    id: "key_state",
    title: "Key, application and organization are active",
    reasons: [
      "api_key_revoked",
      "api_key_expired",
      "application_disabled",
      "organization_suspended",
      "personal_keys_disabled",
    ],
  },
  { id: "environment", title: "The key belongs to this host's environment", reasons: ["wrong_environment"] },
  { id: "address", title: "The address may use this application", reasons: ["ip_not_allowed"] },
  { id: "token", title: "A token is there", reasons: ["token_missing"] },
  { id: "token_form", title: "The token is well-formed", reasons: ["token_too_large", "token_malformed"] },
  { id: "algorithm", title: "The algorithm is RS256", reasons: ["algorithm_not_allowed"] },
  { id: "token_header", title: "The token's header has nothing else", reasons: ["header_not_allowed"] },
  { id: "signing_key", title: "The signing key is known", reasons: ["signing_key_unknown"] },
  { id: "signature", title: "The signature verifies", reasons: ["signature_invalid"] },
  { id: "claims", title: "All claims are there", reasons: ["claim_missing"] },
  { id: "claims_form", title: "Each claim has its form", reasons: ["claim_invalid"] },
  { id: "issuer", title: "The issuer is right", reasons: ["issuer_mismatch"] },
  { id: "audience", title: "The audience is right", reasons: ["audience_mismatch"] },
  { id: "subject", title: "The token was made for this API key", reasons: ["subject_mismatch"] },
  { id: "end", title: "The token has not expired", reasons: ["token_expired"] },
  { id: "beginning", title: "The token does not lie in the future", reasons: ["token_not_yet_valid"] },
  { id: "life", title: "The token lives 60 s at most", reasons: ["lifetime_too_long"] },
  { id: "signed_method", title: "The method is the signed one", reasons: ["method_mismatch"] },
  { id: "signed_uri", title: "Path and query are the signed ones", reasons: ["uri_mismatch"] },
  {
    id: "body",
    title: "The body arrived whole",
    reasons: ["request_timeout", "payload_too_large"],
  },
  { id: "signed_body", title: "The body is the signed one", reasons: ["body_hash_mismatch"] },
  { id: "replay", title: "The token was not used before", reasons: ["token_replayed"] },
  { id: "rate_limit", title: "The rate limit has room", reasons: ["rate_limited"] },
  { id: "permission", title: "The application has the permission", reasons: ["permission_missing"] },
  {
    id: "idempotency_form",
    title: "The Idempotency-Key is well-formed",
    reasons: ["invalid_idempotency_key"],
  },
  {
    id: "input",
    title: "Query and body can be read",
    reasons: ["duplicate_parameter", "unsupported_media_type", "invalid_json", "invalid_multipart"],
  },
  { id: "fields", title: "Every field is accepted", reasons: ["validation_failed"] },
  {
    id: "idempotency",
    title: "The Idempotency-Key fits the request",
    reasons: ["idempotency_key_reused", "idempotency_in_progress"],
  },
  {
    id: "operation",
    title: "The operation was carried out",
    reasons: [
      "not_found",
      "conflict",
      "wrong_status",
      "not_approved",
      "quote_expired",
      "quote_used",
      "document_referenced",
      "range_not_satisfiable",
      "rate_unavailable",
    ],
  },
] as const satisfies readonly Check[];

export type CheckId = (typeof CHECKS)[number]["id"];

/** A failure of ours can happen at any check, and nothing says at which one it did. */
export const REASONS_WITHOUT_CHECK = [
  "internal_error",
  "unavailable",
] as const satisfies readonly PartnerReason[];

/** How far a request is known to have come, where its reason alone does not say. */
export type Reached = {
  /** It was matched to a path of the API. */
  route?: boolean;
  /** All but its token id and the rate limit was found good. */
  proven?: boolean;
};

/** Reasons that are given early or late, by what had been found out when the request ended; `unknown` where that does not say it either. */
const EARLY = new Map<string, (reached: Required<Reached>) => CheckId | "unknown" | null>([
  ["not_found", ({ route }) => (route ? null : "path")],
  ["unsupported_media_type", ({ proven }) => (proven ? null : "headers")],
  ["payload_too_large", ({ proven }) => (proven ? null : "headers")],
  // Too many bad credentials from one address: the answer hides what was wrong with these.
  ["rate_limited", ({ proven }) => (proven ? null : "unknown")],
]);

/**
 * Every check with its outcome, for a signed request that was refused for `reason`, or accepted (null). Empty for reasons
 * that do not say how far the request came: failures of ours, too many bad credentials, and reasons unknown here.
 */
export function checksFor(
  reason: string | null,
  { route = true, proven = true }: Reached = {},
): RequestCheck[] {
  if (reason === null) return CHECKS.map(({ id, title }) => ({ id, title, outcome: "passed" }));
  const early = EARLY.get(reason)?.({ route, proven }) ?? null;
  const failed = CHECKS.findIndex(({ id, reasons }) =>
    early === null ? reasons.some((candidate) => candidate === reason) : id === early,
  );
  if (failed === -1) return [];
  return CHECKS.map(({ id, title }, index) => ({
    id,
    title,
    outcome: index < failed ? "passed" : index === failed ? "failed" : "not_reached",
  }));
}
