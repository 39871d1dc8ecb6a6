import { describe, expect, it } from "vitest";
import {
  formatDateUtc,
  formatDeadline,
  formatExactUtc,
  formatRelative,
  formatSpan,
  formatSpanLeft,
  fromLocalInput,
  toLocalInput,
} from "./time";

const now = Date.parse("2026-11-20T12:00:00.000Z");
const at = (offset: number) => new Date(now + offset).toISOString();
const HOUR = 3_600_000;

describe("relative times", () => {
  it("names the past and the future in the largest sensible unit", () => {
    expect(formatRelative(at(-4_000), now)).toBe("just now");
    expect(formatRelative(at(-45_000), now)).toBe("45 s ago");
    expect(formatRelative(at(-3 * HOUR), now)).toBe("3 h ago");
    expect(formatRelative(at(22.9 * HOUR), now)).toBe("in 22 h");
    expect(formatRelative(at(-6 * 24 * HOUR), now)).toBe("6 d ago");
  });

  it("falls back to the date after 30 days", () => {
    expect(formatRelative(at(-31 * 24 * HOUR), now)).toBe("20 Oct 2026");
  });

  it("does not call a window shorter that was chosen a moment ago", () => {
    expect(formatSpanLeft(24 * HOUR - 1_000)).toBe("24 h");
    expect(formatSpanLeft(7 * 24 * HOUR - 30_000)).toBe("7 d");
    expect(formatSpanLeft(HOUR - 1_000)).toBe("1 h");
    expect(formatSpanLeft(HOUR - 61_000)).toBe("58 min");
    expect(formatSpanLeft(22.9 * HOUR)).toBe("22 h");
  });

  it("never rounds a span up: a key is not said to live longer than it does", () => {
    expect(formatSpan(59_999)).toBe("59 s");
    expect(formatSpan(HOUR - 1)).toBe("59 min");
    expect(formatSpan(48 * HOUR - 1)).toBe("47 h");
  });

  it("writes exact times in UTC", () => {
    expect(formatExactUtc("2026-11-20T20:31:32.123Z")).toBe("2026-11-20 20:31:32 UTC");
    expect(formatDateUtc("2026-01-02T23:59:59Z")).toBe("2 Jan 2026");
  });
});

describe("moments to come", () => {
  it("are said with the day of the week, the zone, and how far they are", () => {
    expect(formatDeadline("2026-11-22T09:00:00Z", Date.parse("2026-11-21T09:00:00Z"))).toBe(
      "Sun 22 Nov 2026 09:00 UTC (in 24 h)",
    );
  });

  it("survive the way through a date field, to the minute", () => {
    const moment = Date.parse("2026-11-22T09:17:00Z");
    expect(fromLocalInput(toLocalInput(moment))).toBe("2026-11-22T09:17:00.000Z");
    expect(fromLocalInput("")).toBeNull();
    expect(fromLocalInput("2026-11-22")).toBeNull();
  });
});
