import { describe, expect, it } from "vitest";
import {
  type ChartSeries,
  type ChartTime,
  highestOf,
  linePath,
  lonePoints,
  stackedBars,
  stepAt,
  stepWords,
  timeTicks,
  valueTicks,
  withRest,
} from "@/lib/client/chart-geometry";

const HOURS: ChartTime = {
  startsAt: [
    "2026-11-21T10:00:00.000Z",
    "2026-11-21T11:00:00.000Z",
    "2026-11-21T12:00:00.000Z",
    "2026-11-21T13:00:00.000Z",
  ],
  stepSeconds: 3600,
};
const SIZE = { width: 400, height: 100 };
const series = (id: string, values: ChartSeries["values"]): ChartSeries => ({
  id,
  label: id,
  values,
  look: 1,
});

describe("stacked bars", () => {
  const layers = stackedBars([series("a", [5, 0, 10, 1]), series("b", [5, 5, 0, 0])], HOURS, SIZE);

  it("stand on each other, each in its stretch", () => {
    expect(layers[0]?.bars[0]).toEqual({ index: 0, x: 1, y: 50, width: 98, height: 50 });
    expect(layers[1]?.bars[0]).toEqual({ index: 0, x: 1, y: 0, width: 98, height: 50 });
    expect(layers[1]?.bars[1]).toEqual({ index: 1, x: 101, y: 50, width: 98, height: 50 });
  });

  it("are left out where there is nothing", () => {
    expect(layers[0]?.bars.map(({ index }) => index)).toEqual([0, 2, 3]);
    expect(layers[1]?.bars.map(({ index }) => index)).toEqual([0, 1]);
  });

  it("can be seen however small, and never leave the chart", () => {
    const [layer] = stackedBars([series("a", [1, 100_000, 0, 0])], HOURS, SIZE);
    expect(layer?.bars[0]?.height).toBe(1.5);
    for (const { y, height } of layer?.bars ?? []) {
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + height).toBeLessThanOrEqual(SIZE.height);
    }
  });
});

describe("lines", () => {
  it("go through the middles and break where nothing was", () => {
    expect(linePath(series("p50", [0, 10, null, 5]), 10, HOURS, SIZE)).toBe("M50,100L150,0M350,50");
  });

  it("leave points alone that have no neighbour", () => {
    expect(lonePoints(series("p50", [0, 10, null, 5]), 10, HOURS, SIZE)).toEqual([{ x: 350, y: 50 }]);
  });
});

describe("ticks", () => {
  it("name times of one day on the clock of the zone, and days of many", () => {
    expect(timeTicks(HOURS, 400, "UTC").map(({ label }) => label)).toContain("11:00");
    const inUtc = timeTicks(HOURS, 400, "UTC").find(({ label }) => label === "11:00");
    expect(timeTicks(HOURS, 400, "America/New_York")).toContainEqual({ at: inUtc?.at, label: "06:00" });
    expect(timeTicks(HOURS, 400, "Asia/Kolkata").map(({ label }) => label)).toContain("17:00");
    const days = {
      startsAt: Array.from({ length: 30 }, (_, day) => new Date(Date.UTC(2026, 9, 25 + day)).toISOString()),
      stepSeconds: 86_400,
    };
    const labels = timeTicks(days, 320, "America/New_York").map(({ label }) => label);
    expect(labels).toEqual(["28 Oct", "4 Nov", "11 Nov", "18 Nov"]);
  });

  it("name round values from 0 to above the highest", () => {
    const ticks = valueTicks(9.4, 100, String);
    expect(ticks[0]).toEqual({ at: 100, label: "0" });
    expect(ticks.at(-1)).toEqual({ at: 0, label: "10" });
  });

  it.each([
    [0, ["0", "0.5", "1"]],
    [3, ["0", "1", "2", "3"]],
    [4.2, ["0", "2", "4", "6"]],
    [10, ["0", "5", "10"]],
    [41, ["0", "20", "40", "60"]],
    [99_999, ["0", "50000", "100000"]],
  ])("name few values up to %d", (highest, labels) => {
    expect(valueTicks(highest, 100, String).map(({ label }) => label)).toEqual(labels);
  });

  it("are as many as there is room for, at round times and at midnights", () => {
    const labelsOf = (from: string, steps: number, stepSeconds: number, width: number) => {
      const startsAt = Array.from({ length: steps }, (_, index) =>
        new Date(Date.parse(from) + index * stepSeconds * 1000).toISOString(),
      );
      return timeTicks({ startsAt, stepSeconds }, width, "UTC").map(
        ({ at, label }) => `${label} ${Math.round(at)}`,
      );
    };
    expect(labelsOf("2026-11-21T10:20:00.000Z", 12, 300, 360)).toEqual([
      "10:30 60",
      "10:45 150",
      "11:00 240",
      "11:15 330",
    ]);
    expect(labelsOf("2026-11-21T10:00:00.000Z", 48, 1_800, 480)).toHaveLength(8);
    expect(labelsOf("2026-11-14T12:00:00.000Z", 84, 7_200, 700)).toEqual([
      "15 Nov 50",
      "16 Nov 150",
      "17 Nov 250",
      "18 Nov 350",
      "19 Nov 450",
      "20 Nov 550",
      "21 Nov 650",
    ]);
  });
});

describe("stretches", () => {
  it("are found by place", () => {
    expect([-1, 0, 99, 100, 400, 401].map((x) => stepAt(x, HOURS, 400))).toEqual([null, 0, 0, 1, 3, null]);
    expect(stepAt(10, { startsAt: [], stepSeconds: 60 }, 400)).toBeNull();
  });

  it("have words", () => {
    expect(stepWords(1, HOURS, "UTC")).toBe("21 Nov, 11:00–12:00 UTC");
    expect(stepWords(1, HOURS, "Asia/Kolkata")).toBe("21 Nov, 16:30–17:30 (11:00–12:00 UTC)");
    expect(stepWords(0, HOURS, "Pacific/Honolulu")).toBe("21 Nov, 00:00–01:00 (10:00–11:00 UTC)");
    expect(stepWords(0, { startsAt: ["2026-11-01T00:00:00.000Z"], stepSeconds: 86_400 }, "Asia/Tokyo")).toBe(
      "1 Nov (UTC)",
    );
  });
});

describe("many series", () => {
  it("become the busiest and the rest", () => {
    const items = [9, 5, 3, 1].map((count) => [count, count]);
    const shown = withRest(items, 3, (values, position) => series(String(position), values), "Others");
    expect(shown.map(({ label, values }) => [label, values[0]])).toEqual([
      ["0", 9],
      ["1", 5],
      ["Others", 4],
    ]);
    expect(highestOf(shown, true)).toBe(18);
    expect(highestOf(shown, false)).toBe(9);
  });
});
