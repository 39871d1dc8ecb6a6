import { listDeliveryRows } from "@/db/queries/webhook-deliveries";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { readOperation } from "@/lib/operations/operation";
import { requireWebhook } from "@/lib/operations/webhooks/find";
import { toDeliveryView } from "@/lib/operations/webhooks/view";
import { deliveryPageSchema, listDeliveriesSchema } from "@/lib/schemas/webhook";

export const listWebhookDeliveries = readOperation({
  name: "listWebhookDeliveries",
  summary: "List what was delivered to a webhook endpoint and what is on its way, newest event first",
  permission: "WEBHOOKS_READ",
  input: listDeliveriesSchema,
  output: deliveryPageSchema,
  run: async (context, { webhookId, cursor, limit, status, event, from, to }) => {
    const { tx, scope, now, cursorSecret } = context;
    const { id } = await requireWebhook(context, webhookId);
    const filters = { webhookId, status, event, from, to };
    const binding: CursorBinding = { secret: cursorSecret, list: "webhook deliveries", ...scope, filters };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const moment = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
    const narrowing = { status, eventType: event, from: moment(from), to: moment(to) };
    const rows = await listDeliveryRows(tx, id, narrowing, { limit: limit + 1, beforeId });
    return toPage(rows, limit, binding, (row) => toDeliveryView(row, now));
  },
});
