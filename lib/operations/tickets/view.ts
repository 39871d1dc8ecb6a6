/** Tickets and messages in their wire shape. */
import type { TicketMessageRow, TicketRow } from "@/db/queries/tickets";
import { toPublicId } from "@/lib/ids";
import type { TicketMessageView, TicketSummary, TicketView } from "@/lib/schemas/ticket";

export function toTicketSummary(row: TicketRow): TicketSummary {
  return {
    id: toPublicId("ticket", row.id),
    orgId: toPublicId("organization", row.organizationId),
    subject: row.subject,
    category: row.category,
    priority: row.priority,
    status: row.status,
    relatedIds: row.relatedIds,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function toTicketView(row: TicketRow, messages: readonly TicketMessageRow[]): TicketView {
  return { ...toTicketSummary(row), messages: messages.map(toTicketMessageView) };
}

export function toTicketMessageView(row: TicketMessageRow): TicketMessageView {
  return {
    id: toPublicId("ticketMessage", row.id),
    ticketId: toPublicId("ticket", row.ticketId),
    author: row.author,
    authorName: row.authorName,
    message: row.body,
    createdAt: row.createdAt.toISOString(),
  };
}
