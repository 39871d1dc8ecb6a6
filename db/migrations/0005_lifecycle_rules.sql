-- The rules around the tables of the credential lifecycle: who sees which row, what stays as it is, and the few
-- look-ups that come before or go across tenants.

-- One organization stands for the deployment's operator: its history hears of staff and of platform customers.
update organizations set slug = slug || '-' || right(id::text, 12) where slug = 'operator-staff';
--> statement-breakpoint
insert into organizations (id, name, slug, kind, created_at)
values ('00000000-0000-7000-8000-000000000001', 'Platform operator', 'operator-staff', 'OPERATOR', now());
--> statement-breakpoint
-- Its history begins here, so that an empty one is a lost one. What is hashed is written as canonical JSON (RFC 8785).
with written as (
  select '00000000-0000-7000-8000-000000000001' as id, date_trunc('milliseconds', now()) as occurred_at,
         set_config('nuvera.organization_id', '00000000-0000-7000-8000-000000000001', true)
)
select append_audit_event(
  id::uuid, id::uuid, occurred_at, null, 'organization.created', 'operator', null, 'platform set-up', 'organization', 'org_' || id,
  null, '{"name":"Platform operator","slug":"operator-staff"}', null, null, null, null,
  sha256(convert_to(
    '{"action":"organization.created","actorId":null,"actorKind":"operator","actorLabel":"platform set-up","address":null,'
    || '"after":{"name":"Platform operator","slug":"operator-staff"},"before":null,"environment":null,"id":"' || id || '",'
    || '"occurredAt":"' || to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '",'
    || '"organizationId":"' || id || '","reason":null,"requestId":null,"targetId":"org_' || id || '",'
    || '"targetKind":"organization","userAgent":null}',
    'UTF8'))
) from written;
--> statement-breakpoint
select set_config('nuvera.organization_id', '', true);
--> statement-breakpoint

alter table credential_traffic enable row level security;
--> statement-breakpoint
create policy own_organization on credential_traffic to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id)
);
--> statement-breakpoint
alter table permission_usage enable row level security;
--> statement-breakpoint
create policy own_organization on permission_usage to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id)
);
--> statement-breakpoint
alter table key_claims enable row level security;
--> statement-breakpoint
create policy own_organization on key_claims to nuvera_app using (
  organization_id = (select current_organization())
  and exists (select from applications a where a.id = application_id)
);
--> statement-breakpoint
alter table invitations enable row level security;
--> statement-breakpoint
create policy own_organization on invitations to nuvera_app using (organization_id = (select current_organization()));
--> statement-breakpoint
alter table audit_checkpoints enable row level security;
--> statement-breakpoint
create policy own_organization on audit_checkpoints to nuvera_app using (organization_id = (select current_organization()));
--> statement-breakpoint
create policy own_organization on audit_heads for select to nuvera_app using (organization_id = (select current_organization()));
--> statement-breakpoint
alter table operator_reads enable row level security;
--> statement-breakpoint
create policy own_organization on operator_reads to nuvera_app using (organization_id = (select current_organization()));
--> statement-breakpoint

grant select on credential_traffic, permission_usage, audit_heads, audit_checkpoints to nuvera_app;
--> statement-breakpoint
grant select, insert on key_claims, invitations to nuvera_app;
--> statement-breakpoint
grant update (claimed_at, claimed_by_user_id, api_key_id, cancelled_at) on key_claims to nuvera_app;
--> statement-breakpoint
grant update (accepted_at, accepted_by_user_id, revoked_at) on invitations to nuvera_app;
--> statement-breakpoint
grant select, insert, update on operator_reads to nuvera_app;
--> statement-breakpoint
grant select, insert, update, delete on second_factors, recovery_codes, password_resets, mails to nuvera_app;
--> statement-breakpoint
grant update (disabled_by_name, disabled_reason) on applications to nuvera_app;
--> statement-breakpoint
grant update (retired_at) on signing_keys to nuvera_app;
--> statement-breakpoint
grant update (expiry_set_at) on api_keys to nuvera_app;
--> statement-breakpoint

-- What has ended stays ended.
create function refuse_reopening() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'signing_keys' then
    if old.retired_at is not null and (new.retired_at, new.retires_at) is distinct from (old.retired_at, old.retires_at) then
      raise exception 'a retired signing key is registered anew, not reopened' using errcode = 'check_violation';
    end if;
  elsif tg_table_name = 'key_claims' then
    if old.claimed_at is not null or old.cancelled_at is not null then
      raise exception 'a claim that was used or withdrawn does not change' using errcode = 'check_violation';
    end if;
  elsif old.accepted_at is not null or old.revoked_at is not null then
    raise exception 'an invitation that was accepted or withdrawn does not change' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger signing_keys_refuse_reopening before update on signing_keys for each row execute function refuse_reopening();
