import { listAttemptRows } from "@/db/queries/webhook-deliveries";
import { readOperation } from "@/lib/operations/operation";
import { requireWebhook } from "@/lib/operations/webhooks/find";
import { requireDelivery } from "@/lib/operations/webhooks/find-delivery";
import { toAttemptView, toDeliveryView } from "@/lib/operations/webhooks/view";
import { deliveryDetailSchema, deliveryIdSchema } from "@/lib/schemas/webhook";
import { webhookBody } from "@/lib/webhooks/body";

export const getWebhookDelivery = readOperation({
  name: "getWebhookDelivery",
  summary: "Show one delivery with its body and every attempt",
  permission: "WEBHOOKS_READ",
  input: deliveryIdSchema,
  output: deliveryDetailSchema,
  run: async (context, { webhookId, eventId }) => {
    const endpoint = await requireWebhook(context, webhookId);
    const { delivery, event } = await requireDelivery(context, endpoint, eventId);
    // One that ended since the delivery was read is not shown beside a delivery that knows nothing of it.
    const attempts = (await listAttemptRows(context.tx, endpoint.id, delivery.id)).filter(
      ({ number }) => number <= delivery.attempts,
    );
    return {
      ...toDeliveryView(delivery, context.now),
      webhookId,
      url: endpoint.url,
      body: webhookBody(event),
      attemptLog: attempts.map(toAttemptView),
    };
  },
});
