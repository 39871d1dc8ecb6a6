ALTER TABLE "mails" ADD COLUMN "about" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "worthless_after" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "mails_about" ON "mails" USING btree ("about");--> statement-breakpoint
CREATE INDEX "mails_worthless_after" ON "mails" USING btree ("worthless_after") WHERE "mails"."sealed_body" is not null;--> statement-breakpoint

-- As before, but nobody is told about keys of a suspended organization, which are refused anyway.
create or replace function api_keys_ending(p_after timestamptz, p_until timestamptz)
  returns table (
    organization_id uuid, environment text, application_id uuid, application_name text,
    api_key_id uuid, prefix text, last_four text, expires_at timestamptz, expiry_set_at timestamptz
  )
  language sql stable security definer set search_path = public, pg_temp
as $$
  select a.organization_id, a.environment, a.id, a.name, k.id, k.prefix, k.last_four, k.expires_at,
         coalesce(k.expiry_set_at, k.created_at)
    from api_keys k
    join applications a on a.id = k.application_id
    join organizations o on o.id = a.organization_id
   where k.revoked_at is null and a.deleted_at is null and o.suspended_at is null
     and k.expires_at > p_after and k.expires_at <= p_until
   order by k.expires_at, k.id
$$;
--> statement-breakpoint

-- Invitations that were accepted, withdrawn or over before; the history keeps what became of them.
create function forget_settled_invitations(p_before timestamptz) returns void
  language sql volatile security definer set search_path = public, pg_temp
as $$ delete from invitations where coalesce(accepted_at, revoked_at, expires_at) < p_before $$;
--> statement-breakpoint
revoke execute on function forget_settled_invitations(timestamptz) from public;
--> statement-breakpoint
grant execute on function forget_settled_invitations(timestamptz) to nuvera_app;
