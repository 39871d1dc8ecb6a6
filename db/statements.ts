/**
 * Statements whose text is put together once. What runs for every request is written here: drizzle would make its text anew each
 * time, and read each value of each row by asking what kind of column it has, which together take longer than PostgreSQL does.
 */
import { fillPlaceholders, is, SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "@/db/client";

/** Columns of a table, and expressions that know how to read what they give. */
type Columns = Readonly<Record<string, PgColumn | SQL.Aliased>>;

/** What a select of these columns gives. */
export type RowOf<Selected extends Columns> = {
  [Name in keyof Selected]: Selected[Name] extends PgColumn
    ? Selected[Name]["_"]["notNull"] extends true
      ? Selected[Name]["_"]["data"]
      : Selected[Name]["_"]["data"] | null
    : Selected[Name] extends SQL.Aliased<infer Value>
      ? Value
      : never;
};

/** A query of drizzle's; what differs from one run to the next is `sql.placeholder(name)` in it. */
type Query = { toSQL(): { sql: string; params: unknown[] } };

type Driver = {
  unsafe(text: string, parameters: unknown[]): Promise<unknown[]> & { values(): Promise<unknown[][]> };
};

/** Sends `text` with its parameters on the pool or in the transaction given, and gives the rows as the driver reads them. */
export function runStatement(
  on: Database["db"] | Transaction,
  text: string,
  parameters: unknown[],
): Promise<unknown[]> {
  return driverOf(on).unsafe(text, parameters);
}

/**
 * A select of exactly `columns`, in their order. `build` is called once; the function that is given runs its query in any
 * transaction, with the values of its placeholders.
 */
export function preparedSelect<Selected extends Columns>(
  columns: Selected,
  build: (tx: Transaction, columns: Selected) => Query,
): (tx: Transaction, values: Readonly<Record<string, unknown>>) => Promise<RowOf<Selected>[]> {
  const names = Object.keys(columns);
  const decoders = Object.values(columns).map(decoderOf);
  let query: ReturnType<Query["toSQL"]> | undefined;
  return async (tx, values) => {
    query ??= build(tx, columns).toSQL();
    const rows = await driverOf(tx).unsafe(query.sql, fillPlaceholders(query.params, values)).values();
    return rows.map((row) => {
      const named: Record<string, unknown> = {};
      for (const [index, decoder] of decoders.entries()) {
        const value = row[index];
        named[names[index] ?? ""] = value === null ? null : decoder.mapFromDriverValue(value);
      }
      // As the columns' own decoders made it.
      return named as RowOf<Selected>;
    });
  };
}

/** An expression's decoder is a part that drizzle's types keep to themselves. */
function decoderOf(column: PgColumn | SQL.Aliased): { mapFromDriverValue(value: unknown): unknown } {
  return is(column, SQL.Aliased)
    ? (column.sql as unknown as { decoder: { mapFromDriverValue(value: unknown): unknown } }).decoder
    : column;
}

/** The driver's connection, which drizzle's types keep to itself. */
function driverOf(on: Database["db"] | Transaction): Driver {
  return (on as unknown as { session: { client: Driver } }).session.client;
}
