import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea } from "@/db/schema/applications";
import { users } from "@/db/schema/organizations";
import { world } from "@/db/schema/world";

/**
 * API keys of persons: a keyed hash and what a person needs to recognise the key; the key itself is nowhere. What a key
 * may do stands in its maker's membership. `revoked_at`: deleted, or dead with the membership.
 */
export const personalApiKeys = pgTable(
  "personal_api_keys",
  {
    id: uuid().primaryKey(),
    ...world(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    keyHash: bytea().notNull().unique("personal_api_keys_hash"),
    pepperVersion: smallint().notNull(),
    prefix: text().notNull(),
    lastFour: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }),
    revokedAt: timestamp({ withTimezone: true }),
    revokedByName: text(),
  },
  (table) => [
    unique("personal_api_keys_tenant_key").on(table.organizationId, table.id),
    index("personal_api_keys_live")
      .on(table.organizationId, table.environment, table.userId, table.id)
      .where(sql`${table.revokedAt} is null`),
    index("personal_api_keys_expires_at")
      .on(table.expiresAt)
      .where(sql`${table.revokedAt} is null and ${table.expiresAt} is not null`),
    check("personal_api_keys_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check("personal_api_keys_name_length", sql`length(${table.name}) between 1 and 100`),
    check("personal_api_keys_hash_length", sql`octet_length(${table.keyHash}) = 32`),
    check("personal_api_keys_revoked", sql`(${table.revokedAt} is null) = (${table.revokedByName} is null)`),
  ],
);

/** Last use per key, written in batches so that authentication never updates the key row. */
export const personalKeyUsage = pgTable(
  "personal_key_usage",
  {
    organizationId: uuid().notNull(),
    personalKeyId: uuid().primaryKey(),
    lastUsedAt: timestamp({ withTimezone: true }).notNull(),
    address: text(),
    userAgent: text(),
  },
  (table) => [
    foreignKey({
      columns: [table.organizationId, table.personalKeyId],
      foreignColumns: [personalApiKeys.organizationId, personalApiKeys.id],
    }),
  ],
);
