import { publishWebhookTest } from "@/db/queries/webhook-replay";
import { newUuid, toPublicId } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";
import { requireEnabledWebhook } from "@/lib/operations/webhooks/find";
import { testedWebhookSchema, webhookIdSchema } from "@/lib/schemas/webhook";

export const testWebhook = writeOperation({
  name: "testWebhook",
  summary: "Send a test event to a webhook endpoint, whatever it subscribes to",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.tested",
  input: webhookIdSchema,
  output: testedWebhookSchema,
  run: async (context, { webhookId }) => {
    // Who disables it at this moment waits, so that what is written below still holds.
    const endpoint = await requireEnabledWebhook(context, webhookId, { lock: true });
    const uuid = newUuid();
    const data = {
      webhookId,
      message: "This is a test. Your endpoint is reached and the signature can be verified.",
    };
    await publishWebhookTest(context.tx, endpoint, { eventId: uuid, data, now: context.now });
    const eventId = toPublicId("event", uuid);
    context.audit({ target: { kind: "webhook", id: webhookId }, after: { eventId } });
    return { eventId };
  },
});
