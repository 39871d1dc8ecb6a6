/** From nothing to a listening server, and back. */
import { once } from "node:events";
import { migrateDatabase } from "@/db/migrate";
import type { RouteModules } from "@/lib/api/route-table";
import { bannerLines } from "@/lib/boot/banner";
import { PREPARED_DOCS } from "@/lib/boot/build";
import { watchDatabase } from "@/lib/boot/database-watchdog";
import { ensureDemoData } from "@/lib/boot/demo";
import { type OpenDeployment, openDeployment } from "@/lib/boot/deployment";
import { ensureFictionalWatchlist } from "@/lib/boot/fictional-watchlist";
import { claimablePort } from "@/lib/boot/free-port";
import { runAll, serve } from "@/lib/boot/serve";
import { abortOnShutdownSignal, unlessAborted } from "@/lib/boot/shutdown";
import { StartError } from "@/lib/boot/start-error";
import type { StartOptions } from "@/lib/boot/start-options";
import { startLogging, startTelemetry } from "@/lib/boot/telemetry";
import { telemetrySettingsOf } from "@/lib/boot/telemetry-settings";
import { serveByWorkers, workersOf } from "@/lib/boot/workers/serve-by-workers";
import { databaseErrorCode, isDatabaseUnreachable } from "@/lib/database-errors";
import { providePreparedDocs } from "@/lib/docs/prepared-folder";
import { type ProcessEnvironment, prepareFrameworkEnvironment, readProcessEnvironment } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import { closeRuntime, runtime } from "@/lib/runtime";
import { provideSettings } from "@/lib/settings";
import { WorkerMetrics } from "@/lib/telemetry/worker-metrics";

/** What a start needs at every step; `onStop` is undone in reverse order. */
type Start = {
  development: boolean;
  loadRoutes: () => Promise<RouteModules>;
  stopping: AbortSignal;
  onStop: (cleanUp: () => Promise<void>) => void;
  say: (line: string) => void;
};

/**
 * Serves until SIGINT or SIGTERM, which count from the first moment on, and ends the process when all is put away. With
 * workers this process prepares everything and accepts connections, and they answer.
 */
export async function startPlatform(
  options: StartOptions,
  loadRoutes: () => Promise<RouteModules>,
): Promise<never> {
  const stopping = abortOnShutdownSignal();
  const cleanUps: (() => Promise<void>)[] = [];
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    const { development } = options;
    const onStop = (cleanUp: () => Promise<void>) => void cleanUps.push(cleanUp);
    const { failed } = await bringUp({ development, loadRoutes, stopping, say, onStop }, options.workers);
    if (!stopping.aborted) await Promise.race([once(stopping, "abort"), failed]);
    say("Stopping …");
  } catch (error) {
    // Ctrl-C reaches the programs that we run as well, so whatever failed after it failed by it.
    if (!stopping.aborted) throw error;
    say("Stopped before the start was complete.");
  } finally {
    await runAll(cleanUps.reverse());
  }
  process.exit(0);
}

/** `failed` never resolves, and rejects when nothing serves any more. */
async function bringUp(start: Start, wanted: number | null): Promise<{ failed: Promise<never> }> {
  const { development, stopping, say } = start;
  const given = readProcessEnvironment();
  const count = workersOf(wanted ?? given.NUVERA_WORKERS ?? null, start);
  const telemetry = telemetrySettingsOf(given);
  startLogging(telemetry, { development });
  const environment = { ...given, PORT: await claimablePort(given.PORT, given.HOST) };
  const deployment = await openDeployment(environment, {
    onWait: ({ pid }) => say(`Another process (${pid}) is starting or stopping the database; waiting …`),
    signal: stopping,
  });
  start.onStop(deployment.leave);
  stopping.throwIfAborted();
  const workers = count === null ? null : { count, metrics: new WorkerMetrics() };
  const { settings, ownerDatabaseUrl } = deployment;
  const { stop } = await startTelemetry(telemetry, settings, ownerDatabaseUrl, workers?.metrics);
  start.onStop(stop);
  if (deployment.revive !== undefined) start.onStop(watchDatabase(deployment.revive));
  const demoUsers = await unlessAborted(prepareData(start, environment, deployment), stopping);
  const isDatabaseEmbedded = deployment.revive !== undefined;
  let failed = new Promise<never>(() => {});
  if (workers === null) {
    await unlessAborted(serve(start, environment, settings), stopping);
  } else {
    // They have connections of their own.
    await closeRuntime();
    const serving = serveByWorkers(environment, { ...start, ...workers, isDatabaseEmbedded });
    ({ failed } = await unlessAborted(serving, stopping));
  }
  const banner = bannerLines({
    host: environment.HOST,
    port: environment.PORT,
    settings,
    demoUsers,
    dataDirectory: deployment.directory.root,
    projectRoot: PROJECT_ROOT,
    isDatabaseEmbedded,
  });
  for (const line of banner) say(line);
  return { failed };
}

/** Migrations, the process's runtime, and the demo where it is wanted. */
async function prepareData(start: Start, environment: ProcessEnvironment, deployment: OpenDeployment) {
  const { settings, directory, ownerDatabaseUrl } = deployment;
  await migrateDatabase(ownerDatabaseUrl).catch((error: unknown) => {
    throw isDatabaseUnreachable(error) ? unreachable(error) : error;
  });
  start.stopping.throwIfAborted();
  provideSettings(settings);
  if (!start.development) providePreparedDocs(PREPARED_DOCS);
  prepareFrameworkEnvironment({ production: !start.development, baseUrl: settings.baseUrl });
  start.onStop(closeRuntime);
  await ensureFictionalWatchlist(runtime());
  const withDemo =
    environment.NUVERA_DEMO === undefined
      ? environment.DATABASE_URL === undefined
      : environment.NUVERA_DEMO === "1";
  return withDemo ? await ensureDemoData(runtime(), directory) : [];
}

function unreachable(error: unknown): StartError {
  return new StartError(`The database cannot be reached (${databaseErrorCode(error)}).`, { cause: error });
}
