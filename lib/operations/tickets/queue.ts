import { listTicketQueueRows, type TicketQueueRow } from "@/db/queries/tickets";
import { toPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import { decodeQueueCursor, type QueueBinding, toQueuePage } from "@/lib/operations/queue-cursor";
import { type QueueItem, queuePageSchema } from "@/lib/schemas/queue";
import { listTicketQueueSchema } from "@/lib/schemas/ticket";

export const listTicketQueue = readOperation({
  name: "listTicketQueue",
  summary: "List tickets of every organization that wait for support, longest waiting first",
  permission: "REVIEWS_READ",
  input: listTicketQueueSchema,
  output: queuePageSchema,
  run: async ({ tx, cursorSecret }, { cursor, limit, environment, priority }) => {
    const filters = { environment, priority };
    const binding: QueueBinding = { secret: cursorSecret, queue: "tickets", filters };
    const after = cursor === undefined ? undefined : decodeQueueCursor(cursor, binding);
    const rows = await listTicketQueueRows(tx, filters, { limit: limit + 1, after });
    return toQueuePage(rows, limit, binding, toQueueItem);
  },
});

function toQueueItem(row: TicketQueueRow): QueueItem {
  return {
    kind: "tickets",
    id: toPublicId("ticket", row.id),
    organizationId: toPublicId("organization", row.organizationId),
    organizationName: row.organizationName,
    environment: row.environment,
    customer: null,
    title: row.subject,
    status: row.status,
    priority: row.priority,
    amount: null,
    openMatchCount: 0,
    paymentHold: false,
    waitingSince: row.waitingSince.toISOString(),
  };
}
