import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { organizations } from "@/db/schema/organizations";
import type { Environment } from "@/lib/schemas/common";
import type { Correction } from "@/lib/schemas/correction";
import type { CustomerProfile } from "@/lib/schemas/customer-fields";
import type { PersonRole } from "@/lib/schemas/customer-kinds";
import type { CustomerStatus } from "@/lib/schemas/lifecycle";
import type { PersonProfile } from "@/lib/schemas/person";

/** A partner's customer. The questionnaire lives in one validated column; the wire shape stays flat. */
export const customers = pgTable(
  "customers",
  {
    id: uuid().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    environment: text().$type<Environment>().notNull(),
    status: text().$type<CustomerStatus>().notNull(),
    companyName: text().notNull(),
    registrationNumber: text().notNull(),
    countryOfIncorporationId: text().notNull(),
    businessIndustryId: text().notNull(),
    documentIds: text().array().notNull(),
    profile: jsonb().$type<CustomerProfile>().notNull(),
    /** Why it was rejected or suspended, in words that the partner may read. */
    statusReason: text(),
    /** What the review asks to be changed, field by field; empty unless a correction is asked for. */
    corrections: jsonb().$type<Correction[]>().notNull().default([]),
    /** How often a review has asked for one. */
    correctionCount: integer().notNull().default(0),
    /** When it last went to review; queues are in this order. */
    submittedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    // No primary key by id alone: lists would be read along its order, past the rows of every other tenant.
    unique("customers_tenant_key").on(table.organizationId, table.environment, table.id),
    index("customers_by_id").using("hash", table.id),
    // Ascending: read backwards they give newest first, and drizzle's desc() would sort nulls in a way no list asks for.
    index("customers_by_status").on(table.organizationId, table.environment, table.status, table.id),
    index("customers_review_queue")
      .on(table.environment, table.submittedAt, table.id)
      .where(sql`${table.status} = 'PENDING_REVIEW'`),
    check("customers_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check(
      "customers_status",
      sql`${table.status} in ('DRAFT', 'PENDING_REVIEW', 'APPROVED', 'REJECTED', 'CORRECTION_REQUESTED', 'SUSPENDED')`,
    ),
  ],
);

/** A person behind a customer: beneficial owner, shareholder, director. */
export const customerPersons = pgTable(
  "customer_persons",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    environment: text().$type<Environment>().notNull(),
    customerId: uuid().notNull(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    roles: text().array().$type<PersonRole[]>().notNull(),
    nationality: text().notNull(),
    dateOfBirth: date().notNull(),
    documentIds: text().array().notNull(),
    profile: jsonb().$type<PersonProfile>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    unique("customer_persons_tenant_key").on(table.organizationId, table.environment, table.id),
    foreignKey({
      columns: [table.organizationId, table.environment, table.customerId],
      foreignColumns: [customers.organizationId, customers.environment, customers.id],
    }),
    index("customer_persons_customer").on(
      table.organizationId,
      table.environment,
      table.customerId,
      table.id,
    ),
  ],
);
