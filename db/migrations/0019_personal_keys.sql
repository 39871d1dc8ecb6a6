-- Personal API keys: credentials of a person in an organization, for quick integrations. They may what their maker may at
-- the moment of each request, within what the organization allows.

-- In which environments the organization lets its members use keys of their own.
alter table organizations add column personal_keys text not null default 'sandbox';
--> statement-breakpoint
alter table organizations add constraint organizations_personal_keys check (personal_keys in ('off', 'sandbox', 'both'));
--> statement-breakpoint
grant update (personal_keys) on organizations to nuvera_app;
--> statement-breakpoint

-- The key itself is nowhere. revoked_at: deleted by a person, or dead with the membership; the row stays, so that whoever
-- still sends the key learns why.
create table personal_api_keys (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  environment text not null,
  user_id uuid not null references users (id),
  name text not null,
  key_hash bytea not null constraint personal_api_keys_hash unique,
  pepper_version smallint not null,
  prefix text not null,
  last_four text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_by_name text,
  constraint personal_api_keys_tenant_key unique (organization_id, id),
  constraint personal_api_keys_environment check (environment in ('sandbox', 'production')),
  constraint personal_api_keys_name_length check (length(name) between 1 and 100),
  constraint personal_api_keys_hash_length check (octet_length(key_hash) = 32),
  constraint personal_api_keys_revoked check ((revoked_at is null) = (revoked_by_name is null))
);
--> statement-breakpoint
create index personal_api_keys_live on personal_api_keys (organization_id, environment, user_id, id) where revoked_at is null;
--> statement-breakpoint
alter table personal_api_keys enable row level security;
--> statement-breakpoint
create policy own_organization on personal_api_keys to nuvera_app using (
  organization_id = (select current_organization())
  and environment = coalesce((select current_environment()), environment)
);
--> statement-breakpoint
grant select, insert on personal_api_keys to nuvera_app;
--> statement-breakpoint
grant update (revoked_at, revoked_by_name) on personal_api_keys to nuvera_app;
--> statement-breakpoint
create function refuse_personal_key_revival() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null then
    raise exception 'a deleted personal API key cannot be revived' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger personal_api_keys_refuse_revival before update on personal_api_keys
  for each row execute function refuse_personal_key_revival();
--> statement-breakpoint
-- Whoever removes a membership, by whatever way: the person's keys in that organization end with it, and do not come back
-- when the person does. The application names who did it before it removes the membership; this is the floor under it.
create function end_personal_keys_of_member() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update personal_api_keys set revoked_at = now(), revoked_by_name = 'end of the membership'
   where organization_id = old.organization_id and user_id = old.user_id and revoked_at is null;
  return null;
end
$$;
--> statement-breakpoint
create trigger memberships_end_personal_keys after delete on memberships
  for each row execute function end_personal_keys_of_member();
--> statement-breakpoint

-- Last use per key, written in batches so that authentication never updates the key row.
create table personal_key_usage (
  organization_id uuid not null,
  personal_key_id uuid primary key,
  last_used_at timestamptz not null,
  address text,
  user_agent text,
  foreign key (organization_id, personal_key_id) references personal_api_keys (organization_id, id)
);
--> statement-breakpoint
alter table personal_key_usage enable row level security;
--> statement-breakpoint
create policy own_organization on personal_key_usage to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from personal_api_keys k where k.id = personal_key_id) -- whose own policy adds the environment
);
--> statement-breakpoint
grant select on personal_key_usage to nuvera_app;
--> statement-breakpoint
create function record_personal_key_usage(p_usage jsonb) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$
  insert into personal_key_usage (organization_id, personal_key_id, last_used_at, address, user_agent)
  select k.organization_id, k.id, u.last_used_at, u.address, u.user_agent
    from jsonb_to_recordset(p_usage) as u (personal_key_id uuid, last_used_at timestamptz, address text, user_agent text)
    join personal_api_keys k on k.id = u.personal_key_id
   order by k.id
  on conflict (personal_key_id) do update
    set last_used_at = excluded.last_used_at, address = excluded.address, user_agent = excluded.user_agent
    where personal_key_usage.last_used_at < excluded.last_used_at
