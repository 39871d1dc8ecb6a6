-- Webhooks: who is told of events, and how far each telling has come. The queue of attempts is graphile-worker's, in its own
-- schema; `publish_event` and `schedule_webhook_attempt` put jobs there in the transaction of what causes them.

create table webhook_endpoints (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  environment text not null,
  url text not null,
  description text not null default '',
  events jsonb,
  disabled_at timestamptz,
  disabled_by text,
  disabled_reason text,
  failing_since timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null,
  created_by_user_id uuid references users (id),
  constraint webhook_endpoints_world unique (organization_id, environment, id),
  constraint webhook_endpoints_environment check (environment in ('sandbox', 'production')),
  constraint webhook_endpoints_url check (length(url) between 1 and 2000),
  constraint webhook_endpoints_events check (events is null or jsonb_typeof(events) = 'array'),
  constraint webhook_endpoints_disabled check ((disabled_at is null) = (disabled_by is null)),
  constraint webhook_endpoints_disabled_by check (disabled_by in ('partner', 'operator', 'system'))
);
--> statement-breakpoint
create table webhook_secrets (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  environment text not null,
  endpoint_id uuid not null,
  sealed_secret text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  foreign key (organization_id, environment, endpoint_id)
    references webhook_endpoints (organization_id, environment, id)
);
--> statement-breakpoint
create index webhook_secrets_endpoint on webhook_secrets (endpoint_id);
--> statement-breakpoint
create unique index webhook_secrets_one_current on webhook_secrets (endpoint_id) where expires_at is null;
--> statement-breakpoint
create table webhook_deliveries (
  organization_id uuid not null references organizations (id),
  environment text not null,
  endpoint_id uuid not null,
  event_id uuid not null references events (id) on delete cascade,
  event_type text not null,
  trigger text not null,
  status text not null,
  attempts integer not null default 0,
  attempts_before integer not null default 0,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  last_response_status integer,
  last_error text,
  last_duration_milliseconds integer,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (endpoint_id, event_id),
  foreign key (organization_id, environment, endpoint_id)
    references webhook_endpoints (organization_id, environment, id),
  constraint webhook_deliveries_status check (status in ('pending', 'delivered', 'failed', 'cancelled')),
  constraint webhook_deliveries_trigger check (trigger in ('event', 'resend', 'replay', 'test'))
);
--> statement-breakpoint
create index webhook_deliveries_by_status on webhook_deliveries (endpoint_id, status, event_id);
--> statement-breakpoint
create index webhook_deliveries_of_event on webhook_deliveries (event_id);
--> statement-breakpoint
create table webhook_attempts (
  organization_id uuid not null references organizations (id),
  environment text not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  duration_milliseconds integer not null,
  response_status integer,
  error text,
  response_body text,
  address text,
  primary key (endpoint_id, event_id, number),
  constraint webhook_attempts_delivery foreign key (endpoint_id, event_id)
    references webhook_deliveries (endpoint_id, event_id) on delete cascade
);
--> statement-breakpoint
alter table webhook_endpoints enable row level security;
--> statement-breakpoint
-- What needs attention is read in both environments at once.
create policy own_world on webhook_endpoints to nuvera_app using (
  organization_id = (select current_organization())
  and environment = coalesce((select current_environment()), environment)
);
--> statement-breakpoint
alter table webhook_secrets enable row level security;
--> statement-breakpoint
create policy own_world on webhook_secrets to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table webhook_deliveries enable row level security;
--> statement-breakpoint
create policy own_world on webhook_deliveries to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table webhook_attempts enable row level security;
--> statement-breakpoint
create policy own_world on webhook_attempts to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
grant select, insert on webhook_endpoints, webhook_secrets, webhook_deliveries, webhook_attempts to nuvera_app;
--> statement-breakpoint
grant update (url, description, events, disabled_at, disabled_by, disabled_reason, failing_since, deleted_at)
  on webhook_endpoints to nuvera_app;
--> statement-breakpoint
grant update (expires_at), delete on webhook_secrets to nuvera_app;
--> statement-breakpoint
grant update (trigger, status, attempts, attempts_before, next_attempt_at, claimed_until, last_response_status, last_error,
  last_duration_milliseconds, finished_at) on webhook_deliveries to nuvera_app;
--> statement-breakpoint

-- As text, so that members keep the order in which the API gives them.
alter table events alter column data type json using data::json;
--> statement-breakpoint

