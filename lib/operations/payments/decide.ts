/** What staff decide about a payment; the sandbox simulator decides by the same operation. */
import type { PaymentRow } from "@/db/queries/payments";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireLockedPayment, requirePayment } from "@/lib/operations/payments/find";
import { HOLDABLE } from "@/lib/operations/payments/holds";
import { arrangeNextStep, move, requireStatus } from "@/lib/operations/payments/move";
import {
  heldByScreening,
  type LockedParties,
  lockParties,
  requireFree,
} from "@/lib/operations/payments/parties";
import { requireReason } from "@/lib/operations/payments/reason";
import { toPaymentView } from "@/lib/operations/payments/view";
import { requireSeen } from "@/lib/operations/reviews/decision";
import type { Correction } from "@/lib/schemas/correction";
import type { PaymentStatus } from "@/lib/schemas/lifecycle";
import { paymentSchema } from "@/lib/schemas/payment";
import { PAYMENT_DECISIONS, type PaymentDecision } from "@/lib/schemas/queue";
import { decidePaymentSchema } from "@/lib/schemas/review-payment";

/** The statuses in which each can be decided. */
const DECIDABLE: Readonly<Record<PaymentDecision, readonly PaymentStatus[]>> = {
  APPROVE: ["PENDING_REVIEW"],
  REJECT: ["PENDING_REVIEW", "ON_HOLD"],
  REQUEST_CORRECTION: ["PENDING_REVIEW"],
  HOLD: HOLDABLE,
  RELEASE: ["ON_HOLD"],
};

/** What can be decided about a payment in this status. */
export function decisionsFrom(status: PaymentStatus): PaymentDecision[] {
  return PAYMENT_DECISIONS.filter((decision) => DECIDABLE[decision].includes(status));
}

export const decidePayment = writeOperation({
  name: "decidePayment",
  summary: "Approve, reject, hold or release a payment, or ask for a correction",
  refuses: ["wrong_status", "not_approved", "conflict"],
  permission: "REVIEWS_WRITE",
  audit: "payment.status_changed",
  input: decidePaymentSchema,
  output: paymentSchema,
  run: async (context, { id, decision, corrections = [], seenUpdatedAt }) => {
    const parties = await lockParties(context, await requirePayment(context, id));
    const before = await requireLockedPayment(context, id);
    requireStatus(before, DECIDABLE[decision]);
    requireSeen("payment", before, seenUpdatedAt);
    const after = await decide(context, { before, parties, decision, corrections });
    return toPaymentView(after);
  },
});

type Case = {
  before: PaymentRow;
  parties: LockedParties;
  decision: PaymentDecision;
  corrections: Correction[];
};

async function decide(context: TransactionContext, wanted: Case): Promise<PaymentRow> {
  const { before, parties, decision, corrections } = wanted;
  const from = DECIDABLE[decision];
  switch (decision) {
    case "APPROVE": {
      requireFree(parties);
      const change = { approvedAt: context.now };
      const approved = await move(context, before, { from, to: "APPROVED", change });
      await arrangeNextStep(context, approved);
      return approved;
    }
    case "REJECT": {
      const change = { statusReason: requireReason(context), corrections: [] };
      return move(context, before, { from, to: "REJECTED", change });
    }
    case "REQUEST_CORRECTION": {
      const correctionCount = before.correctionCount + 1;
      const change = { statusReason: requireReason(context), corrections, correctionCount };
      return move(context, before, { from, to: "CORRECTION_NEEDED", change });
    }
    case "HOLD": {
      const change = { heldFrom: before.status, holdReason: requireReason(context) };
      return move(context, before, { from, to: "ON_HOLD", change });
    }
    case "RELEASE": {
      if (parties.paymentHold) throw heldByScreening();
      // The table's own check has it: what is on hold was held from somewhere.
      const released = await move(context, before, { from, to: before.heldFrom ?? "PENDING_REVIEW" });
      await arrangeNextStep(context, released);
      return released;
    }
  }
}
