import { describe, expect, it } from "vitest";
import type { Measurement } from "@/bench/measure";
import { type Medians, toMarkdown, toMedians } from "@/bench/report";
import { findVerdict, isReached, missingForVerdict } from "@/bench/verdict";

const machine = {
  node: "v20",
  postgres: "18",
  cpu: "a CPU",
  cores: 2,
  memoryGiB: 23,
  system: "Linux",
  loadAverage: 0.1,
  syncMilliseconds: 0.5,
};

function measured(change: Partial<Measurement>): Measurement {
  return {
    row: "check",
    processes: 1,
    connections: 16,
    round: 1,
    requests: 1_000,
    requestsPerSecond: 10_000,
    p50Milliseconds: 1,
    p99Milliseconds: 2,
    appCpuMilliseconds: 0.08,
    postgresCpuMilliseconds: 0.02,
    peakMemoryMebibytes: 150,
    memoryGrowthMebibytes: 10,
    loadBusy: 0.3,
    ...change,
  };
}

const empty = (change: Partial<Measurement>) =>
  measured({
    row: "empty",
    requestsPerSecond: 2_000,
    p99Milliseconds: 20,
    appCpuMilliseconds: 0.5,
    postgresCpuMilliseconds: null,
    ...change,
  });

describe("medians", () => {
  it("of ratios are of those within a round: a machine that slows down for all alike changes nothing", () => {
    // At every round five times the empty handler; the ratio of the medians would be 8,000 / 2,000.
    const rounds = [
      [2_000, 10_000],
      [1_000, 5_000],
      [1_600, 8_000],
      [3_000, 15_000],
      [2_400, 4_000],
    ] as const;
    const measurements = rounds.flatMap(([emptyRate, rate], index) => [
      empty({ round: index + 1, requestsPerSecond: emptyRate }),
      measured({ round: index + 1, requestsPerSecond: rate }),
    ]);
    const check = toMedians(measurements).find(({ row }) => row === "check");
    expect(check).toMatchObject({ requestsPerSecond: 8_000, rateRatio: 5 });
  });

  it("compare app and database with the empty handler's app", () => {
    const [, check] = toMedians([empty({}), measured({})]);
    expect(check?.cpuRatio).toBeCloseTo(0.2);
    expect(check?.p99Ratio).toBeCloseTo(0.1);
  });

  it("keep processes and connections apart", () => {
    const medians = toMedians([
      empty({}),
      empty({ processes: 2, requestsPerSecond: 4_000 }),
      measured({}),
      measured({ processes: 2 }),
      measured({ connections: 64 }),
    ]);
    expect(
      medians.map(({ processes, connections, rateRatio }) => [processes, connections, rateRatio]),
    ).toEqual([
      [1, 16, 1],
      [2, 16, 1],
      [1, 16, 5],
      [2, 16, 2.5],
      [1, 64, null],
    ]);
  });

  it("are unknown where the system does not tell, rather than 0", () => {
    const unknown = { appCpuMilliseconds: null, postgresCpuMilliseconds: null, peakMemoryMebibytes: null };
    const [, check] = toMedians([empty(unknown), measured(unknown)]);
    expect(check).toMatchObject({ appCpuMilliseconds: null, cpuRatio: null, peakMemoryMebibytes: null });
  });
});

describe("the table", () => {
  const rows = [{ id: "check", title: "signed GET", host: "platform" }] as never;

  it("has a line for each, and names figures that are not known", () => {
    const text = toMarkdown(rows, toMedians([measured({ memoryGrowthMebibytes: 10 })]), machine, 3);
    expect(text).toContain(
      "| signed GET | 1 | 16 | 10,000 | n/a | 1.0 | 2.0 | n/a | 0.080 | 0.020 | n/a | 150 (+10) |",
    );
    expect(text).not.toContain("**");
  });

  it("warns of a load process at its limit and of a busy machine", () => {
    const medians = toMedians([measured({ loadBusy: 0.97 })]);
    const text = toMarkdown(rows, medians, { ...machine, loadAverage: 2 }, 3);
    expect(text).toContain("the load process used 97 % of a core");
    expect(text).toContain("The machine was busy");
  });
});

describe("the verdict", () => {
  const reached: Partial<Medians> = { rateRatio: 5, cpuRatio: 0.25, p99Ratio: 0.99 };
  const medians = (check: Partial<Medians>, list: Partial<Medians> = { ...reached, rateRatio: 3 }) => {
    const [entry] = toMedians([measured({})]);
    if (entry === undefined) throw new Error("There is one measurement.");
    return [
      { ...entry, ...reached, ...check },
      { ...entry, ...list, row: "list" as const, cpuRatio: 0.4 },
    ];
  };

  it("is reached at the bounds", () => {
    const findings = findVerdict(medians({}));
    expect(findings).toHaveLength(6);
    expect(isReached(findings)).toBe(true);
  });

  it.each<[string, Partial<Medians>]>([
    ["a rate below", { rateRatio: 4.99 }],
    ["CPU above", { cpuRatio: 0.251 }],
    ["a 99th percentile that is no better", { p99Ratio: 1 }],
    ["a ratio that is not known", { cpuRatio: null }],
  ])("is missed for %s", (_, change) => {
    const findings = findVerdict(medians(change));
    expect(findings.filter(({ isMet }) => !isMet)).toHaveLength(1);
    expect(isReached(findings)).toBe(false);
  });

  it("asks for the 99th percentile at 16 connections, and of one process alone", () => {
    expect(isReached(findVerdict(medians({ connections: 64, p99Ratio: 3 })))).toBe(true);
    expect(findVerdict(medians({ processes: 2, rateRatio: 1 }))).toHaveLength(3);
  });

  it("is none without measurements", () => {
    expect(isReached(findVerdict([]))).toBe(false);
    expect(missingForVerdict({ only: ["check", "list"], connections: [64], processes: [2] })).toEqual([
      "the row empty",
      "16 connections",
      "1 process",
    ]);
  });
});
