/** An application's rate limit as it is used, and the idempotency keys of its requests. */
import { z } from "zod";
import { pageOf, pageQueryShape, timestampSchema } from "@/lib/schemas/common";

export const MAXIMUM_REQUESTS_PER_SECOND = 100_000;

export const setRateLimitSchema = z.strictObject({
  perSecond: z.int().min(1).max(MAXIMUM_REQUESTS_PER_SECOND),
});

const requestCountSchema = z.strictObject({
  /** Those that were let through. */
  requests: z.int(),
  /** Those that were refused for being over the rate limit. */
  limited: z.int(),
});

const requestsOfMinuteSchema = requestCountSchema.extend({ minute: timestampSchema });
export type RequestsOfMinute = z.infer<typeof requestsOfMinuteSchema>;

export const applicationLimitsSchema = z.strictObject({
  serverTime: timestampSchema,
  requestsPerSecond: z.int(),
  lastHour: requestCountSchema,
  /** The same minute by minute, oldest first; minutes without a request are left out. */
  minutes: z.array(requestsOfMinuteSchema),
});
export type ApplicationLimits = z.infer<typeof applicationLimitsSchema>;

/** What a request may send as its `Idempotency-Key`: 1 to 255 visible ASCII characters. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, "1 to 255 visible ASCII characters.");

export const listIdempotencyKeysSchema = z.strictObject({
  ...pageQueryShape,
  /** Only this one. */
  key: idempotencyKeySchema.optional(),
});

/** A key and the request that it stands for; what was answered is given to nobody but that request's repetition. */
export const idempotencyKeyViewSchema = z.strictObject({
  key: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  requestId: z.string(),
  createdAt: timestampSchema,
  expiresAt: timestampSchema,
});
export type IdempotencyKeyView = z.infer<typeof idempotencyKeyViewSchema>;

export const idempotencyKeyPageSchema = pageOf(idempotencyKeyViewSchema);
export type IdempotencyKeyPage = z.infer<typeof idempotencyKeyPageSchema>;
