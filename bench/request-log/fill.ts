/** A month of requests of several organizations, written by the database itself. */
import postgres from "postgres";
import type { Place } from "@/db/queries/locate";
import { newUuid, toPublicId } from "@/lib/ids";
import { REQUEST_MEMORY_DAYS } from "@/lib/schemas/request-terms";

const ORGANIZATIONS = 5;
const APPLICATIONS = 5;
const KEYS = 2;
const SLOTS = 100_000;

/** The largest organization, with something of everything to look for. */
export type FilledLog = {
  place: Place;
  applicationId: string;
  keyId: string;
  /** The id of a customer whom some requests were about. */
  customerId: string;
  requestId: string;
  now: Date;
};

/** `rows` requests until now, three fifths of them of one organization. */
export async function fillRequestLog(
  ownerUrl: string,
  rows: number,
  say: (line: string) => void,
): Promise<FilledLog> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  const now = new Date();
  const organizationId = newUuid();
  try {
    // What a crash would cost is the bench's own data.
    await sql`set synchronous_commit = off`;
    await sql`alter system set full_page_writes = off`;
    await sql`alter system set max_wal_size = '8GB'`;
    await sql`select pg_reload_conf()`;
    await makeKinds(sql, organizationId);
    const days = Array.from({ length: REQUEST_MEMORY_DAYS }, (_, index) => {
      const noon = now.getTime() - (REQUEST_MEMORY_DAYS - 1 - index) * 86_400_000;
      return new Date(noon).toISOString().slice(0, 10);
    });
    const tables = days.map((day) => `request_log_${day.replaceAll("-", "")}`);
    for (const day of days) await sql`select ensure_request_log_day(${day}::date)`;
    for (const [index, day] of days.entries()) {
      await fillDay(sql, day, Math.ceil(rows / days.length), now);
      say(`  day ${index + 1} of ${days.length}`);
    }
    await addUp(sql);
    for (const table of [
      ...tables,
      "request_log",
      "request_log_kinds",
      "request_log_counts",
      "request_log_latencies",
    ]) {
      await sql.unsafe(`vacuum analyze ${table}`);
    }
    await sql`checkpoint`;
    return {
      ...(await examples(sql, organizationId)),
      place: { organizationId, environment: "sandbox" },
      now,
    };
  } finally {
    await sql.end();
  }
}

/** Kinds, and how likely each is: a table of slots to draw from. */
async function makeKinds(sql: postgres.Sql, largest: string): Promise<void> {
  await sql`create temporary table org as
    select n, case when n = 1 then ${largest}::uuid else gen_random_uuid() end as id from generate_series(1, ${ORGANIZATIONS}) n`;
  await sql`insert into organizations (id, name, slug, created_at) select id, 'Organization ' || n, 'bench-' || id, now() from org`;
  await sql`create temporary table app as
    select gen_random_uuid() as id, org.id as organization_id, org.n as organization, s.n
      from org, generate_series(1, ${APPLICATIONS}) as s (n)`;
  await sql`insert into applications (id, organization_id, environment, name, permissions, rate_limit_per_second, created_at)
    select id, organization_id, 'sandbox', 'Application ' || n, '{CUSTOMERS_READ}', 100, now() from app`;
  await sql`create temporary table key as
    select gen_random_uuid() as id, app.id as application_id, organization_id, organization, app.n as application, s.n
      from app, generate_series(1, ${KEYS}) as s (n)`;
  await sql`create temporary table route as select * from (values
      ('GET', '/api/v1/customers', 200, 20), ('GET', '/api/v1/customers/{id}', 200, 30), ('POST', '/api/v1/customers', 201, 5),
      ('GET', '/api/v1/payments', 200, 10), ('GET', '/api/v1/payments/{id}', 200, 15), ('POST', '/api/v1/payments', 201, 5),
      ('GET', '/api/v1/quotes', 200, 5), ('GET', '/api/v1/beneficiaries', 200, 5), ('GET', '/api/v1/documents', 200, 4),
      ('GET', '/api/v1/signature-check', 200, 1)) as r (method, route, status, weight)`;
  await sql`create temporary table ending as select * from (values
      (0, null, 93.0), (401, 'signature_invalid', 1.5), (401, 'uri_mismatch', 1), (401, 'token_expired', 1), (401, 'body_hash_mismatch', 0.5),
      (422, 'validation_failed', 1.5), (404, 'not_found', 1), (429, 'rate_limited', 0.4), (500, 'internal_error', 0.1)
    ) as e (status, reason, weight)`;
  await sql`insert into request_log_kinds
      (organization_id, environment, fingerprint, application_id, key_id, method, route, permission, status, reason, last_used_on)
    select key.organization_id, 'sandbox', gen_random_uuid(), key.application_id, key.id, r.method, r.route, 'CUSTOMERS_READ',
           case when e.status = 0 then r.status else e.status end, e.reason, current_date
      from key, route r, ending e`;
  await sql`create temporary table slot as
    with weighted as (
      select k.id as kind_id, k.route, k.method, k.reason,
             (case when key.organization = 1 then 6.0 else 1.0 end) / key.application / key.n * r.weight * e.weight as weight
        from request_log_kinds k join key on key.id = k.key_id
        join route r on r.route = k.route and r.method = k.method
        join ending e on e.reason is not distinct from k.reason
    )
    select row_number() over () as n, kind_id, route, method, reason
      from (select *, ceil(weight / sum(weight) over () * ${SLOTS})::integer as slots from weighted) w,
           generate_series(1, w.slots)`;
  await sql`alter table slot add primary key (n)`;
  await sql`analyze slot`;
}

