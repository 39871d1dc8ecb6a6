/** Every metric of this process by its name: what docs/operating.md explains. Units stand in the names. */
import { collectDefaultMetrics, Registry } from "prom-client";
import { runtimeOrNull } from "@/lib/runtime";
import { type BufferState, bufferStates } from "@/lib/telemetry/buffers";
import { counts } from "@/lib/telemetry/counts";
import { type Queues, readQueues } from "@/lib/telemetry/queues";
import { histogramSamples, type Reading, register, type Sample, samplesBy } from "@/lib/telemetry/reading";
import packageFile from "@/package.json";

/** A registry of its own for each listener; the numbers in it are the process's. */
export function makeRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  register(registry, [
    ...requestReadings(),
    ...databaseReadings(),
    ...webhookReadings(),
    ...housekeepingReadings(),
    {
      name: "nuvera_build_info",
      help: "Always 1; the labels say what runs.",
      type: "gauge",
      together: "max",
      read: () => [{ value: 1, labels: { version: packageFile.version, node_version: process.version } }],
    },
  ]);
  return registry;
}

function requestReadings(): Reading[] {
  const duration = "nuvera_http_request_duration_seconds";
  const claims = "nuvera_claim_duration_seconds";
  const batches = "nuvera_claim_batch_requests";
  return [
    {
      name: "nuvera_http_requests_total",
      help: "Requests that are over, by route pattern, method and class of status.",
      type: "counter",
      read: () =>
        counts()
          .routeCounts()
          .flatMap(({ route, method, byStatus }) =>
            [...byStatus].map(([status_class, value]) => ({
              value,
              labels: { route, method, status_class },
            })),
          ),
    },
    {
      name: duration,
      help: "From the request's head to the end of its answer.",
      type: "histogram",
      read: () =>
        counts()
          .routeCounts()
          .flatMap(({ route, method, seconds }) => histogramSamples(duration, seconds, { route, method })),
    },
    {
      name: "nuvera_http_refusals_total",
      help: "Answers that were an error, by reason; /docs/errors explains each.",
      type: "counter",
      read: () => samplesBy("reason", counts().refusals),
    },
    {
      name: "nuvera_unknown_api_keys_total",
      help: "Requests whose API key is none of ours.",
      type: "counter",
      read: () => [{ value: counts().refusals.get("invalid_api_key") ?? 0 }],
    },
    {
      name: "nuvera_credential_cache_total",
      help: "Look-ups of a credential by API key, found in memory (hit) or not (miss).",
      type: "counter",
      read: () => {
        const { hits, misses } = counts().credentialCache;
        return [
          { value: hits, labels: { outcome: "hit" } },
          { value: misses, labels: { outcome: "miss" } },
        ];
      },
    },
    {
      name: batches,
      help: "Requests whose token ids were claimed by one statement.",
      type: "histogram",
      read: () => histogramSamples(batches, counts().claimBatches),
    },
    {
      name: claims,
      help: "How long a request waited for its claim, the wait for its turn included.",
      type: "histogram",
      read: () => histogramSamples(claims, counts().claimSeconds),
    },
  ];
}

function databaseReadings(): Reading[] {
  return [
    {
      name: "nuvera_database_connections_max",
      help: "Connections that this process may have.",
      type: "gauge",
      read: () => {
        const runtime = runtimeOrNull();
        return runtime === null ? [] : [{ value: runtime.settings.database.maxConnections }];
      },
    },
    {
      name: "nuvera_database_transactions",
      help: "Transactions that have a connection (open) and that wait for one (waiting).",
      type: "gauge",
      read: () => {
        const { open, waiting } = counts().transactions;
        return [
          { value: open, labels: { state: "open" } },
          { value: waiting, labels: { state: "waiting" } },
        ];
      },
    },
    {
      name: "nuvera_database_errors_total",
      help: "Statements that failed, by class of SQLSTATE, or `connection` where the database was not reached.",
      type: "counter",
      read: () => samplesBy("class", counts().databaseErrors),
    },
  ];
}

function webhookReadings(): Reading[] {
  const duration = "nuvera_webhook_attempt_duration_seconds";
  return [
    {
      name: "nuvera_webhook_attempts_total",
      help: "Attempts to deliver an event, by what came of them.",
      type: "counter",
      read: () => samplesBy("outcome", counts().webhookAttempts),
    },
    {
      name: duration,
      help: "From resolving the endpoint's host to the end of its answer.",
      type: "histogram",
      read: () => histogramSamples(duration, counts().webhookSeconds),
    },
    ...queueReadings(),
  ];
}

/** Read from the database, and left out while it does not answer. They are the deployment's: the same in every process. */
function queueReadings(): Reading[] {
  const fromQueues = (name: string, help: string, read: (queues: Queues) => number): Reading => ({
    name,
    help,
    type: "gauge",
    together: "max",
    read: async () => {
      const queues = await readQueues();
      return queues === null ? [] : [{ value: read(queues) }];
    },
  });
  return [
    {
      name: "nuvera_database_up",
      help: "1 where the database answered when this was scraped.",
      type: "gauge",
      together: "min",
      read: async () => [{ value: (await readQueues()) === null ? 0 : 1 }],
    },
    fromQueues(
      "nuvera_webhook_deliveries_due",
      "Deliveries whose next attempt is due, counted up to 10,000.",
      ({ webhooksDue }) => webhooksDue,
    ),
    fromQueues(
      "nuvera_webhook_oldest_due_seconds",
      "How long the delivery that has been due for longest has waited.",
      ({ webhooksOldestDueSeconds }) => webhooksOldestDueSeconds,
    ),
    fromQueues(
      "nuvera_mails_waiting",
      "Mail that was neither sent nor given up, counted up to 10,000.",
      ({ mailsWaiting }) => mailsWaiting,
    ),
    fromQueues(
      "nuvera_mail_oldest_waiting_seconds",
      "The age of the oldest mail that waits.",
      ({ mailsOldestWaitingSeconds }) => mailsOldestWaitingSeconds,
    ),
  ];
}

function housekeepingReadings(): Reading[] {
  return [
    {
      name: "nuvera_buffer_rows",
      help: "What waits in memory to be written, by buffer.",
      type: "gauge",
      read: () => bufferSamples(({ waiting }) => waiting),
    },
    {
      name: "nuvera_buffer_left_out_total",
      help: "What found no room in a buffer and was not kept.",
      type: "counter",
      read: () => bufferSamples(({ leftOut }) => leftOut),
    },
    {
      name: "nuvera_job_last_success_timestamp_seconds",
      help: "When a job of this process last ended well.",
      type: "gauge",
      together: "max",
      read: () =>
        [...counts().jobs].flatMap(([job, { lastSuccess }]) =>
          lastSuccess === null ? [] : [{ value: lastSuccess.getTime() / 1000, labels: { job } }],
        ),
    },
    {
      name: "nuvera_job_failures_total",
      help: "Runs of a job that failed; each is tried again.",
      type: "counter",
      read: () => [...counts().jobs].map(([job, { failures }]) => ({ value: failures, labels: { job } })),
    },
  ];
}

function bufferSamples(pick: (state: BufferState) => number): Sample[] {
  const runtime = runtimeOrNull();
  if (runtime === null) return [];
  return bufferStates(runtime).map((state) => ({ value: pick(state), labels: { buffer: state.name } }));
}
