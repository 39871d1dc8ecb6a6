import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { applications, bytea } from "@/db/schema/applications";
import { world } from "@/db/schema/world";

/** What a request with an `Idempotency-Key` was answered; written in the transaction of the change itself. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    ...world(),
    applicationId: uuid().notNull(),
    key: text().notNull(),
    /** SHA-256 over method, target and what was sent. */
    fingerprint: bytea().notNull(),
    method: text().notNull(),
    path: text().notNull(),
    status: integer().notNull(),
    /** The JSON text as it was sent, so that a replay is the same byte for byte. */
    responseBody: text().notNull(),
    /** The UUID of the request that was answered first. */
    requestId: uuid().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.applicationId, table.key] }),
    foreignKey({
      name: "idempotency_keys_application",
      columns: [table.organizationId, table.applicationId],
      foreignColumns: [applications.organizationId, applications.id],
    }),
    index("idempotency_keys_newest").on(table.organizationId, table.applicationId, table.requestId),
    index("idempotency_keys_expiry").on(table.expiresAt),
    check("idempotency_keys_key", sql`${table.key} ~ '^[\\x21-\\x7e]{1,255}$'`),
  ],
);
