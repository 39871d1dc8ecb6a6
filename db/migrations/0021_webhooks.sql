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
create policy own_world on webhook_endpoints to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
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

-- Puts the next attempt of a delivery into the queue; one that waits there already is moved. Attempts at one endpoint share
-- four lanes, in which they come one after the other, and a single one while it fails: an endpoint that hangs holds up
-- itself and nobody else. First attempts go before retries.
create function schedule_webhook_attempt(
  p_endpoint_id uuid, p_event_id uuid, p_attempt integer, p_is_failing boolean, p_run_at timestamptz
) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_lane integer := case when p_is_failing then 0 else get_byte(uuid_send(p_event_id), 15) % 4 end;
begin
  if not exists (
    select from webhook_endpoints where id = p_endpoint_id and organization_id = current_organization()
  ) then
    raise exception 'the webhook endpoint is not one of the organization at work' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(
    'deliver_webhook',
    json_build_object('endpointId', p_endpoint_id, 'eventId', p_event_id, 'attempt', p_attempt),
    queue_name => 'webhook ' || p_endpoint_id || ' ' || v_lane,
    run_at => p_run_at,
    job_key => 'webhook ' || p_endpoint_id || ' ' || p_event_id,
    priority => least(p_attempt, 2) - 1
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
