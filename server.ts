/** The server: database, migrations, demo data, HTTP. `npm start` runs it out of the build; `--dev` serves from sources. */
import cluster from "node:cluster";
import type { RouteModules } from "@/lib/api/route-table";
import { startPlatform } from "@/lib/boot/start";
import { exitBecauseOf } from "@/lib/boot/start-error";
import { startOptionsOf } from "@/lib/boot/start-options";
import { serveAsWorker } from "@/lib/boot/workers/serve-as-worker";

/** Asked for where they are served from here; in development Next.js has them, and loads them anew. */
const loadRoutes = async (): Promise<RouteModules> =>
  (await import("@/app/api/route-modules.generated")).routeModules;

try {
  // With `--workers N`, this file is the program of each of them too.
  if (cluster.isWorker) await serveAsWorker(loadRoutes);
  else await startPlatform(startOptionsOf(process.argv.slice(2)), loadRoutes);
} catch (error) {
  exitBecauseOf(error);
}
