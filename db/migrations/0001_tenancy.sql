-- Tenancy in the database itself: the application connects as a role that owns nothing, sees only the rows of
-- the organization (and environment) set for its transaction, and reaches the few tenant-free look-ups that
-- authentication needs through functions with one purpose each.

do $$
begin
  if not exists (select from pg_roles where rolname = 'nuvera_app') then
    create role nuvera_app nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- roles are cluster-wide: another database's migration won
end
$$;
--> statement-breakpoint
revoke all on schema public from public;
--> statement-breakpoint
grant usage on schema public to nuvera_app;
--> statement-breakpoint

create function current_organization() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('nuvera.organization_id', true), '')::uuid $$;
--> statement-breakpoint
create function current_environment() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('nuvera.environment', true), '') $$;
--> statement-breakpoint

alter table organizations enable row level security;
--> statement-breakpoint
create policy own_organization on organizations to nuvera_app using (id = (select current_organization()));
--> statement-breakpoint
alter table memberships enable row level security;
--> statement-breakpoint
create policy own_organization on memberships to nuvera_app using (organization_id = (select current_organization()));
--> statement-breakpoint
alter table applications enable row level security;
--> statement-breakpoint
create policy own_organization on applications to nuvera_app using (
  organization_id = (select current_organization())
  and environment = coalesce((select current_environment()), environment)
);
--> statement-breakpoint
alter table signing_keys enable row level security;
--> statement-breakpoint
create policy own_organization on signing_keys to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id) -- whose own policy adds the environment
);
--> statement-breakpoint
alter table api_keys enable row level security;
--> statement-breakpoint
create policy own_organization on api_keys to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id)
);
--> statement-breakpoint
alter table credential_usage enable row level security;
--> statement-breakpoint
create policy own_organization on credential_usage to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id)
);
--> statement-breakpoint
alter table audit_events enable row level security;
--> statement-breakpoint
create policy own_organization on audit_events for select to nuvera_app using (organization_id = (select current_organization()));
--> statement-breakpoint
alter table customers enable row level security;
--> statement-breakpoint
create policy own_world on customers to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table customer_persons enable row level security;
--> statement-breakpoint
create policy own_world on customer_persons to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
-- Reached through functions only; row-level security without a policy denies even an accidental grant.
alter table signing_key_registrations enable row level security;
--> statement-breakpoint
alter table request_nonces enable row level security;
--> statement-breakpoint
alter table audit_heads enable row level security;
--> statement-breakpoint

grant select, insert on organizations to nuvera_app;
--> statement-breakpoint
grant update (name, suspended_at) on organizations to nuvera_app;
--> statement-breakpoint
grant select, insert, update on users to nuvera_app;
--> statement-breakpoint
grant select, insert, update, delete on memberships, sessions, sign_in_throttles to nuvera_app;
--> statement-breakpoint
grant select, insert on applications, signing_keys, api_keys to nuvera_app;
--> statement-breakpoint
grant update (name, permissions, rate_limit_per_second, disabled_at, disabled_by, deleted_at) on applications to nuvera_app;
--> statement-breakpoint
grant update (retires_at) on signing_keys to nuvera_app;
--> statement-breakpoint
grant update (expires_at, revoked_at) on api_keys to nuvera_app;
--> statement-breakpoint
grant select on credential_usage, audit_events to nuvera_app;
--> statement-breakpoint
grant select, insert, update on customers to nuvera_app;
--> statement-breakpoint
grant select, insert, update, delete on customer_persons to nuvera_app;
--> statement-breakpoint

-- A revoked key stays revoked and an ended application ended, whatever the application's code asks for.
create function refuse_revival() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'api_keys' then
    if old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then
      raise exception 'a revoked API key cannot be revived' using errcode = 'check_violation';
    end if;
    if old.expires_at <= now() and (new.expires_at is null or new.expires_at > old.expires_at) then
      raise exception 'an expired API key cannot be revived' using errcode = 'check_violation';
    end if;
  elsif old.deleted_at is not null and new.deleted_at is distinct from old.deleted_at then
    raise exception 'a deleted application cannot be revived' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger api_keys_refuse_revival before update on api_keys for each row execute function refuse_revival();
--> statement-breakpoint
create trigger applications_refuse_revival before update on applications for each row execute function refuse_revival();
--> statement-breakpoint

-- state_version: every change that authentication depends on moves it, whoever makes the change.
create function bump_own_state_version() returns trigger language plpgsql as $$
begin
  new.state_version := old.state_version + 1;
  return new;
end
$$;
--> statement-breakpoint
create trigger organizations_state_version before update on organizations
  for each row execute function bump_own_state_version();
