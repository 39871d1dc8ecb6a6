-- The log of requests: one row for each call of a partner, kept for thirty days. docs/decisions/0027-request-log.md says why
-- it is cut this way.

-- What rows have in common: who called, what, and how it ended. Few at any volume, since none of it is up to the caller's
-- imagination; so a filter picks kinds, and one index leads to their rows. fingerprint: of all the columns.
create table request_log_kinds (
  id integer generated always as identity primary key,
  organization_id uuid not null references organizations (id),
  environment text not null,
  fingerprint uuid not null constraint request_log_kinds_fingerprint unique,
  -- Null where a personal key was sent.
  application_id uuid,
  -- Of api_keys or, without an application, of personal_api_keys.
  key_id uuid not null,
  signing_key_id uuid,
  method text not null,
  route text,
  permission text,
  status smallint not null,
  reason text,
  last_used_on date not null,
  foreign key (organization_id, application_id) references applications (organization_id, id),
  constraint request_log_kinds_environment check (environment in ('sandbox', 'production'))
);
--> statement-breakpoint
create index request_log_kinds_world on request_log_kinds (organization_id, environment);
--> statement-breakpoint
alter table request_log_kinds enable row level security;
--> statement-breakpoint
create policy own_world on request_log_kinds to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
grant select on request_log_kinds to nuvera_app;
--> statement-breakpoint

-- id: the request's, a UUIDv7, so it is also when the request came, and days are ranges of ids. path_id: the first id in the
-- path, inner_path_id the second. refusal: message and details of what was answered. Target, address and user agent are
-- masked and cut; there is never a body, a token or a key.
create table request_log (
  id uuid not null,
  kind_id integer not null,
  latency_microseconds integer not null,
  request_bytes bigint not null,
  response_bytes bigint not null,
  path_id uuid,
  inner_path_id uuid,
  target text not null,
  address text,
  user_agent text,
  refusal jsonb
) partition by range (id);
--> statement-breakpoint
create index request_log_by_kind on request_log (kind_id, id);
--> statement-breakpoint
create index request_log_by_path_id on request_log (path_id, id) where path_id is not null;
--> statement-breakpoint
create index request_log_by_inner_path_id on request_log (inner_path_id, id) where inner_path_id is not null;
--> statement-breakpoint
alter table request_log enable row level security;
--> statement-breakpoint
create policy own_world on request_log to nuvera_app using (
  kind_id in (select id from request_log_kinds) -- whose own policy adds organization and environment
);
--> statement-breakpoint
grant select on request_log to nuvera_app;
--> statement-breakpoint

-- How many requests with a key came in a stretch of 300 or 3600 seconds, by how they ended; reason is empty where there is none.
create table request_log_counts (
  organization_id uuid not null,
  environment text not null,
  key_id uuid not null,
  step_seconds smallint not null,
  starts_at timestamptz not null,
  status smallint not null,
  reason text not null,
  requests bigint not null,
  primary key (key_id, step_seconds, starts_at, status, reason)
) with (fillfactor = 70);
--> statement-breakpoint
alter table request_log_counts enable row level security;
--> statement-breakpoint
create policy own_world on request_log_counts to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
grant select on request_log_counts to nuvera_app;
--> statement-breakpoint

-- How many requests with a key took how long: bucket n holds those between two powers of a number, see
-- lib/request-log/latency.ts.
create table request_log_latencies (
  organization_id uuid not null,
  environment text not null,
  key_id uuid not null,
  step_seconds smallint not null,
  starts_at timestamptz not null,
  bucket smallint not null,
  requests bigint not null,
  primary key (key_id, step_seconds, starts_at, bucket)
) with (fillfactor = 70);
--> statement-breakpoint
alter table request_log_latencies enable row level security;
--> statement-breakpoint
create policy own_world on request_log_latencies to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
grant select on request_log_latencies to nuvera_app;
--> statement-breakpoint

