CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"pepper_version" smallint NOT NULL,
	"prefix" text NOT NULL,
	"last_four" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by_user_id" uuid,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_keyHash_unique" UNIQUE("key_hash"),
	CONSTRAINT "api_keys_hash_length" CHECK (octet_length("api_keys"."key_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"name" text NOT NULL,
	"permissions" text[] NOT NULL,
	"rate_limit_per_second" integer NOT NULL,
	"disabled_at" timestamp with time zone,
	"disabled_by" text,
	"deleted_at" timestamp with time zone,
	"state_version" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by_user_id" uuid,
	CONSTRAINT "applications_tenant_key" UNIQUE("organization_id","id"),
	CONSTRAINT "applications_environment" CHECK ("applications"."environment" in ('sandbox', 'production')),
	CONSTRAINT "applications_name_length" CHECK (length("applications"."name") between 1 and 100),
	CONSTRAINT "applications_rate_limit" CHECK ("applications"."rate_limit_per_second" between 1 and 100000),
	CONSTRAINT "applications_permissions_known" CHECK ("applications"."permissions" <@ array['CUSTOMERS_READ','CUSTOMERS_WRITE','BENEFICIARIES_READ','BENEFICIARIES_WRITE','DOCUMENTS_READ','DOCUMENTS_WRITE','PAYMENTS_READ','PAYMENTS_WRITE','SUPPORT_READ','SUPPORT_WRITE','CRYPTO_READ','SCREENING_READ']::text[]),
	CONSTRAINT "applications_write_needs_read" CHECK ((not 'CUSTOMERS_WRITE' = any("applications"."permissions") or 'CUSTOMERS_READ' = any("applications"."permissions")) and (not 'BENEFICIARIES_WRITE' = any("applications"."permissions") or 'BENEFICIARIES_READ' = any("applications"."permissions")) and (not 'DOCUMENTS_WRITE' = any("applications"."permissions") or 'DOCUMENTS_READ' = any("applications"."permissions")) and (not 'PAYMENTS_WRITE' = any("applications"."permissions") or 'PAYMENTS_READ' = any("applications"."permissions")) and (not 'SUPPORT_WRITE' = any("applications"."permissions") or 'SUPPORT_READ' = any("applications"."permissions"))),
	CONSTRAINT "applications_disabled_by" CHECK (("applications"."disabled_at" is null) = ("applications"."disabled_by" is null))
);
--> statement-breakpoint
CREATE TABLE "credential_usage" (
	"organization_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"api_key_id" uuid NOT NULL,
	"signing_key_id" uuid NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"address" text,
	"user_agent" text,
	CONSTRAINT "credential_usage_api_key_id_signing_key_id_pk" PRIMARY KEY("api_key_id","signing_key_id")
);
--> statement-breakpoint
CREATE TABLE "request_nonces" (
	"application_id" uuid NOT NULL,
	"jti_digest" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_nonces_application_id_jti_digest_pk" PRIMARY KEY("application_id","jti_digest")
);
--> statement-breakpoint
CREATE TABLE "signing_key_registrations" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"public_key_pem" text NOT NULL,
	"modulus_bits" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by_user_id" uuid,
	"retires_at" timestamp with time zone,
	CONSTRAINT "signing_keys_fingerprint" CHECK ("signing_keys"."fingerprint" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"environment" text,
	"action" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_label" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"address" text,
	"user_agent" text,
	"request_id" text,
	"content_hash" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"roles" text[] NOT NULL,
	"nationality" text NOT NULL,
	"date_of_birth" date NOT NULL,
	"document_ids" text[] NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"status" text NOT NULL,
	"company_name" text NOT NULL,
	"registration_number" text NOT NULL,
	"country_of_incorporation_id" text NOT NULL,
	"business_industry_id" text NOT NULL,
	"document_ids" text[] NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customers_tenant_key" UNIQUE("organization_id","environment","id"),
	CONSTRAINT "customers_environment" CHECK ("customers"."environment" in ('sandbox', 'production')),
	CONSTRAINT "customers_status" CHECK ("customers"."status" in ('DRAFT', 'PENDING_REVIEW', 'APPROVED', 'REJECTED', 'CORRECTION_REQUESTED', 'SUSPENDED'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memberships_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id"),
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('OWNER', 'ADMIN', 'DEVELOPER', 'MEMBER', 'VIEWER'))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"suspended_at" timestamp with time zone,
	"state_version" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organizations_name_length" CHECK (length("organizations"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"display_name" text NOT NULL,
	"kind" text NOT NULL,
	"operator_role" text,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "users_kind" CHECK ("users"."kind" in ('PARTNER', 'OPERATOR', 'CUSTOMER')),
	CONSTRAINT "users_operator_role" CHECK (("users"."kind" = 'OPERATOR') = ("users"."operator_role" is not null) and coalesce("users"."operator_role" in ('NUVERA_ADMIN', 'NUVERA_SUPPORT'), true))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_proof_at" timestamp with time zone NOT NULL,
	"address" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_throttles" (
	"bucket" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_started_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_user_id_users_id_fk" FOREIGN KEY ("created_by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_application_id_applications_organization_id_id_fk" FOREIGN KEY ("organization_id","application_id") REFERENCES "public"."applications"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_created_by_user_id_users_id_fk" FOREIGN KEY ("created_by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_created_by_user_id_users_id_fk" FOREIGN KEY ("created_by_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_organization_id_application_id_applications_organization_id_id_fk" FOREIGN KEY ("organization_id","application_id") REFERENCES "public"."applications"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_persons" ADD CONSTRAINT "customer_persons_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_persons" ADD CONSTRAINT "customer_persons_organization_id_environment_customer_id_customers_organization_id_environment_id_fk" FOREIGN KEY ("organization_id","environment","customer_id") REFERENCES "public"."customers"("organization_id","environment","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_application" ON "api_keys" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "applications_list" ON "applications" USING btree ("organization_id","environment","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "credential_usage_application" ON "credential_usage" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "request_nonces_expires_at" ON "request_nonces" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "signing_keys_application" ON "signing_keys" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_current" ON "signing_keys" USING btree ("application_id") WHERE "signing_keys"."retires_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_events_sequence" ON "audit_events" USING btree ("organization_id","sequence");--> statement-breakpoint
CREATE INDEX "customer_persons_customer" ON "customer_persons" USING btree ("organization_id","environment","customer_id","id");--> statement-breakpoint
CREATE INDEX "customers_list" ON "customers" USING btree ("organization_id","environment","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "customers_list_by_status" ON "customers" USING btree ("organization_id","environment","status","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at" ON "sessions" USING btree ("expires_at");