--> statement-breakpoint
create trigger applications_state_version before update on applications
  for each row execute function bump_own_state_version();
--> statement-breakpoint
create function bump_application_state_version() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    update applications set state_version = state_version where id = old.application_id;
  end if;
  if tg_op <> 'DELETE' and (tg_op = 'INSERT' or new.application_id <> old.application_id) then
    update applications set state_version = state_version where id = new.application_id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger api_keys_state_version after insert or update or delete on api_keys
  for each row execute function bump_application_state_version();
--> statement-breakpoint
create trigger signing_keys_state_version after insert or update or delete on signing_keys
  for each row execute function bump_application_state_version();
--> statement-breakpoint

-- Who owns this key hash? One row with everything that authentication needs, or none. Several hashes: one per pepper version.
create function lookup_api_key(p_key_hashes bytea[])
  returns table (
    api_key_id uuid, last_four text, key_expires_at timestamptz, key_revoked_at timestamptz,
    application_id uuid, application_name text, environment text, permissions text[], rate_limit_per_second integer,
    application_disabled_at timestamptz, application_deleted_at timestamptz, application_version bigint,
    organization_id uuid, organization_suspended_at timestamptz, organization_version bigint,
    signing_keys jsonb
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select k.id, k.last_four, k.expires_at, k.revoked_at,
         a.id, a.name, a.environment, a.permissions, a.rate_limit_per_second,
         a.disabled_at, a.deleted_at, a.state_version,
         o.id, o.suspended_at, o.state_version,
         coalesce((
           select jsonb_agg(jsonb_build_object(
             'id', s.id, 'fingerprint', s.fingerprint, 'publicKeyPem', s.public_key_pem,
             'retiresAtMilliseconds', floor(extract(epoch from s.retires_at) * 1000)
           ) order by s.retires_at desc nulls first, s.id desc)
           from signing_keys s where s.application_id = a.id
         ), '[]'::jsonb)
    from api_keys k
    join applications a on a.id = k.application_id
    join organizations o on o.id = a.organization_id
   where k.key_hash = any (p_key_hashes)
$$;
--> statement-breakpoint

-- Claims a token id and re-reads the state it was checked against, in one statement and so in one snapshot:
-- 'claimed', 'replayed', or 'stale' when key, application or organization are not what the caller believes.
create function claim_request(
  p_api_key_id uuid, p_application_id uuid, p_application_version bigint, p_organization_version bigint,
  p_jti_digest bytea, p_nonce_expires_at timestamptz, p_now timestamptz
) returns text
  language sql volatile security definer set search_path = public, pg_temp
as $$
  with live as (
    select a.id
      from api_keys k
      join applications a on a.id = k.application_id
      join organizations o on o.id = a.organization_id
     where k.id = p_api_key_id
       -- A claim that ends before it begins would not keep the token id from being used again.
       and p_nonce_expires_at > p_now
       and k.revoked_at is null
       and (k.expires_at is null or k.expires_at > p_now)
       and a.id = p_application_id
       and a.state_version = p_application_version
       and a.disabled_at is null
       and a.deleted_at is null
       and o.state_version = p_organization_version
       and o.suspended_at is null
  ), claimed as (
    insert into request_nonces (application_id, jti_digest, expires_at)
    select live.id, p_jti_digest, p_nonce_expires_at from live
    on conflict (application_id, jti_digest) do update
      set expires_at = excluded.expires_at
      where request_nonces.expires_at <= p_now
    returning 1
  )
  select case
    when exists (select from claimed) then 'claimed'
    when exists (select from live) then 'replayed'
    else 'stale'
  end
$$;
--> statement-breakpoint

-- Forgets token ids that can no longer be accepted; in batches, oldest first, so that no run holds many locks.
create function forget_expired_nonces(p_now timestamptz, p_limit integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  removed integer;
begin
  delete from request_nonces
   where ctid = any (array(
     select ctid from request_nonces where expires_at <= p_now order by expires_at limit p_limit for update skip locked
   ));
  get diagnostics removed = row_count;
  return removed;
end
$$;
--> statement-breakpoint

-- A fingerprint belongs to one application for ever. True when it is (or becomes) this application's.
create function register_signing_key(p_fingerprint text, p_application_id uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select from applications a where a.id = p_application_id and a.organization_id = current_organization()
  ) then
    raise exception 'a signing key belongs to an application in scope' using errcode = 'insufficient_privilege';
  end if;
  insert into signing_key_registrations (fingerprint, application_id)
  values (p_fingerprint, p_application_id) on conflict (fingerprint) do nothing;
  return exists (
    select from signing_key_registrations r
     where r.fingerprint = p_fingerprint and r.application_id = p_application_id
  );
end
$$;
--> statement-breakpoint

-- Batched last-use: newest wins; rows of unknown keys are dropped by the join.
create function record_credential_usage(p_usage jsonb) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$
  insert into credential_usage (organization_id, application_id, api_key_id, signing_key_id, last_used_at, address, user_agent)
  select k.organization_id, k.application_id, k.id, u.signing_key_id, u.last_used_at, u.address, u.user_agent
    from jsonb_to_recordset(p_usage) as u (
      api_key_id uuid, signing_key_id uuid, last_used_at timestamptz, address text, user_agent text
    )
    join api_keys k on k.id = u.api_key_id
   order by k.id, u.signing_key_id
  on conflict (api_key_id, signing_key_id) do update
    set last_used_at = excluded.last_used_at, address = excluded.address, user_agent = excluded.user_agent
    where credential_usage.last_used_at < excluded.last_used_at
$$;
--> statement-breakpoint

-- The session behind a cookie, with the person and every membership; no row once it ended or expired.
create function lookup_session(p_session_id uuid, p_now timestamptz)
  returns table (
    session_id uuid, user_id uuid, email text, display_name text, kind text, operator_role text,
    last_proof_at timestamptz, memberships jsonb
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select s.id, u.id, u.email, u.display_name, u.kind, u.operator_role, s.last_proof_at,
         coalesce((
           select jsonb_agg(jsonb_build_object(
             'organizationId', o.id, 'name', o.name, 'slug', o.slug, 'role', m.role
           ) order by o.name, o.id)
           from memberships m join organizations o on o.id = m.organization_id
          where m.user_id = u.id
         ), '[]'::jsonb)
    from sessions s join users u on u.id = s.user_id
   where s.id = p_session_id and s.expires_at > p_now
$$;
--> statement-breakpoint

-- The organizations whose history hears of this person's sign-ins.
create function memberships_of(p_user_id uuid) returns table (organization_id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$ select m.organization_id from memberships m where m.user_id = p_user_id order by m.organization_id $$;
--> statement-breakpoint

-- For operators only: which organization and environment does this thing belong to?
create function locate_organization(p_slug text) returns table (organization_id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$ select id from organizations where slug = p_slug $$;
--> statement-breakpoint
create function locate_application(p_application_id uuid) returns table (organization_id uuid, environment text)
  language sql stable security definer set search_path = public, pg_temp
as $$ select organization_id, environment from applications where id = p_application_id $$;
--> statement-breakpoint
create function locate_api_key(p_api_key_id uuid) returns table (organization_id uuid, environment text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select k.organization_id, a.environment from api_keys k join applications a on a.id = k.application_id where k.id = p_api_key_id
$$;
--> statement-breakpoint

-- Appends to an organization's chain. The head row's lock makes writers queue, so the chain cannot fork.
-- hash = SHA-256(previous hash || sequence as 8 big-endian bytes || content hash); the content hash is made by the caller.
create function append_audit_event(
  p_id uuid, p_organization_id uuid, p_occurred_at timestamptz, p_environment text, p_action text,
  p_actor_kind text, p_actor_id text, p_actor_label text, p_target_kind text, p_target_id text,
  p_before jsonb, p_after jsonb, p_reason text, p_address text, p_user_agent text, p_request_id text,
  p_content_hash bytea
) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_sequence bigint;
  v_previous bytea;
  v_hash bytea;
begin
  if p_organization_id is distinct from current_organization() then
    raise exception 'an audit row belongs to the organization in scope' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_heads (organization_id, sequence, hash)
  values (p_organization_id, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
  select sequence + 1, hash into v_sequence, v_previous
    from audit_heads where organization_id = p_organization_id for update;
  v_hash := sha256(v_previous || int8send(v_sequence) || p_content_hash);
  insert into audit_events (
    id, organization_id, sequence, occurred_at, environment, action, actor_kind, actor_id, actor_label,
    target_kind, target_id, before, after, reason, address, user_agent, request_id, content_hash, previous_hash, hash
  ) values (
    p_id, p_organization_id, v_sequence, p_occurred_at, p_environment, p_action, p_actor_kind, p_actor_id, p_actor_label,
    p_target_kind, p_target_id, p_before, p_after, p_reason, p_address, p_user_agent, p_request_id, p_content_hash, v_previous, v_hash
  );
  update audit_heads set sequence = v_sequence, hash = v_hash where organization_id = p_organization_id;
  return v_sequence;
end
$$;
--> statement-breakpoint

revoke execute on all functions in schema public from public;
--> statement-breakpoint
grant execute on all functions in schema public to nuvera_app;