-- The same figures of whole hours for those who look at all organizations; functions alone read them. By organization: refused
-- are those answered with 4xx, failed those with 5xx.
create table request_log_hours (
  starts_at timestamptz not null,
  organization_id uuid not null,
  environment text not null,
  requests bigint not null,
  refused bigint not null,
  failed bigint not null,
  primary key (starts_at, organization_id, environment)
) with (fillfactor = 70);
--> statement-breakpoint
alter table request_log_hours enable row level security;
--> statement-breakpoint

-- By what all organizations' requests were refused for, or failed over.
create table request_log_reason_hours (
  starts_at timestamptz not null,
  environment text not null,
  reason text not null,
  status smallint not null,
  requests bigint not null,
  primary key (starts_at, environment, reason, status)
) with (fillfactor = 50);
--> statement-breakpoint
alter table request_log_reason_hours enable row level security;
--> statement-breakpoint

-- Whose requests those were: the last hour in which one of the organization's had this reason.
create table request_log_reason_organizations (
  reason text not null,
  environment text not null,
  organization_id uuid not null,
  last_hour timestamptz not null,
  primary key (reason, environment, organization_id)
);
--> statement-breakpoint
alter table request_log_reason_organizations enable row level security;
--> statement-breakpoint

-- The smallest UUIDv7 of the first millisecond of this day in UTC.
create function first_request_id_of(p_day date) returns uuid language sql immutable
  as $$ select (lpad(to_hex((p_day - date '1970-01-01')::bigint * 86400000), 12, '0') || '70008000000000000000')::uuid $$;
--> statement-breakpoint

-- Makes the day's part of the log where it is missing. It comes into being beside the log and is attached when it is whole,
-- so that nobody who reads or writes has to wait.
create function ensure_request_log_day(p_day date) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_name text := 'request_log_' || to_char(p_day, 'YYYYMMDD');
begin
  if to_regclass(v_name) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('request_log', 0));
  if to_regclass(v_name) is not null then return; end if;
  -- Rows come and stay as they are, so looking after them as often as PostgreSQL would costs more than it gives.
  execute format('create table %I (like request_log including defaults including constraints including indexes) with (
    autovacuum_analyze_threshold = 50000, autovacuum_analyze_scale_factor = 0.5,
    autovacuum_vacuum_insert_threshold = 100000, autovacuum_vacuum_insert_scale_factor = 0.5)', v_name);
  -- Reached through the log only.
  execute format('alter table %I enable row level security', v_name);
  execute format('alter table request_log attach partition %I for values from (%L) to (%L)',
    v_name, first_request_id_of(p_day), first_request_id_of(p_day + 1));
end
$$;
--> statement-breakpoint

-- Removes the days before p_before with their figures, and says how many. Whoever reads the log is waited for, for a moment.
create function forget_request_log(p_before date) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  v_name text;
  v_days integer := 0;
begin
  for v_name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'request_log'::regclass
       and c.relname < 'request_log_' || to_char(p_before, 'YYYYMMDD')
     order by 1
  loop
    execute format('drop table %I', v_name);
    v_days := v_days + 1;
  end loop;
  if v_days > 0 then
    delete from request_log_counts where starts_at < p_before::timestamp at time zone 'UTC';
    delete from request_log_latencies where starts_at < p_before::timestamp at time zone 'UTC';
    delete from request_log_hours where starts_at < p_before::timestamp at time zone 'UTC';
    delete from request_log_reason_hours where starts_at < p_before::timestamp at time zone 'UTC';
    delete from request_log_reason_organizations where last_hour < p_before::timestamp at time zone 'UTC';
    delete from request_log_kinds where last_used_on < p_before;
  end if;
  return v_days;
end
$$;
--> statement-breakpoint

