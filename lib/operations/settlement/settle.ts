/** What happened to a payment's money: it was sent, it arrived, or it did not. */
import type { PaymentRow } from "@/db/queries/payments";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireLockedPayment, requirePayment } from "@/lib/operations/payments/find";
import { move, requireStatus } from "@/lib/operations/payments/move";
import { lockParties, requireFree } from "@/lib/operations/payments/parties";
import { requireReason } from "@/lib/operations/payments/reason";
import { toPaymentView } from "@/lib/operations/payments/view";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { railOf } from "@/lib/operations/settlement/rail";
import type { PaymentStatus } from "@/lib/schemas/lifecycle";
import { paymentSchema } from "@/lib/schemas/payment";
import type { SettlementStep } from "@/lib/schemas/queue";
import { settlePaymentSchema } from "@/lib/schemas/review-payment";

const STARTABLE: readonly PaymentStatus[] = ["APPROVED"];
const UNDER_WAY: readonly PaymentStatus[] = ["PROCESSING"];

/** What can be said about the money of a payment in this status. */
export function settlementStepsFrom(status: PaymentStatus): SettlementStep[] {
  if (STARTABLE.includes(status)) return ["START"];
  return UNDER_WAY.includes(status) ? ["COMPLETE", "FAIL"] : [];
}

export const settlePayment = writeOperation({
  name: "settlePayment",
  summary: "Say that a payment's money has been sent, has arrived, or has not",
  refuses: ["wrong_status", "not_approved", "conflict"],
  permission: "SETTLEMENTS_WRITE",
  audit: "payment.status_changed",
  input: settlePaymentSchema,
  output: paymentSchema,
  run: async (context, { id, step, settlementReference = null }) => {
    if (context.scope.environment === "production") requireRecentProof(context);
    if (step === "START") return toPaymentView(await start(context, id));
    const before = await requireLockedPayment(context, id);
    const ended = await move(
      context,
      before,
      step === "COMPLETE"
        ? { from: UNDER_WAY, to: "COMPLETED", change: { completedAt: context.now, settlementReference } }
        : { from: UNDER_WAY, to: "FAILED", change: { statusReason: requireReason(context) } },
    );
    return toPaymentView(ended);
  },
});

/** From here on nobody can stop the money, so everything that stands against it is looked at once more. */
async function start(context: TransactionContext, id: string): Promise<PaymentRow> {
  const parties = await lockParties(context, await requirePayment(context, id));
  const before = await requireLockedPayment(context, id);
  requireStatus(before, STARTABLE);
  requireFree(parties);
  const after = await move(context, before, { from: STARTABLE, to: "PROCESSING" });
  await railOf(context.scope.environment).start(context, after);
  return after;
}
