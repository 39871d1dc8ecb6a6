/**
 * Reading a tenant's rows without opening a transaction: each statement brings along whose rows it may see, takes one round trip
 * instead of four, and holds its connection no longer than PostgreSQL works on it.
 *
 * The scope is set by a statement in front of it, in the same implicit transaction: they share one Sync message of the extended
 * query protocol, so what was set for the transaction is gone when the statement has ended (PostgreSQL's description of the
 * protocol, "Pipelining").
 */
import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Scope, Transaction } from "@/db/client";
import { countOneTransaction, listenTo } from "@/db/prepared-statements";

/** PostgreSQL refuses to write in a transaction that is read-only, whatever the statement behind says. */
const SET_SCOPE = `select set_config('nuvera.organization_id', $1, true), set_config('nuvera.environment', $2, true),
  set_config('transaction_read_only', 'on', true)`;

/** What the driver does beyond its types: `preceding` by our patch of it, `onexecute` for its own `begin`. */
type ScopedOptions = {
  simple: false;
  preceding: { string: string; parameters: string[] };
  /** Called when the statement has a connection; `false` keeps others from being sent behind it, which would wait for it. */
  onexecute: () => false;
};

type Unsafe = (text: string, parameters?: never[], options?: object) => object;

/** Makes what runs statements for one scope; each sees what was committed when it began. */
export function scopedReads(client: postgres.Sql, casing: "snake_case"): (scope: Scope) => Transaction {
  // Its types know neither of the two options.
  const send = client.unsafe as Unsafe;
  const dialect = new PgDialect({ casing });
  return ({ organizationId, environment }) => {
    const unsafe: Unsafe = (text, parameters, options) => {
      const count = countOneTransaction();
      const scoped: ScopedOptions = {
        simple: false,
        preceding: { string: SET_SCOPE, parameters: [organizationId, environment ?? ""] },
        onexecute: () => {
          count.begin();
          return false;
        },
      };
      const query = send(text, parameters, { ...options, ...scoped });
      return listenTo(query, { onResult: count.end, onFailure: count.end });
    };
    // All that drizzle asks of a client for a statement; without `begin` and `savepoint`, nothing opens a transaction here.
    const scopedClient = { unsafe } as unknown as postgres.Sql & postgres.TransactionSql;
    return new PostgresJsTransaction(
      dialect,
      new PostgresJsSession(scopedClient, dialect, undefined),
      undefined,
    );
  };
}
