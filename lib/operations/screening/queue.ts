import { listScreeningQueueRows, type ScreeningQueueRow } from "@/db/queries/screening";
import { toPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import { decodeQueueCursor, type QueueBinding, toQueuePage } from "@/lib/operations/queue-cursor";
import { listQueueSchema, type QueueItem, queuePageSchema } from "@/lib/schemas/queue";

export const listScreeningQueue = readOperation({
  name: "listScreeningQueue",
  summary: "List screening subjects of every organization with open matches, longest waiting first",
  permission: "REVIEWS_READ",
  reach: "organization",
  input: listQueueSchema,
  output: queuePageSchema,
  run: async ({ tx, cursorSecret }, { cursor, limit, environment }) => {
    const binding: QueueBinding = { secret: cursorSecret, queue: "screening", filters: { environment } };
    const after = cursor === undefined ? undefined : decodeQueueCursor(cursor, binding);
    const rows = await listScreeningQueueRows(tx, environment, { limit: limit + 1, after });
    return toQueuePage(rows, limit, binding, toQueueItem);
  },
});

function toQueueItem(row: ScreeningQueueRow): QueueItem {
  return {
    kind: "screening",
    id: toPublicId("screeningSubject", row.id),
    organizationId: toPublicId("organization", row.organizationId),
    organizationName: row.organizationName,
    environment: row.environment,
    customer: { id: toPublicId("customer", row.customerId), companyName: row.customerName },
    title: row.displayName,
    status: row.subjectType,
    priority: null,
    amount: null,
    openMatchCount: row.openMatchCount,
    paymentHold: row.paymentHold,
    waitingSince: row.waitingSince.toISOString(),
  };
}
