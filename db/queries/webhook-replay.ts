/** What puts deliveries on their way by hand: a resend, a replay, a test. */
import { and, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { isDelivery } from "@/db/queries/webhook-deliveries";
import type { WebhookEndpointRow } from "@/db/queries/webhooks";
import { webhookDeliveries } from "@/db/schema";
import { firstUuidAt } from "@/lib/ids";
import type { EventType } from "@/lib/schemas/event";

type Endpoint = Pick<WebhookEndpointRow, "id" | "organizationId" | "environment" | "events" | "failingSince">;

/** Puts the next attempt into the queue, to be made now. */
function schedule({ id, failingSince }: Endpoint, eventId: SQL, attempt: SQL): SQL {
  return sql`schedule_webhook_attempt(${id}::uuid, ${eventId}, ${attempt}, ${failingSince !== null}::boolean, null)`;
}

/** Puts a delivery on its way now, from the first of its retries on; `false` while an attempt is under way. */
export async function resendDelivery(
  tx: Transaction,
  endpoint: Endpoint,
  eventId: string,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(webhookDeliveries)
    .set({
      status: "pending",
      trigger: "resend",
      attemptsBefore: sql`${webhookDeliveries.attempts}`,
      nextAttemptAt: now,
      claimedUntil: null,
      finishedAt: null,
    })
    .where(
      and(
        isDelivery(endpoint.id, eventId),
        sql`(${webhookDeliveries.claimedUntil} is null or ${lt(webhookDeliveries.claimedUntil, now)})`,
      ),
    )
    .returning({ attempts: webhookDeliveries.attempts });
  const [row] = rows;
  if (row === undefined) return false;
  await tx.execute(
    sql`select ${schedule(endpoint, sql`${eventId}::uuid`, sql`${row.attempts + 1}::integer`)}`,
  );
  return true;
}

export type ReplayRange = {
  from: Date;
  to: Date;
  which: "undelivered" | "all";
  types: readonly EventType[] | undefined;
};

/** Types stand in SQL as a JSON list, or as null for all there are. */
const jsonList = (types: readonly EventType[] | null | undefined) =>
  sql`${types == null ? null : JSON.stringify(types)}::text::jsonb`;

/**
 * Events that a replay of this range is about: those that this endpoint was to be told of, and those that it would have been
 * told of by what it subscribes to now. What is on its way already is none of them.
 */
function wanted(endpoint: Endpoint, { from, to, which, types }: ReplayRange): SQL {
  return sql`
    from events e
    left join webhook_deliveries d on d.endpoint_id = ${endpoint.id}::uuid and d.event_id = e.id
   where e.organization_id = ${endpoint.organizationId}::uuid and e.environment = ${endpoint.environment}
     and e.id >= ${firstUuidAt(from)}::uuid and e.id < ${firstUuidAt(to)}::uuid
     and coalesce(${jsonList(types)} ? e.type, true)
     and (d.event_id is not null or (e.type <> 'webhooks.test' and coalesce(${jsonList(endpoint.events)} ? e.type, true)))
     and ${
       which === "all"
         ? sql`d.status is distinct from 'pending'`
         : sql`coalesce(d.status, 'cancelled') in ('failed', 'cancelled')`
     }`;
}

const countSchema = z.object({ deliveries: z.coerce.number() });

/** How many deliveries a replay would make; counts no further than one beyond `maximum`. */
export async function countReplay(
  tx: Transaction,
  endpoint: Endpoint,
  range: ReplayRange,
  maximum: number,
): Promise<number> {
  const [row] = await tx.execute(sql`
    select count(*) as deliveries from (select 1 ${wanted(endpoint, range)} limit ${maximum + 1}) as counted`);
  return countSchema.parse(row).deliveries;
}

const replayedSchema = z.object({ id: z.string(), isPut: z.boolean() });

/**
 * Puts the first `limit` deliveries of a replay after `afterId` on their way, oldest event first. What somebody else has put
 * on its way meanwhile is left alone, and an attempt that was under way when its delivery was cancelled is waited for. `lastId`: where the next batch goes on; null where there is none.
 */
export async function replayBatch(
  tx: Transaction,
  endpoint: Endpoint,
  range: ReplayRange,
  { afterId, limit, now }: { afterId: string | undefined; limit: number; now: Date },
): Promise<{ replayed: number; lastId: string | null }> {
  const moment = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute(sql`
    with wanted as (
      select e.id, e.type ${wanted(endpoint, range)}
         ${afterId === undefined ? sql`` : sql`and e.id > ${afterId}::uuid`}
       order by e.id limit ${limit}
    ), put as (
      insert into webhook_deliveries as d
        (organization_id, environment, endpoint_id, event_id, event_type, trigger, status, next_attempt_at, created_at)
      select ${endpoint.organizationId}::uuid, ${endpoint.environment}, ${endpoint.id}::uuid, id, type, 'replay', 'pending',
             ${moment}, ${moment}
        from wanted order by id
      on conflict (endpoint_id, event_id) do update
        set status = 'pending', trigger = 'replay', attempts_before = d.attempts, next_attempt_at = ${moment},
            claimed_until = case when d.claimed_until > ${moment} then d.claimed_until end, finished_at = null
        where d.status <> 'pending'
      returning event_id, attempts
    )
    select wanted.id, put.event_id is not null as "isPut",
           case when put.event_id is not null
                then ${schedule(endpoint, sql`put.event_id`, sql`put.attempts + 1`)}::text end
      from wanted left join put on put.event_id = wanted.id
     order by wanted.id`);
  const parsed = rows.map((row) => replayedSchema.parse(row));
  return {
    replayed: parsed.filter(({ isPut }) => isPut).length,
    lastId: parsed.length < limit ? null : (parsed.at(-1)?.id ?? null),
  };
}

/** Writes the event of a test and puts it on its way to this endpoint alone, whatever it subscribes to. */
export async function publishWebhookTest(
  tx: Transaction,
  { id }: Pick<WebhookEndpointRow, "id">,
  test: { eventId: string; data: Readonly<Record<string, unknown>>; now: Date },
): Promise<void> {
  await tx.execute(sql`select publish_webhook_test(
    ${test.eventId}::uuid, ${id}::uuid, ${JSON.stringify(test.data)}::text::json, ${test.now.toISOString()}::timestamptz
  )`);
}
