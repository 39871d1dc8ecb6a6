import { describe, expect, it } from "vitest";
import {
  coarseFigures,
  keySeries,
  latencySeries,
  reasonSeries,
  stretchAt,
  timeOf,
  volumeSeries,
} from "@/lib/client/request-charts";
import { shareWords } from "@/lib/client/words";
import type { RequestFigures } from "@/lib/schemas/request-log";

const step = (startsAt: string, requests: number, refused: number, failed: number) => ({
  startsAt,
  requests,
  refused,
  failed,
  p50Milliseconds: requests === 0 ? null : 5,
  p95Milliseconds: requests === 0 ? null : 9,
  p99Milliseconds: requests === 0 ? null : 12,
});

const steps = [step("2026-11-21T10:00:00.000Z", 10, 3, 1), step("2026-11-21T11:00:00.000Z", 0, 0, 0)];
const FIGURES: RequestFigures = {
  stepSeconds: 3600,
  total: step("", 10, 3, 1),
  steps,
  reasons: ["a", "b", "c", "d", "e", "f"].map((reason, index) => ({
    reason,
    requests: 6 - index,
    perStep: [6 - index, 0],
  })),
  keys: [
    {
      key: { kind: "api_key", id: "key_1", lastFour: "4f2a", name: null },
      application: null,
      requests: 10,
      perStep: [10, 0],
    },
  ],
};

describe("charts of the request log", () => {
  it("divide all requests into those that succeeded, were refused and failed", () => {
    expect(volumeSeries(FIGURES).map(({ values }) => values)).toEqual([
      [6, 0],
      [3, 0],
      [1, 0],
    ]);
  });

  it("show the most frequent reasons and the sum of the rest", () => {
    expect(reasonSeries(FIGURES).map(({ label, values }) => [label, values[0]])).toEqual([
      ["a", 6],
      ["b", 5],
      ["c", 4],
      ["Other reasons", 6],
    ]);
  });

  it("have no latency where nothing was asked", () => {
    expect(latencySeries(FIGURES).map(({ values }) => values)).toEqual([
      [5, null],
      [9, null],
      [12, null],
    ]);
  });

  it("call keys by their last four", () => {
    expect(keySeries(FIGURES).map(({ label }) => label)).toEqual(["•••• 4f2a"]);
  });

  it("never hide what is rare", () => {
    expect([
      shareWords(0, 10),
      shareWords(1, 100_000),
      shareWords(32, 1000),
      shareWords(99_999, 100_000),
      shareWords(5, 5),
    ]).toEqual(["0 %", "< 0.1 %", "3.2 %", "99.9 %", "100 %"]);
  });

  it("add many stretches up to few round ones, and lose nothing", () => {
    const start = Date.parse("2026-11-20T12:10:00.000Z");
    const many: RequestFigures = {
      ...FIGURES,
      stepSeconds: 600,
      steps: Array.from({ length: 145 }, (_, index) =>
        step(new Date(start + index * 600_000).toISOString(), 3, 1, 1),
      ),
      reasons: [{ reason: "a", requests: 145, perStep: new Array<number>(145).fill(1) }],
      keys: [],
    };
    const few = coarseFigures(many);
    expect(few.stepSeconds).toBe(1800);
    expect(few.steps[0]).toMatchObject({ startsAt: "2026-11-20T12:00:00.000Z", requests: 6, refused: 2 });
    expect(few.steps[1]).toMatchObject({ startsAt: "2026-11-20T12:30:00.000Z", requests: 9, failed: 3 });
    expect(few.steps.reduce((sum, { requests }) => sum + requests, 0)).toBe(435);
    expect(few.reasons[0]?.perStep.length).toBe(few.steps.length);
    expect(few.reasons[0]?.perStep.reduce((sum, count) => sum + count, 0)).toBe(145);
    expect(coarseFigures(FIGURES)).toBe(FIGURES);
  });

  it("name the moments of a stretch", () => {
    expect(stretchAt(timeOf(FIGURES), 1)).toEqual({
      from: "2026-11-21T11:00:00.000Z",
      to: "2026-11-21T12:00:00.000Z",
    });
    expect(stretchAt(timeOf(FIGURES), 2)).toBeNull();
  });
});
