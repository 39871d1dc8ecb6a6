/**
 * Reading the log of requests. Every look goes over kinds of requests first, which are few, and then along one index; what
 * kinds say is fetched for what was found.
 */
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

const foundSchema = z.object({
  id: z.string(),
  kind_id: z.number(),
  target: z.string(),
  latency_microseconds: z.number(),
  request_bytes: count,
  response_bytes: count,
  address: z.string().nullable(),
  user_agent: z.string().nullable(),
  refusal: z.object({ message: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
});
/** A row of the log itself. */
export type FoundRequest = z.output<typeof foundSchema>;

const kindSchema = z.object({
  kind_id: z.number(),
  method: z.string(),
  route: z.string().nullable(),
  permission: z.string().nullable(),
  status: z.number(),
  reason: z.string().nullable(),
  application_id: z.string().nullable(),
  application_name: z.string().nullable(),
  key_id: z.string(),
  key_last_four: z.string().nullable(),
  key_name: z.string().nullable(),
  signing_key_id: z.string().nullable(),
  signing_key_fingerprint: z.string().nullable(),
});
/** With what its kind says. */
export type RequestRow = FoundRequest & z.output<typeof kindSchema>;

/** The newest of the kinds that `narrowing` leaves, at most `limit`. One scan goes over all kinds, and all ids of the stretch. */
export function findRequestsOfMoments(
  tx: Transaction,
  narrowing: RequestNarrowing,
  stretch: Stretch,
  limit: number,
): Promise<FoundRequest[]> {
  return findWhole(
    tx,
    stretch,
    sql`select r.id, r.kind_id from request_log r
      where r.kind_id = any(array(${kindIdsOf(narrowing)})) and ${within(stretch)}
      order by r.id desc limit ${limit}::integer`,
  );
}

/** The same kind by kind, which takes longer to begin, but reads at most `limit` of each however many the stretch holds. */
export function findRequestsOfDays(
  tx: Transaction,
  narrowing: RequestNarrowing,
  stretch: Stretch,
  limit: number,
): Promise<FoundRequest[]> {
  return findWhole(
    tx,
    stretch,
    sql`select of_kind.id, of_kind.kind_id from (${kindIdsOf(narrowing)}) kinds cross join lateral (
        select r.id, r.kind_id from request_log r where r.kind_id = kinds.id and ${within(stretch)}
         order by r.id desc limit ${limit}::integer
      ) of_kind order by of_kind.id desc limit ${limit}::integer`,
  );
}

/** Whole rows of what `newest` (id, kind_id) picks: ids are in the index, and what lies beside them is fetched of these alone. */
function findWhole(tx: Transaction, stretch: Stretch, newest: SQL): Promise<FoundRequest[]> {
  return find(
    tx,
    sql`with newest as materialized (${newest})
      select whole.* from newest cross join lateral (
        select r.* from request_log r where r.kind_id = newest.kind_id and r.id = newest.id and ${within(stretch)} limit 1
      ) whole order by whole.id desc`,
  );
}

/** The same of those that `search` finds as well: every request of the stretch is looked at. */
export function searchRequests(
  tx: Transaction,
  narrowing: RequestNarrowing,
  search: Search,
  stretch: Stretch,
  limit: number,
): Promise<FoundRequest[]> {
  return find(
    tx,
    sql`with kinds as materialized (${kindIdsOf(narrowing)})
      select r.* from kinds join request_log r on r.kind_id = kinds.id
       where ${within(stretch)} and ${foundBy(search)}
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

function within({ fromId, beforeId }: Stretch): SQL {
  return sql`r.id >= ${fromId}::uuid and r.id < ${beforeId}::uuid`;
}

/** The newest whose path holds this id, from `address` where it is given. */
export function findRequestsOfPathId(
  tx: Transaction,
  narrowing: RequestNarrowing,
  { pathId, address }: { pathId: string; address: string | undefined },
  stretch: Stretch,
  limit: number,
): Promise<FoundRequest[]> {
  const found = (column: SQL) => sql`(select r.* from request_log r join kinds on kinds.id = r.kind_id
      where ${column} = ${pathId}::uuid and ${within(stretch)} and ${foundBy({ address })}
      order by r.id desc limit ${limit}::integer)`;
  return find(
    tx,
    sql`with kinds as materialized (${kindIdsOf(narrowing)})
      select both_ids.* from (${found(sql`r.path_id`)} union ${found(sql`r.inner_path_id`)}) both_ids
       order by both_ids.id desc limit ${limit}::integer`,
  );
}

/** The request with this id, in a list of at most one. */
export function findRequest(
  tx: Transaction,
  narrowing: RequestNarrowing,
  id: string,
): Promise<FoundRequest[]> {
  return find(
    tx,
    sql`select r.* from request_log r where r.kind_id = any(array(${kindIdsOf(narrowing)})) and r.id = ${id}::uuid limit 1`,
  );
}

async function find(tx: Transaction, statement: SQL): Promise<FoundRequest[]> {
  return z.array(foundSchema).parse([...(await tx.execute(statement))]);
}

/** `found` in its order with what their kinds say, without those whose kind was forgotten a moment ago. */
export async function withKinds(tx: Transaction, found: readonly FoundRequest[]): Promise<RequestRow[]> {
  if (found.length === 0) return [];
  const ids = [...new Set(found.map(({ kind_id }) => kind_id))];
  const rows = await tx.execute(sql`
    select kinds.id as kind_id, kinds.method, kinds.route, kinds.permission, kinds.status, kinds.reason,
           kinds.application_id, a.name as application_name, kinds.key_id,
           coalesce(k.last_four, p.last_four) as key_last_four, p.name as key_name,
           kinds.signing_key_id, s.fingerprint as signing_key_fingerprint
      from request_log_kinds kinds
      left join applications a on a.id = kinds.application_id
      left join api_keys k on k.id = kinds.key_id
      left join personal_api_keys p on p.id = kinds.key_id
      left join signing_keys s on s.id = kinds.signing_key_id
     where kinds.id = any(array(select value::integer from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)))`);
  const kinds = new Map(
    z
      .array(kindSchema)
      .parse([...rows])
      .map((kind) => [kind.kind_id, kind]),
  );
  return found.flatMap((request) => {
    const kind = kinds.get(request.kind_id);
    // Assigned, as a spread of so many members takes many times as long.
    return kind === undefined ? [] : [Object.assign({}, request, kind)];
  });
}

function kindIdsOf(narrowing: RequestNarrowing): SQL {
  return sql`select k.id from request_log_kinds k where ${kindsOf(narrowing)}`;
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
