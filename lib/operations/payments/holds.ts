/**
 * Payments stand ON_HOLD while screening of their customer or their beneficiary says so, or a reviewer does. Nothing is
 * sent meanwhile; when nobody holds it any more, a payment goes back to where it was.
 */
import {
  holdPaymentsOf,
  lockParty,
  lockPaymentsOf,
  type Party,
  releasePaymentsOf,
} from "@/db/queries/payments";
import { listPaymentRowsHeldByReviewers } from "@/db/queries/waiting-payments";
import type { TransactionContext } from "@/lib/operations/operation";
import { arrangeHoldEnd, arrangeNextStep, recordMove } from "@/lib/operations/payments/move";
import { PAYMENT_LIFECYCLE, type PaymentStatus, statusesBefore } from "@/lib/schemas/lifecycle";

export const HOLDABLE: readonly PaymentStatus[] = statusesBefore(PAYMENT_LIFECYCLE, "ON_HOLD");

/**
 * Brings the payments of a customer or a beneficiary (by UUID) in line with what screening says of them. Call it in the
 * transaction that changed a `paymentHold`, after the change. Sent money is out of reach: PROCESSING stays.
 */
export async function applyPaymentHolds(context: TransactionContext, party: Party): Promise<void> {
  const { tx, scope, now } = context;
  // First nobody makes a payment of theirs, then nobody changes one: the other side's hold may begin or end just now,
  // and what each finds after waiting for the other is decided by what both have written.
  await lockParty(tx, scope, party);
  const before = await lockPaymentsOf(tx, scope, party, [...HOLDABLE, "ON_HOLD"]);
  if (before.length === 0) return;
  const statusBefore = new Map(before.map(({ id, status }) => [id, status]));
  const held = await holdPaymentsOf(tx, scope, party, HOLDABLE, now);
  const released = await releasePaymentsOf(tx, scope, party, now);
  for (const payment of [...held, ...released]) {
    await recordMove(context, statusBefore.get(payment.id) ?? "ON_HOLD", payment);
  }
  for (const payment of released) await arrangeNextStep(context, payment);
  // A hold of the other kind that was over before this one could not end then.
  for (const payment of await listPaymentRowsHeldByReviewers(tx, scope, party)) {
    await arrangeHoldEnd(context, payment);
  }
}
