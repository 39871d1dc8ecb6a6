-- Searching customers by name, and what waits for a review across organizations.

-- How often a review has asked for a correction.
alter table customers add column correction_count integer not null default 0;
--> statement-breakpoint
alter table beneficiaries add column correction_count integer not null default 0;
--> statement-breakpoint

-- Every piece of one, two or three letters of a name, in lower case. What a text consists of is found by its pieces,
-- also where it is shorter than the trigrams of pg_trgm or made of signs that those leave out.
create function name_pieces(p_name text) returns text[]
  language plpgsql immutable strict parallel safe as $$
declare
  letters constant text[] := string_to_array(lower(p_name), null);
  pieces text[] := letters;
begin
  for i in 1 .. cardinality(letters) - 1 loop
    pieces := pieces || (letters[i] || letters[i + 1]);
  end loop;
  for i in 1 .. cardinality(letters) - 2 loop
    pieces := pieces || (letters[i] || letters[i + 1] || letters[i + 2]);
  end loop;
  return pieces;
end
$$;
--> statement-breakpoint
create index customers_name_search on customers using gin (organization_id, environment, name_pieces(company_name));
--> statement-breakpoint

-- Ids of customers in scope whose name contains a text, newest first, before one of them. Row-level security lets no
-- index answer "contains", since that is no leakproof question; so this asks in its stead, for the tenant in scope alone.
-- Common texts are found by walking back from the newest customer, rare ones by their pieces: what a short walk finds
-- tells which of the two a text is. Where a status is asked for, order and conditions are spelt so that no index but the
-- one by status fits: it may be one that only old customers have.
create function search_customers(p_text text, p_status text, p_before uuid, p_limit integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  v_organization constant uuid := current_organization();
  v_environment constant text := current_environment();
  v_text constant text := lower(p_text);
  v_short_walk constant integer := 2000;
  v_long_walk constant integer := 20000;
  v_walk integer := v_short_walk;
  v_before uuid := p_before;
  v_found uuid[] := '{}';
  v_pieces text[];
begin
  loop
    v_found := v_found || array(
      select walked.id from (
        select id, status, company_name from customers
         where organization_id = v_organization and environment = v_environment
           and (p_status is null or status between p_status and p_status)
           and (v_before is null or (p_status is not null and (status, id) < (p_status, v_before))
             or (p_status is null and id < v_before))
         order by case when p_status is not null then status end desc, id desc limit v_walk
      ) walked
       where position(v_text in lower(walked.company_name)) > 0
       order by case when p_status is not null then walked.status end desc, walked.id desc
       limit p_limit - cardinality(v_found)
    );
    exit when cardinality(v_found) >= p_limit;
    -- Where the walk ended; beyond the oldest customer there is nothing left to find.
    v_before := (
      select id from customers
       where organization_id = v_organization and environment = v_environment
         and (p_status is null or status between p_status and p_status)
         and (v_before is null or (p_status is not null and (status, id) < (p_status, v_before))
           or (p_status is null and id < v_before))
       order by case when p_status is not null then status end desc, id desc offset v_walk - 1 limit 1
    );
    exit when v_before is null or v_walk = v_long_walk or 5 * cardinality(v_found) < p_limit;
    v_walk := v_long_walk;
  end loop;
  return query select * from unnest(v_found);
  if cardinality(v_found) >= p_limit or v_before is null then
    return;
  end if;

  if length(v_text) <= 3 then
    v_pieces := array[v_text];
  else
    v_pieces := array(select substr(v_text, i, 3) from generate_series(1, length(v_text) - 2) i);
  end if;
  return query
    -- Materialized: nobody walks on for the sake of the order.
    with containing as materialized (
      select id from customers
       where organization_id = v_organization and environment = v_environment
         and name_pieces(company_name) @> v_pieces
         and position(v_text in lower(company_name)) > 0
         and (p_status is null or status = p_status)
    )
    select id from containing where id < v_before order by id desc limit p_limit - cardinality(v_found);
end
$$;
--> statement-breakpoint

-- For operator staff: customers of every organization that wait for a review, longest waiting first, after the place
-- that a moment and an id name. What screening says of a customer and its persons is taken together.
create function customer_review_queue(
  p_environment text, p_after_submitted_at timestamptz, p_after_id uuid, p_limit integer
)
  returns table (
    id uuid, organization_id uuid, organization_name text, environment text, company_name text, status text,
    submitted_at timestamptz, open_match_count integer, payment_hold boolean
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select c.id, c.organization_id, o.name, c.environment, c.company_name, c.status, c.submitted_at,
         screening.open_match_count, screening.payment_hold
    from (
      select * from customers
       where environment = p_environment and status = 'PENDING_REVIEW'
         and (submitted_at, id) > (
           coalesce(p_after_submitted_at, '-infinity'), coalesce(p_after_id, '00000000-0000-0000-0000-000000000000')
         )
       order by submitted_at, id limit p_limit
    ) c
    join organizations o on o.id = c.organization_id
    cross join lateral (
      select coalesce(sum(s.open_match_count), 0)::integer as open_match_count,
             coalesce(bool_or(s.payment_hold), false) as payment_hold
        from screening_subjects s
       where s.organization_id = c.organization_id and s.environment = c.environment and s.customer_id = c.id
         and s.subject_type <> 'BENEFICIARY'
    ) screening
   order by c.submitted_at, c.id
$$;
--> statement-breakpoint

-- The same for beneficiaries, with the customers they belong to.
create function beneficiary_review_queue(
  p_environment text, p_after_submitted_at timestamptz, p_after_id uuid, p_limit integer
)
  returns table (
    id uuid, organization_id uuid, organization_name text, environment text, company_name text, status text,
    submitted_at timestamptz, customer_id uuid, customer_name text, open_match_count integer, payment_hold boolean
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select b.id, b.organization_id, o.name, b.environment, b.company_name, b.status, b.submitted_at, c.id, c.company_name,
         coalesce(s.open_match_count, 0), coalesce(s.payment_hold, false)
    from (
      select * from beneficiaries
       where environment = p_environment and status = 'PENDING_REVIEW'
         and (submitted_at, id) > (
           coalesce(p_after_submitted_at, '-infinity'), coalesce(p_after_id, '00000000-0000-0000-0000-000000000000')
         )
       order by submitted_at, id limit p_limit
    ) b
    join organizations o on o.id = b.organization_id
    join customers c on c.organization_id = b.organization_id and c.environment = b.environment and c.id = b.customer_id
    left join screening_subjects s
      on s.organization_id = b.organization_id and s.environment = b.environment
     and s.subject_type = 'BENEFICIARY' and s.entity_id = b.id
   order by b.submitted_at, b.id
$$;
--> statement-breakpoint

revoke execute on function name_pieces(text), search_customers(text, text, uuid, integer),
  customer_review_queue(text, timestamptz, uuid, integer),
  beneficiary_review_queue(text, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function name_pieces(text), search_customers(text, text, uuid, integer),
  customer_review_queue(text, timestamptz, uuid, integer),
  beneficiary_review_queue(text, timestamptz, uuid, integer) to nuvera_app;
