/** Serving the port: Next.js behind the server in front, until the start that this belongs to is undone. */
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { provideRoutes, type RouteModules, routesOrUndefined, toRouteTable } from "@/lib/api/route-table";
import { PACKED_ASSETS } from "@/lib/boot/build";
import { toListenError } from "@/lib/boot/free-port";
import type { ProcessEnvironment } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import { runtime } from "@/lib/runtime";
import { drainOf, END, type Patience } from "@/lib/server/drain";
import { createFront } from "@/lib/server/front";
import { createHttpServer } from "@/lib/server/http-server";
import { startMaintenance } from "@/lib/server/maintenance";
import { withPackedAssets } from "@/lib/server/packed-assets";
import type { Settings } from "@/lib/settings";

const ROUTES_TIMEOUT_MILLISECONDS = 30_000;

export type ServeOptions = {
  development: boolean;
  /** The route files of `app/api`. Next.js has them too, and hands its own over in development, anew after each change. */
  loadRoutes: () => Promise<RouteModules>;
  stopping: AbortSignal;
  /** Undone in reverse order. */
  onStop: (cleanUp: () => Promise<void>) => void;
  /** Asked when it is time to stop; `END` unless somebody goes on in this process's place. */
  patience?: () => Patience;
  /** Aborted when the patience that was given is to be `END` after all. */
  urge?: AbortSignal;
  /** Aborted when no patience is left at all. */
  hurry?: AbortSignal;
};

/** Resolves when the server listens. Housekeeping runs beside it. */
export async function serve(
  options: ServeOptions,
  { HOST, PORT }: Pick<ProcessEnvironment, "HOST" | "PORT">,
  settings: Settings,
): Promise<void> {
  const { development, loadRoutes, stopping, onStop, patience = () => END, urge, hurry } = options;
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
      handleByNext: development
        ? app.getRequestHandler()
        : withPackedAssets(PACKED_ASSETS, app.getRequestHandler()),
      ...settings,
      production: !development,
    }),
    () => settings.baseUrl,
  );
  const drain = drainOf(server);
  await app.prepare();
  onStop(() => app.close());
  if (development) await routesAreKnown();
  else provideRoutes(toRouteTable(await loadRoutes()));
  stopping.throwIfAborted();
  onStop(startMaintenance(runtime()));
  server.listen(PORT, HOST);
  await once(server, "listening").catch((error: unknown) => {
    throw toListenError(error, PORT, HOST);
  });
  onStop(() => {
    urge?.addEventListener("abort", () => void drain(END));
    return drain(patience(), hurry);
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
export async function runAll(cleanUps: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const cleanUp of cleanUps) {
    await cleanUp().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
