import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
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
    /** The application that the event is about, where it is about one; derived, so not part of the hashed content. */
    applicationId: text().generatedAlwaysAs(
      sql`case when target_kind = 'application' then target_id else coalesce(after ->> 'applicationId', before ->> 'applicationId') end`,
    ),
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
  (table) => [
    uniqueIndex("audit_events_sequence").on(table.organizationId, table.sequence),
    index("audit_events_target").on(table.organizationId, table.targetId, table.sequence),
    index("audit_events_application").on(table.organizationId, table.applicationId, table.sequence),
    index("audit_events_action").on(table.organizationId, table.action, table.sequence),
    index("audit_events_actor").on(table.organizationId, table.actorId, table.sequence),
    index("audit_events_time").on(table.organizationId, table.occurredAt),
  ],
);

/** The last link of each organization's chain; its row lock is what keeps concurrent writers from forking it. */
export const auditHeads = pgTable("audit_heads", {
  organizationId: uuid()
    .primaryKey()
    .references(() => organizations.id),
  sequence: bigint({ mode: "number" }).notNull(),
  hash: bytea().notNull(),
});

/**
 * Heads of chains as the deployment signed them. Somebody who rewrites a whole chain in the database cannot sign
 * again what it said before.
 */
export const auditCheckpoints = pgTable(
  "audit_checkpoints",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    sequence: bigint({ mode: "number" }).notNull(),
    hash: bytea().notNull(),
    signedAt: timestamp({ withTimezone: true }).notNull(),
    /** SHA-256 of the Ed25519 public key's SPKI, in hex. */
    keyFingerprint: text().notNull(),
    publicKeyPem: text().notNull(),
    signature: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sequence] })],
);

/** When a member of staff was last recorded as reading an organization, so that one look is one row of history. */
export const operatorReads = pgTable(
  "operator_reads",
  {
    userId: uuid().notNull(),
    organizationId: uuid().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.organizationId] })],
);
