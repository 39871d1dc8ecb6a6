import { type CustomerRow, findCustomerRow, holdCustomerRow, lockCustomerRow } from "@/db/queries/customers";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

type Context = Pick<TransactionContext, "tx" | "scope">;

/** The caller's customer with this public id; throws 404. */
export function requireCustomer(context: Context, id: string): Promise<CustomerRow> {
  return require(context, id, findCustomerRow);
}

/** The same, there until the transaction ends, for a row that refers to it. */
export function requireHeldCustomer(context: Context, id: string): Promise<CustomerRow> {
  return require(context, id, holdCustomerRow);
}

/** The same, locked until the transaction ends: neither it nor its persons change meanwhile. */
export function requireLockedCustomer(context: Context, id: string): Promise<CustomerRow> {
  return require(context, id, lockCustomerRow);
}

async function require(
  { tx, scope }: Context,
  id: string,
  find: typeof findCustomerRow,
): Promise<CustomerRow> {
  const uuid = fromPublicId("customer", id);
  const row = uuid === null ? undefined : await find(tx, scope, uuid);
  if (row === undefined) throw notFound("customer");
  return row;
}
