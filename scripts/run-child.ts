/** Runs the programs of this project one by one or side by side, and ends all that they started when this process is told to stop. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** Longer than Playwright gives the server that it started. */
const PATIENCE_MILLISECONDS = 30_000;

const running = new Set<ChildProcess>();
let stoppedBy: NodeJS.Signals | null = null;

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It ended meanwhile.
  }
}

function stop(signal: NodeJS.Signals): void {
  // A terminal and npm both tell of one Ctrl-C; a second SIGINT would cut Playwright's orderly end short.
  if (stoppedBy !== null) return;
  stoppedBy = signal;
  // SIGTERM would end Playwright and vitest at once, and leave their servers and databases behind.
  for (const child of running) signalGroup(child, "SIGINT");
  setTimeout(() => {
    for (const child of running) signalGroup(child, "SIGKILL");
  }, PATIENCE_MILLISECONDS).unref();
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);

/** The signal that this process was told to stop with, or `null`. */
export function wasStoppedBy(): NodeJS.Signals | null {
  return stoppedBy;
}

/**
 * Runs a program of `node_modules/.bin` to its end, in a process group of its own; tells whether it succeeded. Throws
 * when this process was told to stop.
 */
export async function runChild(
  program: string,
  args: readonly string[],
  stdio: SpawnOptions["stdio"] = "inherit",
): Promise<boolean> {
  if (stoppedBy !== null) throw new Error(`Stopped by ${stoppedBy}.`);
  const child = spawn(path.join("node_modules", ".bin", program), args, { stdio, detached: true });
  running.add(child);
  try {
    const [status] = await once(child, "exit");
    return status === 0;
  } finally {
    running.delete(child);
  }
}
