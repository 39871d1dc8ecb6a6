/** The delivery log of a webhook endpoint. */
import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newestFirst } from "@/db/queries/newest-first";
import { events, webhookAttempts, webhookDeliveries } from "@/db/schema";
import { firstUuidAt } from "@/lib/ids";
import type { EventType } from "@/lib/schemas/event";
import type { DeliveryStatus } from "@/lib/schemas/webhook-kinds";

export type AttemptRow = typeof webhookAttempts.$inferSelect;

const listedColumns = {
  id: webhookDeliveries.eventId,
  eventType: webhookDeliveries.eventType,
  trigger: webhookDeliveries.trigger,
  status: webhookDeliveries.status,
  attempts: webhookDeliveries.attempts,
  claimedUntil: webhookDeliveries.claimedUntil,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  lastResponseStatus: webhookDeliveries.lastResponseStatus,
  lastError: webhookDeliveries.lastError,
  lastDurationMilliseconds: webhookDeliveries.lastDurationMilliseconds,
  finishedAt: webhookDeliveries.finishedAt,
  eventCreatedAt: events.createdAt,
};
export type DeliveryRow = Awaited<ReturnType<typeof listDeliveryRows>>[number];

export type DeliveryNarrowing = {
  status: DeliveryStatus | undefined;
  eventType: EventType | undefined;
  from: Date | undefined;
  to: Date | undefined;
};

/** Newest event first, before `beforeId` where given. */
export function listDeliveryRows(
  tx: Transaction,
  endpointId: string,
  { status, eventType, from, to }: DeliveryNarrowing,
  page: { limit: number; beforeId: string | undefined },
) {
  const { eventId } = webhookDeliveries;
  // Of two conditions the index that serves the status takes one; the other then sorts out what it finds.
  const narrowing =
    status === undefined
      ? [{ column: webhookDeliveries.eventType, value: eventType }]
      : [{ column: webhookDeliveries.status, value: status }];
  const end = to === undefined ? undefined : firstUuidAt(to);
  const before = [page.beforeId, end].filter((id) => id !== undefined).sort()[0];
  const { where, orderBy } = newestFirst(eventId, narrowing, before);
  return tx
    .select(listedColumns)
    .from(webhookDeliveries)
    .innerJoin(events, eq(events.id, eventId))
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        where,
        status === undefined || eventType === undefined
          ? undefined
          : eq(webhookDeliveries.eventType, eventType),
        from === undefined ? undefined : gte(eventId, firstUuidAt(from)),
      ),
    )
    .orderBy(...orderBy)
    .limit(page.limit);
}

/** The delivery of this event to this endpoint. */
export const isDelivery = (endpointId: string, eventId: string) =>
  and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.eventId, eventId));

/** One delivery with the event that it tells of, whose data is text as it is stored. */
export async function findDelivery(tx: Transaction, endpointId: string, eventId: string) {
  const [row] = await tx
    .select({
      delivery: listedColumns,
      event: {
        id: events.id,
        type: events.type,
        environment: events.environment,
        createdAt: events.createdAt,
        data: sql<string>`${events.data}::text`,
      },
    })
    .from(webhookDeliveries)
    .innerJoin(events, eq(events.id, webhookDeliveries.eventId))
    .where(isDelivery(endpointId, eventId));
  return row;
}

/** Every attempt, newest first. */
export function listAttemptRows(tx: Transaction, endpointId: string, eventId: string): Promise<AttemptRow[]> {
  return tx
    .select()
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.endpointId, endpointId), eq(webhookAttempts.eventId, eventId)))
    .orderBy(desc(webhookAttempts.number));
}
