import { sql } from "drizzle-orm";
import { check, index, json, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { world } from "@/db/schema/world";
import type { EventType } from "@/lib/schemas/event";

/** What partners are told of: written in the transaction of the change, so none is lost and none invented. */
export const events = pgTable(
  "events",
  {
    id: uuid().primaryKey(),
    ...world(),
    type: text().$type<EventType>().notNull(),
    /** `json`, not `jsonb`: members keep the order in which the API gives them. */
    data: json().$type<unknown>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index("events_of_world").on(table.organizationId, table.environment, table.id),
    index("events_by_age").on(table.createdAt),
    check("events_environment", sql`${table.environment} in ('sandbox', 'production')`),
  ],
);
