-- The sandbox simulator's steps, the tickets' queue across organizations, and emptying a sandbox.

alter table simulator_steps add column attempts integer not null default 0;
--> statement-breakpoint

-- Takes up to p_limit steps that are due, of every organization, longest due first, and keeps everybody else from them
-- until p_leased_until. Who asks at the same moment gets other steps. Without a deed to show by then, whoever asks next
-- gets them again.
create function claim_simulator_steps(p_now timestamptz, p_leased_until timestamptz, p_limit integer)
  returns table (id uuid, organization_id uuid, step text, entity_id uuid, attempts integer)
  language sql volatile security definer set search_path = public, pg_temp
as $$
  update simulator_steps s
     set due_at = p_leased_until, attempts = s.attempts + 1
    from (
      select d.id from simulator_steps d
       where d.due_at <= p_now order by d.due_at, d.id limit p_limit for update skip locked
    ) due
   where s.id = due.id and p_leased_until > p_now
  returning s.id, s.organization_id, s.step, s.entity_id, s.attempts
$$;
--> statement-breakpoint
revoke execute on function claim_simulator_steps(timestamptz, timestamptz, integer) from public;
--> statement-breakpoint
grant execute on function claim_simulator_steps(timestamptz, timestamptz, integer) to nuvera_app;
--> statement-breakpoint
-- Ends steps that were taken up. One that was planned anew meanwhile has another id, and stays.
create function end_simulator_steps(p_ids jsonb) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$ delete from simulator_steps where id in (select value::uuid from jsonb_array_elements_text(p_ids)) and attempts > 0 $$;
--> statement-breakpoint
revoke execute on function end_simulator_steps(jsonb) from public;
--> statement-breakpoint
grant execute on function end_simulator_steps(jsonb) to nuvera_app;
--> statement-breakpoint
-- A step that was taken up and failed is due again at p_due_at.
create function postpone_simulator_step(p_id uuid, p_due_at timestamptz) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$ update simulator_steps set due_at = p_due_at where id = p_id and attempts > 0 $$;
--> statement-breakpoint
revoke execute on function postpone_simulator_step(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function postpone_simulator_step(uuid, timestamptz) to nuvera_app;
--> statement-breakpoint

-- For operator staff: tickets of every organization that wait for support, longest waiting first, after one of them.
-- The place is given by moment and id, so that it stays when that ticket has been answered meanwhile.
create function ticket_queue(
  p_environment text, p_priority text, p_after_waiting_since timestamptz, p_after_id uuid, p_limit integer
)
  returns table (
    id uuid, organization_id uuid, organization_name text, environment text, subject text, status text, priority text,
    waiting_since timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id, t.organization_id, o.name, t.environment, t.subject, t.status, t.priority, t.waiting_since
    from tickets t join organizations o on o.id = t.organization_id
   where t.environment = p_environment
     and t.status in ('OPEN', 'WAITING_ON_SUPPORT')
     and (p_priority is null or t.priority = p_priority)
     and (p_after_id is null or (t.waiting_since, t.id) > (p_after_waiting_since, p_after_id))
   order by t.waiting_since, t.id
   limit p_limit
$$;
--> statement-breakpoint
revoke execute on function ticket_queue(text, text, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function ticket_queue(text, text, timestamptz, uuid, integer) to nuvera_app;
--> statement-breakpoint

-- What a foreign key points at is deleted as quickly as it can be looked for from the other side.
create index quotes_of_customer on quotes (organization_id, environment, customer_id);
--> statement-breakpoint
create index quotes_of_beneficiary on quotes (organization_id, environment, beneficiary_id);
--> statement-breakpoint
create index screening_subjects_of_beneficiary on screening_subjects (organization_id, environment, beneficiary_id)
  where beneficiary_id is not null;
--> statement-breakpoint

-- Empties the sandbox of the organization in scope and says how many rows went, by table. Production is out of reach: the
-- environment is no parameter. Applications, their keys and the audit history stay; so does the word that deleted documents
-- leave about their contents.
create function reset_sandbox() returns jsonb
  language plpgsql volatile security definer set search_path = public, pg_temp
  -- Foreign keys are checked row by row. A plan for any value would read all that has just been deleted, again and again,
  -- where most rows refer to one and the same; one made for the value at hand never does.
  set plan_cache_mode = force_custom_plan
as $$
declare
  -- What refers to something comes before it.
  v_tables constant text[] := array[
    'idempotency_keys', 'simulator_steps', 'events', 'ticket_messages', 'tickets',
    'screening_dispositions', 'screening_matches', 'screening_subjects',
    'document_references', 'payments', 'quotes', 'documents', 'customer_persons', 'beneficiaries', 'customers'
  ];
  v_table text;
  v_rows bigint;
  v_counts jsonb;
begin
  if current_organization() is null or current_environment() is distinct from 'sandbox' then
    raise exception 'only the sandbox in scope is reset' using errcode = 'insufficient_privilege';
  end if;
  for v_attempt in 1..5 loop
    begin
      v_counts := '{}';
      -- Who is about to refer to one of these waits, and then finds it gone.
      perform from customers where organization_id = current_organization() and environment = 'sandbox' for update;
      perform from tickets where organization_id = current_organization() and environment = 'sandbox' for update;
      perform from documents where organization_id = current_organization() and environment = 'sandbox' for update;
      foreach v_table in array v_tables loop
        execute format(
          'delete from %I where organization_id = current_organization() and environment = ''sandbox''', v_table
        );
        get diagnostics v_rows = row_count;
        v_counts := v_counts || jsonb_build_object(v_table, v_rows);
      end loop;
      return v_counts;
    exception when foreign_key_violation or deadlock_detected then
      null; -- something was written meanwhile: it goes with the next attempt
    end;
  end loop;
  raise exception 'the sandbox was written to faster than it could be emptied' using errcode = 'serialization_failure';
end
$$;
--> statement-breakpoint
revoke execute on function reset_sandbox() from public;
--> statement-breakpoint
grant execute on function reset_sandbox() to nuvera_app;
