/** Shapes of webhook endpoints and their deliveries, shared by operations, forms and the browser client. */
import { z } from "zod";
import { environmentSchema, pageOf, pageQueryShape, text, timestampSchema } from "@/lib/schemas/common";
import { EVENT_TYPES } from "@/lib/schemas/event";
import { DELIVERY_STATUSES, DELIVERY_TRIGGERS, ENDPOINT_DISABLED_BY } from "@/lib/schemas/webhook-kinds";

/** Endpoints per organization and environment. */
export const MAXIMUM_WEBHOOK_ENDPOINTS = 20;
/** How long the secret before a rotation signs along. */
export const SECRET_OVERLAP_HOURS = 24;
export const MAXIMUM_REPLAY_DAYS = 30;
/** Deliveries that one replay may put on their way. */
export const MAXIMUM_REPLAY_DELIVERIES = 10_000;

export const eventTypeSchema = z.enum(EVENT_TYPES);
export const deliveryStatusSchema = z.enum(DELIVERY_STATUSES);

/** What an endpoint is told of: everything there is and will be, or a list. */
export const subscribedEventsSchema = z.union(
  [
    z.literal("all"),
    z
      .array(eventTypeSchema)
      .min(1, "Choose at least one event.")
      .max(EVENT_TYPES.length)
      .refine((types) => new Set(types).size === types.length, "Each event once."),
  ],
  { error: 'Expected "all" or a list of event types.' },
);
export type SubscribedEvents = z.infer<typeof subscribedEventsSchema>;

const url = z.string().trim().min(1, "Enter the URL.").max(2000, "Use at most 2000 characters.");
const description = z.union([z.literal(""), text(300)]);

export const createWebhookSchema = z.strictObject({
  url,
  description: description.default(""),
  events: subscribedEventsSchema,
});
export type CreateWebhookInput = z.input<typeof createWebhookSchema>;

export const webhookIdSchema = z.strictObject({ webhookId: z.string() });

export const updateWebhookSchema = webhookIdSchema.extend({
  url: url.optional(),
  description: description.optional(),
  events: subscribedEventsSchema.optional(),
});
export type UpdateWebhookInput = Omit<z.input<typeof updateWebhookSchema>, "webhookId">;

/** `now` ends every secret before the new one at once: for one that somebody else has seen. */
export const rotateWebhookSecretSchema = webhookIdSchema.extend({
  previous: z.enum(["24h", "now"]).default("24h"),
});
export type PreviousSecretEnds = z.infer<typeof rotateWebhookSecretSchema>["previous"];

/** `url` as the person typed it. The command line names the endpoint by its id alone. */
export const deleteWebhookSchema = webhookIdSchema.extend({ url: z.string().max(2000).optional() });

const countSchema = z.int().nonnegative();

export const webhookSchema = z.strictObject({
  id: z.string(),
  environment: environmentSchema,
  url: z.string(),
  description: z.string(),
  events: subscribedEventsSchema,
  status: z.enum(["enabled", "disabled"]),
  disabledAt: timestampSchema.nullable(),
  disabledBy: z.enum(ENDPOINT_DISABLED_BY).nullable(),
  disabledReason: z.string().nullable(),
  /** When the first attempt failed after the last that did not; null while all is well. */
  failingSince: timestampSchema.nullable(),
  createdAt: timestampSchema,
  createdBy: z.strictObject({ id: z.string(), displayName: z.string() }).nullable(),
  /** Secrets that sign now, the current one first; never what they are. */
  secrets: z.array(z.strictObject({ createdAt: timestampSchema, expiresAt: timestampSchema.nullable() })),
  /** Deliveries of events of the last 24 hours, by what has become of them. */
  lastDay: z.strictObject({
    pending: countSchema,
    delivered: countSchema,
    failed: countSchema,
    cancelled: countSchema,
  }),
  /** The newest event that is on its way or was. */
  lastDelivery: z
    .strictObject({
      eventId: z.string(),
      event: eventTypeSchema,
      status: deliveryStatusSchema,
      at: timestampSchema,
    })
    .nullable(),
});
export type WebhookView = z.infer<typeof webhookSchema>;

