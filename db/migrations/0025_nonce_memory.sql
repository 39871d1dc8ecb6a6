-- Used token ids, kept in memory tables whose clean-up is to be emptied, and claimed a list at a time.
--
-- A token id is remembered until its token has ended and five seconds more: at most seventy seconds. It lies in one of four
-- slots, by the 128 seconds in which that ends; what is being claimed can only be known in the slots of now and of seventy
-- seconds from now. A slot is emptied whole when its time has been over for as long again, before its next turn comes.
--
-- Nothing of this is written ahead to the log, so a claim waits for no disk. A crash of the database, a restored backup and a
-- promoted standby find these tables empty, nonce_memory with them; the first claim that finds it so writes down since when
-- token ids are remembered, and tokens from before are refused: nobody knows whether they were used.
create unlogged table nonce_memory (
  is_only boolean primary key default true check (is_only),
  -- In milliseconds since 1970, by the clock of whoever claimed first; 0: nothing was ever forgotten.
  since bigint not null
);
--> statement-breakpoint
alter table nonce_memory enable row level security;
--> statement-breakpoint
insert into nonce_memory (since) values (0);
--> statement-breakpoint

alter table request_nonces rename to former_nonces;
--> statement-breakpoint
alter index request_nonces_application_id_jti_digest_pk rename to former_nonces_pk;
--> statement-breakpoint
create table request_nonces (
  organization_id uuid not null,
  application_id uuid not null,
  -- The first 128 bits of the token id's SHA-256.
  jti_digest uuid not null,
  slot smallint not null,
  -- In milliseconds since 1970.
  expires_at bigint not null,
  constraint request_nonces_pk primary key (organization_id, application_id, jti_digest, slot)
) partition by list (slot);
--> statement-breakpoint
create unlogged table request_nonces_0 partition of request_nonces for values in (0);
--> statement-breakpoint
create unlogged table request_nonces_1 partition of request_nonces for values in (1);
--> statement-breakpoint
create unlogged table request_nonces_2 partition of request_nonces for values in (2);
--> statement-breakpoint
create unlogged table request_nonces_3 partition of request_nonces for values in (3);
--> statement-breakpoint
-- Reached through functions only; row-level security without a policy denies even an accidental grant.
alter table request_nonces enable row level security;
--> statement-breakpoint
alter table request_nonces_0 enable row level security;
--> statement-breakpoint
alter table request_nonces_1 enable row level security;
--> statement-breakpoint
alter table request_nonces_2 enable row level security;
--> statement-breakpoint
alter table request_nonces_3 enable row level security;
--> statement-breakpoint

create function nonce_slot(p_milliseconds bigint) returns smallint
  language sql immutable parallel safe
  as $$ select ((p_milliseconds / 128000) % 4)::smallint $$;
--> statement-breakpoint

-- Claims token ids for requests that came with one and the same credential: item i of each list belongs to request i. No token
-- id may be in the list twice. p_issued: when the token says that it was issued; p_until: until when it is remembered; times are
-- in milliseconds since 1970, p_now by the caller's clock. One row for each, in their order:
--   'claimed'    the request may go on, and one unit is taken; remaining: what the bucket still holds
--   'replayed'   the token id was used before
--   'limited'    the bucket is empty; the token id is not used up
--   'forgotten'  the token is so old that it may have been used before the memory began; nothing was changed
--   'stale'      key, application or organization are not what the caller believes; nothing was changed
-- seconds: until there is more than remaining says, rounded up; of 'forgotten', until a token that is issued then will do.
--
-- The bucket's row is locked before anything is read and until the commit, so claims of one application come one after
-- the other and each sees what the one before left. State and token ids are read after the lock was given, so a
-- revocation that was committed while this waited counts.
--
-- A bucket's time never runs backwards: a server whose clock is behind takes from the bucket as the others left it. Only
-- a time more than five seconds ahead, further than servers' clocks may be apart, is taken for that of a clock that has
-- been set back since, and the bucket begins anew: else nobody could take from it until that time has come. The same holds
-- for since.
--
-- Its statements are planned once for a session, whatever the tables held then: they begin the day empty, and a plan that
-- reads an empty table from end to end would go on to read a full one.
create function claim_requests(
  p_api_key_id uuid, p_application_id uuid, p_application_version bigint, p_organization_version bigint,
  p_digests uuid[], p_issued bigint[], p_until bigint[], p_now bigint
) returns table (outcome text, remaining integer, seconds integer)
  language plpgsql volatile security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  -- A token may be issued five seconds ahead of a server's clock, and servers' clocks be five seconds apart.
  c_margin constant bigint := 10000;
  v_count integer := cardinality(p_digests);
  v_sent bigint := p_now * 1000000;
  v_slots smallint[] := array[nonce_slot(p_now), nonce_slot(p_now + 70000)];
  v_organization_id uuid;
  v_rate integer;
  v_key_expires_at timestamptz;
  v_since bigint;
  v_full_at bigint;
  v_seen_at bigint;
  v_before bigint;
  v_cost bigint;
  v_burst bigint;
  v_now bigint;
  v_level bigint;
  v_room integer;
  v_from integer := 1;
  v_to integer;
  v_known uuid[];
