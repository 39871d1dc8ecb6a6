/** Pages of a tenant's rows, newest first, that cost the same wherever they lie. */
import { and, desc, type Placeholder, type SQL, type SQLChunk, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** A value, or the place of one that is known when a prepared select runs. */
type Value = string | Placeholder;

/** What a list is narrowed to, in the order of the columns of the index that serves it; `undefined` narrows nothing. */
export type Narrowing = readonly { column: PgColumn; value: Value | undefined }[];

/** Comes after every id there is. */
export const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * Condition and order of the rows that a list is narrowed to, newest first, before `beforeId` where given. The narrowing
 * is spelt as a range of the index that has its columns, and the order with them: an equality would leave the planner
 * free to read the whole tenant in the order of the ids and to throw away what is not wanted, which takes long where that
 * lies far back. The index is (organization_id, environment, columns of the narrowing, id); the table has none whose
 * order is by id alone, since that is one by age over all tenants.
 */
export function newestFirst(
  id: PgColumn,
  narrowing: Narrowing,
  beforeId: Value | undefined,
): { where: SQL | undefined; orderBy: SQL[] } {
  const wanted = narrowing.flatMap(({ column, value }) =>
    value === undefined ? [] : [{ column, value: sql.param(value, column) }],
  );
  const columns = wanted.map(({ column }) => column);
  const values = wanted.map(({ value }) => value);
  const before = sql.param(beforeId ?? LAST_ID, id);
  return {
    where: and(
      sql`${row([...columns, id])} < ${row([...values, before])}`,
      columns.length === 0 ? undefined : sql`${row(columns)} >= ${row(values)}`,
    ),
    orderBy: [...columns.map((column) => desc(column)), desc(id)],
  };
}

const row = (parts: readonly SQLChunk[]) => sql`(${sql.join([...parts], sql`, `)})`;
