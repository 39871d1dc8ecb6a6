/**
 * Reading from a copy of the database that may be a little behind. It is used only while it has replayed what the primary had
 * written a few seconds ago; without it, and while it is further behind or silent, the primary answers.
 */
import { sql } from "drizzle-orm";
import type { Database, Scope, Transaction } from "@/db/client";
import { withDeadline } from "@/lib/database-errors";
import { ApiError } from "@/lib/errors";
import { logInfo } from "@/lib/log";

export const LONGEST_LAG_SECONDS = 5;
const LOOK_MILLISECONDS = 1_000;
const ANSWER_MILLISECONDS = 2_000;

/** Bytes of write-ahead log since the beginning: written, or at a standby replayed. */
const POSITION = sql`select ((case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)
  - '0/0'::pg_lsn)::text as position`;
/** Where an operation reads that says its answer may lag. */
export type Reads = Pick<Database, "readInScope" | "close">;

type Written = { at: number; position: bigint };

/** The primary alone, where there is no replica. Closing it closes nothing: the pool is the runtime's. */
export function readsFromPrimary(primary: Database): Reads {
  return { readInScope: primary.readInScope, close: async () => {} };
}

export class ReplicaReads implements Reads {
  readonly #timer: NodeJS.Timeout;
  /** The primary's positions of the last seconds, oldest first. */
  #written: readonly Written[] = [];
  #isFresh = false;
  #looking: Promise<void> | null = null;

  constructor(
    readonly replica: Database,
    readonly primary: Database,
    readonly longestLagMilliseconds = LONGEST_LAG_SECONDS * 1000,
    readonly lookMilliseconds = LOOK_MILLISECONDS,
  ) {
    const look = () => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = null;
      });
    };
    this.#timer = setInterval(look, lookMilliseconds).unref();
    look();
  }

  /** Runs `work` at the replica, and at the primary where that cannot be; `work` reads only, so it may be run twice. */
  async readInScope<Result>(scope: Scope, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    if (!this.#isFresh) return this.primary.readInScope(scope, work);
    try {
      return await this.replica.readInScope(scope, work);
    } catch (error) {
      // Whatever the replica failed at, be it a standby's need to replay what the query was looking at: what the primary fails at
      // as well is told from there.
      if (error instanceof ApiError) throw error;
      this.#setFresh(false);
      return this.primary.readInScope(scope, work);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.replica.close();
  }

  async #look(): Promise<void> {
    const now = performance.now();
    const [written, replayed] = await Promise.allSettled([
      positionOf(this.primary),
      positionOf(this.replica),
    ]);
    if (written.status === "fulfilled") {
      this.#written = [...this.#written, { at: now, position: written.value }];
    }
    const due = this.#written.filter(({ at }) => at <= now - this.longestLagMilliseconds);
    const wanted = due.at(-1) ?? null;
    // What is older than the newest that is due says nothing more.
    if (wanted !== null) this.#written = this.#written.filter(({ at }) => at >= wanted.at);
    this.#setFresh(
      replayed.status === "fulfilled" &&
        this.#isReplayed(replayed.value, wanted, written.status === "fulfilled"),
    );
  }

  /** In the first seconds nothing is due yet, and only a replica that has everything is fresh. */
  #isReplayed(position: bigint, wanted: Written | null, isPrimaryKnown: boolean): boolean {
    if (wanted !== null) return position >= wanted.position;
    const newest = this.#written.at(-1);
    return isPrimaryKnown && newest !== undefined && position >= newest.position;
  }

  #setFresh(isFresh: boolean): void {
    if (isFresh !== this.#isFresh) {
      logInfo(isFresh ? "reads that may lag go to the replica" : "reads that may lag go to the primary");
    }
    this.#isFresh = isFresh;
  }
}

async function positionOf({ db }: Database): Promise<bigint> {
  const [row] = await withDeadline(db.execute(POSITION), ANSWER_MILLISECONDS);
  return BigInt(String(row?.position));
}
