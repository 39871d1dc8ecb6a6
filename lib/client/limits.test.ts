import { describe, expect, it } from "vitest";
import { busiestMinute, formatRate, formatShare, minutesOfHour, recentRate } from "@/lib/client/limits";
import type { ApplicationLimits } from "@/lib/schemas/limits";

const NOW = "2026-03-01T12:00:30.000Z";

const limits = (minutes: ApplicationLimits["minutes"]): ApplicationLimits => ({
  serverTime: NOW,
  requestsPerSecond: 25,
  lastHour: { requests: 0, limited: 0 },
  minutes,
});

const at = (minute: string, requests: number, limited = 0) => ({
  minute: `2026-03-01T${minute}:00.000Z`,
  requests,
  limited,
});

describe("minutesOfHour", () => {
  it("has every minute of the hour once, the running one last", () => {
    const minutes = minutesOfHour(limits([at("11:30", 7, 2), at("12:00", 3)]));
    expect(minutes).toHaveLength(60);
    expect(minutes[0]).toEqual(at("11:01", 0));
    expect(minutes[29]).toEqual(at("11:30", 7, 2));
    expect(minutes.at(-1)).toEqual(at("12:00", 3));
  });
});

describe("recentRate", () => {
  it("is the average since the beginning of the fourth minute before", () => {
    // 11:56:00 to 12:00:30 are 270 seconds.
    expect(recentRate(limits([at("11:55", 1000), at("11:56", 200), at("12:00", 70, 900)]))).toBe(1);
    expect(recentRate(limits([]))).toBe(0);
  });
});

describe("busiestMinute", () => {
  it("counts what came, refused or not", () => {
    expect(busiestMinute(limits([at("11:10", 90), at("11:20", 60, 40), at("11:30", 95)]))).toEqual(
      at("11:20", 60, 40),
    );
    expect(busiestMinute(limits([]))).toBeNull();
  });
});

describe("words", () => {
  it("never call a little nothing", () => {
    expect([0, 0.01, 0.1, 12.34, 1500].map(formatRate)).toEqual([
      "0",
      "less than 0.1",
      "0.1",
      "12.3",
      "1,500",
    ]);
    expect([0, 0.001, 0.17, 1].map(formatShare)).toEqual(["0 %", "less than 1 %", "17 %", "100 %"]);
  });
});
