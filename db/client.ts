/**
 * The connection to PostgreSQL. Work on tenant rows happens inside `inScope`, which tells the database whose rows
 * the transaction may see; outside of it, row-level security shows nothing.
 */
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { prepareStatements } from "@/db/prepared-statements";
import { PrimaryFinder } from "@/db/primary";
import { scopedReads } from "@/db/reads";
import { runStatement } from "@/db/statements";
import { singleHostUrls } from "@/lib/database-url";
import type { Environment } from "@/lib/schemas/common";
import type { Pooler } from "@/lib/settings";

/** Drizzle's relational queries, which nothing of ours uses: it would make all of them for each transaction. */
type NoSchema = Record<string, never>;

/** Rows of one organization, and of one environment where a table has them. */
export type Scope = { organizationId: string; environment: Environment | null };

/** What queries run on: the pool or an open transaction. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase<NoSchema>["transaction"]>[0]>[0];

export type Database = {
  /** Tenant-free statements: the definer functions, users, sessions. Tenant tables look empty from here. */
  readonly db: PostgresJsDatabase<NoSchema>;
  /** Runs `work` in one transaction that sees and changes exactly the rows of `scope`. */
  inScope<Result>(scope: Scope, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** The same for reading alone, and cheaper: each statement is a transaction of its own, which PostgreSQL lets change nothing. */
  readInScope<Result>(scope: Scope, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** For reading as well, in one transaction: every statement sees the rows as they are at the first, whoever writes meanwhile. */
  inSnapshot<Result>(scope: Scope, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** With several hosts, connections go to the one that takes writes, and follow it. */
  url: string;
  /** A role to take on at connect, for a URL whose login role owns the tables. */
  role?: string;
  /** Between us and the database; it has the timeouts to set, since it refuses to pass them on. */
  pooler?: Pooler;
  maxConnections: number;
  applicationName: string;
};

/** Of columns in the database, where the schema's members have other names. */
const CASING = "snake_case";

const TIMEOUTS = { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 };

/** Between attempts of one connection to come back, in seconds; the driver's own pauses grow to twenty. */
const LONGEST_PAUSE_SECONDS = 1;

/** Opens a lazily connecting pool. Connection failures surface on the first statement, not here. */
export function openDatabase(options: DatabaseOptions): Database {
  const [url, ...others] = singleHostUrls(options.url);
  const primary = others.length === 0 ? null : new PrimaryFinder([url, ...others]);
  // The types of the driver lack `socket`, which it documents.
  const sockets = primary === null ? {} : { socket: () => primary.connect() };
  const client = postgres(url, {
    ...sockets,
    max: options.maxConnections,
    connect_timeout: 5,
    idle_timeout: 0,
    backoff: (attempts) => (0.5 + Math.random() / 2) * Math.min(2 ** attempts / 50, LONGEST_PAUSE_SECONDS),
    // Else each new connection first asks for the array types, and one that dies while it asks ends the process
    // (nobody catches that) or forgets who waits for it. Columns are typed by the schema anyway.
    fetch_types: false,
    prepare: options.pooler !== "transaction",
    onnotice: () => {},
    connection: {
      application_name: options.applicationName,
      TimeZone: "UTC",
      ...(options.pooler === undefined ? TIMEOUTS : {}),
      ...(options.role === undefined ? {} : { role: options.role }),
    },
  });
  prepareStatements(client);
  const db = drizzle(client, { casing: CASING });
  const readsOf = scopedReads(client, CASING);
  return {
    db,
    inScope: (scope, work) =>
      db.transaction(async (tx) => {
        // Sent without waiting for the answer: it travels in the same pipeline as the first statement of `work`,
        // and if it fails, the transaction is aborted and nothing after it can succeed.
        const scoped = setScope(tx, scope);
        const [result] = await Promise.all([work(tx), scoped]);
        return result;
      }),
    // A query of drizzle's is sent when it is waited for: here, as inside a transaction, and not when the caller does so.
    readInScope: async (scope, work) => await work(readsOf(scope)),
    inSnapshot: (scope, work) =>
      db.transaction(
        async (tx) => {
          await setScope(tx, scope);
          return work(tx);
        },
        { isolationLevel: "repeatable read", accessMode: "read only" },
      ),
    close: async () => {
      await client.end({ timeout: 5 });
      await primary?.close();
    },
  };
}

const SET_SCOPE =
  "select set_config('nuvera.organization_id', $1, true), set_config('nuvera.environment', $2, true)";

async function setScope(tx: Transaction, { organizationId, environment }: Scope): Promise<void> {
  await runStatement(tx, SET_SCOPE, [organizationId, environment ?? ""]);
}
