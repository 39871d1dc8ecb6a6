/** What one process has to reach beside the empty handler, and whether it does. Pure. */
import type { Medians } from "@/bench/report";
import type { RowId } from "@/bench/rows";

type Demand = { row: RowId; smallestRate: number; largestCpu: number };

const DEMANDS: readonly Demand[] = [
  { row: "check", smallestRate: 5, largestCpu: 0.25 },
  { row: "list", smallestRate: 3, largestCpu: 0.4 },
];
const PROCESSES = 1;
/** Where the 99th percentile counts: with more under way than that, it is the queue that is measured. */
const LATENCY_CONNECTIONS = 16;

export type Finding = { text: string; isMet: boolean };

/** What a run has to measure so that there can be a verdict, as far as it does not. */
export function missingForVerdict({
  only,
  connections,
  processes,
}: {
  only: readonly RowId[];
  connections: readonly number[];
  processes: readonly number[];
}): string[] {
  const rows: RowId[] = ["empty", ...DEMANDS.map(({ row }) => row)];
  return [
    ...rows.filter((row) => !only.includes(row)).map((row) => `the row ${row}`),
    ...(connections.includes(LATENCY_CONNECTIONS) ? [] : [`${LATENCY_CONNECTIONS} connections`]),
    ...(processes.includes(PROCESSES) ? [] : [`${PROCESSES} process`]),
  ];
}

/**
 * One finding for each demand and number of connections. A ratio that is not known does not meet a demand. Rate and
 * CPU count at every number of connections, the 99th percentile at 16.
 */
export function findVerdict(medians: readonly Medians[]): Finding[] {
  return DEMANDS.flatMap(({ row, smallestRate, largestCpu }) => {
    const measured = medians.filter((entry) => entry.row === row && entry.processes === PROCESSES);
    return measured.flatMap(({ connections, rateRatio, cpuRatio, p99Ratio }) => [
      finding(`${row}, ${connections} connections: rate`, rateRatio, "≥", smallestRate),
      finding(`${row}, ${connections} connections: CPU`, cpuRatio, "≤", largestCpu),
      ...(connections === LATENCY_CONNECTIONS
        ? [finding(`${row}, ${connections} connections: p99`, p99Ratio, "<", 1)]
        : []),
    ]);
  });
}

/** A verdict needs findings; nothing measured is nothing reached. */
export function isReached(findings: readonly Finding[]): boolean {
  return findings.length > 0 && findings.every(({ isMet }) => isMet);
}

export function toLines(findings: readonly Finding[]): string {
  const lines = findings.map(({ text, isMet }) => `- ${isMet ? "reached" : "**NOT reached**"}: ${text}`);
  const verdict = isReached(findings) ? "Everything is reached." : "**Not everything is reached.**";
  return [verdict, "", ...lines, ""].join("\n");
}

function finding(what: string, value: number | null, sign: "≥" | "≤" | "<", bound: number): Finding {
  const isMet =
    value !== null && (sign === "≥" ? value >= bound : sign === "≤" ? value <= bound : value < bound);
  return { text: `${what} ${value?.toFixed(2) ?? "unknown"} × empty, has to be ${sign} ${bound}`, isMet };
}
