import { findTicketRow, lockTicketRow, type TicketRow } from "@/db/queries/tickets";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

type Context = Pick<TransactionContext, "tx" | "scope">;

/** The caller's ticket with this public id; throws 404. */
export function requireTicket(context: Context, id: string): Promise<TicketRow> {
  return require(context, id, findTicketRow);
}

/** The same, locked until the transaction ends. */
export function requireLockedTicket(context: Context, id: string): Promise<TicketRow> {
  return require(context, id, lockTicketRow);
}

async function require({ tx, scope }: Context, id: string, find: typeof findTicketRow): Promise<TicketRow> {
  const uuid = fromPublicId("ticket", id);
  const row = uuid === null ? undefined : await find(tx, scope, uuid);
  if (row === undefined) throw notFound("ticket");
  return row;
}
