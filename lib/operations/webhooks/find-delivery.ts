import { findDelivery } from "@/db/queries/webhook-deliveries";
import type { WebhookEndpointRow } from "@/db/queries/webhooks";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

/** The delivery of an event to an endpoint of the caller's, or 404. */
export async function requireDelivery(
  { tx }: Pick<TransactionContext, "tx">,
  { id }: Pick<WebhookEndpointRow, "id">,
  eventId: string,
) {
  const uuid = fromPublicId("event", eventId);
  const found = uuid === null ? undefined : await findDelivery(tx, id, uuid);
  if (found === undefined) throw notFound("delivery");
  return found;
}
