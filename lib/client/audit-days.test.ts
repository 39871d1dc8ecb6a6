import { describe, expect, it } from "vitest";
import { dayWords } from "./audit-days";

describe("days of a history", () => {
  it("are UTC days, whatever the hour", () => {
    const now = Date.parse("2026-03-01T00:00:30.000Z");
    expect(dayWords("2026-03-01", now)).toBe("Today, 1 Mar 2026");
    expect(dayWords("2026-02-28", now)).toBe("Yesterday, 28 Feb 2026");
    expect(dayWords("2026-02-27", now)).toBe("27 Feb 2026");
  });
});
