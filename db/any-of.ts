import { type Placeholder, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * Whether a column of UUIDs holds one of `uuids`: PostgreSQL's array literal, or its place. One statement however many they are,
 * where `inArray` makes another for each number of them, to be written, parsed and planned.
 */
export function isAnyOf(column: PgColumn, uuids: string | Placeholder): SQL {
  return sql`${column} = any(${uuids}::uuid[])`;
}

/** PostgreSQL's array literal of UUIDs. */
export function uuidArray(uuids: readonly string[]): string {
  return `{${uuids.join(",")}}`;
}