begin
  select b.full_at, b.seen_at into v_full_at, v_seen_at
    from request_buckets b where b.application_id = p_application_id for update;
  if not found then
    insert into request_buckets (application_id, full_at, seen_at)
    select a.id, 0, 0 from applications a where a.id = p_application_id on conflict do nothing;
    select b.full_at, b.seen_at into v_full_at, v_seen_at
      from request_buckets b where b.application_id = p_application_id for update;
  end if;
  v_before := v_full_at;

  select a.organization_id, a.rate_limit_per_second, k.expires_at, (select m.since from nonce_memory m)
    into v_organization_id, v_rate, v_key_expires_at, v_since
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
  if not found or v_key_expires_at <= to_timestamp(p_now / 1000.0) then
    return query select 'stale', 0, 0 from generate_series(1, v_count);
    return;
  end if;

  if v_since is null then
    insert into nonce_memory (since) values (p_now) on conflict do nothing;
    select m.since into v_since from nonce_memory m;
  end if;
  if v_since > p_now + 5000 then
    update nonce_memory set since = p_now where since > p_now + 5000;
    v_since := p_now;
  end if;

  -- Rounded down: exact for every rate that divides 10^9, and never off by more than a hundredth of a percent.
  v_cost := 1000000000 / v_rate;
  v_burst := v_cost * v_rate;
  if v_seen_at > v_sent + 5000000000 then
    v_now := v_sent;
    v_level := v_now;
  else
    v_now := greatest(v_sent, v_seen_at);
    v_level := greatest(v_now, v_full_at);
  end if;

  -- As many at a time as there is room for; those that turn out to be replayed leave theirs to the next.
  while v_from <= v_count loop
    v_room := (v_now + v_burst - v_level) / v_cost;
    exit when v_room <= 0;
    v_to := least(v_count, v_from + v_room - 1);
    with taken as (
      insert into request_nonces as n (organization_id, application_id, jti_digest, slot, expires_at)
      select v_organization_id, p_application_id, c.digest, nonce_slot(c.until), c.until
        from unnest(p_digests[v_from:v_to], p_issued[v_from:v_to], p_until[v_from:v_to]) as c (digest, issued, until)
         -- A claim that ends before it begins would not keep the token id from being used again.
       where c.until > p_now
         and c.issued > v_since + c_margin
         and not exists (
           select from request_nonces o
            where o.organization_id = v_organization_id and o.application_id = p_application_id
              and o.jti_digest = c.digest and o.slot = any (v_slots) and o.expires_at > p_now
            -- One look into the index for each, never a join with all of the application's.
            offset 0
         )
      on conflict (organization_id, application_id, jti_digest, slot) do update
        set expires_at = excluded.expires_at
        where n.expires_at <= p_now
      returning n.jti_digest
    )
    select coalesce(array_agg(t.jti_digest), '{}') into v_known from taken t;
    for v_item in v_from..v_to loop
      if cardinality(v_known) = v_to - v_from + 1 or p_digests[v_item] = any (v_known) then
        v_level := v_level + v_cost;
        v_full_at := v_level;
        v_seen_at := v_now;
        outcome := 'claimed';
        remaining := (v_now + v_burst - v_level) / v_cost;
        seconds := ceil((v_level - v_now) / 1e9);
      else
        remaining := 0;
        seconds := 0;
        if p_until[v_item] <= p_now then
          outcome := 'stale';
        elsif p_issued[v_item] <= v_since + c_margin then
          outcome := 'forgotten';
          seconds := greatest(1, ceil((v_since + c_margin + 1000 - p_now) / 1000.0));
        else
          outcome := 'replayed';
        end if;
      end if;
      return next;
    end loop;
    v_from := v_to + 1;
  end loop;

  if v_from <= v_count then
    select coalesce(array_agg(n.jti_digest), '{}') into v_known
      from request_nonces n
     where n.organization_id = v_organization_id and n.application_id = p_application_id
       and n.jti_digest = any (p_digests[v_from:v_count]) and n.slot = any (v_slots) and n.expires_at > p_now;
    for v_item in v_from..v_count loop
      remaining := 0;
      seconds := 0;
      if p_until[v_item] <= p_now then
        outcome := 'stale';
      elsif p_digests[v_item] = any (v_known) then
        outcome := 'replayed';
      else
        outcome := 'limited';
        seconds := greatest(1, ceil((v_level + v_cost - v_burst - v_sent) / 1e9));
      end if;
      return next;
    end loop;
  end if;

  if v_full_at <> v_before then
    update request_buckets b set full_at = v_full_at, seen_at = v_seen_at where b.application_id = p_application_id;
  end if;
