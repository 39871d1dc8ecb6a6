/** What waits for staff, across organizations: payments to decide on, and payments whose money has to be moved. */
import { listPaymentQueueRows, type PaymentQueueRow } from "@/db/queries/payments";
import { toPublicId } from "@/lib/ids";
import { formatAmount } from "@/lib/money/decimal";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import { decodeQueueCursor, type QueueBinding, toQueuePage } from "@/lib/operations/queue-cursor";
import { currencySchema } from "@/lib/schemas/currency";
import { listQueueSchema, type QueueItem, queuePageSchema } from "@/lib/schemas/queue";

export const listPaymentQueue = readOperation({
  name: "listPaymentQueue",
  summary: "List payments of every organization that wait for a review, longest waiting first",
  permission: "REVIEWS_READ",
  reach: "organization",
  input: listQueueSchema,
  output: queuePageSchema,
  run: (context, input) => listQueue(context, "payments", input),
});

export const listSettlementQueue = readOperation({
  name: "listSettlementQueue",
  summary: "List payments of every organization whose money has to be moved, longest waiting first",
  permission: "REVIEWS_READ",
  reach: "organization",
  input: listQueueSchema,
  output: queuePageSchema,
  run: (context, input) => listQueue(context, "settlements", input),
});

type Queue = "payments" | "settlements";

async function listQueue(
  { tx, cursorSecret }: Pick<TransactionContext, "tx" | "cursorSecret">,
  queue: Queue,
  { cursor, limit, environment }: ReturnType<typeof listQueueSchema.parse>,
) {
  const binding: QueueBinding = { secret: cursorSecret, queue, filters: { environment } };
  const after = cursor === undefined ? undefined : decodeQueueCursor(cursor, binding);
  const rows = await listPaymentQueueRows(tx, queue, environment, { limit: limit + 1, after });
  return toQueuePage(rows, limit, binding, (row) => toQueueItem(queue, row));
}

function toQueueItem(queue: Queue, row: PaymentQueueRow): QueueItem {
  const currencyCode = currencySchema.parse(row.currencyCode);
  return {
    kind: queue,
    id: toPublicId("payment", row.id),
    organizationId: toPublicId("organization", row.organizationId),
    organizationName: row.organizationName,
    environment: row.environment,
    customer: { id: toPublicId("customer", row.customerId), companyName: row.customerName },
    title: row.internalReference ?? `To ${row.beneficiaryName}`,
    status: row.status,
    priority: null,
    amount: { amount: formatAmount(row.amount, currencyCode), currencyCode },
    openMatchCount: row.openMatchCount,
    paymentHold: row.paymentHold,
    waitingSince: row.waitingSince.toISOString(),
  };
}