export const webhookListSchema = z.strictObject({
  items: z.array(webhookSchema),
  /** Whether sandbox endpoints may be local addresses and plain HTTP in this deployment. */
  allowsPrivateTargets: z.boolean(),
  /** Where deliveries come from, as `/.well-known/webhook-ips.json` says it; empty where the operator has not said. */
  egress: z.array(
    z.strictObject({ cidr: z.string(), activeFrom: z.string().nullable(), retireAt: z.string().nullable() }),
  ),
});
export type WebhookList = z.infer<typeof webhookListSchema>;

/** The only answer that holds the first secret; it is shown once. */
export const createdWebhookSchema = z.strictObject({ webhook: webhookSchema, secret: z.string() });

/** `previousUntil`: until when the secret before signs along; null where it ended at once. */
export const rotatedWebhookSecretSchema = z.strictObject({
  webhook: webhookSchema,
  secret: z.string(),
  previousUntil: timestampSchema.nullable(),
});

export const deliverySchema = z.strictObject({
  /** What partners see as `webhook-id`. */
  eventId: z.string(),
  event: eventTypeSchema,
  status: deliveryStatusSchema,
  trigger: z.enum(DELIVERY_TRIGGERS),
  attempts: countSchema,
  /** An attempt is under way at this moment. */
  isUnderWay: z.boolean(),
  nextAttemptAt: timestampSchema.nullable(),
  responseStatus: z.int().nullable(),
  error: z.string().nullable(),
  durationMilliseconds: countSchema.nullable(),
  /** When the event was. */
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
});
export type DeliveryView = z.infer<typeof deliverySchema>;

export const deliveryPageSchema = pageOf(deliverySchema);
export type DeliveryPage = z.infer<typeof deliveryPageSchema>;

export const deliveryFilterShape = {
  status: deliveryStatusSchema.optional(),
  event: eventTypeSchema.optional(),
  /** Of events from this moment on. */
  from: timestampSchema.optional(),
  /** Of events before this moment. */
  to: timestampSchema.optional(),
};
export type DeliveryFilter = z.infer<z.ZodObject<typeof deliveryFilterShape>>;

export const listDeliveriesSchema = webhookIdSchema.extend({ ...pageQueryShape, ...deliveryFilterShape });

export const deliveryIdSchema = webhookIdSchema.extend({ eventId: z.string() });

export const attemptSchema = z.strictObject({
  number: z.int().positive(),
  startedAt: timestampSchema,
  durationMilliseconds: countSchema,
  responseStatus: z.int().nullable(),
  error: z.string().nullable(),
  /** The beginning of the answer, at most 2 kB. */
  responseBody: z.string().nullable(),
  address: z.string().nullable(),
});
export type AttemptView = z.infer<typeof attemptSchema>;

/** `body`: the exact text that is signed and sent. `attemptLog`: newest first. */
export const deliveryDetailSchema = deliverySchema.extend({
  webhookId: z.string(),
  url: z.string(),
  body: z.string(),
  attemptLog: z.array(attemptSchema),
});
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

/** `undelivered`: what failed or was cancelled, and what the endpoint never got, because it was disabled or not there. */
export const REPLAYED = ["undelivered", "all"] as const;

const replayShape = {
  from: timestampSchema,
  /** Of events before this moment; now unless told. */
  to: timestampSchema.optional(),
  which: z.enum(REPLAYED),
  /** Of these types alone. */
  events: z.array(eventTypeSchema).min(1).max(EVENT_TYPES.length).optional(),
};

/** A batch of a replay; `after` continues behind the batch before. */
export const replaySchema = webhookIdSchema.extend({ ...replayShape, after: z.string().optional() });
export type ReplayInput = Omit<z.input<typeof replaySchema>, "webhookId">;

/** `replayed`: how many this batch has put on their way. `next`: give it as `after`; null where there is no more. */
export const replayedSchema = z.strictObject({ replayed: countSchema, next: z.string().nullable() });
export type Replayed = z.infer<typeof replayedSchema>;

export const replayPreviewSchema = webhookIdSchema.extend({
  from: timestampSchema,
  to: timestampSchema.optional(),
  which: z.enum(REPLAYED),
  /** Types with commas between them, since it stands in a query string. */
  events: z
    .string()
    .transform((list) => list.split(","))
    .pipe(replayShape.events.unwrap())
    .optional(),
});

/** `count` stops just above what one replay may have. */
export const replayCountSchema = z.strictObject({ count: countSchema, maximum: countSchema });

export const testedWebhookSchema = z.strictObject({ eventId: z.string() });
