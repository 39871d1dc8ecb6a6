/** Which refusals a request can meet, as responses of the document: by status, each reason with an example. */
import { type Components, component } from "@/lib/api/openapi/components";
import { type Json, type JsonObject, toJson } from "@/lib/api/openapi/json";
import { REASON_TEXTS } from "@/lib/api/openapi/reasons";
import { ALL_REASONS, CODE_STATUS, type ErrorCode, type ErrorReason, REASONS } from "@/lib/errors";
import { isPartnerReason, type PartnerReason, REASON_GUIDE } from "@/lib/explain/reason-guide";

/** What decides which refusals the door can give. */
export type RequestKind = {
  hasBody: boolean;
  /** The body is a form with a file in it. */
  isForm: boolean;
  /** The answer is a file, of which a part may be asked for. */
  answersFile: boolean;
  /** Whether the door looks at query and body at all. */
  readsInput: boolean;
  changes: boolean;
  takesIdempotencyKey: boolean;
  hasPathId: boolean;
  needsPermission: boolean;
  /** What the operation itself refuses. */
  own: readonly ErrorReason[];
};

const codes: readonly ErrorCode[] = Object.keys(CODE_STATUS).map((code) => {
  // The keys of that object are exactly the codes.
  return code as ErrorCode;
});
const reasonsByCode: Partial<Record<ErrorCode, readonly string[]>> = REASONS;

function codeOf(reason: PartnerReason): ErrorCode {
  const code = codes.find((candidate) => (reasonsByCode[candidate] ?? [candidate]).includes(reason));
  if (code === undefined) throw new Error(`${reason} belongs to no code.`);
  return code;
}

/** Every reason that a partner can meet, in the order of `lib/errors.ts`. */
export const PARTNER_REASONS: readonly PartnerReason[] = ALL_REASONS.filter(isPartnerReason);

/** The reasons that a request of this kind can meet. */
export function reasonsFor(kind: RequestKind): PartnerReason[] {
  return PARTNER_REASONS.filter((reason) => canMeet(kind, reason));
}

function canMeet(kind: RequestKind, reason: PartnerReason): boolean {
  if (kind.own.includes(reason)) return true;
  switch (reason) {
    case "permission_missing":
      return kind.needsPermission;
    case "not_found":
      return kind.hasPathId;
    case "body_not_allowed":
      return !kind.hasBody;
    case "payload_too_large":
      return kind.hasBody;
    case "unsupported_media_type":
      return kind.hasBody && kind.readsInput;
    case "invalid_json":
      return kind.hasBody && kind.readsInput && !kind.isForm;
    case "invalid_multipart":
      return kind.isForm;
    case "range_not_satisfiable":
      return kind.answersFile;
    case "duplicate_parameter":
    case "validation_failed":
      return kind.readsInput;
    case "conflict":
      return kind.changes;
    case "invalid_idempotency_key":
    case "idempotency_in_progress":
    case "idempotency_key_reused":
      return kind.takesIdempotencyKey;
    // Of another method or path than the documented ones.
    case "method_not_allowed":
    // Only operations that say so.
    case "wrong_status":
    case "not_approved":
    case "quote_expired":
    case "quote_used":
    case "document_referenced":
    case "rate_unavailable":
      return false;
    default:
      return true;
  }
}

const RESPONSE_NAMES: Readonly<Record<ErrorCode, string>> = {
  invalid_request: "InvalidRequest",
  unauthorized: "Unauthorized",
  forbidden: "Forbidden",
  not_found: "NotFound",
  method_not_allowed: "MethodNotAllowed",
  request_timeout: "RequestTimeout",
  conflict: "Conflict",
  payload_too_large: "PayloadTooLarge",
  unsupported_media_type: "UnsupportedMediaType",
  range_not_satisfiable: "RangeNotSatisfiable",
  validation_failed: "ValidationFailed",
  rate_limited: "RateLimited",
  headers_too_large: "HeadersTooLarge",
  internal_error: "InternalError",
  unavailable: "Unavailable",
};

