/** What the workers of one run share: files beside the demo deployment's data, and turns at making them. */
import { mkdir, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dataDirectory } from "./data-directory";

/** Longer than any work done under a lock; one that is older was left by a worker that died. */
const ABANDONED_MILLISECONDS = 90_000;

export async function sharedFile(name: string): Promise<string> {
  const directory = path.join(dataDirectory(), "e2e");
  await mkdir(directory, { recursive: true });
  return path.join(directory, name);
}

/** Runs `work` while no other worker runs any under this name. */
export async function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const lock = await sharedFile(`${name}.lock`);
  while (!(await take(lock))) await sleep(50);
  try {
    return await work();
  } finally {
    await rmdir(lock).catch(() => undefined);
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const age = Date.now() - (await stat(lock).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > ABANDONED_MILLISECONDS) await rmdir(lock).catch(() => undefined);
    return false;
  }
}
