/**
 * The two hosts of the partner API on one runtime, from one set of route files: the server in front, which calls
 * their handlers directly, and Next.js, which is what answers under `npm run dev`; here of the production build. Started by
 * `start-two-hosts.ts`.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { provideRoutes, toRouteTable } from "@/lib/api/route-table";
import { ensureProductionBuild } from "@/lib/boot/build";
import { prepareFrameworkEnvironment } from "@/lib/env";
import { PROJECT_ROOT } from "@/lib/project-root";
import { createRuntime, provideRuntime } from "@/lib/runtime";
import { createFront } from "@/lib/server/front";
import { createHttpServer } from "@/lib/server/http-server";
import { provideSettings, type Settings } from "@/lib/settings";

process.once("message", async ({ settings, now }: { settings: Settings; now: number }) => {
  await ensureProductionBuild(() => {});
  prepareFrameworkEnvironment({ production: true, baseUrl: settings.baseUrl });
  provideSettings(settings);
  provideRuntime(createRuntime(settings, { clock: () => new Date(now) }));
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: PROJECT_ROOT, httpServer: createServer() });
  await app.prepare();
  // Route files need what Next.js makes global.
  const { routeModules } = await import("@/app/api/route-modules.generated");
  provideRoutes(toRouteTable(routeModules));
  const handleByNext = app.getRequestHandler();
  const ports = [];
  for (const production of [true, false]) {
    const front = createFront({ ...settings, production, handleByNext });
    const server = createHttpServer(front, () => settings.baseUrl);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server on TCP has an address with a port.
    ports.push((server.address() as AddressInfo).port);
  }
  process.send?.(ports);
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit(0));
