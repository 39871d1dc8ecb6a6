import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { bytea } from "@/db/schema/applications";
import type { Environment } from "@/lib/schemas/common";

/** An imported list of sanctioned and exposed people and companies. Belongs to no tenant. */
export const watchlists = pgTable("watchlists", {
  name: text().primaryKey(),
  /** Where subjects are matched against it: the fictional list is for the sandbox alone. */
  environments: jsonb().$type<Environment[]>().notNull(),
  /** Counts imports; entries of another version belong to an import that is under way or was given up. */
  version: integer().notNull(),
  entryCount: integer().notNull(),
  sourceName: text().notNull(),
  sourceSha256: bytea().notNull(),
  /** The newest `last_change` in the file: how old the data is, whenever it was imported. */
  dataAsOf: timestamp({ withTimezone: true }),
  importedAt: timestamp({ withTimezone: true }).notNull(),
});

/** One person, company or thing of a list, as OpenSanctions' `targets.simple.csv` has it. */
export const watchlistEntries = pgTable(
  "watchlist_entries",
  {
    list: text().notNull(),
    version: integer().notNull(),
    entityId: text().notNull(),
    schema: text().notNull(),
    caption: text().notNull(),
    aliases: jsonb().$type<string[]>().notNull(),
    birthDates: jsonb().$type<string[]>().notNull(),
    countries: jsonb().$type<string[]>().notNull(),
    addresses: jsonb().$type<string[]>().notNull(),
    identifiers: jsonb().$type<string[]>().notNull(),
    sanctions: jsonb().$type<string[]>().notNull(),
    topics: jsonb().$type<string[]>().notNull(),
    datasets: jsonb().$type<string[]>().notNull(),
    firstSeen: timestamp({ withTimezone: true }),
    lastChange: timestamp({ withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.list, table.version, table.entityId] })],
);

/** Each name and alias of an entry, ready for matching. */
export const watchlistNames = pgTable(
  "watchlist_names",
  {
    list: text().notNull(),
    version: integer().notNull(),
    entityId: text().notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    /** Lower case, without accents, punctuation and legal forms, words in order. */
    normalized: text().notNull(),
    /** Phonetic codes of its words. */
    phonetic: text().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.list, table.version, table.entityId, table.position] }),
    index("watchlist_names_trigrams").using("gin", sql`${table.normalized} gin_trgm_ops`),
    index("watchlist_names_phonetic").using("gin", table.phonetic),
    check("watchlist_names_position", sql`${table.position} >= 0`),
  ],
);
