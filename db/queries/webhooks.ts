/** Webhook endpoints and their secrets. */
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { users, webhookDeliveries, webhookEndpoints, webhookSecrets } from "@/db/schema";
import { firstUuidAt } from "@/lib/ids";
import { type Environment, environmentSchema } from "@/lib/schemas/common";

export type WebhookEndpointRow = typeof webhookEndpoints.$inferSelect;
export type WebhookSecretRow = typeof webhookSecrets.$inferSelect;

export type Tenant = { organizationId: string; environment: Environment };

const DAY_MILLISECONDS = 86_400_000;

const isOf = ({ organizationId, environment }: Tenant) =>
  and(
    eq(webhookEndpoints.organizationId, organizationId),
    eq(webhookEndpoints.environment, environment),
    isNull(webhookEndpoints.deletedAt),
  );

/** Endpoints that were not deleted, newest first. */
export function listWebhookEndpointRows(tx: Transaction, tenant: Tenant): Promise<WebhookEndpointRow[]> {
  return tx.select().from(webhookEndpoints).where(isOf(tenant)).orderBy(desc(webhookEndpoints.id));
}

/** One endpoint that was not deleted. `lock` makes concurrent changes of it queue. */
export async function findWebhookEndpointRow(
  tx: Transaction,
  tenant: Tenant,
  endpointId: string,
  options: { lock?: boolean } = {},
): Promise<WebhookEndpointRow | undefined> {
  const query = tx
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, endpointId), isOf(tenant)));
  const [row] = await (options.lock ? query.for("update") : query);
  return row;
}

/** How many there are, counted one caller after the other: nobody adds one before this transaction ends. */
export async function countWebhookEndpointsAlone(tx: Transaction, tenant: Tenant): Promise<number> {
  const name = `webhook endpoints ${tenant.organizationId} ${tenant.environment}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
  const [row] = await tx.select({ endpoints: count() }).from(webhookEndpoints).where(isOf(tenant));
  return row?.endpoints ?? 0;
}

export async function insertWebhookEndpoint(tx: Transaction, row: WebhookEndpointRow): Promise<void> {
  await tx.insert(webhookEndpoints).values(row);
}

export type WebhookEndpointChange = Partial<
  Omit<WebhookEndpointRow, "id" | "organizationId" | "environment" | "createdAt" | "createdByUserId">
>;

/** Changes an endpoint that the caller has locked. */
export async function changeWebhookEndpoint(
  tx: Transaction,
  { id }: Pick<WebhookEndpointRow, "id">,
  change: WebhookEndpointChange,
): Promise<void> {
  await tx.update(webhookEndpoints).set(change).where(eq(webhookEndpoints.id, id));
}

const isLive = (now: Date) => or(isNull(webhookSecrets.expiresAt), gt(webhookSecrets.expiresAt, now));

/** Secrets that sign at `now`, the current one of each endpoint first. */
export function listLiveSecrets(
  tx: Transaction,
  endpointIds: readonly string[],
  now: Date,
): Promise<WebhookSecretRow[]> {
  if (endpointIds.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(webhookSecrets)
    .where(and(inArray(webhookSecrets.endpointId, [...endpointIds]), isLive(now)))
    .orderBy(desc(webhookSecrets.id));
}

export async function insertWebhookSecret(tx: Transaction, row: WebhookSecretRow): Promise<void> {
  await tx.insert(webhookSecrets).values(row);
}

/** Lets the current secret of an endpoint end at `expiresAt`, and forgets those that have ended. */
export async function expireCurrentSecret(
  tx: Transaction,
  endpointId: string,
  expiresAt: Date,
  now: Date,
): Promise<void> {
  const ended = and(isNotNull(webhookSecrets.expiresAt), lte(webhookSecrets.expiresAt, now));
  await tx.delete(webhookSecrets).where(and(eq(webhookSecrets.endpointId, endpointId), ended));
  await tx
    .update(webhookSecrets)
    .set({ expiresAt })
    .where(and(eq(webhookSecrets.endpointId, endpointId), isNull(webhookSecrets.expiresAt)));
}

export async function deleteSecrets(tx: Transaction, endpointId: string): Promise<void> {
  await tx.delete(webhookSecrets).where(eq(webhookSecrets.endpointId, endpointId));
}

/** Deliveries of events of the last day, by endpoint and by what has become of them. */
export function countDeliveriesOfDay(tx: Transaction, endpointIds: readonly string[], now: Date) {
  const since = firstUuidAt(new Date(now.getTime() - DAY_MILLISECONDS));
  return tx
    .select({
      endpointId: webhookDeliveries.endpointId,
      status: webhookDeliveries.status,
      deliveries: count(),
    })
    .from(webhookDeliveries)
    .where(
      and(inArray(webhookDeliveries.endpointId, [...endpointIds]), gte(webhookDeliveries.eventId, since)),
    )
    .groupBy(webhookDeliveries.endpointId, webhookDeliveries.status);
}

/** The delivery of the newest event of each endpoint. */
export function listLastDeliveries(tx: Transaction, endpointIds: readonly string[]) {
  const newest = tx
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, webhookEndpoints.id))
    .orderBy(desc(webhookDeliveries.eventId))
    .limit(1)
    .as("newest");
  return tx
    .select({
      endpointId: newest.endpointId,
      eventId: newest.eventId,
      eventType: newest.eventType,
      status: newest.status,
      createdAt: newest.createdAt,
    })
    .from(webhookEndpoints)
    .innerJoinLateral(newest, sql`true`)
    .where(inArray(webhookEndpoints.id, [...endpointIds]));
}

/** Display names of whoever created one of the endpoints. */
export async function listCreators(
  tx: Transaction,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const people = await tx
    .select({ id: users.id, displayName: users.displayName })
    .from(users)
    .where(inArray(users.id, [...new Set(userIds)]));
  return new Map(people.map(({ id, displayName }) => [id, displayName]));
}

/** Endpoints of both environments that fail or that somebody else than the partner disabled, the longest first. */
export function listTroubledEndpoints(tx: Transaction, organizationId: string) {
  return tx
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.organizationId, organizationId),
        isNull(webhookEndpoints.deletedAt),
        or(
          inArray(webhookEndpoints.disabledBy, ["operator", "system"]),
          and(isNull(webhookEndpoints.disabledAt), isNotNull(webhookEndpoints.failingSince)),
        ),
      ),
    )
    .orderBy(asc(sql`coalesce(${webhookEndpoints.disabledAt}, ${webhookEndpoints.failingSince})`));
}

const placeSchema = z.object({ organizationId: z.string(), environment: environmentSchema });

/** Which organization and environment an endpoint belongs to: for the operator, who names it by its id alone. */
export async function locateWebhook({ db }: Database, endpointId: string): Promise<Tenant | null> {
  const [row] = await db.execute(
    sql`select organization_id as "organizationId", environment from locate_webhook(${endpointId}::uuid)`,
  );
  return row === undefined ? null : placeSchema.parse(row);
}
