import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { applications } from "@/db/schema/applications";
import { world } from "@/db/schema/world";
import type { Environment } from "@/lib/schemas/common";

/** What logged requests have in common: who called, what, and how it ended. Few at any volume; a filter picks kinds. */
export const requestLogKinds = pgTable(
  "request_log_kinds",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ...world(),
    /** Of all the other columns. */
    fingerprint: uuid().notNull().unique("request_log_kinds_fingerprint"),
    /** Null where a personal key was sent. */
    applicationId: uuid(),
    /** An API key's or, without an application, a personal key's. */
    keyId: uuid().notNull(),
    signingKeyId: uuid(),
    method: text().notNull(),
    route: text(),
    permission: text(),
    status: smallint().notNull(),
    reason: text(),
    lastUsedOn: date().notNull(),
  },
  (table) => [
    index("request_log_kinds_world").on(table.organizationId, table.environment),
    foreignKey({
      columns: [table.organizationId, table.applicationId],
      foreignColumns: [applications.organizationId, applications.id],
    }),
    check("request_log_kinds_environment", sql`${table.environment} in ('sandbox', 'production')`),
  ],
);

/** One row for each call of a partner, in parts by day; `id` is also when it came. Written by `record_requests` alone. */
export const requestLog = pgTable(
  "request_log",
  {
    id: uuid().notNull(),
    kindId: integer().notNull(),
    latencyMicroseconds: integer().notNull(),
    requestBytes: bigint({ mode: "number" }).notNull(),
    responseBytes: bigint({ mode: "number" }).notNull(),
    /** The first id in the path, and the second. */
    pathId: uuid(),
    innerPathId: uuid(),
    target: text().notNull(),
    address: text(),
    userAgent: text(),
    refusal: jsonb().$type<{ message: string; details: Record<string, unknown> }>(),
  },
  (table) => [
    index("request_log_by_kind").on(table.kindId, table.id),
    index("request_log_by_path_id").on(table.pathId, table.id).where(sql`${table.pathId} is not null`),
    index("request_log_by_inner_path_id")
      .on(table.innerPathId, table.id)
      .where(sql`${table.innerPathId} is not null`),
  ],
);

/** How many requests with a key came in a stretch of five minutes or of an hour, by how they ended. */
export const requestLogCounts = pgTable(
  "request_log_counts",
  {
    organizationId: uuid().notNull(),
    environment: text().$type<Environment>().notNull(),
    keyId: uuid().notNull(),
    stepSeconds: smallint().notNull(),
    startsAt: timestamp({ withTimezone: true }).notNull(),
    status: smallint().notNull(),
    /** Empty where there is none. */
    reason: text().notNull(),
    requests: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.stepSeconds, table.startsAt, table.status, table.reason] }),
  ],
);

/** How many requests with a key took how long, by the buckets of `lib/request-log/latency.ts`. */
export const requestLogLatencies = pgTable(
  "request_log_latencies",
  {
    organizationId: uuid().notNull(),
    environment: text().$type<Environment>().notNull(),
    keyId: uuid().notNull(),
    stepSeconds: smallint().notNull(),
    startsAt: timestamp({ withTimezone: true }).notNull(),
    bucket: smallint().notNull(),
    requests: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.keyId, table.stepSeconds, table.startsAt, table.bucket] })],
);

/** Requests per organization and hour, for who looks at all organizations. Refused: 4xx; failed: 5xx. */
export const requestLogHours = pgTable(
  "request_log_hours",
  {
    startsAt: timestamp({ withTimezone: true }).notNull(),
    organizationId: uuid().notNull(),
    environment: text().$type<Environment>().notNull(),
    requests: bigint({ mode: "number" }).notNull(),
    refused: bigint({ mode: "number" }).notNull(),
    failed: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.startsAt, table.organizationId, table.environment] })],
);

/** Refusals and failures per reason and hour, of all organizations. */
export const requestLogReasonHours = pgTable(
  "request_log_reason_hours",
  {
    startsAt: timestamp({ withTimezone: true }).notNull(),
    environment: text().$type<Environment>().notNull(),
    reason: text().notNull(),
    status: smallint().notNull(),
    requests: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.startsAt, table.environment, table.reason, table.status] })],
);

/** The last hour in which a request of the organization had this reason. */
export const requestLogReasonOrganizations = pgTable(
  "request_log_reason_organizations",
  {
    reason: text().notNull(),
    environment: text().$type<Environment>().notNull(),
    organizationId: uuid().notNull(),
    lastHour: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.reason, table.environment, table.organizationId] })],
);
