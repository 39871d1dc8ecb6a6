/**
 * Naming a process so that it is recognised later. A process id alone is not enough: after a crash, and most of all
 * after a container's restart, the same id soon belongs to somebody else. So the time of its start goes with it.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** `start` is empty where the system does not tell when a process began. */
export type ProcessIdentity = { pid: number; start: string };

export async function thisProcess(): Promise<ProcessIdentity> {
  return { pid: process.pid, start: await startOf(process.pid) };
}

/** Whether that very process still runs. */
export async function isRunning({ pid, start }: ProcessIdentity): Promise<boolean> {
  if (!isProcessAlive(pid)) return false;
  const current = await startOf(pid);
  if (current === "ended") return false;
  // Where either is unknown there is nothing to compare: then the id has to do.
  return start === "" || current === "" || current === start;
}

/** One line for a file; `parseIdentity` reads it. */
export function formatIdentity({ pid, start }: ProcessIdentity): string {
  return `${pid} ${start}`.trimEnd();
}

/** `null` for anything that `formatIdentity` did not write. */
export function parseIdentity(line: string): ProcessIdentity | null {
  const [, pid, start = ""] = /^([1-9]\d{0,9})(?: (\S+))?$/.exec(line) ?? [];
  return pid === undefined ? null : { pid: Number(pid), start };
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

/** The words of the process's command line; empty for a zombie, `null` where the system does not tell. */
export async function commandOf(pid: number): Promise<string[] | null> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0").filter((word) => word !== "");
  } catch {
    return (await ps(pid, "args="))?.split(/\s+/) ?? null;
  }
}

/** Linux counts ticks since the boot, so the boot is part of the answer; elsewhere `ps` knows the second. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    // The second field, the program's name in parentheses, may hold anything; the start is the 22nd field.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // Ended, and kept in the table only until its parent asks, which in a container may be never.
    if (state === "Z" || state === "X") return "ended";
    return fields[18] === undefined ? "" : `${fields[18]}@${boot.trim()}`;
  } catch {
    return (await ps(pid, "lstart="))?.replaceAll(/\s+/g, "-") ?? "";
  }
}

async function ps(pid: number, column: string): Promise<string | null> {
  try {
    const { stdout } = await run("ps", ["-ww", "-o", column, "-p", String(pid)], { encoding: "utf8" });
    return stdout.trim() === "" ? null : stdout.trim();
  } catch {
    return null;
  }
}
