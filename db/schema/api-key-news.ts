import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { apiKeys } from "@/db/schema/applications";
import { organizations } from "@/db/schema/organizations";

/** What events have told of a key that nobody does but time and its first request; each is told once. */
export const apiKeyNews = pgTable(
  "api_key_news",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    apiKeyId: uuid()
      .notNull()
      .references(() => apiKeys.id),
    news: text().$type<"expiring" | "expired" | "first_used">().notNull(),
    /** The end that is told of; of a first use, when the key was created. */
    about: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.apiKeyId, table.news, table.about] }),
    check("api_key_news_news", sql`${table.news} in ('expiring', 'expired', 'first_used')`),
  ],
);
