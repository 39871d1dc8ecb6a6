import { countWebhookEndpointsAlone, insertWebhookEndpoint } from "@/db/queries/webhooks";
import { conflict } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { actingUserId } from "@/lib/operations/applications/issue-api-key";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { issueWebhookSecret } from "@/lib/operations/webhooks/secret";
import { recordedUrl, requireAllowedTarget } from "@/lib/operations/webhooks/target";
import { viewWebhook } from "@/lib/operations/webhooks/view";
import { createdWebhookSchema, createWebhookSchema, MAXIMUM_WEBHOOK_ENDPOINTS } from "@/lib/schemas/webhook";

export const createWebhook = writeOperation({
  name: "createWebhook",
  summary: "Create a webhook endpoint; its secret is shown once",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.created",
  input: createWebhookSchema,
  output: createdWebhookSchema,
  beforehand: (context, { url }) => requireAllowedTarget(context, url),
  run: async (context, { url, description, events }) => {
    const { tx, scope, now } = context;
    if (scope.environment === "production") requireRecentProof(context);
    if ((await countWebhookEndpointsAlone(tx, scope)) >= MAXIMUM_WEBHOOK_ENDPOINTS) {
      throw conflict(
        `An organization has at most ${MAXIMUM_WEBHOOK_ENDPOINTS} webhook endpoints in each environment. Delete one that is no longer used first.`,
        { maximum: MAXIMUM_WEBHOOK_ENDPOINTS },
      );
    }
    const row = {
      id: newUuid(),
      organizationId: scope.organizationId,
      environment: scope.environment,
      url,
      description,
      events: events === "all" ? null : events,
      disabledAt: null,
      disabledBy: null,
      disabledReason: null,
      failingSince: null,
      deletedAt: null,
      createdAt: now,
      createdByUserId: actingUserId(context),
    };
    await insertWebhookEndpoint(tx, row);
    const secret = await issueWebhookSecret(context, row.id);
    context.audit({
      target: { kind: "webhook", id: toPublicId("webhookEndpoint", row.id) },
      after: { url: recordedUrl(url), description, events },
    });
    return { webhook: await viewWebhook(context, row), secret };
  },
});
