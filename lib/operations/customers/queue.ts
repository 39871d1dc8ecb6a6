import { type CustomerQueueRow, listCustomerQueueRows } from "@/db/queries/customers";
import { toPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import { decodeQueueCursor, type QueueBinding, toQueuePage } from "@/lib/operations/queue-cursor";
import { listQueueSchema, type QueueItem, queuePageSchema } from "@/lib/schemas/queue";

export const listCustomerQueue = readOperation({
  name: "listCustomerQueue",
  summary: "List customers of every organization that wait for a review, longest waiting first",
  permission: "REVIEWS_READ",
  reach: "organization",
  input: listQueueSchema,
  output: queuePageSchema,
  run: async ({ tx, cursorSecret }, { cursor, limit, environment }) => {
    const binding: QueueBinding = { secret: cursorSecret, queue: "customers", filters: { environment } };
    const after = cursor === undefined ? undefined : decodeQueueCursor(cursor, binding);
    const rows = await listCustomerQueueRows(tx, environment, { limit: limit + 1, after });
    return toQueuePage(rows, limit, binding, toQueueItem);
  },
});

function toQueueItem(row: CustomerQueueRow): QueueItem {
  const id = toPublicId("customer", row.id);
  return {
    kind: "customers",
    id,
    organizationId: toPublicId("organization", row.organizationId),
    organizationName: row.organizationName,
    environment: row.environment,
    customer: { id, companyName: row.companyName },
    title: row.companyName,
    status: row.status,
    priority: null,
    amount: null,
    openMatchCount: row.openMatchCount,
    paymentHold: row.paymentHold,
    waitingSince: row.waitingSince.toISOString(),
  };
}
