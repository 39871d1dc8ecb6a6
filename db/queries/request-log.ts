/** Reading the log of requests. Every look goes over kinds of requests first, which are few, and then along one index. */
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";

/** What a look is narrowed to; `undefined` narrows nothing. */
export type RequestNarrowing = {
  applicationId?: string | undefined;
  keyId?: string | undefined;
  status?: { least: number; most: number } | undefined;
  reason?: string | undefined;
  method?: string | undefined;
  route?: string | undefined;
};

/** A stretch of the log: ids from `fromId` on and before `beforeId`. */
export type Stretch = { fromId: string; beforeId: string };

/** What no index knows of. */
export type Search = { address?: string | undefined; text?: string | undefined };

const count = z.union([z.number(), z.string()]).transform(Number);

const rowSchema = z.object({
  id: z.string(),
  method: z.string(),
  target: z.string(),
  route: z.string().nullable(),
  permission: z.string().nullable(),
  status: z.number(),
  reason: z.string().nullable(),
  latency_microseconds: z.number(),
  request_bytes: count,
  response_bytes: count,
  address: z.string().nullable(),
  user_agent: z.string().nullable(),
  refusal: z.object({ message: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  application_id: z.string().nullable(),
  application_name: z.string().nullable(),
  key_id: z.string(),
  key_last_four: z.string().nullable(),
  key_name: z.string().nullable(),
  signing_key_id: z.string().nullable(),
  signing_key_fingerprint: z.string().nullable(),
});
export type RequestRow = z.output<typeof rowSchema>;

/** The newest of the kinds that `narrowing` leaves, at most `limit`. */
export function listRequestRows(
  tx: Transaction,
  narrowing: RequestNarrowing,
  stretch: Stretch,
  limit: number,
): Promise<RequestRow[]> {
  return rowsOf(
    tx,
    narrowing,
    sql`select newest.id, newest.kind_id from kinds cross join lateral (
        select r.id, r.kind_id from request_log r
         where r.kind_id = kinds.id and r.id >= ${stretch.fromId}::uuid and r.id < ${stretch.beforeId}::uuid
         order by r.id desc limit ${limit}::integer
      ) newest order by newest.id desc limit ${limit}::integer`,
  );
}

/** The same of those that `search` finds as well: every request of the stretch is looked at. */
export function searchRequestRows(
  tx: Transaction,
  narrowing: RequestNarrowing,
  search: Search,
  stretch: Stretch,
  limit: number,
): Promise<RequestRow[]> {
  return rowsOf(
    tx,
    narrowing,
    sql`select r.id, r.kind_id from kinds join request_log r on r.kind_id = kinds.id
      where r.id >= ${stretch.fromId}::uuid and r.id < ${stretch.beforeId}::uuid and ${foundBy(search)}
      order by r.id desc limit ${limit}::integer`,
  );
}

/** Conditions on `request_log r`. */
function foundBy({ address, text }: Search): SQL {
  const conditions = [
    ...(address === undefined ? [] : [sql`r.address = ${address}`]),
    ...(text === undefined ? [] : [sql`r.target ilike ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}`]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** The newest whose path holds this id, from `address` where it is given. */
export function listRequestRowsOfPathId(
  tx: Transaction,
  narrowing: RequestNarrowing,
  { pathId, address }: { pathId: string; address: string | undefined },
  stretch: Stretch,
  limit: number,
): Promise<RequestRow[]> {
  const found = (
    column: SQL,
  ) => sql`(select r.id, r.kind_id from request_log r join kinds on kinds.id = r.kind_id
      where ${column} = ${pathId}::uuid and r.id >= ${stretch.fromId}::uuid and r.id < ${stretch.beforeId}::uuid
        and ${foundBy({ address })}
      order by r.id desc limit ${limit}::integer)`;
  return rowsOf(
    tx,
    narrowing,
    sql`select both_ids.id, both_ids.kind_id from (${found(sql`r.path_id`)} union ${found(sql`r.inner_path_id`)}) both_ids
      order by both_ids.id desc limit ${limit}::integer`,
  );
}

/** The request with this id, in a list of at most one. */
export function findRequestRow(
  tx: Transaction,
  narrowing: RequestNarrowing,
  id: string,
): Promise<RequestRow[]> {
  return rowsOf(
    tx,
    narrowing,
    sql`select one.id, one.kind_id from kinds cross join lateral (
        select r.id, r.kind_id from request_log r where r.kind_id = kinds.id and r.id = ${id}::uuid limit 1
      ) one`,
  );
}

/**
 * Whole rows of those that `picked` (id, kind_id) picks, newest first. `kinds` are those that the narrowing leaves. Rows are
 * fetched one by one: the planner takes `picked` for longer than it is and would read the whole log instead.
 */
async function rowsOf(tx: Transaction, narrowing: RequestNarrowing, picked: SQL): Promise<RequestRow[]> {
  const rows = await tx.execute(sql`
    with kinds as materialized (select * from request_log_kinds k where ${kindsOf(narrowing)}),
    picked as materialized (${picked})
    select r.id, kinds.method, r.target, kinds.route, kinds.permission, kinds.status, kinds.reason,
           r.latency_microseconds, r.request_bytes, r.response_bytes, r.address, r.user_agent, r.refusal,
           kinds.application_id, a.name as application_name, kinds.key_id,
           coalesce(k.last_four, p.last_four) as key_last_four, p.name as key_name,
           kinds.signing_key_id, s.fingerprint as signing_key_fingerprint
      from picked
      join kinds on kinds.id = picked.kind_id
      cross join lateral (
        select * from request_log one where one.kind_id = picked.kind_id and one.id = picked.id limit 1
      ) r
      left join applications a on a.id = kinds.application_id
      left join api_keys k on k.id = kinds.key_id
      left join personal_api_keys p on p.id = kinds.key_id
      left join signing_keys s on s.id = kinds.signing_key_id
     order by picked.id desc`);
  return z.array(rowSchema).parse([...rows]);
}

/** Conditions on `request_log_kinds k`; row-level security adds organization and environment. */
export function kindsOf({ applicationId, keyId, status, reason, method, route }: RequestNarrowing): SQL {
  const conditions = [
    ...(applicationId === undefined ? [] : [sql`k.application_id = ${applicationId}::uuid`]),
    ...(keyId === undefined ? [] : [sql`k.key_id = ${keyId}::uuid`]),
    ...(status === undefined ? [] : [sql`k.status between ${status.least} and ${status.most}`]),
    ...(reason === undefined ? [] : [sql`k.reason = ${reason}`]),
    ...(method === undefined ? [] : [sql`k.method = ${method}`]),
    ...(route === undefined ? [] : [sql`k.route = ${route}`]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