-- Writes a batch. The arrays have one element for each request, in one order; an array of nulls alone may be empty. p_kind
-- is the number in p_kinds. p_counts and p_latencies say once more, added up, what the arrays say. Batches of several
-- processes take turns, so that nobody waits in a circle.
create function record_requests(
  p_kinds jsonb, p_counts jsonb, p_latencies jsonb,
  p_id uuid[], p_kind integer[], p_latency_microseconds integer[], p_request_bytes bigint[], p_response_bytes bigint[],
  p_path_id uuid[], p_inner_path_id uuid[], p_target text[], p_address text[], p_user_agent text[], p_refusal text[]
) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp
  -- The arrays say nothing to the planner, so that it need not think anew each time.
  set plan_cache_mode = force_generic_plan as $$
declare
  v_day date;
  v_kind_ids integer[];
begin
  perform pg_advisory_xact_lock(hashtextextended('record_requests', 0));
  for v_day in
    select distinct (c.starts_at at time zone 'UTC')::date from jsonb_to_recordset(p_counts) as c (starts_at timestamptz)
  loop
    perform ensure_request_log_day(v_day);
  end loop;

  insert into request_log_kinds (
    organization_id, environment, fingerprint, application_id, key_id, signing_key_id, method, route, permission, status,
    reason, last_used_on
  )
  select n.organization_id, n.environment, n.fingerprint, n.application_id, n.key_id, n.signing_key_id, n.method, n.route,
         n.permission, n.status, n.reason, n.last_used_on
    from jsonb_to_recordset(p_kinds) as n (
      fingerprint uuid, organization_id uuid, environment text, application_id uuid, key_id uuid, signing_key_id uuid,
      method text, route text, permission text, status smallint, reason text, last_used_on date
    )
   where not exists (select from request_log_kinds k where k.fingerprint = n.fingerprint);
  update request_log_kinds k set last_used_on = n.last_used_on
    from jsonb_to_recordset(p_kinds) as n (fingerprint uuid, last_used_on date)
   where k.fingerprint = n.fingerprint and k.last_used_on < n.last_used_on;
  select array_agg(k.id order by n.number) into v_kind_ids
    from jsonb_to_recordset(p_kinds) as n (number integer, fingerprint uuid)
    join request_log_kinds k on k.fingerprint = n.fingerprint;
  if cardinality(v_kind_ids) is distinct from jsonb_array_length(p_kinds) then
    raise exception 'a kind of request was forgotten meanwhile' using errcode = 'serialization_failure';
  end if;

  insert into request_log (
    id, kind_id, latency_microseconds, request_bytes, response_bytes, path_id, inner_path_id, target, address, user_agent,
    refusal
  )
  select r.id, v_kind_ids[r.kind], r.latency_microseconds, r.request_bytes, r.response_bytes, r.path_id, r.inner_path_id,
         r.target, r.address, r.user_agent, r.refusal::jsonb
    from unnest(
      p_id, p_kind, p_latency_microseconds, p_request_bytes, p_response_bytes, p_path_id, p_inner_path_id, p_target,
      p_address, p_user_agent, p_refusal
    ) as r (
      id, kind, latency_microseconds, request_bytes, response_bytes, path_id, inner_path_id, target, address, user_agent,
      refusal
    );

  insert into request_log_counts as known
    (organization_id, environment, key_id, step_seconds, starts_at, status, reason, requests)
  select c.organization_id, c.environment, c.key_id, c.step_seconds, c.starts_at, c.status, c.reason, c.requests
    from jsonb_to_recordset(p_counts) as c (
      organization_id uuid, environment text, key_id uuid, step_seconds smallint, starts_at timestamptz, status smallint,
      reason text, requests bigint
    )
  on conflict (key_id, step_seconds, starts_at, status, reason) do update
    set requests = known.requests + excluded.requests;
  insert into request_log_latencies as known
    (organization_id, environment, key_id, step_seconds, starts_at, bucket, requests)
  select l.organization_id, l.environment, l.key_id, l.step_seconds, l.starts_at, l.bucket, l.requests
    from jsonb_to_recordset(p_latencies) as l (
      organization_id uuid, environment text, key_id uuid, step_seconds smallint, starts_at timestamptz, bucket smallint,
      requests bigint
    )
  on conflict (key_id, step_seconds, starts_at, bucket) do update set requests = known.requests + excluded.requests;

  insert into request_log_hours as known (starts_at, organization_id, environment, requests, refused, failed)
  select c.starts_at, c.organization_id, c.environment, sum(c.requests),
         coalesce(sum(c.requests) filter (where c.status between 400 and 499), 0),
         coalesce(sum(c.requests) filter (where c.status >= 500), 0)
    from jsonb_to_recordset(p_counts) as c (
      organization_id uuid, environment text, step_seconds smallint, starts_at timestamptz, status smallint, requests bigint
    )
   where c.step_seconds = 3600
   group by 1, 2, 3
  on conflict (starts_at, organization_id, environment) do update
    set requests = known.requests + excluded.requests, refused = known.refused + excluded.refused,
        failed = known.failed + excluded.failed;
  insert into request_log_reason_hours as known (starts_at, environment, reason, status, requests)
  select c.starts_at, c.environment, c.reason, c.status, sum(c.requests)
    from jsonb_to_recordset(p_counts) as c (
      environment text, step_seconds smallint, starts_at timestamptz, status smallint, reason text, requests bigint
    )
   where c.step_seconds = 3600 and c.reason <> ''
   group by 1, 2, 3, 4
  on conflict (starts_at, environment, reason, status) do update set requests = known.requests + excluded.requests;
  -- Looked at first, since most of them are known, and an insert that meets its like locks it.
  insert into request_log_reason_organizations as known (reason, environment, organization_id, last_hour)
  select c.reason, c.environment, c.organization_id, max(c.starts_at)
    from jsonb_to_recordset(p_counts) as c (
      organization_id uuid, environment text, step_seconds smallint, starts_at timestamptz, reason text
    )
   where c.step_seconds = 3600 and c.reason <> '' and not exists (
      select from request_log_reason_organizations o
       where o.reason = c.reason and o.environment = c.environment and o.organization_id = c.organization_id
         and o.last_hour >= c.starts_at)
   group by 1, 2, 3
  on conflict (reason, environment, organization_id) do update
    set last_hour = greatest(known.last_hour, excluded.last_hour);
