/**
 * One process at a time through a critical section, by a file that names the holder. The file appears whole or not
 * at all, and no two acquisitions write the same, so what stands in it tells one from every other.
 */
import { createHash, randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import {
  formatIdentity,
  isRunning,
  type ProcessIdentity,
  parseIdentity,
  thisProcess,
} from "@/lib/boot/process-identity";

const POLL_INTERVAL_MILLISECONDS = 50;

export type LockOptions = {
  /** Called once when another process has it. */
  onWait?: ((holder: ProcessIdentity) => void) | undefined;
  /** Ends the waiting, with the signal's reason; work that has begun goes on. */
  signal?: AbortSignal | undefined;
};

/** What this process holds, for systems that do not tell whether a file with our process id is from an earlier us. */
const held = new Set<string>();

/** Runs `work` while `lockFile` is ours. A lock whose process is gone, or that names none, is taken over. */
export async function withFileLock<Result>(
  lockFile: string,
  work: () => Promise<Result>,
  { onWait, signal }: LockOptions = {},
): Promise<Result> {
  const mine = `${formatIdentity(await thisProcess())}\n${randomBytes(8).toString("hex")}\n`;
  let announced = false;
  while (!(await tryCreate(lockFile, mine))) {
    signal?.throwIfAborted();
    const found = await readOrNull(lockFile);
    if (found === null) continue;
    const holder = await livingHolder(found);
    if (holder === null) {
      await removeStale(lockFile, found);
      continue;
    }
    if (!announced) onWait?.(holder);
    announced = true;
    await sleep(POLL_INTERVAL_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    held.delete(mine);
    await rm(lockFile, { force: true });
  }
}

/** A link is made only where there is no file yet, and brings the content with it. */
async function tryCreate(lockFile: string, mine: string): Promise<boolean> {
  if ((await readOrNull(lockFile)) !== null) return false;
  const temporary = `${lockFile}.${randomBytes(8).toString("hex")}.tmp`;
  await writeFile(temporary, mine, { flag: "wx" });
  held.add(mine);
  try {
    await link(temporary, lockFile);
    return true;
  } catch (error) {
    held.delete(mine);
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function livingHolder(content: string): Promise<ProcessIdentity | null> {
  const holder = parseIdentity(content.split("\n")[0] ?? "");
  if (holder === null || !(await isRunning(holder))) return null;
  if (holder.pid === process.pid && holder.start === "" && !held.has(content)) return null;
  return holder;
}

/**
 * Removes the lock if it still is the one that was found stale. Whoever wants to must hold a lock made for that one
 * alone, and nobody else removes it, so between looking and removing no fresh one can have come in its place. A
 * process that dies in here leaves one more stale lock, with a name of its own, to be taken over in the same way.
 */
async function removeStale(lockFile: string, found: string): Promise<void> {
  const name = createHash("sha256").update(found).digest("hex").slice(0, 16);
  await withFileLock(`${lockFile}.${name}`, async () => {
    if ((await readOrNull(lockFile)) === found) await rm(lockFile, { force: true });
  });
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
