/** What credentials are used for, gathered in memory and written in batches: no request waits or locks a key row. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { type AllowedRequest, SecondCounter } from "@/lib/auth/daily-traffic";
import {
  type AddressUse,
  MAXIMUM_ENTRIES,
  type PersonalKeyUsage,
  type Usage,
  UsageBatch,
} from "@/lib/auth/usage-batch";
import { databaseErrorCode } from "@/lib/database-errors";
import { logError, logInfo } from "@/lib/log";

const FLUSH_INTERVAL_MILLISECONDS = 2_000;

/** PostgreSQL has never heard of this transaction: another server answers than the one that was written to. */
const UNKNOWN_TRANSACTION = "22023";

/** A batch on its way. `transactionId`: of the attempt whose end is not known yet. */
type Outgoing = { batch: UsageBatch; transactionId: string | null };

export class UsageRecorder {
  #gathering = new UsageBatch();
  #outgoing: Outgoing | null = null;
  #timer: NodeJS.Timeout | undefined;
  #leftOut = 0;
  #flushing: Promise<void> = Promise.resolve();
  readonly #seconds = new SecondCounter(MAXIMUM_ENTRIES);

  constructor(
    readonly db: Database["db"],
    readonly clock: () => Date = () => new Date(),
  ) {}

  /** Counts an admitted request and remembers it as the newest use of its pair of keys. */
  record(usage: Usage): void {
    this.#gathering.addRequest(usage);
    this.#flushSoon();
  }

  /** Counts a request that was refused for being over the rate limit. */
  recordLimited(keys: { apiKeyId: string; signingKeyId: string }, at: Date): void {
    this.#gathering.addLimited(keys, at);
    this.#flushSoon();
  }

  /** Counts a request that nothing stands in the way of, and remembers that its permission was used. */
  recordAllowed(request: AllowedRequest): void {
    this.#gathering.addAllowed(request);
    this.#seconds.add(request.applicationId, request.at);
    this.#flushSoon();
  }

  /** Remembers an admitted request as the newest use of its personal key. */
  recordPersonalKey(usage: PersonalKeyUsage): void {
    this.#gathering.addPersonalKey(usage);
    this.#flushSoon();
  }

  /** Counts a request under the address that it came from. */
  recordAddress(use: AddressUse): void {
    this.#gathering.addAddress(use);
    this.#flushSoon();
  }

  /** What waits to be written, and what found no room since the start; for metrics. */
  get state(): { waiting: number; leftOut: number } {
    return {
      waiting: this.#gathering.size + (this.#outgoing?.batch.size ?? 0),
      leftOut: this.#leftOut + this.#gathering.left,
    };
  }

  /** Writes what waits. What could not be written is kept as it is and tried again with the next flush. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    for (const second of this.#seconds.take()) this.#gathering.addSecond(second);
    await this.flush();
    clearTimeout(this.#timer);
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, FLUSH_INTERVAL_MILLISECONDS).unref();
  }

  async #write(): Promise<void> {
    try {
      await this.#send();
      for (const second of this.#seconds.take(this.clock())) this.#gathering.addSecond(second);
      if (!this.#seconds.isEmpty) this.#flushSoon();
      if (this.#gathering.isEmpty) return;
      if (this.#gathering.left > 0) {
        this.#leftOut += this.#gathering.left;
        logInfo("uses were left out for want of room", { entries: this.#gathering.left });
      }
      this.#outgoing = { batch: this.#gathering, transactionId: null };
      this.#gathering = new UsageBatch();
      await this.#send();
    } catch (error) {
      logError("use of credentials could not be written and will be tried again", error);
      this.#flushSoon();
    }
  }

  /** Writes the batch on its way, once: counts of a commit whose answer was lost are not added again. */
  async #send(): Promise<void> {
    const outgoing = this.#outgoing;
    if (outgoing === null) return;
    if (outgoing.transactionId !== null && (await this.#isWritten(outgoing.transactionId))) {
      this.#outgoing = null;
      return;
    }
    const { credentials, traffic, permissions, personalKeys, addresses, dailyTraffic, rates } =
      outgoing.batch.toJson();
    await this.db.transaction(async (tx) => {
      const [row] = await tx.execute(sql`select pg_current_xact_id()::text as id`);
      outgoing.transactionId = z.string().parse(row?.id);
      await tx.execute(
        sql`select record_usage(${credentials}::text::jsonb, ${traffic}::text::jsonb, ${permissions}::text::jsonb)`,
      );
      await tx.execute(sql`select record_personal_key_usage(${personalKeys}::text::jsonb)`);
      await tx.execute(sql`select record_address_traffic(${addresses}::text::jsonb)`);
      await tx.execute(sql`select record_daily_traffic(${dailyTraffic}::text::jsonb, ${rates}::text::jsonb)`);
    });
    this.#outgoing = null;
  }

  /** Whether that attempt was committed; throws while nobody knows. */
  async #isWritten(transactionId: string): Promise<boolean> {
    try {
      const [row] = await this.db.execute(sql`select pg_xact_status(${transactionId}::text::xid8) as status`);
      if (row?.status === "in progress") throw new Error("The write before this one has not ended yet.");
      // No status: so long ago that it is forgotten. Rather a count too low than one that is there twice.
      return row?.status !== "aborted";
    } catch (error) {
      if (databaseErrorCode(error) === UNKNOWN_TRANSACTION) return false;
      throw error;
    }
  }
}
