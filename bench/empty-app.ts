/** The yardstick: a Next.js app with one route handler that does nothing, built and served as `next start` does it. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { childEnvironment } from "@/bench/environment";
import { type ServerProcess, startServer } from "@/bench/server-process";
import { PROJECT_ROOT } from "@/lib/project-root";

const run = promisify(execFile);

const NEXT = path.join(PROJECT_ROOT, "node_modules", "next", "dist", "bin", "next");
const APP = path.join(PROJECT_ROOT, "bench", "empty-app");
const STAMP = path.join(APP, ".next", "source-digest");
const SOURCES = ["app/api/empty/route.ts", "next.config.mjs", "tsconfig.json", "../../package-lock.json"];

export async function startEmptyApp(say: (line: string) => void): Promise<ServerProcess> {
  await ensureBuilt(say);
  return startServer({
    name: "empty app",
    // Nothing of ours is in this process; its address and port come with the environment, as does NODE_ENV.
    args: [NEXT, "start", APP, "--hostname", "127.0.0.1"],
    environment: { NEXT_TELEMETRY_DISABLED: "1" },
    readyPath: "/api/empty",
  });
}

async function ensureBuilt(say: (line: string) => void): Promise<void> {
  const hash = createHash("sha256");
  for (const file of SOURCES) hash.update(await readFile(path.join(APP, file)));
  const digest = hash.digest("hex");
  if ((await readFile(STAMP, "utf8").catch(() => "")) === digest) return;
  say("Building the empty app …");
  await run(process.execPath, [NEXT, "build"], {
    cwd: APP,
    env: childEnvironment({ NEXT_TELEMETRY_DISABLED: "1" }),
  });
  // Its types are global, and those of the platform's own pages are the ones that count in this project.
  await rm(path.join(APP, "next-env.d.ts"), { force: true });
  await writeFile(STAMP, digest);
}
