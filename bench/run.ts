/** One whole bench: builds, starts everything, measures, and takes everything down again. */
import os from "node:os";
import { startHosts } from "@/bench/hosts";
import { startLoadProcess } from "@/bench/load-process";
import { describeMachine, type Machine } from "@/bench/machine";
import { type Measurement, measureAll } from "@/bench/measure";
import type { BenchOptions } from "@/bench/options";
import { makePartner } from "@/bench/partner";
import { startBenchPlatform } from "@/bench/platform";
import { makeRows, type Row } from "@/bench/rows";
import { runAll } from "@/bench/run-all";
import { ensureProductionBuild } from "@/lib/boot/build";
import { abortOnShutdownSignal, unlessAborted } from "@/lib/boot/shutdown";

export type BenchResult = { machine: Machine; rows: Row[]; measurements: Measurement[] };

/** Rejects when anything is not as expected; SIGINT and SIGTERM reject too. Nothing is left running, and no data. */
export async function runBench(options: BenchOptions, say: (line: string) => void): Promise<BenchResult> {
  const signal = abortOnShutdownSignal();
  const cleanUps: (() => Promise<void> | void)[] = [];
  const onStop = (cleanUp: () => Promise<void> | void) => cleanUps.push(cleanUp);
  try {
    const loadAverage = os.loadavg()[0] ?? 0;
    await ensureProductionBuild(say, signal);
    say("Starting the platform and the empty app …");
    const platform = await startBenchPlatform(options.profile);
    onStop(platform.stop);
    const hosts = await startHosts(platform, options.processes, onStop, say);
    const load = startLoadProcess();
    onStop(load.stop);
    const measured = async (): Promise<BenchResult> => {
      const machine = await describeMachine(platform.dataDirectory, loadAverage);
      const partner = await makePartner(platform.dataDirectory, platform.baseUrl);
      const rows = makeRows(partner).filter(({ id }) => options.only.includes(id));
      return { machine, rows, measurements: await measureAll({ rows, hosts, load, say }, options) };
    };
    return await unlessAborted(measured(), signal);
  } finally {
    await runAll(cleanUps.reverse());
  }
}
