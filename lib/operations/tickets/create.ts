import { insertTicket, type TicketRow } from "@/db/queries/tickets";
import { newUuid, toPublicId } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";
import { askSimulator, writeMessage } from "@/lib/operations/tickets/message";
import { refuseUnknownRelated } from "@/lib/operations/tickets/related";
import { toTicketView } from "@/lib/operations/tickets/view";
import { createTicketSchema, ticketSchema } from "@/lib/schemas/ticket";

export const createTicket = writeOperation({
  name: "createTicket",
  summary: "Open a support ticket with its first message",
  permission: "SUPPORT_WRITE",
  audit: "ticket.created",
  input: createTicketSchema,
  output: ticketSchema,
  run: async (context, { subject, category, priority, message: body, relatedIds }) => {
    const { tx, scope, now } = context;
    await refuseUnknownRelated(context, relatedIds);
    const ticket: TicketRow = {
      id: newUuid(),
      ...scope,
      subject,
      category,
      priority,
      status: "OPEN",
      relatedIds,
      waitingSince: now,
      createdAt: now,
      updatedAt: now,
    };
    await insertTicket(tx, ticket);
    const message = await writeMessage(context, ticket, "PARTNER", body);
    context.audit({
      target: { kind: "ticket", id: toPublicId("ticket", ticket.id) },
      after: { status: ticket.status, subject, category, priority },
    });
    await askSimulator(context, ticket, body);
    return toTicketView(ticket, [message]);
  },
});