async function fillDay(sql: postgres.Sql, day: string, rows: number, now: Date): Promise<void> {
  await sql`
    insert into request_log (
      id, kind_id, latency_microseconds, request_bytes, response_bytes, path_id, target, address, user_agent, refusal
    )
    select (lpad(to_hex(d.milliseconds), 12, '0') || '7' || substr(d.random, 1, 3) || '8' || substr(d.random, 4, 15))::uuid,
           s.kind_id, (exp(random() * 4) * 1000)::integer, case when s.method = 'POST' then 700 else 0 end, 900,
           case when s.route like '%{id}' then md5(d.thing::text)::uuid end,
           case when s.route like '%{id}' then replace(s.route, '{id}', 'cus_' || md5(d.thing::text)::uuid)
                else s.route || '?limit=20&search=word' || d.thing end,
           '192.0.2.' || (d.thing % 40), 'partner-service/1.' || (d.thing % 5),
           case when s.reason is not null then '{"message":"It was refused.","details":{"expected":"one","received":"another"}}'::jsonb end
      from (
        select (extract(epoch from ${day}::date)::bigint * 1000 + (n - 1) * 86400000 / ${rows}::bigint) as milliseconds,
               md5(random()::text) as random, (random() * 100000)::integer as thing, 1 + floor(random() * (select count(*) from slot))::integer as slot
          from generate_series(1, ${rows}::bigint) n
      ) d
      join slot s on s.n = d.slot
     where d.milliseconds < ${now.getTime()}
     order by d.milliseconds`;
}

/** What the log would have added up while it wrote; of other requests it did so itself. */
async function addUp(sql: postgres.Sql): Promise<void> {
  await sql`create temporary table timed as
    select k.organization_id, k.key_id, k.status, coalesce(k.reason, '') as reason,
           ('x' || left(replace(r.id::text, '-', ''), 12))::bit(48)::bigint / 1000 as second,
           greatest(0, ceil(ln(r.latency_microseconds / 10.0) / ln(1.2)))::smallint as bucket
      from request_log r join request_log_kinds k on k.id = r.kind_id join key on key.id = k.key_id`;
  for (const step of [300, 3_600]) {
    await sql`insert into request_log_counts
      select organization_id, 'sandbox', key_id, ${step}, to_timestamp(second / ${step}::bigint * ${step}), status, reason, count(*)
        from timed group by 1, 3, 5, 6, 7`;
    await sql`insert into request_log_latencies
      select organization_id, 'sandbox', key_id, ${step}, to_timestamp(second / ${step}::bigint * ${step}), bucket, count(*)
        from timed group by 1, 3, 5, 6`;
  }
  await sql`drop table timed`;
}

async function examples(sql: postgres.Sql, organizationId: string) {
  const [row] = await sql`
    select r.id, r.path_id, k.application_id, k.key_id from request_log r join request_log_kinds k on k.id = r.kind_id
     where k.organization_id = ${organizationId} and r.path_id is not null
     order by r.id offset 1000 limit 1`;
  if (row === undefined) throw new Error("The log is empty.");
  return {
    applicationId: toPublicId("application", String(row.application_id)),
    keyId: toPublicId("apiKey", String(row.key_id)),
    customerId: `cus_${row.path_id}`,
    requestId: toPublicId("request", String(row.id)),
  };
}
