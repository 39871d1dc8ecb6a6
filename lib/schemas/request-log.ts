/** Shapes of the request log: one entry for each call of a partner, what it was refused for, and figures over many. */
import { z } from "zod";
import { pageOf, pageQueryShape, timestampSchema } from "@/lib/schemas/common";
import { MAXIMUM_FILTER_CHARACTERS, REQUEST_PATTERNS } from "@/lib/schemas/request-terms";

const count = z.int().nonnegative();
const named = z.strictObject({ id: z.string(), name: z.string() });

/** The API key that was sent: an application's, or a person's. Never more of it than its last four characters. */
const sentKeySchema = z.strictObject({
  kind: z.enum(["api_key", "personal_key"]),
  id: z.string(),
  lastFour: z.string(),
  /** A personal key's name. */
  name: z.string().nullable(),
});

export const requestEntrySchema = z.strictObject({
  id: z.string(),
  occurredAt: timestampSchema,
  method: z.string(),
  /** Path and query as sent, with whatever looks like a credential masked. */
  target: z.string(),
  /** The path of the API reference, for example `/api/v1/customers/{id}`; null where there is none like it. */
  route: z.string().nullable(),
  status: z.int(),
  /** Why it was refused; null where it was not. */
  reason: z.string().nullable(),
  latencyMilliseconds: z.number().nonnegative(),
  address: z.string().nullable(),
  /** Null for requests with a personal key. */
  application: named.nullable(),
  key: sentKeySchema.nullable(),
});
export type RequestEntry = z.infer<typeof requestEntrySchema>;

/** One of the checks of the signing contract, in their order. */
export const requestCheckSchema = z.strictObject({
  id: z.string(),
  /** For example "Signature verifies". */
  title: z.string(),
  outcome: z.enum(["passed", "failed", "not_reached"]),
});
export type RequestCheck = z.infer<typeof requestCheckSchema>;

/** A refusal, explained. */
export const refusalExplanationSchema = z.strictObject({
  reason: z.string(),
  message: z.string(),
  /** What the server saw on the wire or requires, and what the token said; null where the reason has no such pair. */
  expected: z.string().nullable(),
  received: z.string().nullable(),
  /** The likely cause that was found, where one was: `body_reserialized`, for example. */
  cause: z.string().nullable(),
  /** What to change, in plain sentences, the likeliest first. */
  whatToChange: z.array(z.string()).min(1),
  /** Where the documentation explains the reason: `/docs/errors#…`. */
  docsPath: z.string(),
  /** Fields of a `validation_failed`. */
  fields: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  /** The token's `iat` minus the server's time; null where no token was read so far. */
  clockOffsetSeconds: z.int().nullable(),
});
export type RefusalExplanation = z.infer<typeof refusalExplanationSchema>;

export const requestDetailSchema = requestEntrySchema.extend({
  userAgent: z.string().nullable(),
  requestBytes: count,
  responseBytes: count,
  /** The permission that the operation needs. */
  permission: z.string().nullable(),
  /** The signing key that verified the token. */
  signingKey: z.strictObject({ id: z.string(), fingerprint: z.string() }).nullable(),
  /** Empty for requests with a personal key, which sign nothing. */
  checks: z.array(requestCheckSchema),
  refusal: refusalExplanationSchema.nullable(),
});
export type RequestDetail = z.infer<typeof requestDetailSchema>;

export const requestPageSchema = pageOf(requestEntrySchema).extend({
  /** How far back was looked; only a page cut short by the effort of a search has fewer items than asked and a cursor. */
  searchedBackTo: timestampSchema.nullable(),
});
export type RequestPage = z.infer<typeof requestPageSchema>;

export const requestFilterShape = {
  applicationId: z.string().optional(),
  /** `key_…` or `pkey_…`. */
  keyId: z.string().optional(),
  /** A class or one status: `4xx`, `401`. */
  status: z.string().regex(REQUEST_PATTERNS.status, "Expected 2xx, 4xx, 5xx or one status.").optional(),
  reason: z
    .string()
    .regex(REQUEST_PATTERNS.reason, "Expected a reason, for example uri_mismatch.")
    .optional(),
  method: z.string().regex(REQUEST_PATTERNS.method, "Expected a method in upper case.").optional(),
  route: z.string().max(MAXIMUM_FILTER_CHARACTERS.route).optional(),
  address: z.string().max(MAXIMUM_FILTER_CHARACTERS.address).optional(),
  /** A request id, an id in the path, or part of the target. */
  text: z.string().trim().min(1).max(MAXIMUM_FILTER_CHARACTERS.text).optional(),
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
} as const;

export const listRequestsSchema = z.strictObject({
  ...pageQueryShape,
  ...requestFilterShape,
  /** Only what came after this request: for a live view. */
  after: z.string().optional(),
});
export type RequestFilter = Omit<z.input<typeof listRequestsSchema>, "cursor" | "limit" | "after">;

export const requestIdSchema = z.strictObject({ requestId: z.string() });

/** `keyId` and `applicationId` narrow the figures; they have no other filter, so that they cost the same at any volume. */
export const requestFiguresInputSchema = z.strictObject({
  applicationId: z.string().optional(),
  keyId: z.string().optional(),
  from: timestampSchema,
  to: timestampSchema,
});
export type RequestFiguresInput = z.input<typeof requestFiguresInputSchema>;

/** Of one stretch of time. Percentiles are null where nothing was asked, and exact to within a tenth. */
const figuresSchema = z.strictObject({
  requests: count,
  /** 4xx. */
  refused: count,
  /** 5xx. */
  failed: count,
  p50Milliseconds: z.number().nullable(),
  p95Milliseconds: z.number().nullable(),
  p99Milliseconds: z.number().nullable(),
});

export const requestFiguresSchema = z.strictObject({
  /** Length of a stretch. */
  stepSeconds: z.int().positive(),
  total: figuresSchema,
  /** Every stretch from `from` to `to`, empty ones included, oldest first. */
  steps: z.array(figuresSchema.extend({ startsAt: timestampSchema })),
  /** Refusals and failures by reason, the most frequent first, with their counts in the order of `steps`. */
  reasons: z.array(z.strictObject({ reason: z.string(), requests: count, perStep: z.array(count) })),
  /** Requests by key, the busiest first. */
  keys: z.array(
    z.strictObject({
      key: sentKeySchema,
      application: named.nullable(),
      requests: count,
      perStep: z.array(count),
    }),
  ),
});
export type RequestFigures = z.infer<typeof requestFiguresSchema>;
