/** The most memory that a process had over a while, from Linux's `/proc` (proc_pid_status(5)). Elsewhere it is `null`. */
import { readFile, writeFile } from "node:fs/promises";

const KIBIBYTES_PER_MEBIBYTE = 1024;

/** Forgets the peak so far; gives what the process has in memory now, in MiB. */
export async function resetPeakMemory(pid: number): Promise<number | null> {
  try {
    await writeFile(`/proc/${pid}/clear_refs`, "5");
    return await readStatus(pid, "VmRSS");
  } catch {
    return null;
  }
}

/** The most that the process had in memory since the peak was forgotten, in MiB. */
export function peakMemory(pid: number): Promise<number | null> {
  return readStatus(pid, "VmHWM").catch(() => null);
}

async function readStatus(pid: number, field: string): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "latin1");
  const kibibytes = new RegExp(`^${field}:\\s*(\\d+) kB$`, "m").exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / KIBIBYTES_PER_MEBIBYTE;
}
