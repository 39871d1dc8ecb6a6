-- What operator staff and metrics see across organizations. Each function has one purpose; who may call them is decided in the
-- application, by permissions that no partner holds.

-- Deliveries whose next attempt is due, counted no further than p_limit, and since when the first of them is.
create function due_webhook_deliveries(p_now timestamptz, p_limit integer) returns table (waiting bigint, oldest timestamptz)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select count(*), min(due.next_attempt_at)
    from (select d.next_attempt_at from webhook_deliveries d
           where d.status = 'pending' and d.next_attempt_at <= p_now
           order by d.next_attempt_at
           limit p_limit) as due
$$;
--> statement-breakpoint

create index signing_keys_retires_at on signing_keys (retires_at) where retired_at is null and retires_at is not null;
--> statement-breakpoint
create index personal_api_keys_expires_at on personal_api_keys (expires_at) where revoked_at is null and expires_at is not null;
--> statement-breakpoint
-- What ends after p_after and not after p_until and is not dead anyway, soonest first: API keys, signing keys in an overlap, and
-- personal keys. is_replaced: another one goes on when this one has ended. owner: the application, or the person's key.
create function credentials_ending(p_after timestamptz, p_until timestamptz, p_limit integer)
  returns table (
    kind text, id uuid, organization_id uuid, organization_name text, environment text,
    application_id uuid, owner_name text, last_four text, ends_at timestamptz, is_replaced boolean
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select ending.kind, ending.id, o.id, o.name, ending.environment, ending.application_id, ending.owner_name, ending.last_four,
         ending.ends_at, ending.is_replaced
    from (
      select 'api_key' as kind, k.id, a.organization_id, a.environment, a.id as application_id, a.name as owner_name,
             k.last_four, k.expires_at as ends_at,
             exists (select from api_keys b
                      where b.application_id = a.id and b.id <> k.id and b.revoked_at is null
                        and (b.expires_at is null or b.expires_at > k.expires_at)) as is_replaced
        from api_keys k join applications a on a.id = k.application_id
       where k.revoked_at is null and k.expires_at > p_after and k.expires_at <= p_until
         and a.deleted_at is null and a.disabled_at is null
      union all
      select 'signing_key', s.id, a.organization_id, a.environment, a.id, a.name, left(s.fingerprint, 8), s.retires_at,
             exists (select from signing_keys b where b.application_id = a.id and b.retires_at is null)
        from signing_keys s join applications a on a.id = s.application_id
       where s.retired_at is null and s.retires_at > p_after and s.retires_at <= p_until
         and a.deleted_at is null and a.disabled_at is null
      union all
      select 'personal_key', p.id, p.organization_id, p.environment, null, p.name, p.last_four, p.expires_at, false
        from personal_api_keys p
       where p.revoked_at is null and p.expires_at > p_after and p.expires_at <= p_until
    ) as ending
    join organizations o on o.id = ending.organization_id and o.suspended_at is null
   order by ending.ends_at, ending.id
   limit p_limit
$$;
--> statement-breakpoint

create index webhook_endpoints_troubled on webhook_endpoints (organization_id)
  where deleted_at is null and (failing_since is not null or disabled_by in ('operator', 'system'));
--> statement-breakpoint
-- Endpoints that fail, or that somebody else than the partner disabled; those that were disabled first, then the longest.
create function troubled_webhook_endpoints(p_limit integer)
  returns table (
    id uuid, organization_id uuid, organization_name text, environment text, url text, disabled_by text, since timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select e.id, o.id, o.name, e.environment, e.url, e.disabled_by, coalesce(e.disabled_at, e.failing_since)
    from webhook_endpoints e join organizations o on o.id = e.organization_id
   where e.deleted_at is null and (e.failing_since is not null or e.disabled_by in ('operator', 'system'))
     and e.disabled_by is distinct from 'partner'
   order by e.disabled_at is null, coalesce(e.disabled_at, e.failing_since), e.id
   limit p_limit
$$;
--> statement-breakpoint

-- Replacement keys that an operator prepared and nobody has claimed yet, soonest to end first.
create function unclaimed_keys(p_now timestamptz, p_limit integer)
  returns table (
    id uuid, organization_id uuid, organization_name text, environment text, application_id uuid, application_name text,
    created_at timestamptz, created_by_name text, expires_at timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select c.id, o.id, o.name, a.environment, a.id, a.name, c.created_at, c.created_by_name, c.expires_at
    from key_claims c
    join applications a on a.id = c.application_id and a.deleted_at is null
    join organizations o on o.id = c.organization_id
   where c.claimed_at is null and c.cancelled_at is null and c.expires_at > p_now
   order by c.expires_at, c.id
   limit p_limit
$$;
--> statement-breakpoint

create index request_log_latencies_of_hours on request_log_latencies (organization_id, starts_at) where step_seconds = 3600;
--> statement-breakpoint
-- Organizations by the traffic of some hours; p_environment null: of both. p_order: requests, refused or failed, each from the
-- most. latency_bucket: where the 95th of 100 requests lies, see lib/request-log/latency.ts; looked up for those alone that
-- are shown.
create function organization_traffic(
  p_from timestamptz, p_to timestamptz, p_environment text, p_order text, p_limit integer
) returns table (
  organization_id uuid, organization_name text, requests bigint, refused bigint, failed bigint, latency_bucket integer, hours jsonb
)
  language sql stable security definer set search_path = public, pg_temp
as $$
  with totals as (
    select h.organization_id, sum(h.requests)::bigint as requests, sum(h.refused)::bigint as refused,
           sum(h.failed)::bigint as failed
      from request_log_hours h
     where h.starts_at >= p_from and h.starts_at < p_to and (p_environment is null or h.environment = p_environment)
     group by 1
  ), first_ones as (
    select t.*, row_number() over (
             order by case p_order when 'refused' then t.refused when 'failed' then t.failed else t.requests end desc,
                      t.requests desc, t.organization_id) as place
      from totals t
     order by place
     limit p_limit
  )
  select f.organization_id, o.name, f.requests, f.refused, f.failed, slow.bucket, by_hour.hours
    from first_ones f
    join organizations o on o.id = f.organization_id
    cross join lateral (
      select min(u.bucket)::integer as bucket
        from (
          select l.bucket, sum(sum(l.requests)) over (order by l.bucket) as so_far, sum(sum(l.requests)) over () as of_all
            from request_log_latencies l
           where l.step_seconds = 3600 and l.organization_id = f.organization_id
             and l.starts_at >= p_from and l.starts_at < p_to
             and (p_environment is null or l.environment = p_environment)
           group by l.bucket
        ) as u
       where u.so_far >= 0.95 * u.of_all
    ) as slow
    cross join lateral (
      select jsonb_agg(jsonb_build_object('startsAt', floor(extract(epoch from s.starts_at)), 'requests', one.requests)) as hours
        from generate_series(p_from, p_to - interval '1 hour', interval '1 hour') as s (starts_at)
        cross join lateral (
          select sum(h.requests) as requests from request_log_hours h
           where h.starts_at = s.starts_at and h.organization_id = f.organization_id
             and (p_environment is null or h.environment = p_environment)
        ) as one
       where one.requests is not null
    ) as by_hour
   order by f.place
$$;
--> statement-breakpoint
-- What requests of these hours were refused for, or failed over, in all organizations; the most frequent first. organizations:
-- how many of them it met since p_from.
create function refusal_reasons(p_from timestamptz, p_to timestamptz, p_environment text, p_limit integer)
  returns table (reason text, status smallint, requests bigint, organizations bigint)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select f.reason, f.status, f.requests, met.organizations
    from (
      select h.reason, min(h.status) as status, sum(h.requests)::bigint as requests
        from request_log_reason_hours h
       where h.starts_at >= p_from and h.starts_at < p_to and (p_environment is null or h.environment = p_environment)
       group by h.reason
       order by 3 desc, 1
       limit p_limit
    ) as f
    cross join lateral (
      select count(distinct o.organization_id) as organizations from request_log_reason_organizations o
       where o.reason = f.reason and o.last_hour >= p_from and (p_environment is null or o.environment = p_environment)
    ) as met
   order by f.requests desc, f.reason
$$;
--> statement-breakpoint
revoke execute on function
  due_webhook_deliveries(timestamptz, integer), credentials_ending(timestamptz, timestamptz, integer),
  troubled_webhook_endpoints(integer), unclaimed_keys(timestamptz, integer),
  organization_traffic(timestamptz, timestamptz, text, text, integer),
  refusal_reasons(timestamptz, timestamptz, text, integer) from public;
--> statement-breakpoint
grant execute on function
  due_webhook_deliveries(timestamptz, integer), credentials_ending(timestamptz, timestamptz, integer),
  troubled_webhook_endpoints(integer), unclaimed_keys(timestamptz, integer),
  organization_traffic(timestamptz, timestamptz, text, text, integer),
  refusal_reasons(timestamptz, timestamptz, text, integer) to nuvera_app;
