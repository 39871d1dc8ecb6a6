/** CPU time of processes, from Linux's `/proc` (proc_pid_stat(5)). Where there is none, it is `null`. */
import { readdir, readFile } from "node:fs/promises";

/** The kernel reports in units of USER_HZ, which is 100 per second on every architecture that Node.js runs on. */
const MILLISECONDS_PER_TICK = 10;

type Stat = { parent: number; own: number; endedChildren: number };

/** Milliseconds that the process has used so far. */
export async function processCpu(pid: number): Promise<number | null> {
  return (await readStat(pid))?.own ?? null;
}

/** Milliseconds that the process and all its children have used so far, those that have ended included. */
export async function familyCpu(pid: number): Promise<number | null> {
  const parent = await readStat(pid);
  if (parent === null) return null;
  const children = await Promise.all((await childProcesses(pid)).map(readStat));
  return children.reduce((sum, child) => sum + (child?.own ?? 0), parent.own + parent.endedChildren);
}

/** Milliseconds that these processes have used so far, all together. */
export async function processesCpu(pids: readonly number[]): Promise<number | null> {
  return sumOfKnown(await Promise.all(pids.map(processCpu)));
}

/** `null` as soon as one of them is not known. */
export function sumOfKnown(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  );
}

/** The processes that this one has started and that still run; none where the system does not tell. */
export async function childProcesses(pid: number): Promise<number[]> {
  const names = await readdir("/proc").catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(pids.map(async (child) => ({ child, stat: await readStat(child) })));
  return stats.filter(({ stat }) => stat?.parent === pid).map(({ child }) => child);
}

async function readStat(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => null);
  if (text === null) return null;
  // The second field is the program's name in parentheses and may hold anything; the third follows the last one.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3]);
  return {
    parent: field(4),
    own: (field(14) + field(15)) * MILLISECONDS_PER_TICK,
    endedChildren: (field(16) + field(17)) * MILLISECONDS_PER_TICK,
  };
}
