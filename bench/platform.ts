/** The platform as `npm start` runs it, on a database of its own. */
import { randomBytes } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { type ServerProcess, startServer } from "@/bench/server-process";
import { PROJECT_ROOT } from "@/lib/project-root";

export type Platform = ServerProcess & { dataDirectory: string; postmasterPid: number };

/** Inside the project rather than in the system's temporary folder, which may be memory and would flatter writes. */
const DATA_FOLDERS = path.join(PROJECT_ROOT, "bench", ".data");

/**
 * `stop` also removes the data. With a folder for it, the process writes a CPU profile when it stops. `words` follow
 * `npm start --`.
 */
export async function startBenchPlatform(
  profileFolder: string | undefined,
  words: readonly string[] = [],
): Promise<Platform> {
  const dataDirectory = path.join(DATA_FOLDERS, randomBytes(8).toString("hex"));
  const remove = () => rm(dataDirectory, { recursive: true, force: true });
  const profiling =
    profileFolder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${path.resolve(profileFolder)}`];
  try {
    const server = await startServer({
      name: "platform",
      args: [...profiling, "scripts/start.mjs", ...words],
      environment: { NUVERA_DATA_DIR: dataDirectory, NUVERA_DEMO: "0" },
      readyPath: "/api/health",
    });
    const stop = async () => {
      await server.stop();
      await remove();
    };
    return { ...server, stop, dataDirectory, postmasterPid: await postmasterPid(dataDirectory) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The first line of PostgreSQL's own note about the process that runs it. */
async function postmasterPid(dataDirectory: string): Promise<number> {
  const note = await readFile(path.join(dataDirectory, "postgres", "postmaster.pid"), "utf8");
  return Number.parseInt(note, 10);
}
