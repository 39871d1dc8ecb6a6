import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea } from "@/db/schema/applications";
import type { Environment } from "@/lib/schemas/common";
import type { WatchlistImportState } from "@/lib/schemas/screening-kinds";

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
  /** Counts imports over all lists; subjects remember the newest that they were matched against. */
  sequence: integer().notNull(),
  /** The rules by which its names were normalized; under others the same file is imported again. */
  algorithm: text().notNull(),
});

/** An import, under way or over. What it wrote counts only once it is completed. */
export const watchlistImports = pgTable(
  "watchlist_imports",
  {
    list: text().notNull(),
    version: integer().notNull(),
    state: text().$type<WatchlistImportState>().notNull(),
    sourceName: text().notNull(),
    sourceSha256: bytea().notNull(),
    /** So far. */
    entryCount: integer().notNull(),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    /** An import whose process is silent for long was given up. */
    heartbeatAt: timestamp({ withTimezone: true }).notNull(),
    finishedAt: timestamp({ withTimezone: true }),
    failure: text(),
  },
  (table) => [
    primaryKey({ columns: [table.list, table.version] }),
    uniqueIndex("watchlist_imports_running").on(table.list).where(sql`${table.state} = 'RUNNING'`),
    check("watchlist_imports_state", sql`${table.state} in ('RUNNING', 'COMPLETED', 'FAILED')`),
    check("watchlist_imports_count", sql`${table.entryCount} >= 0`),
  ],
);

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
    /** The identifiers in the form in which they are compared. */
    identifierKeys: text().array().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.list, table.version, table.entityId] }),
    index("watchlist_entries_identifiers").using("gin", table.identifierKeys),
  ],
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
    /** Pairs of its words as they sound; see `name_keys`. */
    phonetic: text().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.list, table.version, table.entityId, table.position] }),
    index("watchlist_names_trigrams").using("gin", sql`${table.normalized} gin_trgm_ops`),
    index("watchlist_names_phonetic").using("gin", table.phonetic),
    check("watchlist_names_position", sql`${table.position} >= 0`),
  ],
);
