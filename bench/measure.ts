/** The measurements: every row at every number of connections, in rounds that alternate their order. */
import { familyCpu, processCpu } from "@/bench/cpu";
import type { LoadProcess } from "@/bench/load-process";
import type { BenchOptions } from "@/bench/options";
import type { Platform } from "@/bench/platform";
import type { Row, RowId } from "@/bench/rows";
import type { ServerProcess } from "@/bench/server-process";

export type Measurement = {
  row: RowId;
  connections: number;
  round: number;
  requests: number;
  requestsPerSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** Per request; `null` where the system does not tell, and for the database of a row that uses none. */
  appCpuMilliseconds: number | null;
  postgresCpuMilliseconds: number | null;
  /** The share of one core that the load process used: near 1, it is the load that was measured. */
  loadBusy: number;
};

export type Bench = {
  rows: readonly Row[];
  platform: Platform;
  emptyApp: ServerProcess;
  load: LoadProcess;
  say: (line: string) => void;
};

const WARM_UP_REQUESTS = 3_000;

/** Enough for each connection and for a 99th percentile. */
const MINIMUM_REQUESTS = 500;

/** Rejects, saying which row, as soon as one answer is not the expected one. */
export async function measureAll(bench: Bench, options: BenchOptions): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const rates = new Map<string, number>();
  bench.say("Warming up …");
  for (const row of bench.rows) {
    const warmUp = await measure(bench, row, Math.max(...options.connections), 0, WARM_UP_REQUESTS);
    for (const connections of options.connections) {
      rates.set(`${row.id}/${connections}`, warmUp.requestsPerSecond);
    }
  }
  for (let round = 1; round <= options.rounds; round += 1) {
    const order = round % 2 === 1 ? bench.rows : bench.rows.toReversed();
    for (const connections of options.connections) {
      for (const row of order) {
        const key = `${row.id}/${connections}`;
        const count = Math.max(MINIMUM_REQUESTS, Math.round((rates.get(key) ?? 0) * options.seconds));
        const measurement = await measure(bench, row, connections, round, count);
        rates.set(key, measurement.requestsPerSecond);
        measurements.push(measurement);
        const perSecond = Math.round(measurement.requestsPerSecond);
        bench.say(`Round ${round}: ${row.title}, ${connections} connections: ${perSecond}/s`);
      }
    }
  }
  return measurements;
}

async function measure(
  { platform, emptyApp, load }: Bench,
  row: Row,
  connections: number,
  round: number,
  count: number,
): Promise<Measurement> {
  try {
    const usesPlatform = row.host === "platform";
    const server = usesPlatform ? platform : emptyApp;
    const readCpu = async () => ({
      app: await processCpu(server.pid),
      postgres: usesPlatform ? await familyCpu(platform.postmasterPid) : null,
    });
    await load.prepare(row.plan, count, server.port);
    const before = await readCpu();
    const outcome = await load.fire(connections);
    const after = await readCpu();
    const perRequest = (start: number | null, end: number | null) =>
      start === null || end === null ? null : (end - start) / outcome.requests;
    return {
      row: row.id,
      connections,
      round,
      requests: outcome.requests,
      requestsPerSecond: (outcome.requests / outcome.elapsedMilliseconds) * 1000,
      p50Milliseconds: outcome.p50Milliseconds,
      p99Milliseconds: outcome.p99Milliseconds,
      appCpuMilliseconds: perRequest(before.app, after.app),
      postgresCpuMilliseconds: perRequest(before.postgres, after.postgres),
      loadBusy: outcome.loadCpuMilliseconds / outcome.elapsedMilliseconds,
    };
  } catch (error) {
    throw new Error(`${row.title}, ${connections} connections: the run is void.`, { cause: error });
  }
}
