/** Housekeeping inside each server process; several processes do it side by side without harm. */
import { lt, sql } from "drizzle-orm";
import { sessions, signInThrottles } from "@/db/schema";
import { logError } from "@/lib/log";
import { startMailJob } from "@/lib/mail/job";
import { signMovedHeads } from "@/lib/operations/audit-history/checkpoints";
import type { Runtime } from "@/lib/runtime";

const INTERVAL_MILLISECONDS = 15_000;
const SIGNING_INTERVAL_MILLISECONDS = 60_000;
const NONCE_BATCH = 10_000;
const THROTTLE_MEMORY_MILLISECONDS = 24 * 3600 * 1000;
/** A week is shown, and a day more so that no window ever reaches into what was forgotten. */
const TRAFFIC_MEMORY_MILLISECONDS = 8 * 24 * 3600 * 1000;

/** Starts the housekeeping; the returned function ends it after the run in progress. */
export function startMaintenance(runtime: Runtime): () => Promise<void> {
  const jobs = [
    repeat(INTERVAL_MILLISECONDS, () => runOnce(runtime)),
    repeat(SIGNING_INTERVAL_MILLISECONDS, () => signHeads(runtime)),
    startMailJob(runtime),
  ];
  return async () => {
    await Promise.all(jobs.map((stop) => stop()));
  };
}

/** Runs `job`, which does not throw, again and again, never twice at once. */
function repeat(milliseconds: number, job: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(job);
  }, milliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function signHeads(runtime: Runtime): Promise<void> {
  try {
    await signMovedHeads(runtime);
  } catch (error) {
    logError("heads of audit chains were not signed, which will be tried again", error);
  }
}

async function runOnce(runtime: Runtime): Promise<void> {
  try {
    await forgetExpiredNonces(runtime);
    const { db } = runtime.database;
    const now = runtime.clock();
    await db.delete(sessions).where(lt(sessions.expiresAt, now));
    const longAgo = new Date(now.getTime() - THROTTLE_MEMORY_MILLISECONDS);
    await db.delete(signInThrottles).where(lt(signInThrottles.windowStartedAt, longAgo));
    const oldTraffic = new Date(now.getTime() - TRAFFIC_MEMORY_MILLISECONDS).toISOString();
    await db.execute(sql`select forget_old_traffic(${oldTraffic}::timestamptz)`);
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
