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
import { ensureProductionBuild } from "@/lib/boot/build";
import { onShutdownSignal } from "@/lib/boot/shutdown";

export type BenchResult = { machine: Machine; rows: Row[]; measurements: Measurement[] };

/** Rejects when anything is not as expected; SIGINT and SIGTERM reject too. Nothing is left running. */
export async function runBench(options: BenchOptions, say: (line: string) => void): Promise<BenchResult> {
  const cleanUps: (() => Promise<void> | void)[] = [];
  const interrupted = onShutdownSignal().then((signal): never => {
    throw new Error(`Stopped by ${signal}.`);
  });
  try {
    return await Promise.race([setUpAndMeasure(options, say, cleanUps), interrupted]);
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

async function setUpAndMeasure(
  options: BenchOptions,
  say: (line: string) => void,
  cleanUps: (() => Promise<void> | void)[],
): Promise<BenchResult> {
  const loadAverage = os.loadavg()[0] ?? 0;
  await ensureProductionBuild(say);
  say("Starting the platform and the empty app …");
  const platform = await startBenchPlatform(options.profile);
  cleanUps.push(platform.stop);
  const onStop = (cleanUp: () => Promise<void>) => cleanUps.push(cleanUp);
  const hosts = await startHosts(platform, options.processes, onStop, say);
  const machine = await describeMachine(platform.dataDirectory, loadAverage);
  const partner = await makePartner(platform.dataDirectory, platform.baseUrl);
  const rows = makeRows(partner).filter(({ id }) => options.only.includes(id));
  const load = startLoadProcess();
  cleanUps.push(load.stop);
  const measurements = await measureAll({ rows, hosts, load, say }, options);
  return { machine, rows, measurements };
}
