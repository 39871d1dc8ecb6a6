import { readOperation } from "@/lib/operations/operation";
import { requireWebhook } from "@/lib/operations/webhooks/find";
import { viewWebhook } from "@/lib/operations/webhooks/view";
import { webhookIdSchema, webhookSchema } from "@/lib/schemas/webhook";

export const getWebhook = readOperation({
  name: "getWebhook",
  summary: "Show one webhook endpoint with the state of its secrets and deliveries",
  permission: "WEBHOOKS_READ",
  input: webhookIdSchema,
  output: webhookSchema,
  run: async (context, { webhookId }) => viewWebhook(context, await requireWebhook(context, webhookId)),
});