-- Puts the next attempt of a delivery into the queue; one that waits there already is moved. First attempts go before retries,
-- and those of endpoints that fail after the others.
create function schedule_webhook_attempt(
  p_endpoint_id uuid, p_event_id uuid, p_attempt integer, p_is_failing boolean, p_run_at timestamptz
) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select from webhook_endpoints where id = p_endpoint_id and organization_id = current_organization()
  ) then
    raise exception 'the webhook endpoint is not one of the organization at work' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(
    'deliver_webhook',
    json_build_object('endpointId', p_endpoint_id, 'eventId', p_event_id, 'attempt', p_attempt),
    run_at => p_run_at,
    job_key => 'webhook ' || p_endpoint_id || ' ' || p_event_id,
    priority => least(p_attempt, 2) - 1 + p_is_failing::integer
  );
end
$$;
--> statement-breakpoint

-- Writes an event and puts it on its way to every endpoint that is subscribed at this moment.
create function publish_event(
  p_id uuid, p_organization_id uuid, p_environment text, p_type text, p_data json, p_now timestamptz
) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_endpoint record;
begin
  if p_organization_id is distinct from current_organization()
     or coalesce(current_environment(), p_environment) <> p_environment then
    raise exception 'an event belongs to the organization and environment at work' using errcode = 'insufficient_privilege';
  end if;
  insert into events (id, organization_id, environment, type, data, created_at)
  values (p_id, p_organization_id, p_environment, p_type, p_data, p_now);
  for v_endpoint in
    select e.id, e.failing_since is not null as is_failing
      from webhook_endpoints e
     where e.organization_id = p_organization_id and e.environment = p_environment
       and e.disabled_at is null and e.deleted_at is null
       and (e.events is null or e.events ? p_type)
  loop
    insert into webhook_deliveries
      (organization_id, environment, endpoint_id, event_id, event_type, trigger, status, next_attempt_at, created_at)
    values (p_organization_id, p_environment, v_endpoint.id, p_id, p_type, 'event', 'pending', p_now, p_now);
    perform schedule_webhook_attempt(v_endpoint.id, p_id, 1, v_endpoint.is_failing, null);
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function schedule_webhook_attempt(uuid, uuid, integer, boolean, timestamptz),
  publish_event(uuid, uuid, text, text, json, timestamptz) from public;
--> statement-breakpoint
grant execute on function schedule_webhook_attempt(uuid, uuid, integer, boolean, timestamptz),
  publish_event(uuid, uuid, text, text, json, timestamptz) to nuvera_app;
--> statement-breakpoint
revoke insert on events from nuvera_app;
--> statement-breakpoint

-- Serves the delivery log of one type of event.
create index webhook_deliveries_by_type on webhook_deliveries (endpoint_id, event_type, event_id);
--> statement-breakpoint

-- Writes the event of a test and puts it on its way to the one endpoint that is tested, whatever that subscribes to.
create function publish_webhook_test(p_id uuid, p_endpoint_id uuid, p_data json, p_now timestamptz) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_endpoint webhook_endpoints;
begin
  select * into v_endpoint from webhook_endpoints
   where id = p_endpoint_id and organization_id = current_organization() and environment = current_environment()
     and disabled_at is null and deleted_at is null;
  if not found then
    raise exception 'the webhook endpoint is not one that is at work' using errcode = 'insufficient_privilege';
  end if;
  insert into events (id, organization_id, environment, type, data, created_at)
  values (p_id, v_endpoint.organization_id, v_endpoint.environment, 'webhooks.test', p_data, p_now);
  insert into webhook_deliveries
    (organization_id, environment, endpoint_id, event_id, event_type, trigger, status, next_attempt_at, created_at)
  values (v_endpoint.organization_id, v_endpoint.environment, p_endpoint_id, p_id, 'webhooks.test', 'test', 'pending', p_now,
          p_now);
  perform schedule_webhook_attempt(p_endpoint_id, p_id, 1, v_endpoint.failing_since is not null, null);
end
$$;
--> statement-breakpoint

-- For the operator's command line, which names an endpoint by its id alone.
create function locate_webhook(p_endpoint_id uuid) returns table (organization_id uuid, environment text)
  language sql stable security definer set search_path = public, pg_temp
as $$ select organization_id, environment from webhook_endpoints where id = p_endpoint_id and deleted_at is null $$;
--> statement-breakpoint
revoke execute on function publish_webhook_test(uuid, uuid, json, timestamptz), locate_webhook(uuid) from public;
--> statement-breakpoint
grant execute on function publish_webhook_test(uuid, uuid, json, timestamptz), locate_webhook(uuid) to nuvera_app;
--> statement-breakpoint

