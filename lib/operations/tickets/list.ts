import { listTicketRows } from "@/db/queries/tickets";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { readOperation } from "@/lib/operations/operation";
import { toTicketSummary } from "@/lib/operations/tickets/view";
import { listTicketsSchema, ticketPageSchema } from "@/lib/schemas/ticket";

export const listTickets = readOperation({
  name: "listTickets",
  summary: "List support tickets without their messages, newest first",
  permission: "SUPPORT_READ",
  input: listTicketsSchema,
  output: ticketPageSchema,
  run: async ({ tx, scope, cursorSecret }, { cursor, limit, status }) => {
    const binding: CursorBinding = { secret: cursorSecret, list: "tickets", ...scope, filters: { status } };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const rows = await listTicketRows(tx, scope, { status }, { limit: limit + 1, beforeId });
    return toPage(rows, limit, binding, toTicketSummary);
  },
});
