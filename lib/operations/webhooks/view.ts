/** Webhook endpoints and their deliveries as the world sees them. */
import type { AttemptRow, DeliveryRow } from "@/db/queries/webhook-deliveries";
import {
  countDeliveriesOfDay,
  listCreators,
  listLastDeliveries,
  listLiveSecrets,
  type WebhookEndpointRow,
} from "@/db/queries/webhooks";
import { toPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import type { AttemptView, DeliveryView, WebhookView } from "@/lib/schemas/webhook";

type Context = Pick<TransactionContext, "tx" | "now">;

/** Endpoints with what there is to say of them, in a fixed number of statements. */
export async function viewWebhooks(
  { tx, now }: Context,
  rows: readonly WebhookEndpointRow[],
): Promise<WebhookView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [secrets, counts, newest, creators] = await Promise.all([
    listLiveSecrets(tx, ids, now),
    countDeliveriesOfDay(tx, ids, now),
    listLastDeliveries(tx, ids),
    listCreators(
      tx,
      rows.flatMap(({ createdByUserId }) => createdByUserId ?? []),
    ),
  ]);
  return rows.map((row) => {
    const ofRow = <Owned extends { endpointId: string }>(owned: readonly Owned[]) =>
      owned.filter(({ endpointId }) => endpointId === row.id);
    const count = (status: keyof WebhookView["lastDay"]) =>
      ofRow(counts).find((counted) => counted.status === status)?.deliveries ?? 0;
    const last = ofRow(newest)[0];
    const creator = row.createdByUserId === null ? undefined : creators.get(row.createdByUserId);
    return {
      id: toPublicId("webhookEndpoint", row.id),
      environment: row.environment,
      url: row.url,
      description: row.description,
      events: row.events ?? "all",
      status: row.disabledAt === null ? "enabled" : "disabled",
      disabledAt: row.disabledAt?.toISOString() ?? null,
      disabledBy: row.disabledBy,
      disabledReason: row.disabledReason,
      failingSince: row.failingSince?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      createdBy:
        row.createdByUserId === null || creator === undefined
          ? null
          : { id: toPublicId("user", row.createdByUserId), displayName: creator },
      secrets: ofRow(secrets).map(({ createdAt, expiresAt }) => ({
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt?.toISOString() ?? null,
      })),
      lastDay: {
        pending: count("pending"),
        delivered: count("delivered"),
        failed: count("failed"),
        cancelled: count("cancelled"),
      },
      lastDelivery:
        last === undefined
          ? null
          : {
              eventId: toPublicId("event", last.eventId),
              event: last.eventType,
              status: last.status,
              at: last.createdAt.toISOString(),
            },
    };
  });
}

/** One endpoint as it is now. */
export async function viewWebhook(context: Context, row: WebhookEndpointRow): Promise<WebhookView> {
  const [view] = await viewWebhooks(context, [row]);
  if (view === undefined) throw new Error("A webhook endpoint has no view.");
  return view;
}

/** A delivery at `now`; a claim that has run out is no attempt under way. */
export function toDeliveryView(row: DeliveryRow, now: Date): DeliveryView {
  return {
    eventId: toPublicId("event", row.id),
    event: row.eventType,
    status: row.status,
    trigger: row.trigger,
    attempts: row.attempts,
    isUnderWay: row.claimedUntil !== null && row.claimedUntil > now,
    nextAttemptAt: row.status === "pending" ? (row.nextAttemptAt?.toISOString() ?? null) : null,
    responseStatus: row.lastResponseStatus,
    error: row.lastError,
    durationMilliseconds: row.lastDurationMilliseconds,
    createdAt: row.eventCreatedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export function toAttemptView(row: AttemptRow): AttemptView {
  return {
    number: row.number,
    startedAt: row.startedAt.toISOString(),
    durationMilliseconds: row.durationMilliseconds,
    responseStatus: row.responseStatus,
    error: row.error,
    responseBody: row.responseBody,
    address: row.address,
  };
}
