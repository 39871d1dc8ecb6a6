-- Rate limits, failed authentication and idempotency keys.
--
-- A bucket is known by the instant at which it will be full again, in nanoseconds since 1970 (the generic cell rate
-- algorithm; ATM Forum, Traffic Management 4.0, section 4.4.2). What is taken moves that instant on by what one unit takes
-- to grow back; nothing has to run for it to refill. Clocks are the callers', in milliseconds since 1970.

-- One bucket an application. seen_at: the bucket's own time, which is that of whoever took from it last.
-- Not logged: a crash of the database empties the table, which fills every bucket.
create unlogged table request_buckets (
  application_id uuid primary key references applications (id),
  full_at bigint not null,
  seen_at bigint not null
) with (fillfactor = 50);
--> statement-breakpoint
-- Reached through functions only; row-level security without a policy denies even an accidental grant.
alter table request_buckets enable row level security;
--> statement-breakpoint

-- Claims token ids for requests that came with one and the same credential, in the order of p_claims: a list of
-- [token id's SHA-256 in hex, until when it is remembered, now], both times in milliseconds. One row for each:
--   'claimed'   the request may go on, and one unit is taken; remaining: what the bucket still holds
--   'replayed'  the token id was used before
--   'limited'   the bucket is empty; the token id is not used up
--   'stale'     key, application or organization are not what the caller believes; nothing was changed
-- seconds: until there is more than remaining says, rounded up.
--
-- The bucket's row is locked before anything is read and until the commit, so claims of one application come one after
-- the other and each sees what the one before left. State and token ids are read after the lock was given, so a
-- revocation that was committed while this waited counts. The wait for the disk at the commit is shared by the whole
-- list: callers gather what arrives meanwhile.
--
-- A bucket's time never runs backwards: a server whose clock is behind takes from the bucket as the others left it. Only
-- a time more than five seconds ahead, further than servers' clocks may be apart, is taken for that of a clock that has
-- been set back since, and the bucket begins anew: else nobody could take from it until that time has come.
create function claim_requests(
  p_api_key_id uuid, p_application_id uuid, p_application_version bigint, p_organization_version bigint, p_claims jsonb
) returns table (outcome text, remaining integer, seconds integer)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  v_full_at bigint;
  v_seen_at bigint;
  v_level bigint;
  v_taken bigint;
  v_cost bigint;
  v_burst bigint;
  v_sent bigint;
  v_now bigint;
  v_now_at timestamptz;
  v_expires_at timestamptz;
  v_rate integer;
  v_key_expires_at timestamptz;
  v_is_live boolean;
  v_claim jsonb;
begin
  select b.full_at, b.seen_at into v_full_at, v_seen_at
    from request_buckets b where b.application_id = p_application_id for update;
  if not found then
    insert into request_buckets (application_id, full_at, seen_at)
    select a.id, 0, 0 from applications a where a.id = p_application_id on conflict do nothing;
    select b.full_at, b.seen_at into v_full_at, v_seen_at
      from request_buckets b where b.application_id = p_application_id for update;
  end if;

  select a.rate_limit_per_second, k.expires_at into v_rate, v_key_expires_at
    from api_keys k
    join applications a on a.id = k.application_id
    join organizations o on o.id = a.organization_id
   where k.id = p_api_key_id
     and k.revoked_at is null
     and a.id = p_application_id
     and a.state_version = p_application_version
     and a.disabled_at is null
     and a.deleted_at is null
     and o.state_version = p_organization_version
     and o.suspended_at is null;
  v_is_live := found;
  -- Rounded down: exact for every rate that divides 10^9, and never off by more than a hundredth of a percent.
  v_cost := 1000000000 / v_rate;
  v_burst := v_cost * v_rate;

  for v_claim in select value from jsonb_array_elements(p_claims) loop
    v_expires_at := to_timestamp((v_claim ->> 1)::bigint / 1000.0);
    v_now_at := to_timestamp((v_claim ->> 2)::bigint / 1000.0);
    v_sent := (v_claim ->> 2)::bigint * 1000000;
    -- A claim that ends before it begins would not keep the token id from being used again.
    if not v_is_live or v_expires_at <= v_now_at or v_key_expires_at <= v_now_at then
      return query values ('stale', 0, 0);
      continue;
    end if;
    if v_seen_at > v_sent + 5000000000 then
      v_now := v_sent;
      v_level := v_now;
    else
      v_now := greatest(v_sent, v_seen_at);
      v_level := greatest(v_now, v_full_at);
    end if;
    v_taken := v_level + v_cost;
    if v_taken > v_now + v_burst then
      if exists (
        select from request_nonces n
         where n.application_id = p_application_id and n.jti_digest = decode(v_claim ->> 0, 'hex')
           and n.expires_at > v_now_at
      ) then
        return query values ('replayed', 0, 0);
      else
        return query values ('limited', 0, greatest(1, ceil((v_taken - v_burst - v_sent) / 1e9)::integer));
      end if;
      continue;
    end if;
    insert into request_nonces as n (application_id, jti_digest, expires_at)
    values (p_application_id, decode(v_claim ->> 0, 'hex'), v_expires_at)
    on conflict (application_id, jti_digest) do update
      set expires_at = excluded.expires_at
      where n.expires_at <= v_now_at;
    if not found then
      return query values ('replayed', 0, 0);
      continue;
    end if;
    v_full_at := v_taken;
    v_seen_at := v_now;
    return query values (
      'claimed', ((v_now + v_burst - v_full_at) / v_cost)::integer, ceil((v_full_at - v_now) / 1e9)::integer
    );
  end loop;

  update request_buckets b set full_at = v_full_at, seen_at = v_seen_at
   where b.application_id = p_application_id and b.full_at <> v_full_at;
end
$$;
--> statement-breakpoint
drop function claim_request(uuid, uuid, bigint, bigint, bytea, timestamptz, timestamptz);
--> statement-breakpoint

-- Requests over the limit, beside the admitted ones of the same minute and pair of keys.
alter table credential_traffic add column limited integer not null default 0;
--> statement-breakpoint
create or replace function record_usage(p_credentials jsonb, p_traffic jsonb, p_permissions jsonb) returns void
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
  insert into credential_traffic (organization_id, application_id, api_key_id, signing_key_id, minute, requests, limited)
  select k.organization_id, k.application_id, k.id, t.signing_key_id, t.minute, t.requests, t.limited
    from jsonb_to_recordset(p_traffic) as t (
      api_key_id uuid, signing_key_id uuid, minute timestamptz, requests integer, limited integer
    )
    join api_keys k on k.id = t.api_key_id
   order by k.application_id, t.minute, k.id, t.signing_key_id
  on conflict (application_id, minute, api_key_id, signing_key_id) do update
    set requests = credential_traffic.requests + excluded.requests,
        limited = credential_traffic.limited + excluded.limited;
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

-- One bucket a place that sent credentials which were not accepted; `place` is a digest. A row is of use until its bucket
-- is full again, a minute at most, and is then swept.
create unlogged table failed_authentications (
  place bytea primary key,
  full_at bigint not null
);
--> statement-breakpoint
create index failed_authentications_full_at on failed_authentications (full_at);
--> statement-breakpoint
alter table failed_authentications enable row level security;
--> statement-breakpoint

-- Where a bucket stands at p_now: one that is fuller than full is full. One that ends further ahead than an empty one and
-- five seconds was written by a clock that has been set back since, and begins anew.
create function bucket_at(p_full_at bigint, p_now bigint, p_burst bigint) returns bigint
  language sql immutable parallel safe
  as $$ select case when p_full_at > p_now + p_burst + 5000000000 then p_now else greatest(p_full_at, p_now) end $$;
--> statement-breakpoint

-- Counts one; gives after how many seconds the next one would be within the limit, or 0 when this one is.
create function count_failed_authentication(p_place bytea, p_per_minute integer, p_now_milliseconds bigint)
  returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  v_now bigint := p_now_milliseconds * 1000000;
  v_cost bigint := 60000000000 / p_per_minute;
  v_burst bigint := v_cost * p_per_minute;
  v_full_at bigint;
begin
  insert into failed_authentications as f (place, full_at) values (p_place, v_now + v_cost)
  on conflict (place) do update
    set full_at = bucket_at(f.full_at, v_now, v_burst) + v_cost
    where bucket_at(f.full_at, v_now, v_burst) + v_cost <= v_now + v_burst;
  if found then return 0; end if;
  select bucket_at(f.full_at, v_now, v_burst) into v_full_at from failed_authentications f where f.place = p_place;
  return greatest(1, ceil((v_full_at + v_cost - v_burst - v_now) / 1e9)::integer);
end
$$;
--> statement-breakpoint
create function forget_failed_authentications(p_now_milliseconds bigint, p_limit integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  removed integer;
begin
  delete from failed_authentications
   where ctid = any (array(
     select ctid from failed_authentications where full_at <= p_now_milliseconds * 1000000
      order by full_at limit p_limit for update skip locked
   ));
  get diagnostics removed = row_count;
  return removed;
end
$$;
--> statement-breakpoint

-- The request's own UUID: it sorts by time and is the place in the list at which a page begins.
alter table idempotency_keys alter column request_id type uuid using substring(request_id from 5)::uuid;
--> statement-breakpoint
drop index idempotency_keys_newest;
--> statement-breakpoint
create index idempotency_keys_newest on idempotency_keys (organization_id, application_id, request_id);
--> statement-breakpoint
alter table idempotency_keys add constraint idempotency_keys_application
  foreign key (organization_id, application_id) references applications (organization_id, id);
--> statement-breakpoint
alter table idempotency_keys add constraint idempotency_keys_key check (key ~ '^[\x21-\x7e]{1,255}$');
--> statement-breakpoint
create function forget_expired_idempotency_keys(p_now timestamptz, p_limit integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  removed integer;
begin
  delete from idempotency_keys
   where ctid = any (array(
     select ctid from idempotency_keys where expires_at <= p_now order by expires_at limit p_limit for update skip locked
   ));
  get diagnostics removed = row_count;
  return removed;
end
$$;
--> statement-breakpoint

revoke execute on function bucket_at(bigint, bigint, bigint),
  claim_requests(uuid, uuid, bigint, bigint, jsonb), count_failed_authentication(bytea, integer, bigint),
  forget_failed_authentications(bigint, integer), forget_expired_idempotency_keys(timestamptz, integer) from public;
--> statement-breakpoint
grant execute on function claim_requests(uuid, uuid, bigint, bigint, jsonb),
  count_failed_authentication(bytea, integer, bigint), forget_failed_authentications(bigint, integer),
  forget_expired_idempotency_keys(timestamptz, integer) to nuvera_app;
