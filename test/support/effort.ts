/** What work costs, whatever else the machine is doing and however fast it is. */
import { createHash } from "node:crypto";

const YARDSTICK_MEBIBYTES = 8;
const yardstick = Buffer.alloc(YARDSTICK_MEBIBYTES * 1024 * 1024, "nuvera");

/** CPU time of `work`, the least of three runs, in units of the SHA-256 of one MiB (a millisecond or two). For what must not explode. */
export function effortOf(work: () => unknown): number {
  const unit = leastCpu(() => createHash("sha256").update(yardstick).digest()) / YARDSTICK_MEBIBYTES;
  return leastCpu(work) / unit;
}

function leastCpu(work: () => unknown): number {
  const runs = [1, 2, 3].map(() => {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    return user + system;
  });
  return Math.min(...runs);
}
