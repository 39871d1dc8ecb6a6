import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { organizations } from "@/db/schema/organizations";
import type { Environment } from "@/lib/schemas/common";
import type { CustomerProfile, CustomerStatus, PersonProfile, PersonRole } from "@/lib/schemas/customer";

/** A partner's customer. The questionnaire lives in one validated column; the wire shape stays flat. */
export const customers = pgTable(
  "customers",
  {
    id: uuid().primaryKey(),
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
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    unique("customers_tenant_key").on(table.organizationId, table.environment, table.id),
    index("customers_list").on(table.organizationId, table.environment, table.id.desc()),
    index("customers_list_by_status").on(
      table.organizationId,
      table.environment,
      table.status,
      table.id.desc(),
    ),
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
