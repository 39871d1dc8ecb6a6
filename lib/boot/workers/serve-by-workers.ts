/** Serving the port by several worker processes, from the process that has prepared everything for them. */
import { ensureProductionBuild, SERVER_PROGRAM } from "@/lib/boot/build";
import { EMBEDDED_CONNECTIONS } from "@/lib/boot/embedded-postgres";
import { hasLostItsTerminal } from "@/lib/boot/terminal";
import { Workers } from "@/lib/boot/workers/workers";
import { type ProcessEnvironment, SettingsError } from "@/lib/env";
import { logError } from "@/lib/log";
import type { WorkerMetrics } from "@/lib/telemetry/worker-metrics";
import { QUEUE_CONNECTIONS } from "@/lib/webhooks/worker";

/** For the primary, migrations, the command line and PostgreSQL's own. */
const RESERVED_CONNECTIONS = 20;
/** A worker's besides those of its pool: the webhook queue's, and the lock by which a killed worker is recognised. */
const CONNECTIONS_BESIDE = QUEUE_CONNECTIONS + 1;
const FEWEST_CONNECTIONS = 2;
/** A shell sends one Ctrl-C to npm and to us, and npm passes it on: that is one wish. */
const SAME_WISH_MILLISECONDS = 1_000;

/** How many workers are wanted; `null` for none. Throws `SettingsError` for workers in development. */
export function workersOf(wanted: number | null, { development }: { development: boolean }): number | null {
  if (wanted === null || !development) return wanted;
  throw new SettingsError(
    "Workers (--workers, NUVERA_WORKERS) are for npm start: npm run dev serves from sources, in one process.",
  );
}

type Serving = {
  count: number;
  isDatabaseEmbedded: boolean;
  metrics: WorkerMetrics;
  say: (line: string) => void;
  stopping: AbortSignal;
  onStop: (cleanUp: () => Promise<void>) => void;
};

/** Resolves when all of them serve. From then on SIGHUP replaces them. */
export async function serveByWorkers(environment: ProcessEnvironment, serving: Serving): Promise<Workers> {
  const { count, isDatabaseEmbedded, metrics, say, stopping, onStop } = serving;
  const { PORT, NUVERA_DATABASE_CONNECTIONS: wanted } = environment;
  const connections = isDatabaseEmbedded ? Math.min(wanted, embeddedShare(count)) : wanted;
  const workers = new Workers({
    count,
    program: SERVER_PROGRAM,
    environment: { PORT: String(PORT), NUVERA_DATABASE_CONNECTIONS: String(connections) },
    metrics,
  });
  onStop(() => workers.stop());
  hurryAtSecondSignal(workers, stopping);
  process.on("SIGHUP", () => {
    if (hasLostItsTerminal()) process.kill(process.pid, "SIGTERM");
    else void replace(workers, say, stopping);
  });
  await workers.start();
  return workers;
}

/** With the code that is there now, which is built first where that is needed. */
async function replace(workers: Workers, say: (line: string) => void, stopping: AbortSignal): Promise<void> {
  try {
    await ensureProductionBuild(say, stopping);
    await workers.restart();
  } catch (error) {
    if (!stopping.aborted) logError("workers were not replaced; those that serve go on", error);
  }
}

/** What a worker's pool may have of the embedded database, which has to do for twice as many during a restart. */
function embeddedShare(count: number): number {
  const share = Math.floor((EMBEDDED_CONNECTIONS - RESERVED_CONNECTIONS) / (2 * count)) - CONNECTIONS_BESIDE;
  if (share >= FEWEST_CONNECTIONS) return share;
  const most = Math.floor(
    (EMBEDDED_CONNECTIONS - RESERVED_CONNECTIONS) / (2 * (CONNECTIONS_BESIDE + FEWEST_CONNECTIONS)),
  );
  throw new SettingsError(
    `The embedded database has connections for ${most} workers; for ${count}, set DATABASE_URL to a database of your own.`,
  );
}

function hurryAtSecondSignal(workers: Workers, stopping: AbortSignal): void {
  let stoppedAt = Number.POSITIVE_INFINITY;
  stopping.addEventListener("abort", () => {
    stoppedAt = performance.now();
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (performance.now() - stoppedAt > SAME_WISH_MILLISECONDS) workers.hurry();
    });
  }
}
