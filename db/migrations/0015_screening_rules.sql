-- Screening: lists in versions, the search for candidates, who is due, and the queue of what waits for a reviewer.

alter table watchlists add column sequence integer not null, add column algorithm text not null;
--> statement-breakpoint
-- Counts imports over all lists: a subject that was matched before the newest one is due.
create sequence watchlist_sequence as integer;
--> statement-breakpoint
grant usage on sequence watchlist_sequence to nuvera_app;
--> statement-breakpoint
alter table watchlist_entries add column identifier_keys text[] not null default '{}';
--> statement-breakpoint
create index watchlist_entries_identifiers on watchlist_entries using gin (identifier_keys);
--> statement-breakpoint
create table watchlist_imports (
  list text not null,
  version integer not null,
  state text not null,
  source_name text not null,
  source_sha256 bytea not null,
  entry_count integer not null,
  started_at timestamptz not null,
  heartbeat_at timestamptz not null,
  finished_at timestamptz,
  failure text,
  constraint watchlist_imports_list_version_pk primary key (list, version),
  constraint watchlist_imports_state check (state in ('RUNNING', 'COMPLETED', 'FAILED')),
  constraint watchlist_imports_count check (entry_count >= 0)
);
--> statement-breakpoint
create unique index watchlist_imports_running on watchlist_imports (list) where state = 'RUNNING';
--> statement-breakpoint
grant select, insert, update on watchlist_imports to nuvera_app;
--> statement-breakpoint

alter table screening_subjects
  add column list_sequence integer not null default 0,
  add column open_since timestamptz,
  add column retry_after timestamptz,
  add column closed_at timestamptz;
--> statement-breakpoint
drop index screening_subjects_due;
--> statement-breakpoint
create index screening_subjects_due on screening_subjects (next_due_at) where closed_at is null;
--> statement-breakpoint
create index screening_subjects_behind on screening_subjects (environment, list_sequence, id) where closed_at is null;
--> statement-breakpoint
drop index screening_subjects_queue;
--> statement-breakpoint
create index screening_subjects_queue on screening_subjects (environment, open_since, id) where open_match_count > 0;
--> statement-breakpoint
-- A customer may have very many beneficiaries; its own holds are asked for at every payment.
create index screening_subjects_people on screening_subjects (organization_id, environment, customer_id)
  where subject_type <> 'BENEFICIARY';
--> statement-breakpoint
alter table screening_matches add column fingerprint text not null;
--> statement-breakpoint
alter table screening_dispositions add column fingerprint text not null;
--> statement-breakpoint

-- Customers that are older than screening. Until somebody has looked, none of them is approved.
insert into screening_subjects (
  id, organization_id, environment, subject_type, entity_id, customer_id, display_name, query,
  payment_hold, onboarding_blocked, open_match_count, next_due_at, created_at
)
select gen_random_uuid(), organization_id, environment, 'CUSTOMER', id, id, company_name, '[]'::jsonb, false, true, 0, now(), now()
  from customers
union all
select gen_random_uuid(), organization_id, environment, 'CUSTOMER_PERSON', id, customer_id, first_name || ' ' || last_name,
       '[]'::jsonb, false, true, 0, now(), now()
  from customer_persons;
--> statement-breakpoint

