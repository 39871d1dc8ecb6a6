import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { requireWebhook } from "@/lib/operations/webhooks/find";
import { endPreviousSecrets, issueWebhookSecret, refuseStaff } from "@/lib/operations/webhooks/secret";
import { viewWebhook } from "@/lib/operations/webhooks/view";
import { rotatedWebhookSecretSchema, rotateWebhookSecretSchema } from "@/lib/schemas/webhook";

export const rotateWebhookSecret = writeOperation({
  name: "rotateWebhookSecret",
  summary:
    "Make a new secret for a webhook endpoint; it is shown once, and the one before signs along for a day",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.secret_rotated",
  input: rotateWebhookSecretSchema,
  output: rotatedWebhookSecretSchema,
  run: async (context, { webhookId, previous }) => {
    refuseStaff(context);
    const row = await requireWebhook(context, webhookId, { lock: true });
    if (context.scope.environment === "production") requireRecentProof(context);
    const until = await endPreviousSecrets(context, row.id, previous);
    const secret = await issueWebhookSecret(context, row.id);
    const previousUntil = until?.toISOString() ?? null;
    context.audit({ target: { kind: "webhook", id: webhookId }, after: { previousUntil } });
    return { webhook: await viewWebhook(context, row), secret, previousUntil };
  },
});
