/** From nothing to a listening server, and back. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { migrateDatabase } from "@/db/migrate";
import { routesOrUndefined } from "@/lib/api/route-table";
import { printBanner } from "@/lib/boot/banner";
import { ensureProductionBuild, PROJECT_ROOT } from "@/lib/boot/build";
import { ensureDemoData } from "@/lib/boot/demo";
import { openDeployment } from "@/lib/boot/deployment";
import { onShutdownSignal } from "@/lib/boot/shutdown";
import { prepareFrameworkEnvironment, readProcessEnvironment } from "@/lib/env";
import { closeRuntime, runtime } from "@/lib/runtime";
import { createFront } from "@/lib/server/front";
import { createHttpServer } from "@/lib/server/http-server";
import { startMaintenance } from "@/lib/server/maintenance";
import { provideSettings } from "@/lib/settings";

const ROUTES_TIMEOUT_MILLISECONDS = 30_000;
const DRAIN_MILLISECONDS = 10_000;

/** Resolves when the server listens. SIGINT and SIGTERM then stop server and database in order. */
export async function startPlatform({ development }: { development: boolean }): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const environment = readProcessEnvironment();
  if (!development) await ensureProductionBuild(say);
  const deployment = await openDeployment(environment);
  const shutdown = onShutdownSignal();
  try {
    await migrateDatabase(deployment.ownerDatabaseUrl);
    const { settings } = deployment;
    provideSettings(settings);
    prepareFrameworkEnvironment({ production: !development, baseUrl: settings.baseUrl });
    const withDemo =
      environment.NUVERA_DEMO === undefined
        ? environment.DATABASE_URL === undefined
        : environment.NUVERA_DEMO === "1";
    const demoUsers = withDemo ? await ensureDemoData(runtime(), deployment.directory) : [];

    const { default: next } = await import("next");
    const app = next({
      dev: development,
      dir: PROJECT_ROOT,
      hostname: environment.HOST,
      port: environment.PORT,
    });
    const server = createHttpServer(
      createFront({
        handleByNext: app.getRequestHandler(),
        baseUrl: settings.baseUrl,
        production: !development,
      }),
      () => settings.baseUrl,
    );
    await app.prepare();
    if (development) server.on("upgrade", app.getUpgradeHandler());
    await routesAreKnown();
    const stopMaintenance = startMaintenance(runtime());
    server.listen(environment.PORT, environment.HOST);
    await once(server, "listening");
    // With PORT=0 the system chose: a server on TCP has an address with a port.
    const { port } = server.address() as AddressInfo;
    printBanner(
      { host: environment.HOST, port, settings, demoUsers, dataDirectory: deployment.directory.root },
      say,
    );

    await shutdown;
    say("Stopping …");
    server.close();
    server.closeIdleConnections();
    await Promise.race([once(server, "close"), sleep(DRAIN_MILLISECONDS)]);
    server.closeAllConnections();
    await stopMaintenance();
    await app.close();
  } finally {
    await closeRuntime();
    await deployment.leave();
  }
  process.exit(0);
}

/** Next.js runs the instrumentation hook a moment after `prepare()`; without routes nothing can be answered. */
async function routesAreKnown(): Promise<void> {
  const deadline = Date.now() + ROUTES_TIMEOUT_MILLISECONDS;
  while (routesOrUndefined() === undefined) {
    if (Date.now() > deadline) throw new Error("The app did not hand over its routes.");
    await sleep(10);
  }
}
