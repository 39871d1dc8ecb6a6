import { resendDelivery } from "@/db/queries/webhook-replay";
import { conflict } from "@/lib/errors";
import { writeOperation } from "@/lib/operations/operation";
import { requireEnabledWebhook } from "@/lib/operations/webhooks/find";
import { requireDelivery } from "@/lib/operations/webhooks/find-delivery";
import { toDeliveryView } from "@/lib/operations/webhooks/view";
import { deliveryIdSchema, deliverySchema } from "@/lib/schemas/webhook";

/** One that waits for its next attempt is sent at once instead. */
export const resendWebhookDelivery = writeOperation({
  name: "resendWebhookDelivery",
  summary: "Send an event to a webhook endpoint again, now",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.events_resent",
  input: deliveryIdSchema,
  output: deliverySchema,
  run: async (context, { webhookId, eventId }) => {
    const endpoint = await requireEnabledWebhook(context, webhookId);
    const { delivery } = await requireDelivery(context, endpoint, eventId);
    if (!(await resendDelivery(context.tx, endpoint, delivery.id, context.now))) {
      throw conflict("An attempt is under way at this moment. Wait for what it comes to.");
    }
    context.audit({
      target: { kind: "webhook", id: webhookId },
      before: { status: delivery.status, attempts: delivery.attempts },
      after: { eventIds: [eventId], count: 1 },
    });
    const after = await requireDelivery(context, endpoint, eventId);
    return toDeliveryView(after.delivery, context.now);
  },
});
