/**
 * Takes attempts from the queue, in a server process or in one of its own (`npm run worker`); any number of processes do so side
 * by side. The queue is graphile-worker's. What is ours: that an endpoint holds up itself alone (`turns.ts`), that no attempt
 * is made twice at once (the claim in `deliver.ts`), and that the jobs of a process that was killed go on (`rescue.ts`).
 */
import { EventEmitter, once } from "node:events";
import { Logger, type Runner, run, type WorkerEvents } from "graphile-worker";
import { logError, logInfo } from "@/lib/log";
import { rareError } from "@/lib/rare-error";
import { repeat } from "@/lib/repeat";
import type { Runtime } from "@/lib/runtime";
import { attemptTask } from "@/lib/webhooks/attempt-task";
import { findQueuePlace, type QueuePlace } from "@/lib/webhooks/queue-place";
import { watchOverJobs } from "@/lib/webhooks/rescue";
import { EndpointTurns } from "@/lib/webhooks/turns";

/** What comes back later is found by looking; what is new announces itself. */
const POLL_MILLISECONDS = 250;
/** Besides those of the runtime: one listens, one fetches, the others put back what found no place. */
export const QUEUE_CONNECTIONS = 10;
const BATCH_MILLISECONDS = 20;
/** What is under way when it is over stays claimed for a moment, and is made again by somebody else. */
const DRAIN_MILLISECONDS = 9_000;
const START_AGAIN_MILLISECONDS = 2_000;

/** Starts delivering; the returned function ends it after the attempts under way, or when a stop has no more time. */
export function startWebhookWorker(runtime: Runtime): () => Promise<void> {
  const stopping = new AbortController();
  const job = repeat(
    {
      milliseconds: START_AGAIN_MILLISECONDS,
      failure: "the webhook worker failed and starts again",
      run: () => work(runtime, stopping.signal),
    },
    stopping.signal,
  );
  return async () => {
    stopping.abort();
    await job;
  };
}

/** Until `stopping`, until another host of the database takes writes, or until the queue's library gives up. */
async function work(runtime: Runtime, stopping: AbortSignal): Promise<void> {
  const place = await findQueuePlace(runtime.settings.database);
  try {
    await workAt(place, runtime, AbortSignal.any([stopping, place.moved]));
  } finally {
    await place.close();
  }
}

async function workAt(place: QueuePlace, runtime: Runtime, stopping: AbortSignal): Promise<void> {
  const { webhooks } = runtime.settings;
  const events: WorkerEvents = new EventEmitter();
  const creating = once(events, "pool:create");
  const runner = await run({
    preset: {
      worker: {
        connectionString: place.connectionString,
        maxPoolSize: QUEUE_CONNECTIONS,
        concurrentJobs: webhooks.concurrency,
        pollInterval: POLL_MILLISECONDS,
        // One look fetches for every place, so that places do not look one by one.
        localQueue: { size: webhooks.concurrency, ttl: 10_000 },
        completeJobBatchDelay: BATCH_MILLISECONDS,
        failJobBatchDelay: BATCH_MILLISECONDS,
        logger: new Logger(() => logOfQueue),
      },
    },
    events,
    noHandleSignals: true,
    taskList: { deliver_webhook: attemptTask(runtime, new EndpointTurns(webhooks.concurrency)) },
  });
  const [{ workerPool }] = (await creating) as [{ workerPool: { id: string } }];
  const ended = new AbortController();
  const watching = watchOverJobs(runtime, place.url, workerPool.id, ended.signal);
  const stop = () => void stopInTime(runner);
  stopping.addEventListener("abort", stop);
  if (stopping.aborted) stop();
  try {
    await runner.promise;
  } finally {
    stopping.removeEventListener("abort", stop);
    ended.abort();
    await watching;
  }
}

async function stopInTime(runner: Runner): Promise<void> {
  const timer = setTimeout(() => {
    logInfo("webhook attempts under way were left to other processes");
    runner.kill().catch(() => {});
  }, DRAIN_MILLISECONDS);
  await runner.stop().catch((error: unknown) => logError("the webhook worker did not stop in order", error));
  clearTimeout(timer);
}

/** It looks for jobs several times a second, also while the database is away. */
const tellProblem = rareError("the webhook queue met a problem", 10_000);

/** Its texts quote jobs and statements, so only the kind of error is told. */
function logOfQueue(level: string, _message: string, meta?: { error?: unknown }): void {
  if (level === "error") tellProblem(meta?.error);
}
