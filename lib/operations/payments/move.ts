/** Moving a payment from one status to another: the guarded update, its audit row and its events. */
import { movePayment, type PaymentChange, type PaymentRow } from "@/db/queries/payments";
import { wrongStatus } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { recordEvent } from "@/lib/operations/events";
import type { TransactionContext } from "@/lib/operations/operation";
import {
  SIMULATED_HOLD_REASON,
  simulatedHoldSeconds,
  simulatedReviewSeconds,
} from "@/lib/operations/payments/simulated-times";
import { toPaymentView } from "@/lib/operations/payments/view";
import { scheduleSimulatorStep } from "@/lib/operations/sandbox/schedule";
import { railOf } from "@/lib/operations/settlement/rail";
import { PAYMENT_LIFECYCLE, type PaymentStatus } from "@/lib/schemas/lifecycle";

export type Move = {
  /** The statuses it may come from: some of those that the lifecycle allows. */
  from: readonly PaymentStatus[];
  to: PaymentStatus;
  change?: Omit<PaymentChange, "status" | "updatedAt">;
};

/**
 * Moves a payment whose row is locked. Throws 409 `wrong_status` where it is in none of the statuses `from`. What hangs
 * on a hold goes with the hold unless `change` says otherwise.
 */
export async function move(
  context: TransactionContext,
  before: PaymentRow,
  { from, to, change = {} }: Move,
): Promise<PaymentRow> {
  requireStatus(before, from);
  if (!PAYMENT_LIFECYCLE[before.status].includes(to)) {
    throw new Error(`A payment does not go from ${before.status} to ${to}.`);
  }
  const { tx, scope, now } = context;
  const after = await movePayment(tx, scope, before.id, [before.status], {
    heldFrom: null,
    holdReason: null,
    ...change,
    status: to,
    updatedAt: now,
  });
  if (after === undefined) throw new Error("A locked payment changed its status.");
  await recordMove(context, before.status, after);
  return after;
}

/** Throws 409 `wrong_status`. */
export function requireStatus({ status }: PaymentRow, allowed: readonly PaymentStatus[]): void {
  if (!allowed.includes(status)) throw wrongStatus("payment", status, allowed);
}

/** Writes the audit row and the events of a move that has been made. */
export async function recordMove(
  context: TransactionContext,
  from: PaymentStatus,
  after: PaymentRow,
): Promise<void> {
  const { status, settlementReference, corrections } = after;
  context.audit({
    action: "payment.status_changed",
    target: { kind: "payment", id: toPublicId("payment", after.id) },
    before: { status: from },
    after: {
      status,
      ...(status === "CORRECTION_NEEDED" ? { corrections } : {}),
      ...(status === "COMPLETED" ? { settlementReference } : {}),
    },
  });
  const event = toPaymentView(after);
  await recordEvent(context, "payments.status_changed", event);
  if (status === "COMPLETED") await recordEvent(context, "payments.completed", event);
  if (status === "FAILED") await recordEvent(context, "payments.failed", event);
}

/** Sees to it that a payment that came to this status goes on: by the simulator in the sandbox, by staff in production. */
export async function arrangeNextStep(context: TransactionContext, payment: PaymentRow): Promise<void> {
  if (payment.status === "APPROVED") await railOf(context.scope.environment).arrange(context, payment);
  if (payment.status !== "PENDING_REVIEW") return;
  const reviewedIn = simulatedReviewSeconds(payment);
  await scheduleSimulatorStep(context, "review_payment", payment.id, reviewedIn);
  const held = simulatedHoldSeconds(payment, context.now);
  if (held > 0) await scheduleSimulatorStep(context, "release_payment", payment.id, held);
}

/** Has a hold by the simulator end when its time is over. Holds by staff end when staff say so. */
export async function arrangeHoldEnd(context: TransactionContext, payment: PaymentRow): Promise<void> {
  if (payment.holdReason !== SIMULATED_HOLD_REASON) return;
  const seconds = simulatedHoldSeconds(payment, context.now);
  await scheduleSimulatorStep(context, "release_payment", payment.id, seconds);
}