end
$$;
--> statement-breakpoint

-- For server processes of the release before this, while they are replaced one by one: the same memory, so no token id passes once
-- here and once there. What they do not say, when a token was issued, is taken to be as early as it can have been.
create or replace function claim_requests(
  p_api_key_id uuid, p_application_id uuid, p_application_version bigint, p_organization_version bigint, p_claims jsonb
) returns table (outcome text, remaining integer, seconds integer)
  language plpgsql volatile security definer set search_path = public, pg_temp
as $$
declare
  v_claim jsonb;
begin
  for v_claim in select value from jsonb_array_elements(p_claims) loop
    return query
      select case c.outcome when 'forgotten' then 'stale' else c.outcome end, c.remaining, c.seconds
        from claim_requests(
          p_api_key_id, p_application_id, p_application_version, p_organization_version,
          array[left(v_claim ->> 0, 32)::uuid], array[(v_claim ->> 1)::bigint - 65000], array[(v_claim ->> 1)::bigint],
          (v_claim ->> 2)::bigint
        ) c;
  end loop;
end
$$;
--> statement-breakpoint

insert into request_nonces (organization_id, application_id, jti_digest, slot, expires_at)
select a.organization_id, a.id, left(encode(f.jti_digest, 'hex'), 32)::uuid, nonce_slot(ends.at), ends.at
  from former_nonces f
  join applications a on a.id = f.application_id
  cross join lateral (select (extract(epoch from f.expires_at) * 1000)::bigint as at) ends
 -- Longer than servers' clocks may be apart.
 where f.expires_at > now() - interval '1 minute'
on conflict do nothing;
--> statement-breakpoint
drop function forget_expired_nonces(timestamptz, integer);
--> statement-breakpoint
drop table former_nonces;
--> statement-breakpoint

-- Empties the slot whose time has been over the longest: for 128 seconds at least, by the caller's clock and by ours, so that a
-- clock that is wrong by less opens nothing. A slot with something in it that has not ended is left as it is. True when a slot was
-- emptied.
create function forget_past_nonces(p_now bigint) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp set lock_timeout = '1s'
as $$
declare
  v_now bigint := least(p_now, (extract(epoch from clock_timestamp()) * 1000)::bigint);
  v_table regclass := format('request_nonces_%s', (nonce_slot(v_now) + 2) % 4)::regclass;
  v_is_needed boolean;
begin
  if pg_relation_size(v_table) = 0 then return false; end if;
  execute format('lock table only %s in access exclusive mode', v_table);
  execute format('select exists (select from only %s where expires_at > $1)', v_table) into v_is_needed using v_now;
  if v_is_needed then return false; end if;
  execute format('truncate only %s', v_table);
  return true;
end
$$;
--> statement-breakpoint

revoke execute on function nonce_slot(bigint),
  claim_requests(uuid, uuid, bigint, bigint, uuid[], bigint[], bigint[], bigint), forget_past_nonces(bigint) from public;
--> statement-breakpoint
grant execute on function claim_requests(uuid, uuid, bigint, bigint, uuid[], bigint[], bigint[], bigint),
  forget_past_nonces(bigint) to nuvera_app;
