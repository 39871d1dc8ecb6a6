/**
 * A server of the partner API as `npm start` runs it, without the pages. `/log/on` and `/log/off` say whether it keeps the log of
 * requests: two processes differ by more than the log costs. Which database it is is said by NUVERA_DATA_DIR.
 */
import { once } from "node:events";
import { routeModules } from "@/app/api/route-modules.generated";
import { provideRoutes, toRouteTable } from "@/lib/api/route-table";
import { openDeployment } from "@/lib/boot/deployment";
import { onShutdownSignal } from "@/lib/boot/shutdown";
import { readProcessEnvironment } from "@/lib/env";
import { closeRuntime, runtime } from "@/lib/runtime";
import { createFront, type FrontOptions } from "@/lib/server/front";
import { createHttpServer } from "@/lib/server/http-server";
import { provideSettings } from "@/lib/settings";

const environment = readProcessEnvironment();
const { settings, leave } = await openDeployment(environment);
provideSettings(settings);
runtime();
provideRoutes(toRouteTable(routeModules));
const options: FrontOptions = {
  ...settings,
  production: true,
  handleByNext: async (request, response) => {
    if (request.url?.startsWith("/log/")) options.logsRequests = request.url === "/log/on";
    response.writeHead(200, { "Content-Type": "text/plain" }).end("ready");
  },
};
const server = createHttpServer(createFront(options), () => settings.baseUrl);
server.listen(environment.PORT, environment.HOST);
await onShutdownSignal();
server.close();
server.closeAllConnections();
await once(server, "close");
await closeRuntime();
await leave();
process.exit(0);
