import { bigint, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea } from "@/db/schema/applications";
import { organizations } from "@/db/schema/organizations";
import type { Environment } from "@/lib/schemas/common";

/** Append-only history, one hash chain per organization; rows enter through `append_audit_event` alone. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    sequence: bigint({ mode: "number" }).notNull(),
    occurredAt: timestamp({ withTimezone: true }).notNull(),
    environment: text().$type<Environment>(),
    action: text().notNull(),
    actorKind: text().notNull(),
    actorId: text(),
    actorLabel: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    address: text(),
    userAgent: text(),
    requestId: text(),
    contentHash: bytea().notNull(),
    previousHash: bytea().notNull(),
    hash: bytea().notNull(),
  },
  (table) => [uniqueIndex("audit_events_sequence").on(table.organizationId, table.sequence)],
);

/** The last link of each organization's chain; its row lock is what keeps concurrent writers from forking it. */
export const auditHeads = pgTable("audit_heads", {
  organizationId: uuid()
    .primaryKey()
    .references(() => organizations.id),
  sequence: bigint({ mode: "number" }).notNull(),
  hash: bytea().notNull(),
});
