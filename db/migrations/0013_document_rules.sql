-- Contents of documents lie outside the database. Whoever takes away a row leaves word that its content may have to go
-- too, whichever way the row went.
create function remember_document_content() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into document_content_checks (id, organization_id, environment, sha256, check_after)
  values (gen_random_uuid(), old.organization_id, old.environment, old.sha256, now() + interval '1 hour');
  return null;
end
$$;
--> statement-breakpoint
create trigger documents_remember_content after delete on documents
  for each row execute function remember_document_content();
--> statement-breakpoint

-- For housekeeping alone, which belongs to no tenant: whose contents are to be looked at, oldest word first.
create function due_document_content_checks(p_now timestamptz, p_limit integer)
  returns table (id uuid, organization_id uuid, environment text, sha256 text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select c.id, c.organization_id, c.environment, c.sha256
    from document_content_checks c where c.check_after <= p_now order by c.check_after, c.id limit p_limit
$$;
--> statement-breakpoint
create index document_content_checks_of_content on document_content_checks (organization_id, environment, sha256);
--> statement-breakpoint
revoke execute on function remember_document_content, due_document_content_checks from public;
--> statement-breakpoint
grant execute on function due_document_content_checks to nuvera_app;
