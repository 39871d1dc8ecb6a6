/**
 * Makes the driver prepare what drizzle sends. Drizzle hands every statement to `unsafe`, which by default describes
 * it anew each time: two round trips instead of one, and nothing behind it in the pipeline.
 */
import type postgres from "postgres";
import { databaseErrorCode, isDatabaseUnreachable } from "@/lib/database-errors";
import { addOne, counts } from "@/lib/telemetry/counts";

type Client = Pick<postgres.Sql, "unsafe">;

/** Changes `client`, and every transaction begun on it, so that statements with parameters are prepared; and counts how they fare. */
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
    countTransaction((began) => {
      const counted = (work: Parameters<typeof wrap>[0]) =>
        wrap((transaction) => began(() => work(transaction)));
      return args.length === 1 ? begin(counted(args[0])) : begin(args[0], counted(args[1]));
    })) as typeof client.begin;
}

function prepareUnsafe(client: Client): void {
  const unsafe = client.unsafe.bind(client);
  // Without parameters the text may hold several statements, which cannot be prepared.
  client.unsafe = ((text, parameters, options) =>
    listenTo(unsafe(text, parameters, parameters?.length ? { ...options, prepare: true } : options), {
      onFailure: countFailure,
    })) as Client["unsafe"];
}

/** Counts the transaction as waiting until it has a connection, and as open from then to its end. */
async function countTransaction<Result>(
  run: (began: (work: () => unknown) => unknown) => Promise<Result>,
): Promise<Result> {
  const count = countOneTransaction();
  try {
    return await run((work) => {
      count.begin();
      return work();
    });
  } finally {
    count.end();
  }
}

/** One transaction that waits for a connection from now on; `end` is to be called in every case. */
export function countOneTransaction(): { begin(): void; end(): void } {
  const { transactions } = counts();
  let isOpen = false;
  transactions.waiting += 1;
  return {
    begin: () => {
      if (isOpen) return;
      isOpen = true;
      transactions.waiting -= 1;
      transactions.open += 1;
    },
    end: () => {
      if (isOpen) transactions.open -= 1;
      else transactions.waiting -= 1;
    },
  };
}

/** The driver's query is lazy: asking it for its outcome would send it, so its own `resolve` and `reject` are listened to. */
export function listenTo<Query extends object>(
  query: Query,
  { onResult, onFailure }: { onResult?: () => void; onFailure: (error: unknown) => void },
): Query {
  // Members of the driver's own, which its types keep to themselves.
  const pending = query as { resolve?: (result: unknown) => void; reject?: (error: unknown) => void };
  const { resolve, reject } = pending;
  if (onResult !== undefined) {
    pending.resolve = (result) => {
      onResult();
      resolve?.(result);
    };
  }
  pending.reject = (error) => {
    onFailure(error);
    reject?.(error);
  };
  return query;
}

function countFailure(error: unknown): void {
  addOne(counts().databaseErrors, failureClass(error));
}

/** The two characters that are a SQLSTATE's class, or `connection`. */
function failureClass(error: unknown): string {
  const sqlstate = /^(\d\d|F0|HV|P0|XX)[0-9A-Z]{3}$/.exec(databaseErrorCode(error) ?? "");
  return sqlstate?.[1] ?? (isDatabaseUnreachable(error) ? "connection" : "other");
}
