/** The measurements: every row at every number of processes and connections, in rounds that alternate their order. */
import { familyCpu, sumOfKnown } from "@/bench/cpu";
import { type Host, type Hosts, hostCpu } from "@/bench/hosts";
import type { LoadProcess } from "@/bench/load-process";
import { peakMemory, resetPeakMemory } from "@/bench/memory";
import type { BenchOptions } from "@/bench/options";
import type { Row, RowId } from "@/bench/rows";

export type Measurement = {
  row: RowId;
  processes: number;
  connections: number;
  round: number;
  requests: number;
  requestsPerSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** Per request; `null` where the system does not tell, and for the database of a row that uses none. */
  appCpuMilliseconds: number | null;
  postgresCpuMilliseconds: number | null;
  /** The most that the server's processes had, each at its own peak, and how much of it they had not had before. */
  peakMemoryMebibytes: number | null;
  memoryGrowthMebibytes: number | null;
  /** The share of one core that the load process used: near 1, it is the load that was measured. */
  loadBusy: number;
};

export type Bench = {
  rows: readonly Row[];
  hosts: Hosts;
  load: LoadProcess;
  say: (line: string) => void;
};

/** What is measured together: rows that are compared with each other run right after each other. */
type Setting = { processes: number; connections: number };
type Planned = Setting & { row: Row; round: number; count: number; host: Host };

/** So often, or for so long: the signed path is fast after some 20,000 requests only, when the engine has compiled all of it. */
const WARM_UPS = 15;
const WARM_UP_MILLISECONDS = 45_000;
const WARM_UP_REQUESTS = 1_500;
const WARM_UP_UPLOADS = 4;
const UPLOAD_WARM_UPS = 5;

/** Enough for each connection and for a 99th percentile. */
const MINIMUM_REQUESTS = 500;

/** Tokens live for a minute: a row is signed anew when those before it took longer, and takes no longer than half of it. */
const FRESH_MILLISECONDS = 25_000;
const LONGEST_SECONDS = 20;

/** Rejects, saying which row, as soon as one answer is not the expected one. */
export async function measureAll(bench: Bench, options: BenchOptions): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const rates = new Map<string, number>();
  const settings = options.processes.flatMap((processes) =>
    options.connections.map((connections) => ({ processes, connections })),
  );
  const keyOf = (row: Row, { processes, connections }: Setting) => `${row.id}/${processes}/${connections}`;
  const planRound = (setting: Setting, rows: readonly Row[], round: number): Planned[] =>
    rows.map((row) => {
      const rate = rates.get(keyOf(row, setting)) ?? 0;
      const minimum = Math.max(setting.connections, Math.min(MINIMUM_REQUESTS, rate * LONGEST_SECONDS));
      const count =
        row.requestsPerConnection === undefined
          ? Math.round(Math.max(minimum, rate * options.seconds))
          : row.requestsPerConnection * setting.connections;
      return { ...setting, row, round, count, host: hostOf(bench, row, setting) };
    });
  bench.say("Warming up …");
  for (const processes of options.processes) {
    const setting = { processes, connections: Math.max(...options.connections) };
    for (const planned of planRound(setting, bench.rows, 0)) {
      const { row } = planned;
      const rate = await warmUp(bench, planned);
      for (const connections of options.connections) rates.set(keyOf(row, { processes, connections }), rate);
    }
  }
  for (let round = 1; round <= options.rounds; round += 1) {
    const order = orderOf(bench.rows, round);
    for (const setting of settings) {
      const { processes, connections } = setting;
      bench.say(`Round ${round}, ${processes} process(es), ${connections} connections …`);
      for (const measurement of await measureTogether(bench, planRound(setting, order, round))) {
        const row = bench.rows.find(({ id }) => id === measurement.row);
        if (row !== undefined) rates.set(keyOf(row, setting), measurement.requestsPerSecond);
        bench.say(`  ${row?.title}: ${measurement.requestsPerSecond.toFixed(0)}/s`);
        measurements.push(measurement);
      }
    }
  }
  return measurements;
}

