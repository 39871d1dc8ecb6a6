import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { beneficiaries } from "@/db/schema/beneficiaries";
import { customers } from "@/db/schema/customers";
import { world } from "@/db/schema/world";
import type { Correction } from "@/lib/schemas/correction";
import type { PaymentStatus } from "@/lib/schemas/lifecycle";
import type { PriceBreakdown } from "@/lib/schemas/money";

/** A price for one payment, good for a short time and for one use. Amounts are exact decimals. */
export const quotes = pgTable(
  "quotes",
  {
    id: uuid().primaryKey(),
    ...world(),
    customerId: uuid().notNull(),
    beneficiaryId: uuid().notNull(),
    paymentAmount: numeric().notNull(),
    paymentCurrencyCode: text().notNull(),
    totalTarget: numeric().notNull(),
    targetCurrencyCode: text().notNull(),
    rate: numeric().notNull(),
    priceBreakdown: jsonb().$type<PriceBreakdown>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique("quotes_tenant_key").on(table.organizationId, table.environment, table.id),
    foreignKey({
      columns: [table.organizationId, table.environment, table.customerId],
      foreignColumns: [customers.organizationId, customers.environment, customers.id],
    }),
    foreignKey({
      columns: [table.organizationId, table.environment, table.beneficiaryId],
      foreignColumns: [beneficiaries.organizationId, beneficiaries.environment, beneficiaries.id],
    }),
    check("quotes_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check(
      "quotes_amounts",
      sql`${table.paymentAmount} > 0 and ${table.totalTarget} > 0 and ${table.rate} > 0`,
    ),
  ],
);

/** Money on its way from a customer to a beneficiary. One quote makes one payment: the unique quote says so. */
export const payments = pgTable(
  "payments",
  {
    id: uuid().notNull(),
    ...world(),
    quoteId: uuid().notNull(),
    customerId: uuid().notNull(),
    beneficiaryId: uuid().notNull(),
    paymentAmount: numeric().notNull(),
    paymentCurrencyCode: text().notNull(),
    totalTarget: numeric().notNull(),
    targetCurrencyCode: text().notNull(),
    rate: numeric().notNull(),
    priceBreakdown: jsonb().$type<PriceBreakdown>().notNull(),
    status: text().$type<PaymentStatus>().notNull(),
    statusReason: text(),
    corrections: jsonb().$type<Correction[]>().notNull().default([]),
    /** How often the review asked for one. */
    correctionCount: integer().notNull().default(0),
    /** Where it goes back to when the hold ends; set exactly while it is on hold. */
    heldFrom: text().$type<PaymentStatus>(),
    /** Why a reviewer holds it, apart from what screening says; `null` when nobody does. */
    holdReason: text(),
    internalReference: text(),
    invoiceNumber: text(),
    purpose: text(),
    documentIds: text().array().notNull(),
    /** What the rail calls it, once it has it. */
    settlementReference: text(),
    submittedAt: timestamp({ withTimezone: true }).notNull(),
    approvedAt: timestamp({ withTimezone: true }),
    completedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    // An index by id alone would be one by age over all tenants: lists would be read along it, past everybody else's rows.
    primaryKey({
      name: "payments_tenant_key",
      columns: [table.organizationId, table.environment, table.id],
    }),
    unique("payments_quote").on(table.organizationId, table.environment, table.quoteId),
    foreignKey({
      columns: [table.organizationId, table.environment, table.quoteId],
      foreignColumns: [quotes.organizationId, quotes.environment, quotes.id],
    }),
    foreignKey({
      columns: [table.organizationId, table.environment, table.customerId],
      foreignColumns: [customers.organizationId, customers.environment, customers.id],
    }),
    foreignKey({
      columns: [table.organizationId, table.environment, table.beneficiaryId],
      foreignColumns: [beneficiaries.organizationId, beneficiaries.environment, beneficiaries.id],
    }),
    index("payments_by_status").on(table.organizationId, table.environment, table.status, table.id),
    index("payments_of_customer").on(table.organizationId, table.environment, table.customerId, table.id),
    index("payments_of_beneficiary").on(
      table.organizationId,
      table.environment,
      table.beneficiaryId,
      table.id,
    ),
    index("payments_of_customer_by_status").on(
      table.organizationId,
      table.environment,
      table.customerId,
      table.status,
      table.id,
    ),
    index("payments_of_beneficiary_by_status").on(
      table.organizationId,
      table.environment,
      table.beneficiaryId,
      table.status,
      table.id,
    ),
    index("payments_review_queue")
      .on(table.environment, table.submittedAt, table.id)
      .where(sql`${table.status} in ('PENDING_REVIEW', 'ON_HOLD')`),
    index("payments_settlement_queue")
      .on(table.environment, table.approvedAt, table.id)
      .where(sql`${table.status} in ('APPROVED', 'PROCESSING')`),
    check("payments_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check(
      "payments_status",
      sql`${table.status} in ('PENDING_REVIEW', 'CORRECTION_NEEDED', 'ON_HOLD', 'APPROVED', 'PROCESSING', 'COMPLETED', 'FAILED', 'REJECTED', 'CANCELLED')`,
    ),
    check("payments_hold_reason", sql`${table.holdReason} is null or ${table.status} = 'ON_HOLD'`),
    check("payments_hold", sql`(${table.status} = 'ON_HOLD') = (${table.heldFrom} is not null)`),
    check(
      "payments_amounts",
      sql`${table.paymentAmount} > 0 and ${table.totalTarget} > 0 and ${table.rate} > 0`,
    ),
  ],
);
