import { z } from "zod";
import { changeWebhookEndpoint, deleteSecrets } from "@/db/queries/webhooks";
import { validationFailed } from "@/lib/errors";
import { writeOperation } from "@/lib/operations/operation";
import { requireWebhook } from "@/lib/operations/webhooks/find";
import { recordedUrl } from "@/lib/operations/webhooks/target";
import { timestampSchema } from "@/lib/schemas/common";
import { deleteWebhookSchema } from "@/lib/schemas/webhook";

export const deleteWebhook = writeOperation({
  name: "deleteWebhook",
  summary: "Delete a webhook endpoint with its secrets and its delivery log, for ever",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.deleted",
  input: deleteWebhookSchema,
  output: z.strictObject({ id: z.string(), deletedAt: timestampSchema }),
  run: async (context, { webhookId, url }) => {
    const row = await requireWebhook(context, webhookId, { lock: true });
    const { tx, principal, now } = context;
    if (url !== row.url && !(url === undefined && principal.kind === "operator_cli")) {
      throw validationFailed([{ path: "url", message: "Type the URL exactly as it is shown, to confirm." }]);
    }
    await changeWebhookEndpoint(tx, row, { deletedAt: now });
    await deleteSecrets(tx, row.id);
    context.audit({
      target: { kind: "webhook", id: webhookId },
      before: { url: recordedUrl(row.url), description: row.description, events: row.events ?? "all" },
    });
    return { id: webhookId, deletedAt: now.toISOString() };
  },
});