-- How a word sounds. Daitch-Mokotoff knows Slavic and Germanic spellings; before PostgreSQL 16 there is Double Metaphone
-- alone. Words of other scripts stand for themselves.
do $$
begin
  if exists (select from pg_proc where proname = 'daitch_mokotoff') then
    create function sounds_of(p_word text) returns text[] language sql immutable parallel safe
      as 'select case when p_word ~ ''^[a-z]{2,}$'' then daitch_mokotoff(p_word) else array[p_word] end';
  else
    create function sounds_of(p_word text) returns text[] language sql immutable parallel safe
      as 'select array[coalesce(nullif(case when p_word ~ ''^[a-z]{2,}$'' then dmetaphone(p_word) end, ''''), p_word)]';
  end if;
end
$$;
--> statement-breakpoint

-- Keys by which a name is found however it is spelt: the sounds of each pair of its words, or of the only one. A word of
-- several would find half of the list. The ninth word of a name and those after it add nothing.
create function name_keys(p_normalized text) returns text[] language plpgsql immutable parallel safe
as $$
declare
  v_words constant text[] := (string_to_array(p_normalized, ' '))[1:8];
  v_count constant integer := coalesce(array_length(v_words, 1), 0);
  v_before text[] := '{}';
  v_here text[];
  v_keys text[] := '{}';
  v_one text;
  v_other text;
begin
  for v_place in 1..v_count loop
    v_here := sounds_of(v_words[v_place]);
    foreach v_one in array v_here loop
      if v_count = 1 then
        v_keys := v_keys || v_one;
      end if;
      foreach v_other in array v_before loop
        v_keys := v_keys || (least(v_one, v_other) || '+' || greatest(v_one, v_other));
      end loop;
    end loop;
    v_before := v_before || v_here;
  end loop;
  return v_keys;
end
$$;
--> statement-breakpoint

-- Entries whose names are like one of p_names, in letters or in sound, or that have one of p_identifiers: candidates for a
-- score. Names and identifiers are normalized already. All of it is one statement, so that lists are seen in one version
-- each, whatever is imported meanwhile.
create function screening_candidates(p_environment text, p_names text[], p_identifiers text[], p_limit integer)
  returns table (
    list text, entity_id text, schema text, caption text, aliases jsonb, birth_dates jsonb, countries jsonb,
    addresses jsonb, identifiers jsonb, sanctions jsonb, topics jsonb, datasets jsonb
  )
  language sql stable
  set search_path = public, pg_temp
  set pg_trgm.similarity_threshold = 0.45
as $$
  with current_lists as materialized (
    select w.name, w.version from watchlists w where w.environments ? p_environment
  ), wanted as materialized (
    select distinct wanted_name, name_keys(wanted_name) as keys from unnest(p_names) as wanted_name
  ), hits as (
    select spelt.* from wanted cross join lateral (
      select n.list, n.version, n.entity_id
        from watchlist_names n join current_lists c on c.name = n.list and c.version = n.version
       where n.normalized % wanted_name
       order by similarity(n.normalized, wanted_name) desc limit p_limit
    ) as spelt
    union
    select sounding.* from wanted cross join lateral (
      select n.list, n.version, n.entity_id
        from watchlist_names n join current_lists c on c.name = n.list and c.version = n.version
       where n.phonetic && keys
       order by similarity(n.normalized, wanted_name) desc limit p_limit
    ) as sounding
    union
    select numbered.* from (
      select e.list, e.version, e.entity_id
        from watchlist_entries e join current_lists c on c.name = e.list and c.version = e.version
       where e.identifier_keys && p_identifiers
       limit p_limit
    ) as numbered
  )
  select e.list, e.entity_id, e.schema, e.caption, e.aliases, e.birth_dates, e.countries, e.addresses, e.identifiers,
         e.sanctions, e.topics, e.datasets
    from hits join watchlist_entries e using (list, version, entity_id)
$$;
--> statement-breakpoint
revoke execute on function screening_candidates(text, text[], text[], integer), name_keys(text), sounds_of(text) from public;
--> statement-breakpoint
grant execute on function screening_candidates(text, text[], text[], integer), name_keys(text), sounds_of(text) to nuvera_app;
--> statement-breakpoint

-- Who is to be screened again, over all organizations: those whose day has come, and those that were matched before the
-- newest import into their environment. Who failed lately waits. Nothing is claimed here: whoever screens one locks it.
create function due_screening_subjects(p_now timestamptz, p_limit integer)
  returns table (id uuid, organization_id uuid, environment text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  (
    select s.id, s.organization_id, s.environment from screening_subjects s
     where s.closed_at is null and s.next_due_at <= p_now and (s.retry_after is null or s.retry_after <= p_now)
     order by s.next_due_at limit p_limit
  )
  union
  select behind.* from (
    select w.environment, max(l.sequence) as sequence
      from (values ('production'), ('sandbox')) as w (environment) join watchlists l on l.environments ? w.environment
     group by w.environment
  ) as newest cross join lateral (
    select s.id, s.organization_id, s.environment from screening_subjects s
     where s.closed_at is null and s.environment = newest.environment and s.list_sequence < newest.sequence
       and (s.retry_after is null or s.retry_after <= p_now)
     order by s.list_sequence, s.id limit p_limit
  ) as behind
$$;
--> statement-breakpoint
revoke execute on function due_screening_subjects(timestamptz, integer) from public;
--> statement-breakpoint
grant execute on function due_screening_subjects(timestamptz, integer) to nuvera_app;
--> statement-breakpoint

-- How much of that there is, for staff. Beyond ten thousand it does not count on.
create function count_due_screening_subjects(p_now timestamptz) returns table (environment text, due integer)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select w.environment, (select count(*)::integer from (
    select from screening_subjects s
     where s.closed_at is null and s.environment = w.environment and (
       s.next_due_at <= p_now
       or s.list_sequence < coalesce((select max(l.sequence) from watchlists l where l.environments ? w.environment), 0)
     )
     limit 10000
  ) as due) from (values ('production'), ('sandbox')) as w (environment)
$$;
--> statement-breakpoint
revoke execute on function count_due_screening_subjects(timestamptz) from public;
--> statement-breakpoint
grant execute on function count_due_screening_subjects(timestamptz) to nuvera_app;
--> statement-breakpoint

-- Subjects with matches that nobody has reviewed, over all organizations, longest waiting first.
create function screening_queue(p_environment text, p_after_open_since timestamptz, p_after_id uuid, p_limit integer)
  returns table (
    id uuid, organization_id uuid, organization_name text, environment text, subject_type text, display_name text,
    customer_id uuid, customer_name text, open_match_count integer, payment_hold boolean, open_since timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select s.id, s.organization_id, o.name, s.environment, s.subject_type, s.display_name,
         s.customer_id, c.company_name, s.open_match_count, s.payment_hold, s.open_since
    from screening_subjects s
    join organizations o on o.id = s.organization_id
    join customers c on c.id = s.customer_id
   where s.environment = p_environment and s.open_match_count > 0
     and (p_after_id is null or (s.open_since, s.id) > (p_after_open_since, p_after_id))
   order by s.open_since, s.id
   limit p_limit
$$;
--> statement-breakpoint
revoke execute on function screening_queue(text, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function screening_queue(text, timestamptz, uuid, integer) to nuvera_app;
