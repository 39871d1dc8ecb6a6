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
import { personalApiKeys } from "@/db/schema/personal-keys";
import { world } from "@/db/schema/world";

/** What a request with an `Idempotency-Key` was answered; written in the transaction of the change itself. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    ...world(),
    /** Whose key it is: an application's or a personal key's. */
    applicationId: uuid(),
    personalKeyId: uuid(),
    /** Whichever of the two it is. */
    ownerId: uuid().notNull().generatedAlwaysAs(sql`coalesce(application_id, personal_key_id)`),
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
    primaryKey({ name: "idempotency_keys_pk", columns: [table.organizationId, table.ownerId, table.key] }),
    foreignKey({
      name: "idempotency_keys_application",
      columns: [table.organizationId, table.applicationId],
      foreignColumns: [applications.organizationId, applications.id],
    }),
    foreignKey({
      name: "idempotency_keys_personal_key",
      columns: [table.organizationId, table.personalKeyId],
      foreignColumns: [personalApiKeys.organizationId, personalApiKeys.id],
    }),
    check(
      "idempotency_keys_one_owner",
      sql`num_nonnulls(${table.applicationId}, ${table.personalKeyId}) = 1`,
    ),
    index("idempotency_keys_newest").on(table.organizationId, table.applicationId, table.requestId),
    index("idempotency_keys_expiry").on(table.expiresAt),
    check("idempotency_keys_key", sql`${table.key} ~ '^[\\x21-\\x7e]{1,255}$'`),
  ],
);
