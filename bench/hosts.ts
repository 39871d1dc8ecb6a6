/** What is measured: the platform and the empty app, each served by one process or by several. */
import { childProcesses, processesCpu } from "@/bench/cpu";
import { startEmptyApp } from "@/bench/empty-app";
import type { Platform } from "@/bench/platform";
import { type ServerProcess, startServer } from "@/bench/server-process";

export type Host = {
  /** Connections go to them by turns. */
  ports: readonly number[];
  /** Whose CPU and memory are counted. */
  pids: readonly number[];
  /** The database's, where there is one. */
  postmasterPid: number | null;
};

export type HostName = "empty" | "platform";

/** By how many processes serve. */
export type Hosts = Readonly<Record<HostName, ReadonlyMap<number, Host>>>;

type OnStop = (cleanUp: () => Promise<void>) => void;

/** Starts what is missing; `platform` runs already and is one process. */
export async function startHosts(
  platform: Platform,
  processCounts: readonly number[],
  onStop: OnStop,
  say: (line: string) => void,
): Promise<Hosts> {
  const emptyApps: ServerProcess[] = [];
  while (emptyApps.length < Math.max(...processCounts)) {
    const emptyApp = await startEmptyApp(say);
    onStop(emptyApp.stop);
    emptyApps.push(emptyApp);
  }
  const hosts = { empty: new Map<number, Host>(), platform: new Map<number, Host>() };
  for (const processes of processCounts) {
    hosts.empty.set(processes, { ...together(emptyApps.slice(0, processes)), postmasterPid: null });
    hosts.platform.set(
      processes,
      processes === 1
        ? { ...together([platform]), postmasterPid: platform.postmasterPid }
        : await startWorkers(platform, processes, onStop),
    );
  }
  return hosts;
}

/** Milliseconds of CPU that the host's processes have used so far. */
export function hostCpu({ pids }: Host): Promise<number | null> {
  return processesCpu(pids);
}

/** As `npm start -- --workers N` does it: one port, and a process above them, which is counted too. */
async function startWorkers(platform: Platform, processes: number, onStop: OnStop): Promise<Host> {
  const server = await startServer({
    name: `server with ${processes} workers`,
    args: ["scripts/start.mjs", "--workers", String(processes)],
    environment: { NUVERA_DATA_DIR: platform.dataDirectory, NUVERA_DEMO: "0" },
    readyPath: "/api/health",
  });
  onStop(server.stop);
  const pids = [server.pid, ...(await childProcesses(server.pid))];
  return { ports: [server.port], pids, postmasterPid: platform.postmasterPid };
}

function together(servers: readonly ServerProcess[]) {
  return { ports: servers.map(({ port }) => port), pids: servers.map(({ pid }) => pid) };
}
