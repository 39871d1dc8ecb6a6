import { changeWebhookEndpoint, type WebhookEndpointRow } from "@/db/queries/webhooks";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { requireWebhook } from "@/lib/operations/webhooks/find";
import { recordedUrl, requireAllowedTarget } from "@/lib/operations/webhooks/target";
import { viewWebhook } from "@/lib/operations/webhooks/view";
import { updateWebhookSchema, webhookSchema } from "@/lib/schemas/webhook";

type Settings = Pick<WebhookEndpointRow, "url" | "description" | "events">;

export const updateWebhook = writeOperation({
  name: "updateWebhook",
  summary: "Change where a webhook endpoint is, how it is described or what it is told of",
  permission: "WEBHOOKS_WRITE",
  audit: "webhook.updated",
  input: updateWebhookSchema,
  output: webhookSchema,
  beforehand: async (context, { url }) => {
    if (url !== undefined) await requireAllowedTarget(context, url);
  },
  run: async (context, { webhookId, events, ...given }) => {
    const row = await requireWebhook(context, webhookId, { lock: true });
    const wanted: Settings = {
      url: given.url ?? row.url,
      description: given.description ?? row.description,
      events: events === undefined ? row.events : events === "all" ? null : events,
    };
    const isMoved = wanted.url !== row.url;
    const [before, after] = changes(row, wanted);
    if (Object.keys(after).length === 0) {
      context.audit("unchanged");
      return viewWebhook(context, row);
    }
    if (isMoved && context.scope.environment === "production") requireRecentProof(context);
    // What failed was another place.
    const change = isMoved ? { ...wanted, failingSince: null } : wanted;
    await changeWebhookEndpoint(context.tx, row, change);
    context.audit({ target: { kind: "webhook", id: webhookId }, before, after });
    return viewWebhook(context, { ...row, ...change });
  },
});

type Recorded = Record<string, string | readonly string[]>;

/** What differs, as the history keeps it. */
function changes(row: Settings, wanted: Settings): [before: Recorded, after: Recorded] {
  const recorded = ({ url, description, events }: Settings): Recorded => ({
    url: recordedUrl(url),
    description,
    events: events ?? "all",
  });
  const [before, after] = [recorded(row), recorded(wanted)];
  const isSame = (name: string) =>
    name === "url" ? row.url === wanted.url : JSON.stringify(before[name]) === JSON.stringify(after[name]);
  const differing = (values: Recorded) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !isSame(name)));
  return [differing(before), differing(after)];
}
