/** What waits for the operator's staff, across organizations, longest waiting first. */
import { z } from "zod";
import { environmentSchema, pageOf, pageQueryShape, timestampSchema } from "@/lib/schemas/common";
import { correctionsSchema } from "@/lib/schemas/correction";

export const QUEUE_KINDS = [
  "customers",
  "beneficiaries",
  "payments",
  "settlements",
  "screening",
  "tickets",
] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

/** One row of a queue, whatever it is of; `id` is the public id of the thing itself. */
export const queueItemSchema = z.strictObject({
  kind: z.enum(QUEUE_KINDS),
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  environment: environmentSchema,
  /** Whom it concerns: the customer of a beneficiary, payment or screening subject. */
  customer: z.strictObject({ id: z.string(), companyName: z.string() }).nullable(),
  /** Company name, internal reference, subject of a ticket. */
  title: z.string(),
  status: z.string(),
  /** Of a ticket. */
  priority: z.string().nullable(),
  /** Of a payment. */
  amount: z.strictObject({ amount: z.string(), currencyCode: z.string() }).nullable(),
  openMatchCount: z.int(),
  paymentHold: z.boolean(),
  waitingSince: timestampSchema,
});
export type QueueItem = z.infer<typeof queueItemSchema>;

/** Staff look at production unless they say otherwise: in the sandbox the simulator decides. */
export const listQueueSchema = z.strictObject({
  ...pageQueryShape,
  environment: environmentSchema.default("production"),
});
export const queuePageSchema = pageOf(queueItemSchema);
export type QueuePage = z.infer<typeof queuePageSchema>;

/** What staff decide about a customer or beneficiary; why stands in the call's reason. */
export const REVIEW_DECISIONS = ["APPROVE", "REJECT", "REQUEST_CORRECTION", "SUSPEND", "REINSTATE"] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

export const reviewDecisionShape = {
  decision: z.enum(REVIEW_DECISIONS),
  /** With REQUEST_CORRECTION, and only there. */
  corrections: correctionsSchema.optional(),
  /** `updatedAt` of what was looked at: what was changed since is not decided about unseen. */
  seenUpdatedAt: timestampSchema.optional(),
};

/** What staff decide about a payment. */
export const PAYMENT_DECISIONS = ["APPROVE", "REJECT", "REQUEST_CORRECTION", "HOLD", "RELEASE"] as const;
export type PaymentDecision = (typeof PAYMENT_DECISIONS)[number];

/** What happened to a payment's money. */
export const SETTLEMENT_STEPS = ["START", "COMPLETE", "FAIL"] as const;
export type SettlementStep = (typeof SETTLEMENT_STEPS)[number];
