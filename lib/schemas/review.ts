/** Customers and beneficiaries as staff see them before they decide, and how a decision is put. */
import { z } from "zod";
import { beneficiarySchema } from "@/lib/schemas/beneficiary";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";
import { customerSchema, customerSummarySchema } from "@/lib/schemas/customer";
import { REVIEW_DECISIONS, reviewDecisionShape } from "@/lib/schemas/queue";

const recorded = z.record(z.string(), z.unknown()).nullable();

/** One row of the audit history about the customer or beneficiary. */
export const reviewHistoryItemSchema = z.strictObject({
  occurredAt: timestampSchema,
  /** For example `customer.status_changed`. */
  action: z.string(),
  actorLabel: z.string(),
  reason: z.string().nullable(),
  before: recorded,
  after: recorded,
});
export type ReviewHistoryItem = z.infer<typeof reviewHistoryItemSchema>;

const reviewShape = {
  organization: z.strictObject({ id: z.string(), name: z.string() }),
  environment: environmentSchema,
  /** When it last went to review; `null` for what never did. */
  submittedAt: timestampSchema.nullable(),
  /** How often a correction was asked for. */
  correctionCount: z.int(),
  /** What its status allows to be decided. */
  possibleDecisions: z.array(z.enum(REVIEW_DECISIONS)),
  /** Why APPROVE and REINSTATE would be refused; `null` where nothing stands against them. */
  approvalBlockedBecause: z.string().nullable(),
  /** Newest first, the newest hundred. */
  history: z.array(reviewHistoryItemSchema),
};

export const customerReviewSchema = z.strictObject({
  ...reviewShape,
  /** With persons and documents. */
  customer: customerSchema,
  /** The newest ones. */
  beneficiaries: z.strictObject({ items: z.array(beneficiarySchema), hasMore: z.boolean() }),
});
export type CustomerReview = z.infer<typeof customerReviewSchema>;

export const beneficiaryReviewSchema = z.strictObject({
  ...reviewShape,
  beneficiary: beneficiarySchema,
  customer: customerSummarySchema,
});
export type BeneficiaryReview = z.infer<typeof beneficiaryReviewSchema>;

/** Bodies of POST …/decision, beside the call's reason. */
export const decideCustomerSchema = z.strictObject({ customerId: z.string(), ...reviewDecisionShape });
export const decideBeneficiarySchema = z.strictObject({ beneficiaryId: z.string(), ...reviewDecisionShape });
