/**
 * The partner API on a real socket and a real database, with a clock the test sets: the same front, handlers and
 * runtime as in production, without the framework's router in between.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { routeModules } from "@/app/api/route-modules.generated";
import { provideRoutes, toRouteTable } from "@/lib/api/route-table";
import { createRuntime, provideRuntime, type Runtime } from "@/lib/runtime";
import { createFront } from "@/lib/server/front";
import { createHttpServer } from "@/lib/server/http-server";
import { provideSettings, type Settings } from "@/lib/settings";
import { cloneDatabase, type TestDatabase } from "@/test/integration/support/database";

export type TestPlatform = {
  baseUrl: string;
  port: number;
  database: TestDatabase;
  runtime: Runtime;
  clock: { now: Date };
  stop(): Promise<void>;
};

export async function startTestPlatform(overrides: Partial<Runtime> = {}): Promise<TestPlatform> {
  const database = await cloneDatabase();
  const clock = { now: new Date() };
  const settings: Settings = {
    database: { url: database.appUrl, maxConnections: 10 },
    apiKeyPepper: "test-pepper-of-at-least-thirty-two-characters",
    sessionSecret: "test-session-secret-of-thirty-two-characters",
    baseUrl: "http://127.0.0.1",
    tokenIssuer: "nuvera-api",
    tokenAudience: "nuvera-rest-api",
  };
  provideSettings(settings);
  const runtime = createRuntime(settings, { clock: () => clock.now, ...overrides });
  provideRuntime(runtime);
  provideRoutes(toRouteTable(routeModules));
  const front = createFront({
    baseUrl: settings.baseUrl,
    production: true,
    handleByNext: async (request) => {
      throw new Error(`Only the partner API is served here, not ${request.url}.`);
    },
  });
  const server = createHttpServer(front, () => settings.baseUrl);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    database,
    runtime,
    clock,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await runtime.usage.stop();
      await runtime.database.close();
      provideRuntime(undefined);
      await database.drop();
    },
  };
}
