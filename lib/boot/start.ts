/** From nothing to a listening server, and back. */
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { migrateDatabase } from "@/db/migrate";
import { routesOrUndefined } from "@/lib/api/route-table";
import { bannerLines } from "@/lib/boot/banner";
import { ensureProductionBuild, PREPARED_DOCS, PROJECT_ROOT } from "@/lib/boot/build";
import { watchDatabase } from "@/lib/boot/database-watchdog";
import { ensureDemoData } from "@/lib/boot/demo";
import { type OpenDeployment, openDeployment } from "@/lib/boot/deployment";
import { ensureFictionalWatchlist } from "@/lib/boot/fictional-watchlist";
import { claimablePort, toListenError } from "@/lib/boot/free-port";
import { abortOnShutdownSignal, unlessAborted } from "@/lib/boot/shutdown";
import { StartError } from "@/lib/boot/start-error";
import { startLogging, startTelemetry } from "@/lib/boot/telemetry";
import { telemetrySettingsOf } from "@/lib/boot/telemetry-settings";
import { databaseErrorCode, isDatabaseUnreachable } from "@/lib/database-errors";
import { providePreparedDocs } from "@/lib/docs/prepared-folder";
import { type ProcessEnvironment, prepareFrameworkEnvironment, readProcessEnvironment } from "@/lib/env";
import { closeRuntime, runtime } from "@/lib/runtime";
import { createFront } from "@/lib/server/front";
import { createHttpServer } from "@/lib/server/http-server";
import { startMaintenance } from "@/lib/server/maintenance";
import { provideSettings, type Settings } from "@/lib/settings";

const ROUTES_TIMEOUT_MILLISECONDS = 30_000;
const DRAIN_MILLISECONDS = 10_000;

/** What a start needs at every step; `onStop` is undone in reverse order. */
type Start = {
  development: boolean;
  stopping: AbortSignal;
  onStop: (cleanUp: () => Promise<void>) => void;
  say: (line: string) => void;
};

/** Serves until SIGINT or SIGTERM, which count from the first moment on, and ends the process when all is put away. */
export async function startPlatform({ development }: { development: boolean }): Promise<never> {
  const stopping = abortOnShutdownSignal();
  const cleanUps: (() => Promise<void>)[] = [];
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    await bringUp({ development, stopping, say, onStop: (cleanUp) => cleanUps.push(cleanUp) });
    if (!stopping.aborted) await once(stopping, "abort");
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

async function bringUp(start: Start): Promise<void> {
  const { development, stopping, say } = start;
  const given = readProcessEnvironment();
  const telemetry = telemetrySettingsOf(given);
  startLogging(telemetry, { development });
  // Before the long work, and again after it, for then it counts.
  await claimablePort(given.PORT, given.HOST);
  if (!development) await ensureProductionBuild(say, stopping);
  const environment = { ...given, PORT: await claimablePort(given.PORT, given.HOST) };
  const deployment = await openDeployment(environment, {
    onWait: ({ pid }) => say(`Another process (${pid}) is starting or stopping the database; waiting …`),
    signal: stopping,
  });
  start.onStop(deployment.leave);
  stopping.throwIfAborted();
  const { stop } = await startTelemetry(telemetry, deployment.settings, deployment.ownerDatabaseUrl);
  start.onStop(stop);
  if (deployment.revive !== undefined) start.onStop(watchDatabase(deployment.revive));
  const demoUsers = await unlessAborted(prepareData(start, environment, deployment), stopping);
  await unlessAborted(serve(start, environment, deployment.settings), stopping);
  const banner = bannerLines({
    host: environment.HOST,
    port: environment.PORT,
    settings: deployment.settings,
    demoUsers,
    dataDirectory: deployment.directory.root,
    projectRoot: PROJECT_ROOT,
    isDatabaseEmbedded: deployment.revive !== undefined,
  });
  for (const line of banner) say(line);
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

/** Resolves when the server listens. */
async function serve(start: Start, { HOST, PORT }: ProcessEnvironment, settings: Settings): Promise<void> {
  const { development } = start;
  const { default: next } = await import("next");
  const app = next({
    dev: development,
    dir: PROJECT_ROOT,
    hostname: HOST,
    port: PORT,
    // With its first request Next.js takes the server's upgrade event, by which it reloads pages in development. In
    // production nothing answers there, and requests that merely offer another protocol would die in it: so it gets
    // a server that never listens.
    ...(development ? {} : { httpServer: createServer() }),
  });
  const server = createHttpServer(
    createFront({
      handleByNext: app.getRequestHandler(),
      ...settings,
      production: !development,
    }),
    () => settings.baseUrl,
  );
  await app.prepare();
  start.onStop(() => app.close());
  await routesAreKnown();
  start.stopping.throwIfAborted();
  start.onStop(startMaintenance(runtime()));
  server.listen(PORT, HOST);
  await once(server, "listening").catch((error: unknown) => {
    throw toListenError(error, PORT, HOST);
  });
  start.onStop(async () => {
    server.close();
    server.closeIdleConnections();
    await Promise.race([once(server, "close"), sleep(DRAIN_MILLISECONDS)]);
    server.closeAllConnections();
  });
}

/** Next.js runs the instrumentation hook a moment after `prepare()`; without routes nothing can be answered. */
async function routesAreKnown(): Promise<void> {
  const deadline = Date.now() + ROUTES_TIMEOUT_MILLISECONDS;
  while (routesOrUndefined() === undefined) {
    if (Date.now() > deadline) throw new Error("The app did not hand over its routes.");
    await sleep(10);
  }
}

/** One that fails does not keep the others from their turn. */
async function runAll(cleanUps: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const cleanUp of cleanUps) {
    await cleanUp().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
