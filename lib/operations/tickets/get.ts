import { listTicketMessageRows } from "@/db/queries/tickets";
import { readOperation } from "@/lib/operations/operation";
import { requireTicket } from "@/lib/operations/tickets/find";
import { toTicketView } from "@/lib/operations/tickets/view";
import { ticketIdSchema, ticketSchema } from "@/lib/schemas/ticket";

export const getTicket = readOperation({
  name: "getTicket",
  summary: "Show a support ticket with its messages, oldest first",
  permission: "SUPPORT_READ",
  input: ticketIdSchema,
  output: ticketSchema,
  run: async (context, { id }) => {
    const ticket = await requireTicket(context, id);
    return toTicketView(ticket, await listTicketMessageRows(context.tx, context.scope, ticket.id));
  },
});