end
$$;
--> statement-breakpoint

-- Whose keys have these hashes, in hex: for requests that were refused before their key was looked at.
create function find_key_owners(p_key_hashes jsonb)
  returns table (key_hash text, organization_id uuid, environment text, application_id uuid, key_id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select h.key_hash, a.organization_id, a.environment, a.id, k.id
    from jsonb_array_elements_text(p_key_hashes) as h (key_hash)
    join api_keys k on k.key_hash = decode(h.key_hash, 'hex')
    join applications a on a.id = k.application_id
  union all
  select h.key_hash, p.organization_id, p.environment, null, p.id
    from jsonb_array_elements_text(p_key_hashes) as h (key_hash)
    join personal_api_keys p on p.key_hash = decode(h.key_hash, 'hex')
$$;
--> statement-breakpoint

revoke execute on function first_request_id_of(date), ensure_request_log_day(date), forget_request_log(date),
  record_requests(
    jsonb, jsonb, jsonb, uuid[], integer[], integer[], bigint[], bigint[], uuid[], uuid[], text[], text[], text[], text[]
  ),
  find_key_owners(jsonb) from public;
--> statement-breakpoint
grant execute on function ensure_request_log_day(date), forget_request_log(date),
  record_requests(
    jsonb, jsonb, jsonb, uuid[], integer[], integer[], bigint[], bigint[], uuid[], uuid[], text[], text[], text[], text[]
  ),
  find_key_owners(jsonb) to nuvera_app;
