/** What the delivery of webhooks reads and writes; see `lib/webhooks`. */
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/db/schema";
import { firstUuidAt } from "@/lib/ids";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import { EVENT_TYPES } from "@/lib/schemas/event";
import type { AttemptError, DeliveryStatus } from "@/lib/schemas/webhook-kinds";

/** One attempt of one delivery, as the queue names it. */
export const attemptJobSchema = z.object({
  endpointId: z.uuid(),
  eventId: z.uuid(),
  attempt: z.int().positive(),
});
export type AttemptJob = z.infer<typeof attemptJobSchema>;

const moment = z.union([z.date(), z.string()]).transform((value) => new Date(value));

const claimSchema = z
  .object({
    is_claimed: z.boolean(),
    claimed_until: moment,
    organization_id: z.string(),
    environment: environmentSchema,
    url: z.string(),
    attempts_before: z.number(),
    event_type: z.enum(EVENT_TYPES),
    event_data: z.string(),
    event_created_at: moment,
    secrets: z.array(z.object({ id: z.string(), sealed: z.string() })),
  })
  .transform((row) => ({
    isClaimed: row.is_claimed,
    claimedUntil: row.claimed_until,
    organizationId: row.organization_id,
    environment: row.environment,
    url: row.url,
    attemptsBefore: row.attempts_before,
    eventType: row.event_type,
    eventData: row.event_data,
    eventCreatedAt: row.event_created_at,
    /** The current one first. */
    secrets: row.secrets,
  }));
export type AttemptClaim = z.output<typeof claimSchema>;

/**
 * Keeps everybody else away from an attempt until `claimedUntil`. `undefined`: it was made already, or the delivery is over;
 * `isClaimed` false: somebody else has it until that row's `claimedUntil`.
 */
export async function claimAttempt(
  { db }: Database,
  { endpointId, eventId, attempt }: AttemptJob,
  now: Date,
  claimedUntil: Date,
): Promise<AttemptClaim | undefined> {
  const [row] = await db.execute(sql`select * from claim_webhook_attempt(
    ${endpointId}::uuid, ${eventId}::uuid, ${attempt}::integer, ${now.toISOString()}::timestamptz,
    ${claimedUntil.toISOString()}::timestamptz)`);
  return row === undefined ? undefined : claimSchema.parse(row);
}

export type FinishedAttempt = {
  job: AttemptJob;
  organizationId: string;
  environment: Environment;
  startedAt: Date;
  durationMilliseconds: number;
  responseStatus: number | null;
  error: AttemptError | null;
  responseBody: string | null;
  address: string | null;
  status: DeliveryStatus;
  nextAttemptAt: Date | null;
};

/** Writes how an attempt went. `false`: somebody else has written this attempt, and nothing was changed. */
export async function recordAttempt(
  tx: Transaction,
  { job, status, nextAttemptAt, ...attempt }: FinishedAttempt,
  now: Date,
): Promise<boolean> {
  const { endpointId, eventId, attempt: number } = job;
  const { responseStatus, error, durationMilliseconds } = attempt;
  const next = nextAttemptAt?.toISOString() ?? null;
  const isPending = sql`${webhookDeliveries.status} = 'pending'`;
  const finished = status === "pending" ? null : now.toISOString();
  const updating = tx
    .update(webhookDeliveries)
    .set({
      attempts: number,
      // Whoever disabled the endpoint meanwhile has cancelled what is left of the delivery, unless this attempt delivered it.
      status:
        status === "delivered"
          ? status
          : sql`case when ${isPending} then ${status} else ${webhookDeliveries.status} end`,
      nextAttemptAt: sql`case when ${isPending} then ${next}::timestamptz end`,
      claimedUntil: null,
      lastResponseStatus: responseStatus,
      lastError: error,
      lastDurationMilliseconds: durationMilliseconds,
      finishedAt: sql`case when ${isPending} then ${finished}::timestamptz else ${webhookDeliveries.finishedAt} end`,
    })
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        eq(webhookDeliveries.eventId, eventId),
        eq(webhookDeliveries.attempts, number - 1),
      ),
    )
    .returning({ status: webhookDeliveries.status });
  const inserting = tx
    .insert(webhookAttempts)
    .values({ endpointId, eventId, number, ...attempt })
    .onConflictDoNothing();
  const [updated] = await Promise.all([updating, inserting]);
  return updated.length > 0;
}

/**
 * Puts the next attempt into the queue, due as long from now as `at` is after `now`: the queue goes by the database's clock, and
 * ours may be another.
 */
