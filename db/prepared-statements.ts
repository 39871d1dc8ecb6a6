/**
 * Makes the driver prepare what drizzle sends. Drizzle hands every statement to `unsafe`, which by default describes
 * it anew each time: two round trips instead of one, and nothing behind it in the pipeline.
 */
import type postgres from "postgres";

type Client = Pick<postgres.Sql, "unsafe">;

/** Changes `client`, and every transaction begun on it, so that statements with parameters are prepared. */
export function prepareStatements(client: postgres.Sql): void {
  prepareUnsafe(client);
  const begin = client.begin.bind(client);
  const wrap =
    (work: (transaction: postgres.TransactionSql) => unknown) => (transaction: postgres.TransactionSql) => {
      prepareUnsafe(transaction);
      return work(transaction);
    };
  // `begin` is overloaded: the work is its last argument, after optional transaction modes.
  client.begin = ((...args: [string, Parameters<typeof wrap>[0]] | [Parameters<typeof wrap>[0]]) =>
    args.length === 1 ? begin(wrap(args[0])) : begin(args[0], wrap(args[1]))) as typeof client.begin;
}

function prepareUnsafe(client: Client): void {
  const unsafe = client.unsafe.bind(client);
  // Without parameters the text may hold several statements, which cannot be prepared.
  client.unsafe = ((text, parameters, options) =>
    unsafe(
      text,
      parameters,
      parameters?.length ? { ...options, prepare: true } : options,
    )) as Client["unsafe"];
}