-- Takes an attempt of a delivery for whoever is about to make it, until p_claimed_until, and gives all that it needs. No row:
-- there is nothing to do any more. A row whose is_claimed is false: somebody else is about it until claimed_until.
create function claim_webhook_attempt(
  p_endpoint_id uuid, p_event_id uuid, p_attempt integer, p_now timestamptz, p_claimed_until timestamptz
) returns table (
  is_claimed boolean, claimed_until timestamptz, organization_id uuid, environment text, url text, attempts_before integer,
  event_type text, event_data text, event_created_at timestamptz, secrets jsonb
)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- A claim that a crash of the database loses was worth nothing by then.
  perform set_config('synchronous_commit', 'off', true);
  return query
    update webhook_deliveries d set claimed_until = p_claimed_until
      from webhook_endpoints e, events v
     where d.endpoint_id = p_endpoint_id and d.event_id = p_event_id
       and d.status = 'pending' and d.attempts = p_attempt - 1
       and (d.claimed_until is null or d.claimed_until <= p_now)
       and e.id = d.endpoint_id and e.disabled_at is null and e.deleted_at is null and v.id = d.event_id
    returning true, d.claimed_until, e.organization_id, e.environment, e.url, d.attempts_before, v.type, v.data::text,
              v.created_at,
              (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'sealed', s.sealed_secret)
                                         order by s.expires_at is not null, s.id desc), '[]')
                 from webhook_secrets s
                where s.endpoint_id = e.id and (s.expires_at is null or s.expires_at > p_now));
  if found then
    return;
  end if;
  update webhook_deliveries d set status = 'cancelled', next_attempt_at = null, finished_at = p_now
    from webhook_endpoints e
   where d.endpoint_id = p_endpoint_id and d.event_id = p_event_id and d.status = 'pending'
     and (d.claimed_until is null or d.claimed_until <= p_now)
     and e.id = d.endpoint_id and (e.disabled_at is not null or e.deleted_at is not null);
  return query
    select false, d.claimed_until, d.organization_id, d.environment, '', d.attempts_before, d.event_type, '', p_now, '[]'::jsonb
      from webhook_deliveries d
     where d.endpoint_id = p_endpoint_id and d.event_id = p_event_id
       and d.status = 'pending' and d.attempts = p_attempt - 1 and d.claimed_until > p_now;
end
$$;
--> statement-breakpoint

create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where status = 'pending';
--> statement-breakpoint

-- Deliveries that were due before p_due_before and have no job that would see to them go back into the queue. There should be
-- none; a queue that was emptied or given up by its library must not cost an event.
create function requeue_lost_webhook_deliveries(p_due_before timestamptz, p_limit integer) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_lost record;
  v_count integer := 0;
begin
  for v_lost in
    select d.endpoint_id, d.event_id, d.attempts, d.organization_id, d.environment
      from webhook_deliveries d
     where d.status = 'pending' and d.next_attempt_at < p_due_before
       and (d.claimed_until is null or d.claimed_until < p_due_before)
       and not exists (
         select from graphile_worker._private_jobs j
          where j.key = 'webhook ' || d.endpoint_id || ' ' || d.event_id and j.attempts < j.max_attempts
            and (j.locked_at > now() - interval '10 minutes'
                 or (j.locked_at is null and j.run_at < now() + interval '5 minutes'))
       )
     order by d.next_attempt_at
     limit p_limit
  loop
    perform set_config('nuvera.organization_id', v_lost.organization_id::text, true),
            set_config('nuvera.environment', v_lost.environment, true);
    perform schedule_webhook_attempt(v_lost.endpoint_id, v_lost.event_id, v_lost.attempts + 1, true, null);
    v_count := v_count + 1;
  end loop;
  perform set_config('nuvera.organization_id', '', true), set_config('nuvera.environment', '', true);
  return v_count;
end
$$;
--> statement-breakpoint

-- Events before p_first, the smallest id of those to keep, with their deliveries and attempts; p_limit of them.
create function forget_old_events(p_first uuid, p_limit integer) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_count integer;
begin
  delete from events where id in (select id from events where id < p_first order by id limit p_limit);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
--> statement-breakpoint

