/** A payment as the operator's staff see it before they decide: beside it who pays whom, and what happened so far. */
import { z } from "zod";
import { beneficiarySchema } from "@/lib/schemas/beneficiary";
import { environmentSchema, text, timestampSchema } from "@/lib/schemas/common";
import { correctionsSchema } from "@/lib/schemas/correction";
import { customerSummarySchema } from "@/lib/schemas/customer";
import { documentSchema } from "@/lib/schemas/document";
import { PAYMENT_STATUSES } from "@/lib/schemas/lifecycle";
import { CORRECTABLE_PAYMENT_FIELDS, isCorrectablePaymentField, paymentSchema } from "@/lib/schemas/payment";
import { PAYMENT_DECISIONS, SETTLEMENT_STEPS } from "@/lib/schemas/queue";
import { reviewHistoryItemSchema } from "@/lib/schemas/review";

export const paymentReviewSchema = z.strictObject({
  organization: z.strictObject({ id: z.string(), name: z.string() }),
  environment: environmentSchema,
  payment: paymentSchema,
  customer: customerSummarySchema,
  beneficiary: beneficiarySchema,
  /** What the payment names, in its order. */
  documents: z.array(documentSchema),
  /** When it last went to review. */
  submittedAt: timestampSchema,
  /** How often a correction was asked for. */
  correctionCount: z.int(),
  /** Where a release leads; `null` unless it is on hold. */
  heldFrom: z.enum(PAYMENT_STATUSES).nullable(),
  /** Whether screening of either side holds payments; while it does, nobody can release. */
  heldByScreening: z.boolean(),
  /** Whether staff hold it, apart from what screening says. */
  heldByStaff: z.boolean(),
  /** What its status, and screening, allow to be decided; empty once the payment has ended. */
  possibleDecisions: z.array(z.enum(PAYMENT_DECISIONS)),
  possibleSettlementSteps: z.array(z.enum(SETTLEMENT_STEPS)),
  /** Why APPROVE and START would be refused; `null` where nothing stands against them. */
  approvalBlockedBecause: z.string().nullable(),
  /** Newest first, the newest hundred. */
  history: z.array(reviewHistoryItemSchema),
});
export type PaymentReview = z.infer<typeof paymentReviewSchema>;

/** As many as a payment has fields, with some room for its documents. */
const MOST_CORRECTIONS = 10;

/** Body of POST …/decision, beside the call's reason. */
export const decidePaymentSchema = z
  .strictObject({
    id: z.string(),
    decision: z.enum(PAYMENT_DECISIONS),
    /** With REQUEST_CORRECTION, and only there. */
    corrections: correctionsSchema.max(MOST_CORRECTIONS).optional(),
    /** `updatedAt` of the payment that was looked at: one that was corrected since is not decided about unseen. */
    seenUpdatedAt: timestampSchema.optional(),
  })
  .superRefine(({ decision, corrections }, context) => {
    const refuse = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    const asksForCorrection = decision === "REQUEST_CORRECTION";
    if (asksForCorrection && corrections === undefined) refuse(["corrections"], "Say what to correct.");
    if (!asksForCorrection && corrections !== undefined) {
      refuse(["corrections"], "Only with REQUEST_CORRECTION.");
    }
    corrections?.forEach(({ field }, index) => {
      if (isCorrectablePaymentField(field)) return;
      const fields = CORRECTABLE_PAYMENT_FIELDS.join(", ");
      refuse(["corrections", index, "field"], `The partner can change ${fields} and nothing else.`);
    });
  });

/** Body of POST …/settlement, beside the call's reason. */
export const settlePaymentSchema = z
  .strictObject({
    id: z.string(),
    step: z.enum(SETTLEMENT_STEPS),
    /** What the settling bank or network calls it: with COMPLETE, and only there. */
    settlementReference: text(100).optional(),
  })
  .superRefine(({ step, settlementReference }, context) => {
    if ((step === "COMPLETE") === (settlementReference !== undefined)) return;
    context.addIssue({
      code: "custom",
      path: ["settlementReference"],
      message:
        step === "COMPLETE" ? "Say what the bank or network calls the transfer." : "Only with COMPLETE.",
    });
  });
