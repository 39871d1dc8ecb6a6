/** Housekeeping inside each server process; several processes do it side by side without harm. */
import { lt, sql } from "drizzle-orm";
import { sessions, signInThrottles } from "@/db/schema";
import { logError } from "@/lib/log";
import type { Runtime } from "@/lib/runtime";

const INTERVAL_MILLISECONDS = 15_000;
const NONCE_BATCH = 10_000;
const THROTTLE_MEMORY_MILLISECONDS = 24 * 3600 * 1000;

/** Starts the housekeeping; the returned function ends it after the run in progress. */
export function startMaintenance(runtime: Runtime): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => runOnce(runtime));
  }, INTERVAL_MILLISECONDS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function runOnce(runtime: Runtime): Promise<void> {
  try {
    await forgetExpiredNonces(runtime);
    const { db } = runtime.database;
    const now = runtime.clock();
    await db.delete(sessions).where(lt(sessions.expiresAt, now));
    const longAgo = new Date(now.getTime() - THROTTLE_MEMORY_MILLISECONDS);
    await db.delete(signInThrottles).where(lt(signInThrottles.windowStartedAt, longAgo));
  } catch (error) {
    logError("housekeeping failed and will be tried again", error);
  }
}

async function forgetExpiredNonces(runtime: Runtime): Promise<void> {
  let removed = NONCE_BATCH;
  while (removed === NONCE_BATCH) {
    const now = runtime.clock().toISOString();
    const [row] = await runtime.database.db.execute(
      sql`select forget_expired_nonces(${now}::timestamptz, ${NONCE_BATCH}) as removed`,
    );
    removed = Number(row?.removed);
  }
}
