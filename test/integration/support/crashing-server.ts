/**
 * A server process that dies at a certain point of the first change it is asked for, as by `kill -9`; started by
 * `startSecondServer`, which says at which point.
 */
import { type Database, openDatabase } from "@/db/client";
import type { Settings } from "@/lib/settings";
import { serve } from "@/test/integration/support/serve";

/** Just before its change is committed, or when it is and the answer has not been sent. */
export type CrashPoint = "before-commit" | "after-commit";

function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => {});
}

function dyingAt(point: CrashPoint, database: Database): Database {
  return {
    ...database,
    inScope: async (scope, work) => {
      const result = await database.inScope(scope, async (tx) => {
        const done = await work(tx);
        return point === "before-commit" ? die() : done;
      });
      return point === "after-commit" ? die() : result;
    },
  };
}

process.once("message", async (settings: Settings) => {
  const { url, maxConnections } = settings.database;
  const database = openDatabase({ url, maxConnections, applicationName: "test" });
  // The tests give no other word than these two.
  const { port } = await serve(settings, { database: dyingAt(process.argv[2] as CrashPoint, database) });
  process.send?.({ port });
});
process.once("disconnect", () => process.exit(0));
