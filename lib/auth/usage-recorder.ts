/** Last use per key, gathered in memory and written in batches: no request waits for it or locks a key row. */
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { logError } from "@/lib/log";

const FLUSH_INTERVAL_MILLISECONDS = 2_000;

export type Usage = {
  apiKeyId: string;
  signingKeyId: string;
  usedAt: Date;
  address: string | null;
  userAgent: string | null;
};

export class UsageRecorder {
  readonly #pending = new Map<string, Usage>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(readonly db: Database["db"]) {}

  /** Remembers the newest use of this pair of keys; at most one row per pair waits. */
  record(usage: Usage): void {
    this.#pending.set(`${usage.apiKeyId}/${usage.signingKeyId}`, usage);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, FLUSH_INTERVAL_MILLISECONDS).unref();
  }

  /** Writes what waits. A failed write is put back unless something newer waits, and tried with the next one. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.flush();
  }

  async #write(): Promise<void> {
    if (this.#pending.size === 0) return;
    const batch = new Map(this.#pending);
    this.#pending.clear();
    const rows = [...batch.values()].map((usage) => ({
      api_key_id: usage.apiKeyId,
      signing_key_id: usage.signingKeyId,
      last_used_at: usage.usedAt.toISOString(),
      address: usage.address,
      user_agent: usage.userAgent,
    }));
    try {
      await this.db.execute(
        sql`select record_usage(${JSON.stringify(rows)}::text::jsonb, '[]'::jsonb, '[]'::jsonb)`,
      );
    } catch (error) {
      logError("last use could not be written and will be tried again", error);
      for (const [key, usage] of batch) {
        if (!this.#pending.has(key)) this.record(usage);
      }
    }
  }
}
