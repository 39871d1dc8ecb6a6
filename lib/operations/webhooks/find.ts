import { findWebhookEndpointRow, type WebhookEndpointRow } from "@/db/queries/webhooks";
import { notFound, wrongStatus } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

type Context = Pick<TransactionContext, "tx" | "scope">;

/** The caller's endpoint, or 404 for an id that is unknown, malformed or somebody else's. */
export async function requireWebhook(
  { tx, scope }: Context,
  webhookId: string,
  options: { lock?: boolean } = {},
): Promise<WebhookEndpointRow> {
  const uuid = fromPublicId("webhookEndpoint", webhookId);
  const row = uuid === null ? undefined : await findWebhookEndpointRow(tx, scope, uuid, options);
  if (row === undefined) throw notFound("webhook endpoint");
  return row;
}

/** The same; throws 409 for one that is disabled, which nothing is delivered to. */
export async function requireEnabledWebhook(
  context: Context,
  webhookId: string,
  options: { lock?: boolean } = {},
): Promise<WebhookEndpointRow> {
  const row = await requireWebhook(context, webhookId, options);
  if (row.disabledAt !== null) throw wrongStatus("webhook endpoint", "disabled", ["enabled"]);
  return row;
}