/** Codes whose reasons depend on the kind of request; of the others every request meets the same ones. */
const VARIANTS: Partial<Record<ErrorCode, (kind: RequestKind) => string>> = {
  invalid_request: (kind) => {
    if (kind.isForm) return "Form";
    if (kind.takesIdempotencyKey) return "Create";
    return `${kind.readsInput ? "" : "Unread"}${kind.hasBody ? "Body" : "Query"}`;
  },
  forbidden: (kind) => (kind.needsPermission ? "" : "Unprivileged"),
  validation_failed: (kind) => (kind.takesIdempotencyKey ? "Create" : ""),
  conflict: (kind) => (kind.takesIdempotencyKey ? "Create" : ""),
};

/** The refusals of an operation by status: references to shared responses, and its own ones in full. */
export function refusalResponses(
  components: Components,
  kind: RequestKind,
  headersOf: (code: ErrorCode) => JsonObject,
): JsonObject {
  const reasons = reasonsFor(kind);
  const entries = codes.flatMap((code) => {
    const ofCode = reasons.filter((reason) => codeOf(reason) === code);
    if (ofCode.length === 0) return [];
    const response = toResponse(components, ofCode, headersOf(code));
    const isOwn = ofCode.some((reason) => kind.own.includes(reason));
    const name = `${RESPONSE_NAMES[code]}${VARIANTS[code]?.(kind) ?? ""}`;
    return [
      [
        String(CODE_STATUS[code]),
        isOwn ? response : component(components, "responses", name, response),
      ] as const,
    ];
  });
  return Object.fromEntries(entries);
}

function toResponse(
  components: Components,
  reasons: readonly PartnerReason[],
  headers: JsonObject,
): JsonObject {
  const examples = reasons.map((reason): [string, Json] => [
    reason,
    component(components, "examples", `error_${reason}`, exampleOf(reason)),
  ]);
  return {
    description: `Refused. ${reasons.map((reason) => `\`${reason}\`: ${REASON_GUIDE[reason].meaning}.`).join(" ")}`,
    headers,
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/Error" },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

function exampleOf(reason: PartnerReason): JsonObject {
  const { message, details } = REASON_TEXTS[reason];
  return {
    summary: REASON_GUIDE[reason].meaning,
    value: {
      error: {
        code: codeOf(reason),
        message,
        reason,
        details: toJson(details),
        requestId: "req_01a1faf6-db5d-771f-af0d-6eef895280e1",
        docsUrl: `https://api.nuvera.example/docs/errors#${reason}`,
      },
    },
  };
}

/** The envelope of every refusal. */
export function errorSchema(): JsonObject {
  return {
    type: "object",
    description:
      "Every refusal. Write code against `reason`: it does not change; `message` is for people and may.",
    required: ["error"],
    properties: {
      error: {
        type: "object",
        required: ["code", "message", "reason", "details", "requestId", "docsUrl"],
        properties: {
          code: {
            type: "string",
            enum: [...codes],
            description: "The class of refusal, one for each status.",
          },
          message: { type: "string", description: "What was expected and what to do, for people." },
          reason: {
            type: "string",
            enum: [...PARTNER_REASONS],
            description: "Why exactly. The list grows; treat a reason you do not know like its `code`.",
          },
          details: {
            type: "object",
            additionalProperties: true,
            description: "What belongs to the reason, for example `fields` of `validation_failed`.",
            properties: {
              cause: {
                type: "string",
                description:
                  "The likely cause that was found, such as `body_reserialized`; the documentation lists them by reason. Not always there, and the lists grow.",
              },
              hint: { type: "string", description: "What happened and what to change, for people." },
            },
          },
          requestId: { type: "string", description: "Quote it to support." },
          docsUrl: { type: "string", format: "uri", description: "Where the reason is explained." },
        },
      },
    },
  };
}
