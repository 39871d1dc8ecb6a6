/** One server of the partner API on a socket: front, handlers and runtime as in production, without Next.js. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { routeModules } from "@/app/api/route-modules.generated";
import { pathOf } from "@/lib/api/request-target";
import { matchRoute, pathParameters, provideRoutes, toRouteTable } from "@/lib/api/route-table";
import { createRuntime, provideRuntime, type Runtime } from "@/lib/runtime";
import { callHandler } from "@/lib/server/call-handler";
import { type Drain, drainOf } from "@/lib/server/drain";
import { createFront } from "@/lib/server/front";
import { createHttpServer, type HttpLimits } from "@/lib/server/http-server";
import { type DocumentSettings, provideSettings, type Settings } from "@/lib/settings";

export type TestServer = { port: number; runtime: Runtime; drain: Drain; stop(): Promise<void> };

export function testSettings(databaseUrl: string): Settings {
  return {
    database: { url: databaseUrl, maxConnections: 10 },
    apiKeyPepper: "test-pepper-of-at-least-thirty-two-characters",
    sessionSecret: "test-session-secret-of-thirty-two-characters",
    baseUrl: "http://127.0.0.1",
    environmentBaseUrls: null,
    trustedProxies: [],
    tokenIssuer: "nuvera-api",
    tokenAudience: "nuvera-rest-api",
    mail: { delivery: "outbox" },
    documents: testDocumentSettings(databaseUrl),
    // Tests send bad credentials by the hundred; those of the limit itself set their own.
    failedAuthenticationsPerMinute: 1_000_000,
    rateMaxAgeHours: 24,
    webhooks: { allowPrivate: true, inProcess: false, concurrency: 10, localAddresses: [], egress: [] },
  };
}

/** A folder as much one's own as the database is. */
function testDocumentSettings(databaseUrl: string): DocumentSettings {
  const directory = path.join(tmpdir(), "nuvera-test-documents", new URL(databaseUrl).pathname);
  return {
    spoolDirectory: path.join(directory, "incoming"),
    storage: { kind: "files", directory: path.join(directory, "contents") },
  };
}

/** Serves with a runtime of its own, which becomes the process's, on this port or, for 0, on any. */
export async function serve(
  settings: Settings,
  overrides: Partial<Runtime> = {},
  limits: Partial<HttpLimits> = {},
  wantedPort = 0,
): Promise<TestServer> {
  provideSettings(settings);
  const runtime = createRuntime(settings, overrides);
  provideRuntime(runtime);
  const routes = toRouteTable(routeModules);
  provideRoutes(routes);
  const front = createFront({
    ...settings,
    production: true,
    handleByNext: async (request, response) => {
      const route = matchRoute(routes, pathOf(request.url ?? "/"));
      const handler = route?.handlers.get(request.method ?? "");
      if (route === undefined || handler === undefined) {
        // Stands for every page, so that a request which should never have got this far shows itself.
        response.writeHead(200, { "Content-Type": "application/json" }).end('"a page"');
        return;
      }
      await callHandler(handler, pathParameters(route, pathOf(request.url ?? "/")), request, response);
    },
  });
  const server = createHttpServer(front, () => settings.baseUrl, limits);
  const drain = drainOf(server);
  server.listen(wantedPort, "127.0.0.1");
  await once(server, "listening");
  // A server on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    runtime,
    drain,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await runtime.usage.stop();
      await runtime.requestLog.stop();
      await runtime.pending.settled();
      await runtime.reads.close();
      await runtime.database.close();
      provideRuntime(undefined);
    },
  };
}
