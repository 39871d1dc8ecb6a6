/** From measurements to what people read: medians over the rounds, beside the empty handler's. */
import type { Machine } from "@/bench/machine";
import type { Measurement } from "@/bench/measure";
import type { Row } from "@/bench/rows";
import { median } from "@/bench/statistics";

/** From here on the load process may be what limits the figure. */
const LOAD_TOO_BUSY = 0.9;
/** Below it, a rate is given with a decimal. */
const SLOW_PER_SECOND = 100;

/** Ratios are medians of the ratios within each round; `null` where the empty handler or a figure is missing. */
export type Medians = Omit<Measurement, "round" | "requests"> & {
  rateRatio: number | null;
  cpuRatio: number | null;
  p99Ratio: number | null;
};

type Figure = number | null;

/** One entry per row, number of processes and of connections, in the order of their first measurement. */
export function toMedians(measurements: readonly Measurement[]): Medians[] {
  const groups = new Map<string, Measurement[]>();
  for (const measurement of measurements) {
    const key = `${measurement.processes}/${measurement.connections}/${measurement.row}`;
    groups.set(key, [...(groups.get(key) ?? []), measurement]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { row, processes, connections } = first;
    const of = (pick: (measurement: Measurement) => number) => median(group.map(pick));
    const ofKnown = (pick: (measurement: Measurement) => Figure) => medianOfKnown(group.map(pick));
    const ofRatios = (pick: (measurement: Measurement) => Figure) =>
      medianOfKnown(group.map((one) => ratio(pick(one), pickFrom(emptyBeside(one, measurements), pick))));
    return {
      row,
      processes,
      connections,
      requestsPerSecond: of((one) => one.requestsPerSecond),
      p50Milliseconds: of((one) => one.p50Milliseconds),
      p99Milliseconds: of((one) => one.p99Milliseconds),
      appCpuMilliseconds: ofKnown((one) => one.appCpuMilliseconds),
      postgresCpuMilliseconds: ofKnown((one) => one.postgresCpuMilliseconds),
      peakMemoryMebibytes: ofKnown((one) => one.peakMemoryMebibytes),
      memoryGrowthMebibytes: ofKnown((one) => one.memoryGrowthMebibytes),
      loadBusy: of((one) => one.loadBusy),
      rateRatio: ofRatios((one) => one.requestsPerSecond),
      cpuRatio: ofRatios(totalCpu),
      p99Ratio: ofRatios((one) => one.p99Milliseconds),
    };
  });
}

/** The empty handler's measurement of the same round, processes and connections. */
function emptyBeside(one: Measurement, all: readonly Measurement[]): Measurement | undefined {
  return all.find(
    ({ row, round, processes, connections }) =>
      row === "empty" &&
      round === one.round &&
      processes === one.processes &&
      connections === one.connections,
  );
}

function pickFrom(one: Measurement | undefined, pick: (measurement: Measurement) => Figure): Figure {
  return one === undefined ? null : pick(one);
}

/** Of app and database; `null` where the system does not tell. */
function totalCpu({ appCpuMilliseconds, postgresCpuMilliseconds }: Measurement): Figure {
  return appCpuMilliseconds === null ? null : appCpuMilliseconds + (postgresCpuMilliseconds ?? 0);
}

function ratio(value: Figure, reference: Figure): Figure {
  return value === null || reference === null || reference === 0 ? null : value / reference;
}

function medianOfKnown(values: readonly Figure[]): Figure {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : median(known);
}

const COLUMNS = [
  ...["request", "processes", "connections", "requests/s", "× empty", "p50 ms", "p99 ms", "p99 × empty"],
  ...["CPU s per 1,000: app", "Postgres", "CPU × empty", "peak memory MiB (growth)"],
];

/** The table and what one needs to know to read it, as Markdown. */
export function toMarkdown(
  rows: readonly Row[],
  medians: readonly Medians[],
  machine: Machine,
  rounds: number,
): string {
  const inOrder = [...medians].sort(
    (a, b) =>
      a.processes - b.processes ||
      a.connections - b.connections ||
      rows.findIndex(({ id }) => id === a.row) - rows.findIndex(({ id }) => id === b.row),
  );
  return [
    `| ${COLUMNS.join(" | ")} |`,
    `| --- |${" ---: |".repeat(COLUMNS.length - 1)}`,
    ...inOrder.map((entry) => `| ${toCells(rows, entry).join(" | ")} |`),
    "",
    `Medians of ${rounds} alternating rounds. "× empty" is the median over the rounds of the ratio within the round, and so not the ` +
      "ratio of the medians: machines change their speed from minute to minute, rows of a round are seconds apart. Load from another " +
      "process on the same machine, a fresh token per signed request, personal keys by turns. Memory is the resident peak of the " +
      "server's processes during the measurement, and how far above the beginning that was.",
    "",
    `Node.js ${machine.node}, PostgreSQL ${machine.postgres}, ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}; ` +
      `fdatasync of 8 KiB ${machine.syncMilliseconds.toFixed(2)} ms; load average at the start ${machine.loadAverage.toFixed(2)}.`,
    ...(machine.loadAverage > machine.cores / 4
      ? ["", "**The machine was busy with other work: repeat this on a quiet one.**"]
      : []),
    ...inOrder
      .filter(({ loadBusy }) => loadBusy > LOAD_TOO_BUSY)
      .map(
        ({ row, processes, connections, loadBusy }) =>
          `\n**${row}, ${processes} process(es), ${connections} connections: the load process used ${Math.round(loadBusy * 100)} % of a core and may have been the limit.**`,
      ),
    "",
  ].join("\n");
}

function toCells(rows: readonly Row[], entry: Medians): string[] {
  const shown = (value: Figure, digits: number) => value?.toFixed(digits) ?? "n/a";
  const { requestsPerSecond, peakMemoryMebibytes, memoryGrowthMebibytes } = entry;
  const rate =
    requestsPerSecond < SLOW_PER_SECOND
      ? requestsPerSecond.toFixed(1)
      : Math.round(requestsPerSecond).toLocaleString("en");
  return [
    rows.find(({ id }) => id === entry.row)?.title ?? entry.row,
    String(entry.processes),
    String(entry.connections),
    rate,
    shown(entry.rateRatio, 2),
    shown(entry.p50Milliseconds, 1),
    shown(entry.p99Milliseconds, 1),
    shown(entry.p99Ratio, 2),
    shown(entry.appCpuMilliseconds, 3),
    entry.row === "empty" ? "–" : shown(entry.postgresCpuMilliseconds, 3),
    shown(entry.cpuRatio, 2),
    peakMemoryMebibytes === null
      ? "n/a"
      : `${shown(peakMemoryMebibytes, 0)} (+${shown(memoryGrowthMebibytes, 0)})`,
  ];
}
