/**
 * The log of partner requests: gathered in memory and written in batches, so that no answer waits for it. What could not be
 * written stays and is tried again, and nothing is written twice.
 */
import type { Database } from "@/db/client";
import { isRecorded, type KeyOwner, ownersOfKeys, recordRequests } from "@/db/queries/request-log-writes";
import type { CredentialCache } from "@/lib/auth/credential-cache";
import { databaseErrorCode, isDatabaseUnreachable } from "@/lib/database-errors";
import { logError, logInfo } from "@/lib/log";
import { toRecordParameters } from "@/lib/request-log/batch";
import type { AnsweredRequest, Entry } from "@/lib/request-log/entry";
import type { Caller } from "@/lib/request-log/notes";
import { hashApiKey, type Pepper, parseApiKey } from "@/lib/security/api-key";

const FLUSH_INTERVAL_MILLISECONDS = 1_000;

/**
 * Requests in one statement: large enough that what a statement costs by itself does not count, small enough to hold nobody up
 * while it is put together.
 */
const BATCH = 3_000;

/** Requests that wait to be written. Beyond it they are left out and counted. */
export const MAXIMUM_WAITING = 50_000;

/** Requests whose key has yet to be looked for. */
const MAXIMUM_UNATTRIBUTED = 1_000;

/** What the log did with requests since the process began. */
export type RequestLogCounters = {
  written: number;
  /** For want of room. */
  leftOut: number;
  /** Sent with a key that is nobody's, or without one. */
  nobodys: number;
  /** Refused before their key was looked at, while too many others waited for that. */
  unattributed: number;
};

/** A batch on its way. `transactionId`: of the attempt whose end is not known yet. */
type Outgoing = { entries: readonly Entry[]; transactionId: string | null };

type Unattributed = { request: AnsweredRequest; keyHashes: readonly Buffer[] };

export class RequestLog {
  readonly counters: RequestLogCounters = { written: 0, leftOut: 0, nobodys: 0, unattributed: 0 };
  #waiting: Entry[] = [];
  #unattributed: Unattributed[] = [];
  #outgoing: Outgoing[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | null = null;
  #leftOutSinceLine = 0;

  constructor(
    readonly db: Database["db"],
    readonly credentials: CredentialCache,
    readonly peppers: readonly Pepper[],
  ) {}

  /** Requests that are not written yet. */
  get waiting(): number {
    const onTheWay = this.#outgoing.reduce((sum, { entries }) => sum + entries.length, 0);
    return this.#waiting.length + this.#unattributed.length + onTheWay;
  }

  /** A request with a key that is known. */
  record(request: AnsweredRequest, caller: Caller): void {
    if (this.#waiting.length >= MAXIMUM_WAITING) {
      this.counters.leftOut += 1;
      this.#leftOutSinceLine += 1;
      return;
    }
    // Two objects of one shape cost less than one that is put together anew.
    this.#waiting.push(Object.assign(request, { caller }));
    if (this.#waiting.length === BATCH) void this.flush();
    else this.#flushSoon();
  }

  /** A request that belongs to nobody. */
  countNobodys(): void {
    this.counters.nobodys += 1;
  }

  /** A request that was refused before its key was looked at; `key` as it was sent. Who sent it is found out later. */
  recordUnexamined(request: AnsweredRequest, key: string | null): void {
    if (key === null || parseApiKey(key) === null) {
      this.countNobodys();
      return;
    }
    if (this.#unattributed.length >= MAXIMUM_UNATTRIBUTED) {
      this.counters.unattributed += 1;
      return;
    }
    const keyHashes = this.peppers.map((pepper) => hashApiKey(key, pepper));
    const credential = keyHashes
      .map((hash) => this.credentials.get(hash))
      .find((cached) => cached !== undefined);
    if (credential !== undefined) {
      const { organizationId, environment, applicationId, apiKeyId: keyId } = credential;
      this.record(request, { organizationId, environment, applicationId, keyId });
      return;
    }
    this.#unattributed.push({ request, keyHashes });
    this.#flushSoon();
  }

