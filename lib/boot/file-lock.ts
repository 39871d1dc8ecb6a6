/** One process at a time through a critical section, by a file that names the holder. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_INTERVAL_MILLISECONDS = 100;

/**
 * Runs `work` while `lockFile` is ours. A lock whose process is gone is taken over. `onWait` is called once when
 * another process holds it.
 */
export async function withFileLock<Result>(
  lockFile: string,
  work: () => Promise<Result>,
  onWait?: (holderPid: number) => void,
): Promise<Result> {
  let announced = false;
  while (!(await tryCreate(lockFile))) {
    const holder = await readHolder(lockFile);
    if (holder !== null && !isProcessAlive(holder)) {
      await rm(lockFile, { force: true });
      continue;
    }
    if (holder !== null && !announced) {
      announced = true;
      onWait?.(holder);
    }
    await sleep(POLL_INTERVAL_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

async function tryCreate(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function readHolder(lockFile: string): Promise<number | null> {
  const pid = Number.parseInt(await readFile(lockFile, "utf8").catch(() => ""), 10);
  return Number.isSafeInteger(pid) ? pid : null;
}

/** Whether a process with this id exists (signal 0 asks without sending anything). */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
