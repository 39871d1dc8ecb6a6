import { changeWebhookEndpoint } from "@/db/queries/webhooks";
import { writeOperation } from "@/lib/operations/operation";
import { requireWebhook } from "@/lib/operations/webhooks/find";
import { viewWebhook } from "@/lib/operations/webhooks/view";
import { isOperator } from "@/lib/principal";
import { webhookIdSchema, webhookSchema } from "@/lib/schemas/webhook";

/**
 * From the next attempt on nothing is sent. What waits for its retry is cancelled when that comes up and the endpoint is
 * still disabled, so that enabling it again soon loses nothing.
 */
export const disableWebhook = writeOperation({
  name: "disableWebhook",
  summary: "Deliver nothing to a webhook endpoint from now on",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.disabled",
  input: webhookIdSchema,
  output: webhookSchema,
  run: async (context, { webhookId }) => {
    const row = await requireWebhook(context, webhookId, { lock: true });
    const { principal, now, reason } = context;
    const disabledBy = isOperator(principal) ? ("operator" as const) : ("partner" as const);
    // What was disabled otherwise, the operator may still disable, so that the partner alone cannot enable it again.
    const isTakenOver = row.disabledBy !== "operator" && disabledBy === "operator";
    if (row.disabledAt !== null && !isTakenOver) {
      context.audit("unchanged");
      return viewWebhook(context, row);
    }
    const disabled = { disabledAt: now, disabledBy, disabledReason: reason };
    await changeWebhookEndpoint(context.tx, row, disabled);
    context.audit({
      target: { kind: "webhook", id: webhookId },
      before:
        row.disabledAt === null ? { status: "enabled" } : { status: "disabled", disabledBy: row.disabledBy },
      after: { status: "disabled", disabledBy },
    });
    return viewWebhook(context, { ...row, ...disabled });
  },
});
