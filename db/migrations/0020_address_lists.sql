-- From where an application's requests may come. Entries are canonical addresses and networks, as lib/security/network.ts
-- writes them. The trigger that moves state_version fires for these columns as for all others, so that a change counts at
-- the next request on every server.
alter table applications add column address_list text[] not null default '{}';
--> statement-breakpoint
-- off: any address; report: any, and people are shown what the list would refuse; enforce: those on the list alone.
alter table applications add column address_list_mode text not null default 'off';
--> statement-breakpoint
alter table applications add constraint applications_address_list_mode
  check (address_list_mode in ('off', 'report', 'enforce'));
--> statement-breakpoint
-- An empty list would refuse everything: that is what disabling an application is for.
alter table applications add constraint applications_address_list
  check (cardinality(address_list) <= 100 and (address_list_mode = 'off' or cardinality(address_list) > 0));
--> statement-breakpoint
grant update (address_list, address_list_mode) on applications to nuvera_app;
--> statement-breakpoint

-- Who owns this key hash? As before, with the address list.
drop function lookup_api_key(bytea[]);
--> statement-breakpoint
create function lookup_api_key(p_key_hashes bytea[])
  returns table (
    api_key_id uuid, last_four text, key_expires_at timestamptz, key_revoked_at timestamptz,
    application_id uuid, application_name text, environment text, permissions text[], rate_limit_per_second integer,
    address_list text[], address_list_mode text,
    application_disabled_at timestamptz, application_deleted_at timestamptz, application_version bigint,
    organization_id uuid, organization_suspended_at timestamptz, organization_version bigint,
    signing_keys jsonb
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select k.id, k.last_four, k.expires_at, k.revoked_at,
         a.id, a.name, a.environment, a.permissions, a.rate_limit_per_second,
         a.address_list, a.address_list_mode,
         a.disabled_at, a.deleted_at, a.state_version,
         o.id, o.suspended_at, o.state_version,
         coalesce((
           select jsonb_agg(jsonb_build_object(
             'id', s.id, 'fingerprint', s.fingerprint, 'publicKeyPem', s.public_key_pem,
             'retiresAtMilliseconds', floor(extract(epoch from s.retires_at) * 1000)
           ) order by s.retires_at desc nulls first, s.id desc)
           from signing_keys s where s.application_id = a.id and s.retired_at is null
         ), '[]'::jsonb)
    from api_keys k
    join applications a on a.id = k.application_id
    join organizations o on o.id = a.organization_id
   where k.key_hash = any (p_key_hashes)
$$;
--> statement-breakpoint

-- Requests per application, address and day (UTC): those that were let through, and those that the address list refused.
-- `unknown` stands for requests whose address trusted proxies did not say, `other` for addresses beyond a day's room.
create table address_traffic (
  organization_id uuid not null,
  application_id uuid not null,
  day date not null,
  address text not null,
  requests bigint not null,
  refused bigint not null,
  last_seen_at timestamptz not null,
  primary key (application_id, day, address),
  foreign key (organization_id, application_id) references applications (organization_id, id)
);
--> statement-breakpoint
create index address_traffic_day on address_traffic (day);
--> statement-breakpoint
alter table address_traffic enable row level security;
--> statement-breakpoint
create policy own_organization on address_traffic to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id) -- whose own policy adds the environment
);
--> statement-breakpoint
grant select on address_traffic to nuvera_app;
--> statement-breakpoint

-- Adds counts, from processes side by side, which take turns: so the room of a day is counted right, and nobody waits in a
-- circle. A day has room for a thousand addresses of an application, so that no stolen API key can fill the table.
create function record_address_traffic(p_traffic jsonb) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v record;
  v_room integer := 1000;
begin
  perform pg_advisory_xact_lock(hashtextextended('address_traffic', 0));
  for v in
    select a.organization_id, a.id as application_id, t.day, t.address, t.requests, t.refused, t.last_seen_at
      from jsonb_to_recordset(p_traffic) as t (
        application_id uuid, day date, address text, requests bigint, refused bigint, last_seen_at timestamptz
      )
      join applications a on a.id = t.application_id
     order by a.id, t.day, t.address
  loop
    if not exists (
      select from address_traffic o
       where o.application_id = v.application_id and o.day = v.day and o.address = v.address
    ) and (
      select count(*) from address_traffic o where o.application_id = v.application_id and o.day = v.day
    ) >= v_room then
      v.address := 'other';
    end if;
    insert into address_traffic as known (organization_id, application_id, day, address, requests, refused, last_seen_at)
    values (v.organization_id, v.application_id, v.day, v.address, v.requests, v.refused, v.last_seen_at)
    on conflict (application_id, day, address) do update
      set requests = known.requests + excluded.requests,
          refused = known.refused + excluded.refused,
          last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at);
  end loop;
end
$$;
--> statement-breakpoint
create function forget_old_address_traffic(p_before date) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$ delete from address_traffic where day < p_before $$;
--> statement-breakpoint
revoke execute on function lookup_api_key(bytea[]), record_address_traffic(jsonb), forget_old_address_traffic(date) from public;
--> statement-breakpoint
grant execute on function lookup_api_key(bytea[]), record_address_traffic(jsonb), forget_old_address_traffic(date) to nuvera_app;
