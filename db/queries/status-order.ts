/** Lists narrowed to one status, for tables with an index that ends in status and id. */
import { and, desc, gte, lte, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * Condition and order of the rows in `status`, newest first, before `beforeId` where given. Spelt as a range, because
 * with "status = …" the planner may walk the rows of every status by their ids instead, which takes for ever where all of
 * those that are wanted are old. A range has its order in the index by status alone.
 */
export function inStatus(
  columns: { status: PgColumn; id: PgColumn },
  status: string,
  beforeId: string | undefined,
): { where: SQL | undefined; orderBy: SQL[] } {
  const end =
    beforeId === undefined
      ? lte(columns.status, status)
      : sql`(${columns.status}, ${columns.id}) < (${status}::text, ${beforeId}::uuid)`;
  return {
    where: and(gte(columns.status, status), end),
    orderBy: [desc(columns.status), desc(columns.id)],
  };
}
