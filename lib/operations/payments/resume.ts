/** Going on with payments once what they waited for is over. */
import type { Party } from "@/db/queries/payments";
import { listApprovedPaymentRows } from "@/db/queries/waiting-payments";
import type { TransactionContext } from "@/lib/operations/operation";
import { arrangeNextStep } from "@/lib/operations/payments/move";

/**
 * Has the settlement of a customer's or a beneficiary's approved payments begin. Call it in the transaction that
 * reinstated the party (by UUID): whoever tried while it was suspended was refused, and does not come again by itself.
 */
export async function resumePaymentsOf(context: TransactionContext, party: Party): Promise<void> {
  const { tx, scope } = context;
  for (const payment of await listApprovedPaymentRows(tx, scope, party)) {
    await arrangeNextStep(context, payment);
  }
}
