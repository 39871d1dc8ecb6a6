import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * Whether a column of UUIDs holds one of `uuids`, which must be UUIDs. One statement however many they are, where `inArray`
 * makes another for each number of them, to be written, parsed and planned.
 */
export function isAnyOf(column: PgColumn, uuids: readonly string[]): SQL {
  return sql`${column} = any(${`{${uuids.join(",")}}`}::uuid[])`;
}