--> statement-breakpoint
create trigger key_claims_refuse_reopening before update on key_claims for each row execute function refuse_reopening();
--> statement-breakpoint
create trigger invitations_refuse_reopening before update on invitations for each row execute function refuse_reopening();
--> statement-breakpoint

-- As before, but a key that was retired at once is gone whatever the asking server's clock says.
create or replace function lookup_api_key(p_key_hashes bytea[])
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
           from signing_keys s where s.application_id = a.id and s.retired_at is null
         ), '[]'::jsonb)
    from api_keys k
    join applications a on a.id = k.application_id
    join organizations o on o.id = a.organization_id
   where k.key_hash = any (p_key_hashes)
$$;
--> statement-breakpoint

-- Batched use, from processes side by side: newest wins for last use, counts add up. Rows of unknown keys are dropped
-- by the join, and all batches write in one order, so that they queue instead of waiting for each other in a circle.
create function record_usage(p_credentials jsonb, p_traffic jsonb, p_permissions jsonb) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into credential_usage (organization_id, application_id, api_key_id, signing_key_id, last_used_at, address, user_agent)
  select k.organization_id, k.application_id, k.id, u.signing_key_id, u.last_used_at, u.address, u.user_agent
    from jsonb_to_recordset(p_credentials) as u (
      api_key_id uuid, signing_key_id uuid, last_used_at timestamptz, address text, user_agent text
    )
    join api_keys k on k.id = u.api_key_id
   order by k.id, u.signing_key_id
  on conflict (api_key_id, signing_key_id) do update
    set last_used_at = excluded.last_used_at, address = excluded.address, user_agent = excluded.user_agent
    where credential_usage.last_used_at < excluded.last_used_at;
  insert into credential_traffic (organization_id, application_id, api_key_id, signing_key_id, minute, requests)
  select k.organization_id, k.application_id, k.id, t.signing_key_id, t.minute, t.requests
    from jsonb_to_recordset(p_traffic) as t (
      api_key_id uuid, signing_key_id uuid, minute timestamptz, requests integer
    )
    join api_keys k on k.id = t.api_key_id
   order by k.application_id, t.minute, k.id, t.signing_key_id
  on conflict (application_id, minute, api_key_id, signing_key_id) do update
    set requests = credential_traffic.requests + excluded.requests;
  insert into permission_usage (organization_id, application_id, permission, last_used_at)
  select a.organization_id, a.id, p.permission, p.last_used_at
    from jsonb_to_recordset(p_permissions) as p (application_id uuid, permission text, last_used_at timestamptz)
    join applications a on a.id = p.application_id
   order by a.id, p.permission
  on conflict (application_id, permission) do update
    set last_used_at = excluded.last_used_at
    where permission_usage.last_used_at < excluded.last_used_at;
end
$$;
--> statement-breakpoint
drop function record_credential_usage(jsonb);
--> statement-breakpoint
create function forget_old_traffic(p_before timestamptz) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$ delete from credential_traffic where minute < p_before $$;
--> statement-breakpoint

