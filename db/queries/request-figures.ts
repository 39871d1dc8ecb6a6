/** Figures over logged requests, from what was added up when they were written; the rows themselves are not read. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { kindsOf, type RequestNarrowing } from "@/db/queries/request-log";

/** `keptSeconds`: which of the kept stretches to add up; `stepSeconds`, a multiple of it: into stretches of this length. */
export type FiguresRange = { from: Date; to: Date; keptSeconds: number; stepSeconds: number };

const number = z.union([z.number(), z.string()]).transform(Number);

const countSchema = z.object({
  step: number,
  key_id: z.string(),
  /** Empty where there is none. */
  reason: z.string(),
  status_class: number,
  requests: number,
});
export type RequestCount = z.output<typeof countSchema>;

/** Requests by step (counted from 1970), key, reason and hundreds of the status. */
export async function countRequests(
  tx: Transaction,
  narrowing: RequestNarrowing,
  range: FiguresRange,
): Promise<RequestCount[]> {
  const rows = await tx.execute(sql`
    select ${numberOf(range)} as step, key_id, reason, status_class, requests from (
      select ${stepOf(range)} as step, c.key_id, c.reason, c.status / 100 as status_class, sum(c.requests) as requests
        from request_log_counts c
       where c.key_id in (select k.key_id from request_log_kinds k where ${kindsOf(narrowing)}) and ${within(range)}
       group by 1, 2, 3, 4
    ) steps`);
  return z.array(countSchema).parse([...rows]);
}

const latencySchema = z.object({ step: number, bucket: number, requests: number });
export type RequestLatency = z.output<typeof latencySchema>;

/** Requests by step and bucket of latency, both in rising order. */
export async function countLatencies(
  tx: Transaction,
  narrowing: RequestNarrowing,
  range: FiguresRange,
): Promise<RequestLatency[]> {
  const rows = await tx.execute(sql`
    select ${numberOf(range)} as step, bucket, requests from (
      select ${stepOf(range)} as step, c.bucket, sum(c.requests) as requests
        from request_log_latencies c
       where c.key_id in (select k.key_id from request_log_kinds k where ${kindsOf(narrowing)}) and ${within(range)}
       group by 1, 2
    ) steps order by step, bucket`);
  return z.array(latencySchema).parse([...rows]);
}

const keySchema = z.object({
  key_id: z.string(),
  application_id: z.string().nullable(),
  application_name: z.string().nullable(),
  key_last_four: z.string().nullable(),
  key_name: z.string().nullable(),
});
export type LoggedKey = z.output<typeof keySchema>;

/** The names of these keys, the ended ones too. */
export async function namesOfKeys(tx: Transaction, keyIds: readonly string[]): Promise<LoggedKey[]> {
  const rows = await tx.execute(sql`
    select distinct k.key_id, k.application_id, a.name as application_name,
           coalesce(i.last_four, p.last_four) as key_last_four, p.name as key_name
      from request_log_kinds k
      left join applications a on a.id = k.application_id
      left join api_keys i on i.id = k.key_id
      left join personal_api_keys p on p.id = k.key_id
     where k.key_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(keyIds)}::text::jsonb))`);
  return z.array(keySchema).parse([...rows]);
}

/** Beginning of the step that kept figures `c` lie in. */
const stepOf = ({ stepSeconds }: FiguresRange) =>
  sql`date_bin(${`${stepSeconds} seconds`}::text::interval, c.starts_at, timestamptz '1970-01-01 00:00:00Z')`;

/** That beginning as a number of steps since 1970. */
const numberOf = ({ stepSeconds }: FiguresRange) =>
  sql`(date_part('epoch', steps.step) / ${stepSeconds}::integer)::bigint`;

const within = ({ from, to, keptSeconds }: FiguresRange) =>
  sql`c.step_seconds = ${keptSeconds}::smallint and c.starts_at >= ${from.toISOString()}::timestamptz
    and c.starts_at < ${to.toISOString()}::timestamptz`;
