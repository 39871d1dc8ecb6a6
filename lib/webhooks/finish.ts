/** What follows from an attempt, in one transaction: its row, the delivery, the next attempt, and what the endpoint has become. */
import {
  type AttemptClaim,
  type AttemptJob,
  endFailing,
  noteFailing,
  recordAttempt,
  scheduleAttempt,
} from "@/db/queries/webhook-attempts";
import type { Runtime } from "@/lib/runtime";
import type { DeliveryStatus } from "@/lib/schemas/webhook-kinds";
import type { Attempted } from "@/lib/webhooks/deliver";
import { disableEndpoint } from "@/lib/webhooks/disable";
import { nextAttemptAt } from "@/lib/webhooks/schedule";

/** Of failures without a success, after which an endpoint is disabled. */
export const PATIENCE_DAYS = 5;
const PATIENCE_MILLISECONDS = PATIENCE_DAYS * 86_400_000;

const GONE = 410;

type Finished = {
  job: AttemptJob;
  claim: AttemptClaim;
  startedAt: Date;
  durationMilliseconds: number;
  attempted: Attempted;
};

export async function finishAttempt(runtime: Runtime, finished: Finished): Promise<void> {
  const { job, claim, startedAt, durationMilliseconds, attempted } = finished;
  const { organizationId, environment } = claim;
  const now = runtime.clock();
  const { status, nextAttempt } = whatFollows(runtime, finished, now);
  await runtime.database.inScope({ organizationId, environment }, async (tx) => {
    const recording = recordAttempt(
      tx,
      {
        job,
        organizationId,
        environment,
        startedAt,
        durationMilliseconds,
        responseStatus: attempted.status,
        error: attempted.error,
        responseBody: attempted.body,
        address: attempted.address,
        status,
        nextAttemptAt: nextAttempt,
      },
      now,
    );
    // A success is one whoever wrote it down, so this need not wait.
    const ending = status === "delivered" ? endFailing(tx, job.endpointId) : undefined;
    const [isOurs] = await Promise.all([recording, ending]);
    if (!isOurs || status === "delivered") return;
    const failingSince = await noteFailing(tx, { id: job.endpointId, url: claim.url }, startedAt);
    const isGone = attempted.status === GONE;
    const isHopeless =
      failingSince !== undefined && now.getTime() - failingSince.getTime() >= PATIENCE_MILLISECONDS;
    if (failingSince !== undefined && (isGone || isHopeless)) {
      await disableEndpoint({ ...runtime, tx, now, scope: { organizationId, environment } }, job.endpointId, {
        isGone,
        failingSince,
      });
    } else if (nextAttempt !== null) {
      await scheduleAttempt(tx, { ...job, attempt: job.attempt + 1 }, true, { at: nextAttempt, now });
    }
  });
}

function whatFollows(
  { randomBytes }: Runtime,
  { job, claim, attempted }: Finished,
  now: Date,
): { status: DeliveryStatus; nextAttempt: Date | null } {
  if (attempted.error === null) return { status: "delivered", nextAttempt: null };
  if (attempted.status === GONE) return { status: "failed", nextAttempt: null };
  const nextAttempt = nextAttemptAt(now, {
    failed: job.attempt - claim.attemptsBefore,
    retryAfter: attempted.retryAfter,
    random: Buffer.from(randomBytes(4)).readUInt32BE() / 2 ** 32,
  });
  return { status: nextAttempt === null ? "failed" : "pending", nextAttempt };
}
