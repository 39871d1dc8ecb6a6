import { changeWebhookEndpoint, type WebhookEndpointRow } from "@/db/queries/webhooks";
import { type ApiError, conflict } from "@/lib/errors";
import { writeOperation } from "@/lib/operations/operation";
import { requireWebhook } from "@/lib/operations/webhooks/find";
import { viewWebhook } from "@/lib/operations/webhooks/view";
import { isOperator } from "@/lib/principal";
import { webhookIdSchema, webhookSchema } from "@/lib/schemas/webhook";

/** What it missed meanwhile can be replayed. */
export const enableWebhook = writeOperation({
  name: "enableWebhook",
  summary: "Deliver to a webhook endpoint again",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.enabled",
  input: webhookIdSchema,
  output: webhookSchema,
  run: async (context, { webhookId }) => {
    const row = await requireWebhook(context, webhookId, { lock: true });
    if (row.disabledAt === null) {
      context.audit("unchanged");
      return viewWebhook(context, row);
    }
    if (row.disabledBy === "operator" && !isOperator(context.principal)) throw disabledByOperator(row);
    // Days of failure before it was disabled must not disable it again at the first failure after.
    const enabled = { disabledAt: null, disabledBy: null, disabledReason: null, failingSince: null };
    await changeWebhookEndpoint(context.tx, row, enabled);
    context.audit({
      target: { kind: "webhook", id: webhookId },
      before: { status: "disabled", disabledBy: row.disabledBy },
      after: { status: "enabled" },
    });
    return viewWebhook(context, { ...row, ...enabled });
  },
});

function disabledByOperator({ disabledReason }: WebhookEndpointRow): ApiError {
  const why = disabledReason === null ? "" : `: ${disabledReason.replace(/\.$/, "")}`;
  return conflict(
    `Disabled by the operator${why}. Only the operator can enable it again; write to support.`,
    { disabledBy: "operator", disabledReason },
  );
}
