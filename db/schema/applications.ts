import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { organizations, users } from "@/db/schema/organizations";
import type { ApiPermission } from "@/lib/permissions";
import type { AddressListMode } from "@/lib/schemas/address-list";
import type { Environment } from "@/lib/schemas/common";

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/**
 * An API application. `state_version` is moved by triggers on this table, `api_keys` and `signing_keys`, so a
 * cached credential is recognised as stale whoever changed the rows.
 */
export const applications = pgTable(
  "applications",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    environment: text().$type<Environment>().notNull(),
    name: text().notNull(),
    permissions: text().array().$type<ApiPermission[]>().notNull(),
    rateLimitPerSecond: integer().notNull(),
    /** Canonical addresses and networks that requests may come from. */
    addressList: text().array().notNull().default(sql`'{}'`),
    /** Whether the list counts: not at all, to show what it would refuse, or to refuse it. */
    addressListMode: text().$type<AddressListMode>().notNull().default("off"),
    disabledAt: timestamp({ withTimezone: true }),
    disabledBy: text().$type<"partner" | "operator">(),
    /** Who disabled it, by display name, and why: shown to the partner. */
    disabledByName: text(),
    disabledReason: text(),
    deletedAt: timestamp({ withTimezone: true }),
    stateVersion: bigint({ mode: "number" }).notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    createdByUserId: uuid().references(() => users.id),
  },
  (table) => [
    unique("applications_tenant_key").on(table.organizationId, table.id),
    index("applications_list").on(table.organizationId, table.environment, table.id.desc()),
    check("applications_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check("applications_name_length", sql`length(${table.name}) between 1 and 100`),
    check("applications_address_list_mode", sql`${table.addressListMode} in ('off', 'report', 'enforce')`),
    check(
      "applications_address_list",
      sql`cardinality(${table.addressList}) <= 100 and (${table.addressListMode} = 'off' or cardinality(${table.addressList}) > 0)`,
    ),
    check("applications_rate_limit", sql`${table.rateLimitPerSecond} between 1 and 100000`),
    check(
      "applications_permissions_known",
      sql`${table.permissions} <@ array['CUSTOMERS_READ','CUSTOMERS_WRITE','BENEFICIARIES_READ','BENEFICIARIES_WRITE','DOCUMENTS_READ','DOCUMENTS_WRITE','PAYMENTS_READ','PAYMENTS_WRITE','SUPPORT_READ','SUPPORT_WRITE','CRYPTO_READ','SCREENING_READ']::text[]`,
    ),
    check(
      "applications_write_needs_read",
      sql`(not 'CUSTOMERS_WRITE' = any(${table.permissions}) or 'CUSTOMERS_READ' = any(${table.permissions})) and (not 'BENEFICIARIES_WRITE' = any(${table.permissions}) or 'BENEFICIARIES_READ' = any(${table.permissions})) and (not 'DOCUMENTS_WRITE' = any(${table.permissions}) or 'DOCUMENTS_READ' = any(${table.permissions})) and (not 'PAYMENTS_WRITE' = any(${table.permissions}) or 'PAYMENTS_READ' = any(${table.permissions})) and (not 'SUPPORT_WRITE' = any(${table.permissions}) or 'SUPPORT_READ' = any(${table.permissions}))`,
    ),
    check("applications_disabled_by", sql`(${table.disabledAt} is null) = (${table.disabledBy} is null)`),
  ],
);

/** A credential belongs to an application of its own organization; the database refuses anything else. */
export function sameTenantApplication(table: { organizationId: AnyPgColumn; applicationId: AnyPgColumn }) {
  return foreignKey({
    columns: [table.organizationId, table.applicationId],
    foreignColumns: [applications.organizationId, applications.id],
  });
}

/**
 * Public signing keys. `retires_at` null: current; in the future: an overlap window is open; past: retired.
 * `retired_at` ends a key at once whatever any server's clock says.
 */
