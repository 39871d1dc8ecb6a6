import { type BeneficiaryQueueRow, listBeneficiaryQueueRows } from "@/db/queries/beneficiaries";
import { toPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import { decodeQueueCursor, type QueueBinding, toQueuePage } from "@/lib/operations/queue-cursor";
import { listQueueSchema, type QueueItem, queuePageSchema } from "@/lib/schemas/queue";

export const listBeneficiaryQueue = readOperation({
  name: "listBeneficiaryQueue",
  summary: "List beneficiaries of every organization that wait for a review, longest waiting first",
  permission: "REVIEWS_READ",
  reach: "organization",
  input: listQueueSchema,
  output: queuePageSchema,
  run: async ({ tx, cursorSecret }, { cursor, limit, environment }) => {
    const binding: QueueBinding = { secret: cursorSecret, queue: "beneficiaries", filters: { environment } };
    const after = cursor === undefined ? undefined : decodeQueueCursor(cursor, binding);
    const rows = await listBeneficiaryQueueRows(tx, environment, { limit: limit + 1, after });
    return toQueuePage(rows, limit, binding, toQueueItem);
  },
});

function toQueueItem(row: BeneficiaryQueueRow): QueueItem {
  return {
    kind: "beneficiaries",
    id: toPublicId("beneficiary", row.id),
    organizationId: toPublicId("organization", row.organizationId),
    organizationName: row.organizationName,
    environment: row.environment,
    customer: { id: toPublicId("customer", row.customerId), companyName: row.customerName },
    title: row.companyName,
    status: row.status,
    priority: null,
    amount: null,
    openMatchCount: row.openMatchCount,
    paymentHold: row.paymentHold,
    waitingSince: row.waitingSince.toISOString(),
  };
}
