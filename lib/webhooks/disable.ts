/** The platform disables an endpoint that wants no more or has not answered for days, and tells its people. */
import { disableBySystem } from "@/db/queries/webhook-attempts";
import { newUuid, toPublicId } from "@/lib/ids";
import { appendAuditRecord } from "@/lib/operations/audit";
import { quoted } from "@/lib/operations/mail";
import { notifyCaretakers } from "@/lib/operations/notices";
import type { TransactionContext } from "@/lib/operations/operation";
import { recordedUrl } from "@/lib/operations/webhooks/target";
import { routes } from "@/lib/routes";
import type { Settings } from "@/lib/settings";

const ACTOR = { kind: "system", id: null, label: "Webhook delivery" };

type DisableContext = Pick<TransactionContext, "tx" | "scope" | "now" | "peppers" | "randomBytes"> & {
  settings: Pick<Settings, "baseUrl">;
};

export async function disableEndpoint(
  context: DisableContext,
  endpointUuid: string,
  { isGone, failingSince }: { isGone: boolean; failingSince: Date },
): Promise<void> {
  const { tx, scope, now, settings } = context;
  const reason = isGone
    ? "The endpoint answered 410 Gone, which says that it wants no more deliveries."
    : `Every delivery has failed since ${failingSince.toISOString()}.`;
  const endpoint = await disableBySystem(tx, endpointUuid, reason, now);
  if (endpoint === undefined) return;
  const webhookId = toPublicId("webhookEndpoint", endpoint.id);
  await appendAuditRecord(tx, {
    ...scope,
    occurredAt: now,
    action: "webhook.disabled",
    actor: ACTOR,
    entry: {
      target: { kind: "webhook", id: webhookId },
      before: { status: "enabled" },
      after: { status: "disabled", disabledBy: "system" },
      reason,
    },
    origin: { requestId: toPublicId("request", newUuid()), address: null, userAgent: null },
  });
  await notifyCaretakers(context, {
    subject: `A webhook endpoint (${scope.environment}) was disabled`,
    body: [
      `The webhook endpoint ${quoted(recordedUrl(endpoint.url))} in ${scope.environment} was disabled. ${reason}`,
      "Deliveries that were due to it are cancelled, and it is told of nothing from now on.",
      "",
      "When it works again, enable it; the events of the last 30 days can be replayed there.",
      "",
      `${settings.baseUrl}${routes.webhook(webhookId)}`,
      "",
    ].join("\n"),
  });
}
