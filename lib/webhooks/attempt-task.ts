/** What the queue runs for each attempt. */
import type { JobHelpers } from "graphile-worker";
import { type AttemptJob, attemptJobSchema } from "@/db/queries/webhook-attempts";
import { locateWebhook } from "@/db/queries/webhooks";
import { logError } from "@/lib/log";
import type { Runtime } from "@/lib/runtime";
import { addOne, counts } from "@/lib/telemetry/counts";
import { inSpan } from "@/lib/telemetry/spans";
import { type AttemptOutcome, deliverWebhook } from "@/lib/webhooks/deliver";
import type { EndpointTurns } from "@/lib/webhooks/turns";

/** After a claim has run out, so that it has done so by the database's clock too. */
const MARGIN_MILLISECONDS = 200;
const MAXIMUM_KNOWN = 10_000;

/** Makes the attempt, or puts it back into the queue for when there is a place for it. */
export function attemptTask(runtime: Runtime, turns: EndpointTurns) {
  const ownerOf = rememberOwners(runtime);
  return async (payload: unknown, { job, addJob }: Pick<JobHelpers, "job" | "addJob">): Promise<void> => {
    const attempt = attemptJobSchema.parse(payload);
    const comeBack = async (at: number) => {
      const jobKey = `webhook ${attempt.endpointId} ${attempt.eventId}`;
      await addJob("deliver_webhook", attempt, { jobKey, runAt: new Date(at), priority: job.priority });
    };
    const turn = await turns.take(attempt.endpointId, await ownerOf(attempt.endpointId));
    if (!turn.isNow) return comeBack(turn.comeBackAt);
    const begin = performance.now();
    let outcome: AttemptOutcome | undefined;
    try {
      outcome = await deliver(runtime, attempt);
      countAttempt(outcome, (performance.now() - begin) / 1000);
    } finally {
      const succeeded = outcome !== undefined && (outcome.kind !== "made" || outcome.error === null);
      turn.end({ succeeded, milliseconds: performance.now() - begin });
    }
    if (outcome.kind === "busy") await comeBack(outcome.until.getTime() + MARGIN_MILLISECONDS);
  };
}

function countAttempt(outcome: AttemptOutcome, seconds: number): void {
  const { webhookAttempts, webhookSeconds } = counts();
  if (outcome.kind !== "made") return;
  addOne(webhookAttempts, outcome.error ?? "delivered");
  webhookSeconds.observe(seconds);
}

/** The organization of an endpoint, which never changes; of one that is gone, or not to be found now, the endpoint itself. */
function rememberOwners({ database }: Runtime): (endpointId: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (endpointId) => {
    const before = known.get(endpointId);
    if (before !== undefined) return before;
    // A database that does not answer is met again when the attempt is claimed, and said then.
    const place = await locateWebhook(database, endpointId).catch(() => null);
    if (place === null) return endpointId;
    if (known.size >= MAXIMUM_KNOWN) known.clear();
    known.set(endpointId, place.organizationId);
    return place.organizationId;
  };
}

/** The queue keeps the text of what is thrown, which must not quote what was sent. */
async function deliver(runtime: Runtime, attempt: AttemptJob): Promise<AttemptOutcome> {
  try {
    return await inSpan("webhook attempt", { kind: "client" }, async (span) => {
      const outcome = await deliverWebhook(runtime, attempt);
      span.set({ "nuvera.webhook.attempt": attempt.attempt, "nuvera.webhook.outcome": outcome.kind });
      if (outcome.kind === "made" && outcome.status !== null) {
        span.set({ "http.request.method": "POST", "http.response.status_code": outcome.status });
      }
      if (outcome.kind === "made" && outcome.error !== null) span.fail(outcome.error);
      return outcome;
    });
  } catch (error) {
    logError(
      "an attempt to deliver a webhook was not made or not written down, and will be made again",
      error,
      {
        endpointId: attempt.endpointId,
        eventId: attempt.eventId,
        attempt: attempt.attempt,
      },
    );
    throw new Error("The attempt was not made or not written down.");
  }
}
