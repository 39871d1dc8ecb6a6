-- Who sees which of the new rows, and what the application's role may do with them. The rule is the one of 0001_tenancy:
-- rows of the organization and environment set for the transaction, and no others.

alter table beneficiaries enable row level security;
--> statement-breakpoint
create policy own_world on beneficiaries to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table documents enable row level security;
--> statement-breakpoint
create policy own_world on documents to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table document_references enable row level security;
--> statement-breakpoint
create policy own_world on document_references to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table document_content_checks enable row level security;
--> statement-breakpoint
create policy own_world on document_content_checks to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table quotes enable row level security;
--> statement-breakpoint
create policy own_world on quotes to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table payments enable row level security;
--> statement-breakpoint
create policy own_world on payments to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table simulator_steps enable row level security;
--> statement-breakpoint
create policy own_world on simulator_steps to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table events enable row level security;
--> statement-breakpoint
create policy own_world on events to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table tickets enable row level security;
--> statement-breakpoint
create policy own_world on tickets to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table ticket_messages enable row level security;
--> statement-breakpoint
create policy own_world on ticket_messages to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table screening_subjects enable row level security;
--> statement-breakpoint
create policy own_world on screening_subjects to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table screening_matches enable row level security;
--> statement-breakpoint
create policy own_world on screening_matches to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table screening_dispositions enable row level security;
--> statement-breakpoint
create policy own_world on screening_dispositions to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
alter table idempotency_keys enable row level security;
--> statement-breakpoint
create policy own_world on idempotency_keys to nuvera_app using (
  organization_id = (select current_organization()) and environment = (select current_environment())
);
--> statement-breakpoint
grant select, insert, update on beneficiaries, payments, tickets, screening_subjects, screening_matches to nuvera_app;
--> statement-breakpoint
grant select, insert, delete on documents, document_references to nuvera_app;
--> statement-breakpoint
grant select, insert, delete on document_content_checks to nuvera_app;
--> statement-breakpoint
grant select, insert on quotes to nuvera_app;
--> statement-breakpoint
-- A quote's price never changes; it is used once.
grant update (used_at) on quotes to nuvera_app;
--> statement-breakpoint
grant select, insert on events, ticket_messages, screening_dispositions to nuvera_app;
--> statement-breakpoint
grant select, insert, update, delete on simulator_steps, idempotency_keys to nuvera_app;
--> statement-breakpoint
-- Reference data belongs to no tenant: everybody's queries read it, operations of the operator write it.
grant select, insert on exchange_rates to nuvera_app;
--> statement-breakpoint
grant select on crypto_networks to nuvera_app;
--> statement-breakpoint
grant update (confirmations, minimum_amount, status, updated_at) on crypto_networks to nuvera_app;
--> statement-breakpoint
grant select, insert, update on watchlists to nuvera_app;
--> statement-breakpoint
grant select, insert, delete on watchlist_entries, watchlist_names to nuvera_app;
--> statement-breakpoint

-- Queues are in the order in which things were submitted, which older rows did not record.
update customers set submitted_at = created_at where status <> 'DRAFT';