-- What events have told of API keys that nobody does but time and the first request. `about`: the end that is told of, or, of a
-- first use, when the key was created; so each is told once, by whoever is first.
create table api_key_news (
  organization_id uuid not null references organizations (id),
  api_key_id uuid not null references api_keys (id),
  news text not null,
  about timestamptz not null,
  primary key (api_key_id, news, about),
  constraint api_key_news_news check (news in ('expiring', 'expired', 'first_used'))
);
--> statement-breakpoint
alter table api_key_news enable row level security;
--> statement-breakpoint
create policy own_organization on api_key_news to nuvera_app using (organization_id = (select current_organization()));
--> statement-breakpoint
grant select, insert on api_key_news to nuvera_app;
--> statement-breakpoint

-- What happened before there were events is no news.
insert into api_key_news (organization_id, api_key_id, news, about)
select k.organization_id, k.id, 'first_used', k.created_at
  from api_keys k where exists (select from credential_usage u where u.api_key_id = k.id)
union all
select k.organization_id, k.id, 'expired', k.expires_at from api_keys k where k.expires_at <= now();
--> statement-breakpoint

-- Keys that have something to tell: that they end before p_soon, have ended, or were used for the first time.
create function api_keys_with_news(p_now timestamptz, p_soon timestamptz, p_limit integer)
  returns table (organization_id uuid, environment text, application_id uuid, api_key_id uuid, news text, about timestamptz)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select k.organization_id, a.environment, k.application_id, k.id, n.news, n.about
    from (
      select id, case when expires_at <= p_now then 'expired' else 'expiring' end as news, expires_at as about
        from api_keys
       where revoked_at is null and expires_at <= p_soon
      union all
      select k.id, 'first_used', k.created_at
        from api_keys k where exists (select from credential_usage u where u.api_key_id = k.id)
    ) n
    join api_keys k on k.id = n.id
    join applications a on a.id = k.application_id
   where a.deleted_at is null
     and not exists (
       select from api_key_news told where told.api_key_id = n.id and told.news = n.news and told.about = n.about
     )
   order by n.about, n.id
   limit p_limit
$$;
--> statement-breakpoint
revoke execute on function claim_webhook_attempt(uuid, uuid, integer, timestamptz, timestamptz),
  requeue_lost_webhook_deliveries(timestamptz, integer), forget_old_events(uuid, integer),
  api_keys_with_news(timestamptz, timestamptz, integer) from public;
--> statement-breakpoint
grant execute on function claim_webhook_attempt(uuid, uuid, integer, timestamptz, timestamptz),
  requeue_lost_webhook_deliveries(timestamptz, integer), forget_old_events(uuid, integer),
  api_keys_with_news(timestamptz, timestamptz, integer) to nuvera_app;
--> statement-breakpoint

-- Events of a sandbox go with what is known of their deliveries; endpoints and their secrets stay, as applications do.
create or replace function reset_sandbox() returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp
  -- Foreign keys are checked row by row. A plan for any value would read all that has just been deleted, again and again,
  -- where most rows refer to one and the same; one made for the value at hand never does.
  set plan_cache_mode = force_custom_plan
as $$
declare
  -- What refers to something comes before it.
  v_tables constant text[] := array[
    'idempotency_keys', 'simulator_steps', 'webhook_attempts', 'webhook_deliveries', 'events', 'ticket_messages', 'tickets',
    'screening_dispositions', 'screening_matches', 'screening_subjects',
    'document_references', 'payments', 'quotes', 'documents', 'customer_persons', 'beneficiaries', 'customers'
  ];
  v_table text;
  v_rows bigint;
  v_counts jsonb;
begin
  if current_organization() is null or current_environment() is distinct from 'sandbox' then
    raise exception 'only the sandbox in scope is reset' using errcode = 'insufficient_privilege';
  end if;
  for v_attempt in 1..5 loop
    begin
      v_counts := '{}';
      -- Who is about to refer to one of these waits, and then finds it gone.
      perform from customers where organization_id = current_organization() and environment = 'sandbox' for update;
      perform from tickets where organization_id = current_organization() and environment = 'sandbox' for update;
      perform from documents where organization_id = current_organization() and environment = 'sandbox' for update;
      foreach v_table in array v_tables loop
        execute format(
          'delete from %I where organization_id = current_organization() and environment = ''sandbox''', v_table
        );
        get diagnostics v_rows = row_count;
        v_counts := v_counts || jsonb_build_object(v_table, v_rows);
      end loop;
      return v_counts;
    exception when foreign_key_violation or deadlock_detected then
      null; -- something was written meanwhile: it goes with the next attempt
    end;
  end loop;
  raise exception 'the sandbox was written to faster than it could be emptied' using errcode = 'serialization_failure';
end
$$;
