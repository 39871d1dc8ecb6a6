import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { world } from "@/db/schema/world";
import type { TicketStatus } from "@/lib/schemas/lifecycle";
import type { TicketCategory, TicketPriority } from "@/lib/schemas/ticket-kinds";

/** A partner's question to the operator's support. */
export const tickets = pgTable(
  "tickets",
  {
    id: uuid().notNull(),
    ...world(),
    subject: text().notNull(),
    category: text().$type<TicketCategory>().notNull(),
    priority: text().$type<TicketPriority>().notNull(),
    status: text().$type<TicketStatus>().notNull(),
    /** Public ids, as the partner wrote them. */
    relatedIds: text().array().notNull(),
    /** Since when it waits where it waits; the queue is in this order. */
    waitingSince: timestamp({ withTimezone: true }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    // No primary key by id alone: lists would be read along its order, past the rows of every other tenant.
    unique("tickets_tenant_key").on(table.organizationId, table.environment, table.id),
    index("tickets_by_status").on(table.organizationId, table.environment, table.status, table.id),
    index("tickets_queue")
      .on(table.environment, table.waitingSince, table.id)
      .where(sql`${table.status} in ('OPEN', 'WAITING_ON_SUPPORT')`),
    check("tickets_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check(
      "tickets_status",
      sql`${table.status} in ('OPEN', 'WAITING_ON_PARTNER', 'WAITING_ON_SUPPORT', 'CLOSED')`,
    ),
  ],
);

export const ticketMessages = pgTable(
  "ticket_messages",
  {
    id: uuid().primaryKey(),
    ...world(),
    ticketId: uuid().notNull(),
    author: text().$type<"PARTNER" | "SUPPORT">().notNull(),
    authorName: text().notNull(),
    body: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.organizationId, table.environment, table.ticketId],
      foreignColumns: [tickets.organizationId, tickets.environment, tickets.id],
    }),
    index("ticket_messages_of_ticket").on(table.organizationId, table.environment, table.ticketId, table.id),
    check("ticket_messages_author", sql`${table.author} in ('PARTNER', 'SUPPORT')`),
  ],
);
