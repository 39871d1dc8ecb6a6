/**
 * Selects whose text is put together once: for a page of a list, drizzle takes longer to write it than PostgreSQL to run it.
 * Drizzle's own prepared queries stay on the connection that they were made for, while ours run in each transaction's.
 */
import type { Transaction } from "@/db/client";

/** What drizzle's `prepare` gives; `values` are those of the placeholders. */
type Prepared<Row> = { execute(values?: Record<string, unknown>): Promise<Row[]> };

/** A select before its `prepare`; what differs from one run to the next is `sql.placeholder(name)`. */
type Select<Row> = { prepare(name: string): Prepared<Row> };

/** Runs the select that `build` makes, in the transaction that it is given. `build` is called once. */
export function preparedSelect<Row, Values extends Record<string, unknown>>(
  build: (tx: Transaction) => Select<Row>,
): (tx: Transaction, values: Values) => Promise<Row[]> {
  let prepared: Prepared<Row> | undefined;
  return (tx, values) => {
    prepared ??= build(tx).prepare("select");
    // The same with another connection, both of which drizzle's types keep to itself.
    const { client } = (tx as unknown as { session: { client: unknown } }).session;
    const bound: Prepared<Row> = Object.create(prepared, { client: { value: client } });
    return bound.execute(values);
  };
}
