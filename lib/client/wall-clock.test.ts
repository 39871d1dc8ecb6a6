import { describe, expect, it } from "vitest";
import { formatClock, formatExactUtcMilliseconds, formatOffset, formatOtherDay } from "./wall-clock";

const AT = "2026-11-20T23:31:32.007Z";

describe("moments on a clock", () => {
  it("show the hour of the zone, to the millisecond", () => {
    expect(formatClock(AT, "UTC")).toBe("23:31:32.007");
    expect(formatClock(AT, "Europe/Madrid")).toBe("00:31:32.007");
    expect(formatClock(AT, "Asia/Kolkata")).toBe("05:01:32.007");
  });

  it("are exact in UTC", () => {
    expect(formatExactUtcMilliseconds(AT)).toBe("2026-11-20 23:31:32.007 UTC");
  });

  it("name the day only where it is another one in that zone", () => {
    const now = Date.parse("2026-11-20T23:45:00Z");
    expect(formatOtherDay(AT, "UTC", now)).toBeNull();
    const earlier = "2026-11-20T22:59:59.999Z";
    expect(formatOtherDay(earlier, "UTC", now)).toBeNull();
    expect(formatOtherDay(earlier, "Europe/Madrid", now)).toBe("Nov 20");
  });

  it("say how far the zone is from UTC at that moment", () => {
    const [winter, summer] = [Date.parse("2026-01-15T12:00:00Z"), Date.parse("2026-07-15T12:00:00Z")];
    expect(formatOffset(winter, "UTC")).toBe("UTC");
    expect(formatOffset(winter, "Europe/Madrid")).toBe("UTC+1");
    expect(formatOffset(summer, "Europe/Madrid")).toBe("UTC+2");
    expect(formatOffset(winter, "Asia/Kolkata")).toBe("UTC+5:30");
  });
});
