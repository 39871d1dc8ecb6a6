import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { events } from "@/db/schema/events";
import { users } from "@/db/schema/organizations";
import { world } from "@/db/schema/world";
import type { EventType } from "@/lib/schemas/event";
import type { DeliveryStatus, DeliveryTrigger, EndpointDisabledBy } from "@/lib/schemas/webhook-kinds";

/** Where a partner is told of events. `events` null: of all there are and will be. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: uuid().primaryKey(),
    ...world(),
    url: text().notNull(),
    description: text().notNull().default(""),
    events: jsonb().$type<EventType[]>(),
    disabledAt: timestamp({ withTimezone: true }),
    disabledBy: text().$type<EndpointDisabledBy>(),
    /** Why, in words for the partner. */
    disabledReason: text(),
    /** When the first attempt failed after the last that did not; null while all is well. */
    failingSince: timestamp({ withTimezone: true }),
    deletedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    createdByUserId: uuid().references(() => users.id),
  },
  (table) => [
    unique("webhook_endpoints_world").on(table.organizationId, table.environment, table.id),
    index("webhook_endpoints_troubled")
      .on(table.organizationId)
      .where(
        sql`${table.deletedAt} is null and (${table.failingSince} is not null or ${table.disabledBy} in ('operator', 'system'))`,
      ),
    check("webhook_endpoints_environment", sql`${table.environment} in ('sandbox', 'production')`),
    check("webhook_endpoints_url", sql`length(${table.url}) between 1 and 2000`),
    check(
      "webhook_endpoints_events",
      sql`${table.events} is null or jsonb_typeof(${table.events}) = 'array'`,
    ),
    check("webhook_endpoints_disabled_by", sql`${table.disabledBy} in ('partner', 'operator', 'system')`),
    check("webhook_endpoints_disabled", sql`(${table.disabledAt} is null) = (${table.disabledBy} is null)`),
  ],
);

/** What signs deliveries, sealed with the API key pepper. The one without an end is current; the one before it ends a day later. */
export const webhookSecrets = pgTable(
  "webhook_secrets",
  {
    id: uuid().primaryKey(),
    ...world(),
    endpointId: uuid().notNull(),
    sealedSecret: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    foreignKey({
      columns: [table.organizationId, table.environment, table.endpointId],
      foreignColumns: [webhookEndpoints.organizationId, webhookEndpoints.environment, webhookEndpoints.id],
    }),
    index("webhook_secrets_endpoint").on(table.endpointId),
    uniqueIndex("webhook_secrets_one_current").on(table.endpointId).where(sql`${table.expiresAt} is null`),
  ],
);

/**
 * One event on its way to one endpoint. `attempts` counts those that are over; `claimed_until` keeps everybody else away
 * from the one under way.
 */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    ...world(),
    endpointId: uuid().notNull(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    eventType: text().$type<EventType>().notNull(),
    trigger: text().$type<DeliveryTrigger>().notNull(),
    status: text().$type<DeliveryStatus>().notNull(),
    attempts: integer().notNull().default(0),
    /** How many attempts there had been when it was last asked for: retries are counted from there. */
    attemptsBefore: integer().notNull().default(0),
    nextAttemptAt: timestamp({ withTimezone: true }),
    claimedUntil: timestamp({ withTimezone: true }),
    lastResponseStatus: integer(),
    lastError: text(),
    lastDurationMilliseconds: integer(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.endpointId, table.eventId] }),
    foreignKey({
      columns: [table.organizationId, table.environment, table.endpointId],
      foreignColumns: [webhookEndpoints.organizationId, webhookEndpoints.environment, webhookEndpoints.id],
    }),
    index("webhook_deliveries_by_status").on(table.endpointId, table.status, table.eventId),
    index("webhook_deliveries_by_type").on(table.endpointId, table.eventType, table.eventId),
    index("webhook_deliveries_of_event").on(table.eventId),
    index("webhook_deliveries_due").on(table.nextAttemptAt).where(sql`${table.status} = 'pending'`),
    check(
      "webhook_deliveries_status",
      sql`${table.status} in ('pending', 'delivered', 'failed', 'cancelled')`,
    ),
    check("webhook_deliveries_trigger", sql`${table.trigger} in ('event', 'resend', 'replay', 'test')`),
  ],
);

/** Every attempt as it went. `error` is one of our words where there was no answer, or one we do not take. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    ...world(),
    endpointId: uuid().notNull(),
    eventId: uuid().notNull(),
    number: integer().notNull(),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    durationMilliseconds: integer().notNull(),
    responseStatus: integer(),
    error: text(),
    /** The beginning of the answer, at most 2 kB, as text. */
    responseBody: text(),
    /** The address that was connected to. */
    address: text(),
  },
  (table) => [
    primaryKey({ columns: [table.endpointId, table.eventId, table.number] }),
    foreignKey({
      name: "webhook_attempts_delivery",
      columns: [table.endpointId, table.eventId],
      foreignColumns: [webhookDeliveries.endpointId, webhookDeliveries.eventId],
    }).onDelete("cascade"),
  ],
);
