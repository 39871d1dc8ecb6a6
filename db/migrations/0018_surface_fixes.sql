-- Lists cost the same wherever a page lies. An index whose order is by id alone is one by age over all tenants, and the
-- planner likes to read lists along it: past the rows of everybody else. What names one row among all is looked up by hash,
-- which has no order. Ids stay unique within their tenant, as those of payments. On big tables each of the indexes takes
-- seconds to minutes, during which nobody writes to that table.
alter table customers drop constraint customers_pkey;
--> statement-breakpoint
alter table customers replica identity using index customers_tenant_key;
--> statement-breakpoint
create index customers_by_id on customers using hash (id);
--> statement-breakpoint
alter table beneficiaries drop constraint beneficiaries_pkey;
--> statement-breakpoint
alter table beneficiaries replica identity using index beneficiaries_tenant_key;
--> statement-breakpoint
create index beneficiaries_by_id on beneficiaries using hash (id);
--> statement-breakpoint
alter table documents drop constraint documents_pkey;
--> statement-breakpoint
alter table documents replica identity using index documents_tenant_key;
--> statement-breakpoint
alter table tickets drop constraint tickets_pkey;
--> statement-breakpoint
alter table tickets replica identity using index tickets_tenant_key;
--> statement-breakpoint
-- One customer's documents of one type.
create index documents_of_customer_by_type on documents (organization_id, environment, customer_id, type, id);
--> statement-breakpoint
-- Who was looked for in no list is not approved in production; those that are there already learn it here. The first import
-- has all of them screened.
update screening_subjects set onboarding_blocked = true
 where environment = 'production' and data_version is null and closed_at is null;
