import { findPaymentRow, lockPaymentRow, type PaymentRow } from "@/db/queries/payments";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

type Context = Pick<TransactionContext, "tx" | "scope">;

/** The caller's payment with this public id; throws 404. */
export async function requirePayment({ tx, scope }: Context, id: string): Promise<PaymentRow> {
  const uuid = fromPublicId("payment", id);
  const row = uuid === null ? undefined : await findPaymentRow(tx, scope, uuid);
  if (row === undefined) throw notFound("payment");
  return row;
}

/** The same, as it is and stays until the transaction ends. */
export async function requireLockedPayment({ tx, scope }: Context, id: string): Promise<PaymentRow> {
  const uuid = fromPublicId("payment", id);
  const row = uuid === null ? undefined : await lockPaymentRow(tx, scope, uuid);
  if (row === undefined) throw notFound("payment");
  return row;
}
