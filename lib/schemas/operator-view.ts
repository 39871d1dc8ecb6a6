/** What staff see over all organizations at once: traffic, what needs somebody, and the system itself. */
import { z } from "zod";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";
import { OVERVIEW_HOURS, TRAFFIC_ORDERS } from "@/lib/schemas/operator-view-terms";

const count = z.int().nonnegative();
const named = z.strictObject({ id: z.string(), name: z.string() });

export const overviewTrafficInputSchema = z.strictObject({
  /** Without it: of both. */
  environment: environmentSchema.optional(),
  order: z.enum(TRAFFIC_ORDERS).default("requests"),
});
export type OverviewTrafficInput = z.infer<typeof overviewTrafficInputSchema>;

export const overviewTrafficSchema = z.strictObject({
  from: timestampSchema,
  to: timestampSchema,
  /** Those with any traffic, at most `OVERVIEW_LIST_LENGTH`. */
  organizations: z.array(
    z.strictObject({
      organization: named,
      requests: count,
      /** 4xx. */
      refused: count,
      /** 5xx. */
      failed: count,
      p95Milliseconds: z.number().nullable(),
      /** Requests per hour, the oldest first. */
      hours: z.array(count).length(OVERVIEW_HOURS),
    }),
  ),
  /** Refusals and failures by reason, the most frequent first. */
  reasons: z.array(
    z.strictObject({ reason: z.string(), status: z.int(), requests: count, organizations: count }),
  ),
});
export type OverviewTraffic = z.infer<typeof overviewTrafficSchema>;

const about = { organization: named, environment: environmentSchema };

export const overviewAttentionSchema = z.strictObject({
  ending: z.array(
    z.strictObject({
      ...about,
      kind: z.enum(["api_key", "signing_key", "personal_key"]),
      id: z.string(),
      /** Null for a personal key. */
      applicationId: z.string().nullable(),
      /** The application's name, or the personal key's. */
      name: z.string(),
      /** The key's last four characters, or the first eight of a fingerprint. */
      mark: z.string(),
      endsAt: timestampSchema,
      /** Another one goes on when this one has ended. */
      isReplaced: z.boolean(),
    }),
  ),
  webhooks: z.array(
    z.strictObject({
      ...about,
      id: z.string(),
      url: z.string(),
      /** Null: it is tried, and fails. */
      disabledBy: z.enum(["operator", "system"]).nullable(),
      since: timestampSchema,
    }),
  ),
  claims: z.array(
    z.strictObject({
      ...about,
      id: z.string(),
      applicationId: z.string(),
      applicationName: z.string(),
      createdByName: z.string(),
      createdAt: timestampSchema,
      expiresAt: timestampSchema,
    }),
  ),
});
export type OverviewAttention = z.infer<typeof overviewAttentionSchema>;
export type EndingCredential = OverviewAttention["ending"][number];

/** Of the process that answers, but for queues and database, which all processes share. */
export const systemHealthSchema = z.strictObject({
  version: z.string(),
  processStartedAt: timestampSchema,
  /** Null where the database did not say in time. */
  database: z
    .strictObject({ answerMilliseconds: z.number().nonnegative(), sizeBytes: count, connections: count })
    .nullable(),
  queues: z
    .strictObject({
      webhooksDue: count,
      webhooksOldestDueSeconds: z.number().nonnegative(),
      mailsWaiting: count,
      mailsOldestWaitingSeconds: z.number().nonnegative(),
    })
    .nullable(),
  buffers: z.array(
    z.strictObject({ name: z.enum(["usage", "request_log"]), waiting: count, leftOut: count }),
  ),
  /** Whether this process delivers webhooks itself. */
  deliversWebhooks: z.boolean(),
  jobs: z.array(
    z.strictObject({ name: z.string(), lastSuccess: timestampSchema.nullable(), failures: count }),
  ),
});
export type SystemHealth = z.infer<typeof systemHealthSchema>;
