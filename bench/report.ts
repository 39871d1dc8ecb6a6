/** From measurements to what people read: medians over the rounds, beside the empty handler's. */
import type { Machine } from "@/bench/machine";
import type { Measurement } from "@/bench/measure";
import type { Row } from "@/bench/rows";
import { median } from "@/bench/statistics";

/** From here on the load process may be what limits the figure. */
const LOAD_TOO_BUSY = 0.9;

export type Medians = Omit<Measurement, "round" | "requests">;

/** One entry per row and number of connections, in the order of their first measurement. */
export function toMedians(measurements: readonly Measurement[]): Medians[] {
  const groups = new Map<string, Measurement[]>();
  for (const measurement of measurements) {
    const key = `${measurement.connections}/${measurement.row}`;
    groups.set(key, [...(groups.get(key) ?? []), measurement]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { row, connections } = first;
    const of = (pick: (measurement: Measurement) => number) => median(group.map(pick));
    const ofKnown = (pick: (measurement: Measurement) => number | null) => {
      const known = group.map(pick).filter((value) => value !== null);
      return known.length === 0 ? null : median(known);
    };
    return {
      row,
      connections,
      requestsPerSecond: of((one) => one.requestsPerSecond),
      p50Milliseconds: of((one) => one.p50Milliseconds),
      p99Milliseconds: of((one) => one.p99Milliseconds),
      appCpuMilliseconds: ofKnown((one) => one.appCpuMilliseconds),
      postgresCpuMilliseconds: ofKnown((one) => one.postgresCpuMilliseconds),
      loadBusy: of((one) => one.loadBusy),
    };
  });
}

/** The table and what one needs to know to read it, as Markdown. */
export function toMarkdown(
  rows: readonly Row[],
  medians: readonly Medians[],
  machine: Machine,
  rounds: number,
): string {
  const busy = medians.filter(({ loadBusy }) => loadBusy > LOAD_TOO_BUSY);
  return [
    "| request | connections | requests/s | × empty | p50 ms | p99 ms | CPU ms app | CPU ms Postgres | CPU × empty |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...medians.map((entry) => {
      const title = rows.find(({ id }) => id === entry.row)?.title ?? entry.row;
      const empty = medians.find(
        ({ row, connections }) => row === "empty" && connections === entry.connections,
      );
      const cells = [
        title,
        String(entry.connections),
        Math.round(entry.requestsPerSecond).toLocaleString("en"),
        ratio(entry.requestsPerSecond, empty?.requestsPerSecond),
        entry.p50Milliseconds.toFixed(1),
        entry.p99Milliseconds.toFixed(1),
        entry.appCpuMilliseconds?.toFixed(3) ?? "n/a",
        entry.row === "empty" ? "–" : (entry.postgresCpuMilliseconds?.toFixed(3) ?? "n/a"),
        ratio(totalCpu(entry), empty && totalCpu(empty)),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
    "",
    `Medians of ${rounds} alternating rounds; one server process, load from another process on the same machine, a fresh token per request; CPU per request.`,
    "",
    `Node.js ${machine.node}, PostgreSQL ${machine.postgres}, ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}; ` +
      `fdatasync of 8 KiB ${machine.syncMilliseconds.toFixed(2)} ms; load average at the start ${machine.loadAverage.toFixed(2)}.`,
    ...(machine.loadAverage > machine.cores / 4
      ? ["", "**The machine was busy with other work: repeat this on a quiet one.**"]
      : []),
    ...busy.map(
      ({ row, connections, loadBusy }) =>
        `\n**${row} at ${connections} connections: the load process used ${Math.round(loadBusy * 100)} % of a core and may have been the limit.**`,
    ),
    "",
  ].join("\n");
}

function totalCpu({ appCpuMilliseconds, postgresCpuMilliseconds }: Medians): number | undefined {
  return appCpuMilliseconds === null ? undefined : appCpuMilliseconds + (postgresCpuMilliseconds ?? 0);
}

function ratio(value: number | undefined, reference: number | undefined): string {
  return value === undefined || reference === undefined ? "n/a" : (value / reference).toFixed(2);
}