  /** Writes what waits. What could not be written is kept as it is and tried again with the next flush. */
  flush(): Promise<void> {
    if (this.#flushing !== null) return this.#flushing.then(() => this.#flushOnce());
    return this.#flushOnce();
  }

  /** Writes what waits, for the last time. */
  async stop(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    const lost = this.#waiting.length + this.#outgoing.reduce((sum, { entries }) => sum + entries.length, 0);
    if (lost > 0) logInfo("requests were left out of the log at the end", { requests: lost });
  }

  #flushOnce(): Promise<void> {
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, FLUSH_INTERVAL_MILLISECONDS).unref();
  }

  async #write(): Promise<void> {
    try {
      await this.#attribute();
      await this.#sendOutgoing();
      // What comes meanwhile makes a batch of its own.
      for (let left = this.#waiting.length; left > 0; left -= BATCH) {
        const entries = this.#waiting.splice(0, Math.min(left, BATCH));
        this.#outgoing.push({ entries, transactionId: null });
        await this.#sendOutgoing();
      }
      this.#tellLeftOut();
    } catch (error) {
      logError("requests could not be written to their log, which will be tried again", error);
      this.#flushSoon();
    }
  }

  /** One look-up for all whose key nobody has looked at. */
  async #attribute(): Promise<void> {
    if (this.#unattributed.length === 0) return;
    const asked = [...this.#unattributed];
    const owners = await ownersOfKeys(
      this.db,
      asked.flatMap(({ keyHashes }) => keyHashes),
    );
    this.#unattributed.splice(0, asked.length);
    for (const { request, keyHashes } of asked) {
      const owner = keyHashes.map((hash) => owners.get(hash.toString("hex"))).find(isOwner);
      if (owner === undefined) this.countNobodys();
      else this.record(request, owner);
    }
  }

  /** Writes what is on its way, the oldest first; throws when the database does not take it now. */
  async #sendOutgoing(): Promise<void> {
    for (let next = this.#outgoing[0]; next !== undefined; next = this.#outgoing[0]) {
      try {
        if (next.transactionId === null || !(await isRecorded(this.db, next.transactionId))) {
          await this.#send(next);
        }
        this.counters.written += next.entries.length;
        this.#outgoing.shift();
      } catch (error) {
        if (isDatabaseUnreachable(error) || !this.#setAside(next, error)) throw error;
      }
    }
  }

  async #send(outgoing: Outgoing): Promise<void> {
    outgoing.transactionId = null;
    await recordRequests(this.db, toRecordParameters(outgoing.entries), (transactionId) => {
      outgoing.transactionId = transactionId;
    });
  }

  /**
   * The database refused this batch, and would again: the halves are tried by themselves until the one request that it is
   * about is found and left out, so that nothing holds up the log for good. False for what another attempt may mend.
   */
  #setAside({ entries }: Outgoing, error: unknown): boolean {
    if (!isRefusedForGood(error)) return false;
    this.#outgoing.shift();
    if (entries.length <= 1) {
      logError("a request was left out of the log, since the database does not take it", error);
      this.counters.leftOut += 1;
      return true;
    }
    const middle = Math.ceil(entries.length / 2);
    const halves = [entries.slice(0, middle), entries.slice(middle)];
    this.#outgoing.unshift(...halves.map((half) => ({ entries: half, transactionId: null })));
    return true;
  }

  #tellLeftOut(): void {
    if (this.#leftOutSinceLine === 0) return;
    logInfo("requests were left out of the log for want of room", { requests: this.#leftOutSinceLine });
    this.#leftOutSinceLine = 0;
  }
}

function isOwner(owner: KeyOwner | undefined): owner is KeyOwner {
  return owner !== undefined;
}

/** Of SQLSTATE's classes: data that cannot be (22), a broken rule (23). */
function isRefusedForGood(error: unknown): boolean {
  return /^2[23]/.test(databaseErrorCode(error) ?? "");
}
