CREATE TABLE "beneficiaries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"status" text NOT NULL,
	"company_name" text NOT NULL,
	"country" text NOT NULL,
	"currency_code" text NOT NULL,
	"details" jsonb NOT NULL,
	"status_reason" text,
	"corrections" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"submitted_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "beneficiaries_tenant_key" UNIQUE("organization_id","environment","id"),
	CONSTRAINT "beneficiaries_environment" CHECK ("beneficiaries"."environment" in ('sandbox', 'production')),
	CONSTRAINT "beneficiaries_status" CHECK ("beneficiaries"."status" in ('PENDING_REVIEW', 'APPROVED', 'REJECTED', 'CORRECTION_REQUESTED', 'SUSPENDED'))
);
--> statement-breakpoint
CREATE TABLE "document_content_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"sha256" text NOT NULL,
	"check_after" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_references" (
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"document_id" uuid NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	CONSTRAINT "document_references_pkey" PRIMARY KEY("organization_id","environment","target_kind","target_id","document_id"),
	CONSTRAINT "document_references_kind" CHECK ("document_references"."target_kind" in ('customer', 'person', 'payment'))
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"customer_id" uuid,
	"type" text NOT NULL,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "documents_tenant_key" UNIQUE("organization_id","environment","id"),
	CONSTRAINT "documents_environment" CHECK ("documents"."environment" in ('sandbox', 'production')),
	CONSTRAINT "documents_size" CHECK ("documents"."size_bytes" between 1 and 26214400),
	CONSTRAINT "documents_sha256" CHECK ("documents"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "events_environment" CHECK ("events"."environment" in ('sandbox', 'production'))
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"application_id" uuid NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"status" integer NOT NULL,
	"response_body" text NOT NULL,
	"request_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_organization_id_application_id_key_pk" PRIMARY KEY("organization_id","application_id","key")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"quote_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"payment_amount" numeric NOT NULL,
	"payment_currency_code" text NOT NULL,
	"total_target" numeric NOT NULL,
	"target_currency_code" text NOT NULL,
	"rate" numeric NOT NULL,
	"price_breakdown" jsonb NOT NULL,
	"status" text NOT NULL,
	"status_reason" text,
	"corrections" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"held_from" text,
	"internal_reference" text,
	"invoice_number" text,
	"purpose" text,
	"document_ids" text[] NOT NULL,
	"settlement_reference" text,
	"submitted_at" timestamp with time zone NOT NULL,
	"approved_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payments_tenant_key" UNIQUE("organization_id","environment","id"),
	CONSTRAINT "payments_quote" UNIQUE("organization_id","environment","quote_id"),
	CONSTRAINT "payments_environment" CHECK ("payments"."environment" in ('sandbox', 'production')),
	CONSTRAINT "payments_status" CHECK ("payments"."status" in ('PENDING_REVIEW', 'CORRECTION_NEEDED', 'ON_HOLD', 'APPROVED', 'PROCESSING', 'COMPLETED', 'FAILED', 'REJECTED', 'CANCELLED')),
	CONSTRAINT "payments_hold" CHECK (("payments"."status" = 'ON_HOLD') = ("payments"."held_from" is not null)),
	CONSTRAINT "payments_amounts" CHECK ("payments"."payment_amount" > 0 and "payments"."total_target" > 0 and "payments"."rate" > 0)
);
--> statement-breakpoint
CREATE TABLE "quotes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"payment_amount" numeric NOT NULL,
	"payment_currency_code" text NOT NULL,
	"total_target" numeric NOT NULL,
	"target_currency_code" text NOT NULL,
	"rate" numeric NOT NULL,
	"price_breakdown" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "quotes_tenant_key" UNIQUE("organization_id","environment","id"),
	CONSTRAINT "quotes_environment" CHECK ("quotes"."environment" in ('sandbox', 'production')),
	CONSTRAINT "quotes_amounts" CHECK ("quotes"."payment_amount" > 0 and "quotes"."total_target" > 0 and "quotes"."rate" > 0)
);
--> statement-breakpoint
CREATE TABLE "crypto_networks" (
	"currency_code" text NOT NULL,
	"network" text NOT NULL,
	"network_name" text NOT NULL,
	"decimals" integer NOT NULL,
	"address_format" text NOT NULL,
	"contract_address" text,
	"confirmations" integer NOT NULL,
	"minimum_amount" numeric NOT NULL,
	"status" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "crypto_networks_currency_code_network_pk" PRIMARY KEY("currency_code","network"),
	CONSTRAINT "crypto_networks_status" CHECK ("crypto_networks"."status" in ('ACTIVE', 'SUSPENDED')),
	CONSTRAINT "crypto_networks_minimum" CHECK ("crypto_networks"."minimum_amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"currency_code" text NOT NULL,
	"usd_per_unit" numeric NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exchange_rates_currency_code_as_of_pk" PRIMARY KEY("currency_code","as_of"),
	CONSTRAINT "exchange_rates_positive" CHECK ("exchange_rates"."usd_per_unit" > 0)
);
--> statement-breakpoint
CREATE TABLE "simulator_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"step" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "simulator_steps_once" UNIQUE("step","entity_id"),
	CONSTRAINT "simulator_steps_environment" CHECK ("simulator_steps"."environment" = 'sandbox')
);
--> statement-breakpoint
CREATE TABLE "screening_dispositions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"match_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"topics_at_decision" jsonb NOT NULL,
	"reviewed_by_user_id" uuid,
	"reviewed_by_display_name" text NOT NULL,
	"reviewed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "screening_dispositions_outcome" CHECK ("screening_dispositions"."outcome" in ('FALSE_POSITIVE', 'TRUE_MATCH'))
);
--> statement-breakpoint
CREATE TABLE "screening_matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"list" text NOT NULL,
	"os_entity_id" text NOT NULL,
	"caption" text NOT NULL,
	"schema" text NOT NULL,
	"score" numeric(5, 4) NOT NULL,
	"is_match" boolean NOT NULL,
	"topics" jsonb NOT NULL,
	"datasets" jsonb NOT NULL,
	"features" jsonb NOT NULL,
	"evidence" jsonb NOT NULL,
	"aliases" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "screening_matches_tenant_key" UNIQUE("organization_id","environment","id"),
	CONSTRAINT "screening_matches_entity" UNIQUE("organization_id","environment","subject_id","list","os_entity_id"),
	CONSTRAINT "screening_matches_state" CHECK ("screening_matches"."state" in ('OPEN', 'CLEARED', 'CONFIRMED', 'GONE')),
	CONSTRAINT "screening_matches_score" CHECK ("screening_matches"."score" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "screening_subjects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"subject_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"beneficiary_id" uuid,
	"display_name" text NOT NULL,
	"query" jsonb NOT NULL,
	"payment_hold" boolean NOT NULL,
	"onboarding_blocked" boolean NOT NULL,
	"open_match_count" integer NOT NULL,
	"data_version" text,
	"last_screened_at" timestamp with time zone,
	"next_due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "screening_subjects_tenant_key" UNIQUE("organization_id","environment","id"),
	CONSTRAINT "screening_subjects_entity" UNIQUE("organization_id","environment","subject_type","entity_id"),
	CONSTRAINT "screening_subjects_environment" CHECK ("screening_subjects"."environment" in ('sandbox', 'production')),
	CONSTRAINT "screening_subjects_type" CHECK ("screening_subjects"."subject_type" in ('CUSTOMER', 'CUSTOMER_PERSON', 'CUSTOMER_LEGAL_ENTITY_SHAREHOLDER', 'BENEFICIARY')),
	CONSTRAINT "screening_subjects_count" CHECK ("screening_subjects"."open_match_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ticket_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"ticket_id" uuid NOT NULL,
	"author" text NOT NULL,
	"author_name" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_messages_author" CHECK ("ticket_messages"."author" in ('PARTNER', 'SUPPORT'))
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"subject" text NOT NULL,
	"category" text NOT NULL,
	"priority" text NOT NULL,
	"status" text NOT NULL,
	"related_ids" text[] NOT NULL,
	"waiting_since" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tickets_tenant_key" UNIQUE("organization_id","environment","id"),
	CONSTRAINT "tickets_environment" CHECK ("tickets"."environment" in ('sandbox', 'production')),
	CONSTRAINT "tickets_status" CHECK ("tickets"."status" in ('OPEN', 'WAITING_ON_PARTNER', 'WAITING_ON_SUPPORT', 'CLOSED'))
);
--> statement-breakpoint
CREATE TABLE "watchlist_entries" (
	"list" text NOT NULL,
	"version" integer NOT NULL,
	"entity_id" text NOT NULL,
	"schema" text NOT NULL,
	"caption" text NOT NULL,
	"aliases" jsonb NOT NULL,
	"birth_dates" jsonb NOT NULL,
	"countries" jsonb NOT NULL,
	"addresses" jsonb NOT NULL,
	"identifiers" jsonb NOT NULL,
	"sanctions" jsonb NOT NULL,
	"topics" jsonb NOT NULL,
	"datasets" jsonb NOT NULL,
	"first_seen" timestamp with time zone,
	"last_change" timestamp with time zone,
	CONSTRAINT "watchlist_entries_list_version_entity_id_pk" PRIMARY KEY("list","version","entity_id")
);
--> statement-breakpoint
CREATE TABLE "watchlist_names" (
	"list" text NOT NULL,
	"version" integer NOT NULL,
	"entity_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"normalized" text NOT NULL,
	"phonetic" text[] NOT NULL,
	CONSTRAINT "watchlist_names_list_version_entity_id_position_pk" PRIMARY KEY("list","version","entity_id","position"),
	CONSTRAINT "watchlist_names_position" CHECK ("watchlist_names"."position" >= 0)
);
--> statement-breakpoint
CREATE TABLE "watchlists" (
	"name" text PRIMARY KEY NOT NULL,
	"environments" jsonb NOT NULL,
	"version" integer NOT NULL,
	"entry_count" integer NOT NULL,
	"source_name" text NOT NULL,
	"source_sha256" "bytea" NOT NULL,
	"data_as_of" timestamp with time zone,
	"imported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "customers_list";--> statement-breakpoint
DROP INDEX "customers_list_by_status";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "corrections" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "beneficiaries" ADD CONSTRAINT "beneficiaries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "beneficiaries" ADD CONSTRAINT "beneficiaries_organization_id_environment_customer_id_customers_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","customer_id") REFERENCES "public"."customers"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_content_checks" ADD CONSTRAINT "document_content_checks_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_references" ADD CONSTRAINT "document_references_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_references" ADD CONSTRAINT "document_references_document" FOREIGN KEY ("organization_id","environment","document_id") REFERENCES "public"."documents"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_organization_id_environment_customer_id_customers_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","customer_id") REFERENCES "public"."customers"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_organization_id_environment_quote_id_quotes_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","quote_id") REFERENCES "public"."quotes"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_organization_id_environment_customer_id_customers_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","customer_id") REFERENCES "public"."customers"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_organization_id_environment_beneficiary_id_beneficiaries_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","beneficiary_id") REFERENCES "public"."beneficiaries"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_organization_id_environment_customer_id_customers_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","customer_id") REFERENCES "public"."customers"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_organization_id_environment_beneficiary_id_beneficiaries_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","beneficiary_id") REFERENCES "public"."beneficiaries"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulator_steps" ADD CONSTRAINT "simulator_steps_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_dispositions" ADD CONSTRAINT "screening_dispositions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_dispositions" ADD CONSTRAINT "screening_dispositions_organization_id_environment_match_id_screening_matches_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","match_id") REFERENCES "public"."screening_matches"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_matches" ADD CONSTRAINT "screening_matches_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_matches" ADD CONSTRAINT "screening_matches_organization_id_environment_subject_id_screening_subjects_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","subject_id") REFERENCES "public"."screening_subjects"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_subjects" ADD CONSTRAINT "screening_subjects_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_subjects" ADD CONSTRAINT "screening_subjects_organization_id_environment_customer_id_customers_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","customer_id") REFERENCES "public"."customers"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_subjects" ADD CONSTRAINT "screening_subjects_organization_id_environment_beneficiary_id_beneficiaries_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","beneficiary_id") REFERENCES "public"."beneficiaries"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_organization_id_environment_ticket_id_tickets_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","ticket_id") REFERENCES "public"."tickets"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "beneficiaries_of_customer" ON "beneficiaries" USING btree ("organization_id","environment","customer_id","id");--> statement-breakpoint
CREATE INDEX "beneficiaries_of_customer_by_status" ON "beneficiaries" USING btree ("organization_id","environment","customer_id","status","id");--> statement-breakpoint
CREATE INDEX "beneficiaries_review_queue" ON "beneficiaries" USING btree ("environment","submitted_at","id") WHERE "beneficiaries"."status" = 'PENDING_REVIEW';--> statement-breakpoint
CREATE INDEX "document_content_checks_due" ON "document_content_checks" USING btree ("check_after");--> statement-breakpoint
CREATE INDEX "document_references_of_document" ON "document_references" USING btree ("organization_id","environment","document_id");--> statement-breakpoint
CREATE INDEX "documents_of_customer" ON "documents" USING btree ("organization_id","environment","customer_id","id");--> statement-breakpoint
CREATE INDEX "documents_by_type" ON "documents" USING btree ("organization_id","environment","type","id");--> statement-breakpoint
CREATE INDEX "documents_by_content" ON "documents" USING btree ("organization_id","environment","sha256");--> statement-breakpoint
CREATE INDEX "events_of_world" ON "events" USING btree ("organization_id","environment","id");--> statement-breakpoint
CREATE INDEX "events_by_age" ON "events" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_newest" ON "idempotency_keys" USING btree ("organization_id","application_id","created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expiry" ON "idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "payments_by_status" ON "payments" USING btree ("organization_id","environment","status","id");--> statement-breakpoint
CREATE INDEX "payments_of_customer" ON "payments" USING btree ("organization_id","environment","customer_id","id");--> statement-breakpoint
CREATE INDEX "payments_of_beneficiary" ON "payments" USING btree ("organization_id","environment","beneficiary_id","id");--> statement-breakpoint
CREATE INDEX "payments_review_queue" ON "payments" USING btree ("environment","submitted_at","id") WHERE "payments"."status" in ('PENDING_REVIEW', 'ON_HOLD');--> statement-breakpoint
CREATE INDEX "payments_settlement_queue" ON "payments" USING btree ("environment","approved_at","id") WHERE "payments"."status" in ('APPROVED', 'PROCESSING');--> statement-breakpoint
CREATE INDEX "crypto_networks_by_network" ON "crypto_networks" USING btree ("network");--> statement-breakpoint
CREATE INDEX "simulator_steps_due" ON "simulator_steps" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "screening_dispositions_of_match" ON "screening_dispositions" USING btree ("organization_id","environment","match_id","id");--> statement-breakpoint
CREATE INDEX "screening_subjects_of_customer" ON "screening_subjects" USING btree ("organization_id","environment","customer_id");--> statement-breakpoint
CREATE INDEX "screening_subjects_due" ON "screening_subjects" USING btree ("next_due_at");--> statement-breakpoint
CREATE INDEX "screening_subjects_queue" ON "screening_subjects" USING btree ("environment","last_screened_at","id") WHERE "screening_subjects"."open_match_count" > 0;--> statement-breakpoint
CREATE INDEX "ticket_messages_of_ticket" ON "ticket_messages" USING btree ("organization_id","environment","ticket_id","id");--> statement-breakpoint
CREATE INDEX "tickets_by_status" ON "tickets" USING btree ("organization_id","environment","status","id");--> statement-breakpoint
CREATE INDEX "tickets_queue" ON "tickets" USING btree ("environment","waiting_since","id") WHERE "tickets"."status" in ('OPEN', 'WAITING_ON_SUPPORT');--> statement-breakpoint
CREATE INDEX "watchlist_names_trigrams" ON "watchlist_names" USING gin ("normalized" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "watchlist_names_phonetic" ON "watchlist_names" USING gin ("phonetic");--> statement-breakpoint
CREATE INDEX "customers_by_status" ON "customers" USING btree ("organization_id","environment","status","id");--> statement-breakpoint
CREATE INDEX "customers_review_queue" ON "customers" USING btree ("environment","submitted_at","id") WHERE "customers"."status" = 'PENDING_REVIEW';--> statement-breakpoint
ALTER TABLE "customer_persons" ADD CONSTRAINT "customer_persons_tenant_key" UNIQUE("organization_id","environment","id");