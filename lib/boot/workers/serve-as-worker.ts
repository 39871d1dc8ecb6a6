/** A worker process: the same server as any other, without what the primary has done for all of them. */

import { migrateDatabase } from "@/db/migrate";
import type { RouteModules } from "@/lib/api/route-table";
import { PREPARED_DOCS } from "@/lib/boot/build";
import { openDeployment } from "@/lib/boot/deployment";
import { runAll, serve } from "@/lib/boot/serve";
import { unlessAborted } from "@/lib/boot/shutdown";
import { startLogging, startTelemetry } from "@/lib/boot/telemetry";
import { telemetrySettingsOf } from "@/lib/boot/telemetry-settings";
import { openWorkerLink, untilLeaving, type WorkerLink } from "@/lib/boot/workers/worker-link";
import { providePreparedDocs } from "@/lib/docs/prepared-folder";
import { prepareFrameworkEnvironment, readProcessEnvironment } from "@/lib/env";
import { closeRuntime } from "@/lib/runtime";
import { END, HAND_OVER } from "@/lib/server/drain";
import { provideSettings } from "@/lib/settings";
import { makeRegistry } from "@/lib/telemetry/prometheus";

/** Serves until the primary tells it to leave or has gone, and ends the process when all is put away. */
export async function serveAsWorker(loadRoutes: () => Promise<RouteModules>): Promise<never> {
  const registry = makeRegistry();
  const link = openWorkerLink(() => registry.getMetricsAsJSON());
  const cleanUps: (() => Promise<void>)[] = [];
  try {
    await bringUp(link, loadRoutes, (cleanUp) => cleanUps.push(cleanUp));
    link.ready();
    await untilLeaving(link);
  } catch (error) {
    if (!link.stopping.aborted) throw error;
  } finally {
    await runAll(cleanUps.reverse());
  }
  process.exit(0);
}

async function bringUp(
  link: WorkerLink,
  loadRoutes: () => Promise<RouteModules>,
  onStop: (cleanUp: () => Promise<void>) => void,
): Promise<void> {
  const { stopping, urge, hurry } = link;
  const environment = readProcessEnvironment();
  const telemetry = { ...telemetrySettingsOf(environment), metrics: null };
  startLogging(telemetry, { development: false });
  const deployment = await openDeployment(environment, { signal: stopping });
  const { settings, ownerDatabaseUrl } = deployment;
  onStop(deployment.leave);
  stopping.throwIfAborted();
  const { stop } = await startTelemetry(telemetry, settings, ownerDatabaseUrl);
  onStop(stop);
  // A worker of newer code than the primary's may bring migrations of its own.
  await unlessAborted(migrateDatabase(ownerDatabaseUrl), stopping);
  provideSettings(settings);
  providePreparedDocs(PREPARED_DOCS);
  prepareFrameworkEnvironment({ production: true, baseUrl: settings.baseUrl });
  onStop(closeRuntime);
  onStop(() => link.sendLastMetrics());
  const patience = () => (link.leaving() === "hand-over" ? HAND_OVER : END);
  const serving = serve(
    { development: false, loadRoutes, stopping, onStop, patience, urge, hurry },
    environment,
    settings,
  );
  await unlessAborted(serving, stopping);
}
