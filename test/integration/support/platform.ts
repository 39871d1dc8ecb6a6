/** The partner API on a real socket and a real database, with a clock the test sets. */
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Runtime } from "@/lib/runtime";
import type { HttpLimits } from "@/lib/server/http-server";
import type { Settings } from "@/lib/settings";
import { cloneDatabase, type TestDatabase } from "@/test/integration/support/database";
import { serve, testSettings } from "@/test/integration/support/serve";

export type TestPlatform = {
  baseUrl: string;
  port: number;
  database: TestDatabase;
  runtime: Runtime;
  clock: { now: Date };
  stop(): Promise<void>;
};

export async function startTestPlatform(
  overrides: Partial<Runtime> = {},
  limits: Partial<HttpLimits> = {},
  /** Where they depend on the database, made from it. */
  settings: Partial<Settings> | ((database: TestDatabase) => Promise<Partial<Settings>>) = {},
): Promise<TestPlatform> {
  const database = await cloneDatabase();
  const changes = typeof settings === "function" ? await settings(database) : settings;
  const clock = { now: new Date() };
  const server = await serve(
    { ...testSettings(database.appUrl), ...changes },
    { clock: () => clock.now, ...overrides },
    limits,
  );
  return {
    baseUrl: `http://127.0.0.1:${server.port}`,
    port: server.port,
    database,
    runtime: server.runtime,
    clock,
    stop: async () => {
      await server.stop();
      await database.drop();
      await rm(path.dirname(server.runtime.settings.documents.spoolDirectory), {
        recursive: true,
        force: true,
      });
    },
  };
}
