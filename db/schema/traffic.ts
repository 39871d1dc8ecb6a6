import {
  bigint,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { sameTenantApplication } from "@/db/schema/applications";
import type { ApiPermission } from "@/lib/permissions";

/**
 * Requests that were let through, per day and what they used: what a change would have refused. Kept for thirty days;
 * written by `record_daily_traffic` alone.
 */
export const dailyTraffic = pgTable(
  "daily_traffic",
  {
    organizationId: uuid().notNull(),
    applicationId: uuid().notNull(),
    day: date().notNull(),
    apiKeyId: uuid().notNull(),
    signingKeyId: uuid().notNull(),
    /** `none` where the request needed none. */
    permission: text().$type<ApiPermission | "none">().notNull(),
    /** Canonical, or `unknown`, or `other` for those beyond a day's room. */
    address: text().notNull(),
    requests: bigint({ mode: "number" }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.applicationId,
        table.day,
        table.apiKeyId,
        table.signingKeyId,
        table.permission,
        table.address,
      ],
    }),
    sameTenantApplication(table),
    index("daily_traffic_day").on(table.day),
  ],
);

/** In how many seconds of a day how many requests were let through by one server process. Kept and written alike. */
export const requestRates = pgTable(
  "request_rates",
  {
    organizationId: uuid().notNull(),
    applicationId: uuid().notNull(),
    day: date().notNull(),
    /** Requests in the second; rounded up to two digits beyond a hundred. */
    rate: integer().notNull(),
    seconds: bigint({ mode: "number" }).notNull(),
    /** All of those seconds together, exactly. */
    requests: bigint({ mode: "number" }).notNull(),
    lastAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.day, table.rate] }),
    sameTenantApplication(table),
    index("request_rates_day").on(table.day),
  ],
);

/** From when on the two above are counted: one row. */
export const trafficCounting = pgTable("traffic_counting", {
  since: timestamp({ withTimezone: true }).notNull(),
});