$$;
--> statement-breakpoint

-- One bucket a key, as request_buckets are one an application: unlogged, so a crash of the database fills them.
create unlogged table personal_key_buckets (
  personal_key_id uuid primary key references personal_api_keys (id),
  full_at bigint not null,
  seen_at bigint not null
) with (fillfactor = 50);
--> statement-breakpoint
-- Reached through functions only; row-level security without a policy denies even an accidental grant.
alter table personal_key_buckets enable row level security;
--> statement-breakpoint

-- Whose key has one of these hashes, and everything that decides whether it may be used now; no row for an unknown key.
-- role: the maker's in the key's organization, null without a membership. is_admitted: whether one unit was taken from
-- the key's bucket, which is not tried for a key that is revoked, expired, suspended, nobody's or not allowed;
-- remaining and seconds as claim_requests gives them.
--
-- The bucket's row is locked first and the state read after the lock was given, so a revocation, a demotion or another
-- policy that was committed while this waited counts. Nothing of it is kept anywhere: the next request asks again.
create function authenticate_personal_key(p_key_hashes bytea[], p_per_second integer, p_now_milliseconds bigint)
  returns table (
    personal_key_id uuid, name text, environment text, expires_at timestamptz, revoked_at timestamptz,
    organization_id uuid, suspended_at timestamptz, personal_keys text, user_id uuid, display_name text, role text,
    is_admitted boolean, remaining integer, seconds integer
  )
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  v_id uuid;
  v_full_at bigint;
  v_seen_at bigint;
  v_level bigint;
  v_cost bigint := 1000000000 / p_per_second;
  v_burst bigint := v_cost * p_per_second;
  v_sent bigint := p_now_milliseconds * 1000000;
  v_now bigint;
begin
  select k.id into v_id from personal_api_keys k where k.key_hash = any (p_key_hashes);
  if not found then return; end if;
  select b.full_at, b.seen_at into v_full_at, v_seen_at
    from personal_key_buckets b where b.personal_key_id = v_id for update;
  if not found then
    insert into personal_key_buckets (personal_key_id, full_at, seen_at) values (v_id, 0, 0) on conflict do nothing;
    select b.full_at, b.seen_at into v_full_at, v_seen_at
      from personal_key_buckets b where b.personal_key_id = v_id for update;
  end if;

  select k.id, k.name, k.environment, k.expires_at, k.revoked_at,
         o.id, o.suspended_at, o.personal_keys, u.id, u.display_name, m.role
    into personal_key_id, name, environment, expires_at, revoked_at,
         organization_id, suspended_at, personal_keys, user_id, display_name, role
    from personal_api_keys k
    join organizations o on o.id = k.organization_id
    join users u on u.id = k.user_id
    left join memberships m on m.organization_id = k.organization_id and m.user_id = k.user_id and u.kind = 'PARTNER'
   where k.id = v_id;

  is_admitted := false;
  remaining := 0;
  seconds := 0;
  if revoked_at is not null or expires_at <= to_timestamp(p_now_milliseconds / 1000.0) or suspended_at is not null
     or role is null or not (personal_keys = 'both' or personal_keys = environment) then
    return next;
    return;
  end if;

  -- The bucket's time as in claim_requests: never backwards, but anew after a clock that has been set back.
  v_now := case when v_seen_at > v_sent + 5000000000 then v_sent else greatest(v_sent, v_seen_at) end;
  v_level := case when v_seen_at > v_sent + 5000000000 then v_now else greatest(v_now, v_full_at) end;
  if v_level + v_cost > v_now + v_burst then
    seconds := greatest(1, ceil((v_level + v_cost - v_burst - v_sent) / 1e9)::integer);
    return next;
    return;
  end if;
  update personal_key_buckets b set full_at = v_level + v_cost, seen_at = v_now where b.personal_key_id = v_id;
  is_admitted := true;
  remaining := ((v_now + v_burst - v_level - v_cost) / v_cost)::integer;
  seconds := ceil((v_level + v_cost - v_now) / 1e9)::integer;
  return next;
