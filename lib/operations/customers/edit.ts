/** When a customer and its persons can be changed. */
import { type CustomerRow, changeCustomer } from "@/db/queries/customers";
import { wrongStatus } from "@/lib/errors";
import type { TransactionContext } from "@/lib/operations/operation";
import { CUSTOMER_LIFECYCLE, statusesBefore } from "@/lib/schemas/lifecycle";

/** Where the customer is with the partner: before it is submitted, and when a correction is asked for. */
export const WITH_PARTNER = statusesBefore(CUSTOMER_LIFECYCLE, "PENDING_REVIEW");

/** Throws 409 `wrong_status` unless the customer is with the partner. Validation of the input comes before. */
export function requireWithPartner({ status }: Pick<CustomerRow, "status">): void {
  if (!WITH_PARTNER.includes(status)) throw wrongStatus("customer", status, WITH_PARTNER);
}

/** Changes a customer that is with the partner, and marks it as changed now. Throws 409 `wrong_status` for any other. */
export async function editCustomer(
  { tx, scope, now }: Pick<TransactionContext, "tx" | "scope" | "now">,
  stored: CustomerRow,
  change: Partial<CustomerRow> = {},
): Promise<CustomerRow> {
  const row = await changeCustomer(tx, scope, stored.id, WITH_PARTNER, { ...change, updatedAt: now });
  if (row === undefined) throw wrongStatus("customer", stored.status, WITH_PARTNER);
  return row;
}
