/** Housekeeping inside each server process; several processes do it side by side without harm. */
import { lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { forgetAddressTraffic } from "@/db/queries/address-traffic";
import { forgetDailyTraffic } from "@/db/queries/daily-traffic";
import { forgetExpiredIdempotencyKeys } from "@/db/queries/idempotency";
import { forgetSettledInvitations } from "@/db/queries/invitations";
import { forgetFailedAuthentications } from "@/db/queries/limits";
import { deletePasswordResetsBefore } from "@/db/queries/password-resets";
import { forgetThrottles } from "@/db/queries/sign-in-throttles";
import { forgetOldEvents } from "@/db/queries/webhook-attempts";
import { sessions } from "@/db/schema";
import { KNOWN_PLACE_MILLISECONDS, KNOWN_PLACE_PREFIX } from "@/lib/auth/known-place";
import { startDocumentJob } from "@/lib/documents/sweep";
import { logError } from "@/lib/log";
import { startMailJob } from "@/lib/mail/job";
import type { CheckpointFile } from "@/lib/operations/audit-history/checkpoint-file";
import { checkpointFileOf, signMovedHeads } from "@/lib/operations/audit-history/checkpoints";
import { startScreeningJob } from "@/lib/operations/screening/job";
import { keepRequestLogDays } from "@/lib/request-log/days";
import type { Runtime } from "@/lib/runtime";
import { startSimulatorJob } from "@/lib/sandbox/job";
import { counts } from "@/lib/telemetry/counts";
import { startKeyNewsJob } from "@/lib/webhooks/key-news";
import { startWebhookWorker } from "@/lib/webhooks/worker";

const INTERVAL_MILLISECONDS = 15_000;
const SIGNING_INTERVAL_MILLISECONDS = 60_000;
const BATCH = 10_000;
const DAY_MILLISECONDS = 24 * 3600 * 1000;
/** Events with their deliveries and attempts; as far back they can be replayed. */
const EVENT_MEMORY_MILLISECONDS = 30 * DAY_MILLISECONDS;
const THROTTLE_MEMORY_MILLISECONDS = DAY_MILLISECONDS;
const PASSWORD_RESET_MEMORY_MILLISECONDS = 7 * DAY_MILLISECONDS;
const INVITATION_MEMORY_MILLISECONDS = 90 * DAY_MILLISECONDS;
/** A week is shown, and a day more so that no window ever reaches into what was forgotten. */
const TRAFFIC_MEMORY_MILLISECONDS = 8 * DAY_MILLISECONDS;

/** Starts the housekeeping; the returned function ends it after the run in progress. */
export function startMaintenance(runtime: Runtime): () => Promise<void> {
  const checkpointFile = checkpointFileOf(runtime);
  const jobs = [
    repeat(INTERVAL_MILLISECONDS, () => runOnce(runtime)),
    repeat(SIGNING_INTERVAL_MILLISECONDS, () => signHeads(runtime, checkpointFile)),
    startMailJob(runtime),
    startDocumentJob(runtime),
    startSimulatorJob(runtime),
    startScreeningJob(runtime),
    startKeyNewsJob(runtime),
    ...(runtime.settings.webhooks.inProcess ? [startWebhookWorker(runtime)] : []),
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

async function signHeads(runtime: Runtime, checkpointFile: CheckpointFile | null): Promise<void> {
  try {
    await signMovedHeads(runtime, checkpointFile);
    counts().addJobRun("audit_signing", { succeeded: true, at: runtime.clock() });
  } catch (error) {
    counts().addJobRun("audit_signing", { succeeded: false, at: runtime.clock() });
    logError("heads of audit chains were not signed, which will be tried again", error);
  }
}

async function runOnce(runtime: Runtime): Promise<void> {
  try {
    await forgetExpired(runtime);
    await forgetWhatIsOver(runtime);
    counts().addJobRun("maintenance", { succeeded: true, at: runtime.clock() });
  } catch (error) {
    counts().addJobRun("maintenance", { succeeded: false, at: runtime.clock() });
    logError("housekeeping failed and will be tried again", error);
  }
}

/** Rows that nothing asks for any more. */
export async function forgetWhatIsOver({ database, clock }: Runtime): Promise<void> {
  const { db } = database;
  const now = clock();
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
  await forgetThrottles(db, {
    prefix: KNOWN_PLACE_PREFIX,
    attemptsBefore: ago(THROTTLE_MEMORY_MILLISECONDS),
    notesBefore: ago(KNOWN_PLACE_MILLISECONDS),
  });
  await deletePasswordResetsBefore(db, ago(PASSWORD_RESET_MEMORY_MILLISECONDS));
  await forgetSettledInvitations(db, ago(INVITATION_MEMORY_MILLISECONDS));
  const oldTraffic = ago(TRAFFIC_MEMORY_MILLISECONDS).toISOString();
  await db.execute(sql`select forget_old_traffic(${oldTraffic}::timestamptz)`);
  await forgetAddressTraffic(db, now);
  await keepRequestLogDays(db, now);
  await forgetDailyTraffic(db, now);
}

/** What comes and goes with every request; rows in batches, so that no statement holds many locks or runs for long. */
export async function forgetExpired({ database: { db }, clock }: Runtime): Promise<void> {
  const forgetters = [forgetExpiredIdempotencyKeys, forgetFailedAuthentications, forgetPastEvents];
  await forgetPastNonces(db, clock());
  for (const forget of forgetters) {
    while ((await forget(db, clock(), BATCH)) === BATCH) {
      // There may be more.
    }
  }
}

/** Used token ids lie in four tables by the time that they are needed for, of which one is emptied. */
async function forgetPastNonces(db: Database["db"], now: Date): Promise<void> {
  await db.execute(sql`select forget_past_nonces(${now.getTime()}::bigint)`);
}

function forgetPastEvents(db: Database["db"], now: Date, limit: number): Promise<number> {
  return forgetOldEvents(db, new Date(now.getTime() - EVENT_MEMORY_MILLISECONDS), limit);
}