export const signingKeys = pgTable(
  "signing_keys",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    applicationId: uuid().notNull(),
    fingerprint: text().notNull(),
    publicKeyPem: text().notNull(),
    modulusBits: integer().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    createdByUserId: uuid().references(() => users.id),
    retiresAt: timestamp({ withTimezone: true }),
    retiredAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    sameTenantApplication(table),
    check("signing_keys_retired", sql`${table.retiredAt} is null or ${table.retiresAt} is not null`),
    index("signing_keys_application").on(table.applicationId),
    index("signing_keys_retires_at")
      .on(table.retiresAt)
      .where(sql`${table.retiredAt} is null and ${table.retiresAt} is not null`),
    uniqueIndex("signing_keys_one_current").on(table.applicationId).where(sql`${table.retiresAt} is null`),
    check("signing_keys_fingerprint", sql`${table.fingerprint} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** Every fingerprint ever registered and the one application it belongs to, for ever and across tenants. */
export const signingKeyRegistrations = pgTable("signing_key_registrations", {
  fingerprint: text().primaryKey(),
  applicationId: uuid().notNull(),
});

/** API keys: a keyed hash and what a person needs to recognise the key; the key itself is nowhere. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    applicationId: uuid().notNull(),
    keyHash: bytea().notNull().unique(),
    pepperVersion: smallint().notNull(),
    prefix: text().notNull(),
    lastFour: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    createdByUserId: uuid().references(() => users.id),
    expiresAt: timestamp({ withTimezone: true }),
    /** When `expires_at` got its value: a notice is for a date that was known longer ago than the notice's lead. */
    expirySetAt: timestamp({ withTimezone: true }),
    revokedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    sameTenantApplication(table),
    index("api_keys_application").on(table.applicationId),
    index("api_keys_expires_at").on(table.expiresAt).where(sql`${table.revokedAt} is null`),
    check("api_keys_hash_length", sql`octet_length(${table.keyHash}) = 32`),
  ],
);

/** Last use per API key and signing key, written in batches so that authentication never updates the key row. */
export const credentialUsage = pgTable(
  "credential_usage",
  {
    organizationId: uuid().notNull(),
    applicationId: uuid().notNull(),
    apiKeyId: uuid().notNull(),
    signingKeyId: uuid().notNull(),
    lastUsedAt: timestamp({ withTimezone: true }).notNull(),
    address: text(),
    userAgent: text(),
  },
  (table) => [
    primaryKey({ columns: [table.apiKeyId, table.signingKeyId] }),
    index("credential_usage_application").on(table.applicationId),
  ],
);

/**
 * Admitted requests per minute and pair of keys: which share of the traffic uses which key; and those that were refused
 * for being over the rate limit. Kept for eight days.
 */
export const credentialTraffic = pgTable(
  "credential_traffic",
  {
    organizationId: uuid().notNull(),
    applicationId: uuid().notNull(),
    apiKeyId: uuid().notNull(),
    signingKeyId: uuid().notNull(),
    minute: timestamp({ withTimezone: true }).notNull(),
    requests: integer().notNull(),
    limited: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.minute, table.apiKeyId, table.signingKeyId] }),
    index("credential_traffic_minute").on(table.minute),
  ],
);

/**
 * Requests per application, address and day: those that were let through, and those that the address list refused. Kept for
 * thirty days; written by `record_address_traffic` alone.
 */
export const addressTraffic = pgTable(
  "address_traffic",
  {
    organizationId: uuid().notNull(),
    applicationId: uuid().notNull(),
    day: date().notNull(),
    /** Canonical, or `unknown`, or `other` for those beyond a day's room. */
    address: text().notNull(),
    requests: bigint({ mode: "number" }).notNull(),
    refused: bigint({ mode: "number" }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.day, table.address] }),
    sameTenantApplication(table),
    index("address_traffic_day").on(table.day),
  ],
);

/** When an application last used a permission that it was granted. */
export const permissionUsage = pgTable(
  "permission_usage",
  {
    organizationId: uuid().notNull(),
    applicationId: uuid().notNull(),
    permission: text().$type<ApiPermission>().notNull(),
    lastUsedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.permission] })],
);

/**
 * A replacement key that the operator has prepared. The key does not exist yet: it is generated when a partner user
 * claims it, and shown to that person only.
 */
export const keyClaims = pgTable(
  "key_claims",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    applicationId: uuid().notNull(),
    graceSeconds: integer().notNull(),
    /** Where the keys before end at a date, whenever the claim is used. */
    graceUntil: timestamp({ withTimezone: true }),
    reason: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    createdByName: text().notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    claimedAt: timestamp({ withTimezone: true }),
    claimedByUserId: uuid().references(() => users.id),
    apiKeyId: uuid(),
    cancelledAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    sameTenantApplication(table),
    index("key_claims_application").on(table.applicationId),
    uniqueIndex("key_claims_one_open")
      .on(table.applicationId)
      .where(sql`${table.claimedAt} is null and ${table.cancelledAt} is null`),
    check("key_claims_claimed", sql`(${table.claimedAt} is null) = (${table.apiKeyId} is null)`),
    check("key_claims_grace", sql`${table.graceSeconds} between 0 and 2592000`),
  ],
);

/**
 * Used token ids, of which each blocks its `jti` for the application until `expires_at`. Only a digest is kept: it is
 * short, and a `jti` is the caller's text, which might hold anything. Unlogged; see `0025_nonce_memory.sql`.
 */
export const requestNonces = pgTable(
  "request_nonces",
  {
    organizationId: uuid().notNull(),
    applicationId: uuid().notNull(),
    /** The first 128 bits of the token id's SHA-256. */
    jtiDigest: uuid().notNull(),
    /** The partition, which is emptied whole. */
    slot: smallint().notNull(),
    /** Until when it is remembered, in milliseconds since 1970. */
    expiresAt: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({
      name: "request_nonces_pk",
      columns: [table.organizationId, table.applicationId, table.jtiDigest, table.slot],
    }),
  ],
);

/** Since when token ids are remembered, in milliseconds since 1970; 0 where nothing was ever forgotten. Emptied by a crash. */
export const nonceMemory = pgTable("nonce_memory", {
  isOnly: boolean().primaryKey().default(true),
  since: bigint({ mode: "number" }).notNull(),
});
