-- Requests that were let through, per day (UTC) and what they used: so that people see what a change would have refused
-- before they make it. `none` stands for requests that needed no permission, `unknown` for addresses that trusted proxies
-- did not say, `other` for addresses beyond a day's room.
create table daily_traffic (
  organization_id uuid not null,
  application_id uuid not null,
  day date not null,
  api_key_id uuid not null,
  signing_key_id uuid not null,
  permission text not null,
  address text not null,
  requests bigint not null,
  last_seen_at timestamptz not null,
  primary key (application_id, day, api_key_id, signing_key_id, permission, address),
  foreign key (organization_id, application_id) references applications (organization_id, id)
);
--> statement-breakpoint
create index daily_traffic_day on daily_traffic (day);
--> statement-breakpoint
alter table daily_traffic enable row level security;
--> statement-breakpoint
create policy own_organization on daily_traffic to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id) -- whose own policy adds the environment
);
--> statement-breakpoint
grant select on daily_traffic to nuvera_app;
--> statement-breakpoint

-- In how many seconds of a day a server process let `rate` requests of the application through. Beyond a hundred, `rate` is
-- rounded up to two digits, so that a day has few rows whatever the limit; `requests` is exact.
create table request_rates (
  organization_id uuid not null,
  application_id uuid not null,
  day date not null,
  rate integer not null,
  seconds bigint not null,
  requests bigint not null,
  last_at timestamptz not null,
  primary key (application_id, day, rate),
  foreign key (organization_id, application_id) references applications (organization_id, id)
);
--> statement-breakpoint
create index request_rates_day on request_rates (day);
--> statement-breakpoint
alter table request_rates enable row level security;
--> statement-breakpoint
create policy own_organization on request_rates to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id)
);
--> statement-breakpoint
grant select on request_rates to nuvera_app;
--> statement-breakpoint

-- From when on these two are counted: figures of a shorter time say so.
create table traffic_counting (since timestamptz not null);
--> statement-breakpoint
insert into traffic_counting values (now());
--> statement-breakpoint
grant select on traffic_counting to nuvera_app;
--> statement-breakpoint

-- Adds counts, from processes side by side, which take turns: so the room of a day is counted right, and nobody waits in a
-- circle. A day has room for a thousand rows of an application; what is new beyond that is counted without its address.
-- Rows of unknown applications are dropped by the join.
create function record_daily_traffic(p_traffic jsonb, p_rates jsonb) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_room constant integer := 1000;
begin
  perform pg_advisory_xact_lock(hashtextextended('daily_traffic', 0));
  insert into daily_traffic as known
    (organization_id, application_id, day, api_key_id, signing_key_id, permission, address, requests, last_seen_at)
  with arrived as (
    select a.organization_id, t.*
      from jsonb_to_recordset(p_traffic) as t (
        application_id uuid, day date, api_key_id uuid, signing_key_id uuid, permission text, address text,
        requests bigint, last_seen_at timestamptz
      )
      join applications a on a.id = t.application_id
  ), compared as (
    select arrived.*, exists (
      select from daily_traffic k
       where k.application_id = arrived.application_id and k.day = arrived.day and k.api_key_id = arrived.api_key_id
         and k.signing_key_id = arrived.signing_key_id and k.permission = arrived.permission and k.address = arrived.address
    ) as is_known
      from arrived
  ), taken as (
    select days.application_id, days.day,
           (select count(*) from daily_traffic k where k.application_id = days.application_id and k.day = days.day) as taken_rows
      from (select distinct application_id, day from compared where not is_known) days
  ), placed as (
    select compared.*, taken_rows + row_number() over (
             partition by compared.application_id, compared.day, is_known
                 order by compared.requests desc, address, permission, api_key_id, signing_key_id
           ) as place
      from compared left join taken using (application_id, day)
  ), fitted as (
    select placed.*, case when is_known or place <= v_room then address else 'other' end as kept_address from placed
  )
  select organization_id, application_id, day, api_key_id, signing_key_id, permission, kept_address,
         sum(requests), max(last_seen_at)
    from fitted
   group by organization_id, application_id, day, api_key_id, signing_key_id, permission, kept_address
   order by application_id, day, api_key_id, signing_key_id, permission, kept_address
  on conflict (application_id, day, api_key_id, signing_key_id, permission, address) do update
    set requests = known.requests + excluded.requests,
        last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at);
  insert into request_rates as known (organization_id, application_id, day, rate, seconds, requests, last_at)
  select a.organization_id, a.id, r.day, r.rate, r.seconds, r.requests, r.last_at
    from jsonb_to_recordset(p_rates) as r (
      application_id uuid, day date, rate integer, seconds bigint, requests bigint, last_at timestamptz
    )
    join applications a on a.id = r.application_id
   order by a.id, r.day, r.rate
  on conflict (application_id, day, rate) do update
    set seconds = known.seconds + excluded.seconds,
        requests = known.requests + excluded.requests,
        last_at = greatest(known.last_at, excluded.last_at);
end
$$;
--> statement-breakpoint
create function forget_old_daily_traffic(p_before date) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$
  delete from daily_traffic where day < p_before;
  delete from request_rates where day < p_before;
$$;
--> statement-breakpoint
revoke execute on function record_daily_traffic(jsonb, jsonb), forget_old_daily_traffic(date) from public;
--> statement-breakpoint
grant execute on function record_daily_traffic(jsonb, jsonb), forget_old_daily_traffic(date) to nuvera_app;