export async function scheduleAttempt(
  tx: Transaction,
  { endpointId, eventId, attempt }: AttemptJob,
  isFailing: boolean,
  { at, now }: { at: Date; now: Date },
): Promise<void> {
  const milliseconds = at.getTime() - now.getTime();
  await tx.execute(sql`select schedule_webhook_attempt(
    ${endpointId}::uuid, ${eventId}::uuid, ${attempt}::integer, ${isFailing}::boolean,
    now() + ${milliseconds}::double precision * interval '1 millisecond')`);
}

/**
 * An attempt has succeeded: the endpoint fails no more. The transaction need not reach the disk before it is over: where the
 * database crashes in that moment, the attempt is made again, as it is when a worker dies.
 */
export async function endFailing(tx: Transaction, endpointId: string): Promise<void> {
  const hurrying = tx.execute(sql`set local synchronous_commit = off`);
  const ending = tx
    .update(webhookEndpoints)
    .set({ failingSince: null })
    .where(and(eq(webhookEndpoints.id, endpointId), isNotNull(webhookEndpoints.failingSince)));
  await Promise.all([hurrying, ending]);
}

/**
 * An attempt has failed. Returns since when attempts fail; `undefined` where the endpoint is not at work any more, or not at
 * the URL that was tried.
 */
export async function noteFailing(
  tx: Transaction,
  { id, url }: Pick<typeof webhookEndpoints.$inferSelect, "id" | "url">,
  now: Date,
): Promise<Date | undefined> {
  const since = sql`coalesce(${webhookEndpoints.failingSince}, ${now.toISOString()}::timestamptz)`;
  const [row] = await tx
    .update(webhookEndpoints)
    .set({ failingSince: since })
    .where(
      and(
        eq(webhookEndpoints.id, id),
        eq(webhookEndpoints.url, url),
        isNull(webhookEndpoints.disabledAt),
        isNull(webhookEndpoints.deletedAt),
      ),
    )
    .returning({ failingSince: webhookEndpoints.failingSince });
  return row?.failingSince ?? undefined;
}

/**
 * Disables an endpoint that is at work and cancels what is due to it; `undefined` where somebody else was first. An attempt
 * that is being written down at this moment holds its delivery and may wait for the endpoint: it is not waited for, and what is
 * left of that delivery is cancelled when it comes up.
 */
export async function disableBySystem(tx: Transaction, endpointId: string, reason: string, now: Date) {
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({ disabledAt: now, disabledBy: "system", disabledReason: reason })
    .where(
      and(
        eq(webhookEndpoints.id, endpointId),
        isNull(webhookEndpoints.disabledAt),
        isNull(webhookEndpoints.deletedAt),
      ),
    )
    .returning();
  if (endpoint === undefined) return undefined;
  await tx
    .update(webhookDeliveries)
    .set({ status: "cancelled", nextAttemptAt: null, finishedAt: now })
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        inArray(
          webhookDeliveries.eventId,
          tx
            .select({ id: webhookDeliveries.eventId })
            .from(webhookDeliveries)
            .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.status, "pending")))
            .for("update", { skipLocked: true }),
        ),
      ),
    );
  return endpoint;
}

const countSchema = z.object({ count: z.number() });

/** Deliveries that were due before `dueBefore` and that no job sees to are put back into the queue. */
export async function requeueLostDeliveries(
  { db }: Database,
  dueBefore: Date,
  limit: number,
): Promise<number> {
  const [row] = await db.execute(
    sql`select requeue_lost_webhook_deliveries(${dueBefore.toISOString()}::timestamptz, ${limit}::integer) as count`,
  );
  return countSchema.parse(row).count;
}

/** Frees the jobs of worker processes that are no more: those whose lock nobody holds. `ownId` is this process's. */
export async function unlockDeadWorkers({ db }: Database, ownId: string): Promise<void> {
  await db.execute(sql`
    select graphile_worker.force_unlock_workers(array(
      select locked_by
        from (
          select distinct locked_by from graphile_worker._private_jobs
           where locked_by <> ${ownId} and locked_at < now() - interval '5 seconds'
        ) as locker
       where pg_try_advisory_xact_lock(hashtextextended('webhook worker ' || locked_by, 0))))`);
}

/** Forgets the oldest `limit` events from before `before`, with what was delivered of them. Returns how many there were. */
export async function forgetOldEvents(db: Database["db"], before: Date, limit: number): Promise<number> {
  const [row] = await db.execute(
    sql`select forget_old_events(${firstUuidAt(before)}::uuid, ${limit}::integer) as count`,
  );
  return countSchema.parse(row).count;
}
