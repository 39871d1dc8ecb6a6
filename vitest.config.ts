import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)) };

/** `unit` needs no database and takes seconds; `integration` clones a migrated template of a real PostgreSQL. */
export default defineConfig({
  test: {
    // One fewer than there are cores is what it takes by itself: on two cores, one. Tests here wait for the database most of the time.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          // Files share the modules of their worker: loading them anew for each takes longer than most of them.
          isolate: false,
          unstubGlobals: true,
          // For what hangs: these tests work as long as they run, and other checks work beside them.
          testTimeout: 60_000,
          include: [
            "cli/**/*.test.ts",
            "lib/**/*.test.ts",
            "db/**/*.test.ts",
            "scripts/**/*.test.ts",
            "test/unit/**/*.test.ts",
          ],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          isolate: false,
          include: ["test/integration/**/*.test.ts"],
          globalSetup: ["test/integration/global-setup.ts"],
          // Before anything of Next.js, whichever file a worker begins with.
          setupFiles: ["next/dist/server/node-environment-baseline.js"],
          // Some start servers in processes of their own, three files at once.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
