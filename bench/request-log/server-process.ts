/**
 * A server of the partner API as `npm start` runs it, without the pages: `server-process.ts on|off`, the latter without the
 * log of requests. Which database it is is said by NUVERA_DATA_DIR.
 */
import { once } from "node:events";
import { routeModules } from "@/app/api/route-modules.generated";
import { provideRoutes, toRouteTable } from "@/lib/api/route-table";
import { openDeployment } from "@/lib/boot/deployment";
import { onShutdownSignal } from "@/lib/boot/shutdown";
import { readProcessEnvironment } from "@/lib/env";
import { closeRuntime, runtime } from "@/lib/runtime";
import { createFront } from "@/lib/server/front";
import { createHttpServer } from "@/lib/server/http-server";
import { provideSettings } from "@/lib/settings";

const environment = readProcessEnvironment();
const { settings, leave } = await openDeployment(environment);
provideSettings(settings);
runtime();
provideRoutes(toRouteTable(routeModules));
const front = createFront({
  ...settings,
  production: true,
  logsRequests: process.argv[2] === "on",
  handleByNext: async (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/plain" }).end("ready");
  },
});
const server = createHttpServer(front, () => settings.baseUrl);
server.listen(environment.PORT, environment.HOST);
await onShutdownSignal();
server.close();
server.closeAllConnections();
await once(server, "close");
await closeRuntime();
await leave();
process.exit(0);