/** Gives the rate that was reached at the end. */
async function warmUp(bench: Bench, planned: Planned): Promise<number> {
  const isHeavy = planned.row.requestsPerConnection !== undefined;
  const count = isHeavy ? WARM_UP_UPLOADS : WARM_UP_REQUESTS;
  const times = isHeavy ? UPLOAD_WARM_UPS : WARM_UPS;
  const begin = performance.now();
  let rate = 0;
  for (let time = 0; time < times && performance.now() - begin < WARM_UP_MILLISECONDS; time += 1) {
    const [measured] = await measureTogether(bench, [{ ...planned, count }]);
    rate = measured?.requestsPerSecond ?? rate;
  }
  return rate;
}

/** Forth and back; what fills the disk's queue is always last. */
function orderOf(rows: readonly Row[], round: number): Row[] {
  const isHeavy = ({ requestsPerConnection }: Row) => requestsPerConnection !== undefined;
  const light = rows.filter((row) => !isHeavy(row));
  return [...(round % 2 === 1 ? light : light.toReversed()), ...rows.filter(isHeavy)];
}

function hostOf({ hosts }: Bench, row: Row, { processes }: Setting): Host {
  const host = hosts[row.host].get(processes);
  if (host === undefined) throw new Error(`Nothing was started that serves by ${processes} processes.`);
  return host;
}

/** Signs the requests of all rows first and then sends them in quick succession: machines change their speed. */
async function measureTogether({ load }: Bench, all: readonly Planned[]): Promise<Measurement[]> {
  const signedAt = new Map<Planned, number>();
  const prepare = async (planned: Planned) => {
    const { row, count, host } = planned;
    signedAt.set(planned, performance.now());
    await load.prepare(row.plan, count, host.ports, row.id);
  };
  for (const planned of all) await prepare(planned);
  const measurements: Measurement[] = [];
  for (const planned of all) {
    const age = performance.now() - (signedAt.get(planned) ?? 0);
    if (age > FRESH_MILLISECONDS) await prepare(planned);
    measurements.push(await measure(load, planned));
  }
  return measurements;
}

async function measure(load: LoadProcess, planned: Planned): Promise<Measurement> {
  const { row, processes, connections, round, host } = planned;
  try {
    const { postmasterPid } = host;
    const readCpu = async () => ({
      app: await hostCpu(host),
      postgres: postmasterPid === null ? null : await familyCpu(postmasterPid),
    });
    const memoryBefore = sumOfKnown(await Promise.all(host.pids.map(resetPeakMemory)));
    const before = await readCpu();
    const outcome = await load.fire(connections, row.id);
    const after = await readCpu();
    const peak = memoryBefore === null ? null : sumOfKnown(await Promise.all(host.pids.map(peakMemory)));
    const perRequest = (start: number | null, end: number | null) =>
      start === null || end === null ? null : (end - start) / outcome.requests;
    return {
      row: row.id,
      processes,
      connections,
      round,
      requests: outcome.requests,
      requestsPerSecond: (outcome.requests / outcome.elapsedMilliseconds) * 1000,
      p50Milliseconds: outcome.p50Milliseconds,
      p99Milliseconds: outcome.p99Milliseconds,
      appCpuMilliseconds: perRequest(before.app, after.app),
      postgresCpuMilliseconds: perRequest(before.postgres, after.postgres),
      peakMemoryMebibytes: peak,
      memoryGrowthMebibytes: peak === null || memoryBefore === null ? null : peak - memoryBefore,
      loadBusy: outcome.loadCpuMilliseconds / outcome.elapsedMilliseconds,
    };
  } catch (error) {
    throw new Error(`${row.title}, ${processes} process(es), ${connections} connections: the run is void.`, {
      cause: error,
    });
  }
}
