-- A session ends at once when its person's password or standing changes, whoever makes the change and however:
-- code that forgets to end sessions cannot exist.

create function end_sessions_of_user() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions where user_id = old.id;
  return null;
end
$$;
--> statement-breakpoint
create trigger users_end_sessions after update on users for each row
  when ((old.password_hash, old.kind, old.operator_role) is distinct from (new.password_hash, new.kind, new.operator_role))
  execute function end_sessions_of_user();
--> statement-breakpoint

create function end_sessions_of_member() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions where user_id = old.user_id;
  return null;
end
$$;
--> statement-breakpoint
create trigger memberships_role_ends_sessions after update on memberships for each row
  when ((old.organization_id, old.user_id, old.role) is distinct from (new.organization_id, new.user_id, new.role))
  execute function end_sessions_of_member();
--> statement-breakpoint
create trigger memberships_removal_ends_sessions after delete on memberships for each row
  execute function end_sessions_of_member();
--> statement-breakpoint

-- New functions are everybody's by default; nobody calls these but their triggers.
revoke execute on function end_sessions_of_user(), end_sessions_of_member() from public;
