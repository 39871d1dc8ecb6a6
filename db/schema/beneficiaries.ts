import { sql } from "drizzle-orm";
import {
  check,
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
import { customers } from "@/db/schema/customers";
import { world } from "@/db/schema/world";
import type { BankDetails } from "@/lib/schemas/beneficiary";
import type { Correction } from "@/lib/schemas/correction";
import type { BeneficiaryStatus } from "@/lib/schemas/lifecycle";

/** A company's bank account that a customer pays to. */
export const beneficiaries = pgTable(
  "beneficiaries",
  {
    id: uuid().notNull(),
    ...world(),
    customerId: uuid().notNull(),
    status: text().$type<BeneficiaryStatus>().notNull(),
    companyName: text().notNull(),
    country: text().notNull(),
    currencyCode: text().notNull(),
    /** Everything else that describes company, bank and account, validated as one. */
    details: jsonb().$type<BankDetails>().notNull(),
    statusReason: text(),
    corrections: jsonb().$type<Correction[]>().notNull().default([]),
    /** How often a review has asked for one. */
    correctionCount: integer().notNull().default(0),
    submittedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    // No primary key by id alone: lists would be read along its order, past the rows of every other tenant.
    unique("beneficiaries_tenant_key").on(table.organizationId, table.environment, table.id),
    index("beneficiaries_by_id").using("hash", table.id),
    foreignKey({
      columns: [table.organizationId, table.environment, table.customerId],
      foreignColumns: [customers.organizationId, customers.environment, customers.id],
    }),
    index("beneficiaries_of_customer").on(
      table.organizationId,
      table.environment,
      table.customerId,
      table.id,
    ),
    index("beneficiaries_of_customer_by_status").on(
      table.organizationId,
      table.environment,
      table.customerId,
      table.status,
      table.id,
    ),
    index("beneficiaries_review_queue")
      .on(table.environment, table.submittedAt, table.id)
      .where(sql`${table.status} = 'PENDING_REVIEW'`),
    check("beneficiaries_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check(
      "beneficiaries_status",
      sql`${table.status} in ('PENDING_REVIEW', 'APPROVED', 'REJECTED', 'CORRECTION_REQUESTED', 'SUSPENDED')`,
    ),
  ],
);
