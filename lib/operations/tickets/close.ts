/** Closing a ticket, by either side; it is final. */
import { listTicketMessageRows, moveTicket, type TicketRow } from "@/db/queries/tickets";
import { wrongStatus } from "@/lib/errors";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireLockedTicket } from "@/lib/operations/tickets/find";
import { toTicketReview } from "@/lib/operations/tickets/review";
import { toTicketView } from "@/lib/operations/tickets/view";
import type { TicketStatus } from "@/lib/schemas/lifecycle";
import { ticketIdSchema, ticketReviewSchema, ticketSchema } from "@/lib/schemas/ticket";

const CLOSABLE: readonly TicketStatus[] = ["OPEN", "WAITING_ON_PARTNER", "WAITING_ON_SUPPORT"];

export const closeTicket = writeOperation({
  name: "closeTicket",
  summary: "Close a support ticket for good",
  refuses: ["wrong_status"],
  permission: "SUPPORT_WRITE",
  audit: "ticket.closed",
  input: ticketIdSchema,
  output: ticketSchema,
  run: async (context, { id }) => {
    const ticket = await close(context, id);
    return toTicketView(ticket, await listTicketMessageRows(context.tx, context.scope, ticket.id));
  },
});

/** The same for staff, who say why. */
export const closeTicketAsStaff = writeOperation({
  name: "closeTicketAsStaff",
  summary: "Close a partner's support ticket for good",
  refuses: ["wrong_status"],
  permission: "TICKETS_ANSWER",
  audit: "ticket.closed",
  input: ticketIdSchema,
  output: ticketReviewSchema,
  run: async (context, { id }) => toTicketReview(context, await close(context, id)),
});

/** Throws 404, and 409 `wrong_status` for a ticket that is closed. */
async function close(context: TransactionContext, id: string): Promise<TicketRow> {
  const { tx, now } = context;
  const before = await requireLockedTicket(context, id);
  const change = { status: "CLOSED" as const, waitingSince: now, updatedAt: now };
  const ticket = await moveTicket(tx, before, CLOSABLE, change);
  if (ticket === undefined) throw wrongStatus("ticket", before.status, CLOSABLE);
  context.audit({
    target: { kind: "ticket", id },
    before: { status: before.status },
    after: { status: ticket.status },
  });
  return ticket;
}