end
$$;
--> statement-breakpoint

-- For the operator, who names a key without its tenant.
create function locate_personal_key(p_personal_key_id uuid) returns table (organization_id uuid, environment text)
  language sql stable security definer set search_path = public, pg_temp
as $$ select organization_id, environment from personal_api_keys where id = p_personal_key_id $$;
--> statement-breakpoint

-- As before, also by the id of a personal key.
create or replace function search_organizations(p_text text, p_uuid uuid, p_after_id uuid, p_limit integer)
  returns table (
    id uuid, name text, slug text, suspended_at timestamptz, created_at timestamptz,
    member_count integer, application_count integer, disabled_application_count integer
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select o.id, o.name, o.slug, o.suspended_at, o.created_at,
         (select count(*)::integer from memberships m where m.organization_id = o.id),
         (select count(*)::integer from applications a where a.organization_id = o.id and a.deleted_at is null),
         (select count(*)::integer from applications a
           where a.organization_id = o.id and a.deleted_at is null and a.disabled_at is not null)
    from organizations o
   where o.kind = 'PARTNER'
     and (p_after_id is null
          or (lower(o.name), o.id) > (select lower(c.name), c.id from organizations c where c.id = p_after_id))
     and (p_text = ''
          or position(lower(p_text) in lower(o.name)) > 0
          or position(lower(p_text) in o.slug) > 0
          or o.id = p_uuid
          or o.id in (select a.organization_id from applications a where a.id = p_uuid)
          or o.id in (select k.organization_id from api_keys k where k.id = p_uuid)
          or o.id in (select k.organization_id from personal_api_keys k where k.id = p_uuid)
          or o.id in (select s.organization_id from signing_keys s where s.fingerprint = lower(p_text))
          or o.id in (select m.organization_id from memberships m join users u on u.id = m.user_id
                       where u.id = p_uuid or lower(u.email) = lower(p_text)))
   order by lower(o.name), o.id
   limit p_limit
$$;
--> statement-breakpoint

-- Idempotency keys belong to an application or to a personal key; each owner has a space of its own. The table holds a
-- day's worth of rows, which are written anew here.
alter table idempotency_keys drop constraint idempotency_keys_organization_id_application_id_key_pk;
--> statement-breakpoint
alter table idempotency_keys alter column application_id drop not null;
--> statement-breakpoint
alter table idempotency_keys add column personal_key_id uuid;
--> statement-breakpoint
alter table idempotency_keys add constraint idempotency_keys_one_owner check (num_nonnulls(application_id, personal_key_id) = 1);
--> statement-breakpoint
alter table idempotency_keys add column owner_id uuid not null
  generated always as (coalesce(application_id, personal_key_id)) stored;
--> statement-breakpoint
alter table idempotency_keys add constraint idempotency_keys_personal_key
  foreign key (organization_id, personal_key_id) references personal_api_keys (organization_id, id);
--> statement-breakpoint
alter table idempotency_keys add constraint idempotency_keys_pk primary key (organization_id, owner_id, key);
--> statement-breakpoint

revoke execute on function refuse_personal_key_revival(), end_personal_keys_of_member(), record_personal_key_usage(jsonb),
  authenticate_personal_key(bytea[], integer, bigint), locate_personal_key(uuid) from public;
--> statement-breakpoint
grant execute on function record_personal_key_usage(jsonb), authenticate_personal_key(bytea[], integer, bigint),
  locate_personal_key(uuid) to nuvera_app;