-- The session behind a cookie, now with what a dangerous action has to know of it.
drop function lookup_session(uuid, timestamptz);
--> statement-breakpoint
create function lookup_session(p_session_id uuid, p_now timestamptz)
  returns table (
    session_id uuid, user_id uuid, email text, display_name text, kind text, operator_role text,
    last_proof_at timestamptz, has_second_factor boolean, memberships jsonb
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select s.id, u.id, u.email, u.display_name, u.kind, u.operator_role, s.last_proof_at,
         exists (select from second_factors f where f.user_id = u.id and f.confirmed_at is not null),
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

-- The invitation behind a link: whoever holds the link may know what it invites to.
create function lookup_invitation(p_invitation_id uuid, p_secret_digest bytea)
  returns table (
    invitation_id uuid, organization_id uuid, organization_name text, email text, role text, created_by_name text,
    expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select i.id, o.id, o.name, i.email, i.role, i.created_by_name, i.expires_at, i.accepted_at, i.revoked_at
    from invitations i join organizations o on o.id = i.organization_id
   where i.id = p_invitation_id and i.secret_digest = p_secret_digest
$$;
--> statement-breakpoint

-- For operator staff: partner organizations by a part of their name or slug, by the id or the exact e-mail address of
-- somebody or something of theirs, or by a signing key's fingerprint; in the order of their names, after one of them.
create function search_organizations(p_text text, p_uuid uuid, p_after_id uuid, p_limit integer)
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
          or o.id in (select s.organization_id from signing_keys s where s.fingerprint = lower(p_text))
          or o.id in (select m.organization_id from memberships m join users u on u.id = m.user_id
                       where u.id = p_uuid or lower(u.email) = lower(p_text)))
   order by lower(o.name), o.id
   limit p_limit
$$;
--> statement-breakpoint
create index organizations_by_name on organizations (lower(name), id) where kind = 'PARTNER';
--> statement-breakpoint
create index signing_keys_fingerprint_search on signing_keys (fingerprint);
--> statement-breakpoint

-- For notices: keys of living applications that end soon, in every organization.
create function api_keys_ending(p_after timestamptz, p_until timestamptz)
  returns table (
    organization_id uuid, environment text, application_id uuid, application_name text,
    api_key_id uuid, prefix text, last_four text, expires_at timestamptz, expiry_set_at timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select a.organization_id, a.environment, a.id, a.name, k.id, k.prefix, k.last_four, k.expires_at,
         coalesce(k.expiry_set_at, k.created_at)
    from api_keys k join applications a on a.id = k.application_id
   where k.revoked_at is null and a.deleted_at is null and k.expires_at > p_after and k.expires_at <= p_until
   order by k.expires_at, k.id
$$;
--> statement-breakpoint

alter table audit_checkpoints add constraint audit_checkpoints_sequence check (sequence > 0);
--> statement-breakpoint

-- Heads that the key has not signed as they stand, in the order of their organizations, after one of them.
create function audit_heads_to_sign(p_key_fingerprint text, p_after uuid, p_limit integer)
  returns table (organization_id uuid, sequence bigint, hash bytea)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select h.organization_id, h.sequence, h.hash from audit_heads h
   where (p_after is null or h.organization_id > p_after)
     and h.sequence > 0
     and not exists (
       select from audit_checkpoints c
        where c.organization_id = h.organization_id and c.sequence = h.sequence and c.hash = h.hash
          and c.key_fingerprint = p_key_fingerprint)
   order by h.organization_id
   limit p_limit
$$;
--> statement-breakpoint

-- Stores a signed head if the chain has that row, so that no caller can contradict a history. What is there stays; the
-- current head alone may be signed anew by another key. False where nothing was stored.
create function store_audit_checkpoint(
  p_organization_id uuid, p_sequence bigint, p_hash bytea, p_signed_at timestamptz,
  p_key_fingerprint text, p_public_key_pem text, p_signature bytea
) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if p_organization_id is distinct from current_organization() then
    raise exception 'a checkpoint belongs to the organization in scope' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_checkpoints as c (
    organization_id, sequence, hash, signed_at, key_fingerprint, public_key_pem, signature
  )
  select p_organization_id, p_sequence, p_hash, p_signed_at, p_key_fingerprint, p_public_key_pem, p_signature
    from audit_events e join audit_heads h on h.organization_id = e.organization_id and h.sequence >= e.sequence
   where e.organization_id = p_organization_id and e.sequence = p_sequence and e.hash = p_hash
  on conflict (organization_id, sequence) do update
    set signed_at = excluded.signed_at, key_fingerprint = excluded.key_fingerprint,
        public_key_pem = excluded.public_key_pem, signature = excluded.signature
    where c.hash = excluded.hash and c.key_fingerprint <> excluded.key_fingerprint
      and c.sequence = (select h.sequence from audit_heads h where h.organization_id = c.organization_id);
  return found;
end
$$;
--> statement-breakpoint

-- The newest checkpoint that the key made of each history, in the order of the organizations, after one of them.
create function newest_audit_checkpoints(p_key_fingerprint text, p_after uuid, p_limit integer)
  returns table (organization_id uuid, sequence bigint, hash bytea, signed_at timestamptz, signature bytea)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select h.organization_id, newest.sequence, newest.hash, newest.signed_at, newest.signature
    from audit_heads h cross join lateral (
      select c.sequence, c.hash, c.signed_at, c.signature from audit_checkpoints c
       where c.organization_id = h.organization_id and c.key_fingerprint = p_key_fingerprint
       order by c.sequence desc limit 1
    ) as newest
   where p_after is null or h.organization_id > p_after
   order by h.organization_id
   limit p_limit
$$;
--> statement-breakpoint

-- New functions are everybody's by default.
revoke execute on all functions in schema public from public;
--> statement-breakpoint
grant execute on function record_usage(jsonb, jsonb, jsonb), forget_old_traffic(timestamptz),
  lookup_session(uuid, timestamptz), lookup_invitation(uuid, bytea), search_organizations(text, uuid, uuid, integer),
  api_keys_ending(timestamptz, timestamptz), audit_heads_to_sign(text, uuid, integer),
  store_audit_checkpoint(uuid, bigint, bytea, timestamptz, text, text, bytea), newest_audit_checkpoints(text, uuid, integer) to nuvera_app;
