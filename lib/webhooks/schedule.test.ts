import { describe, expect, it } from "vitest";
import { nextAttemptAt, RETRY_DELAYS_MILLISECONDS } from "@/lib/webhooks/schedule";

const NOW = new Date("2030-01-01T00:00:00Z");
const delay = (failed: number, retryAfter: string | null = null, random = 0.5) => {
  const at = nextAttemptAt(NOW, { failed, retryAfter, random });
  return at === null ? null : (at.getTime() - NOW.getTime()) / 1000;
};

describe("retries", () => {
  it("come after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, and then no more", () => {
    const hour = 3600;
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((failed) => delay(failed))).toEqual([
      5,
      300,
      1800,
      2 * hour,
      5 * hour,
      10 * hour,
      14 * hour,
      20 * hour,
      24 * hour,
      null,
    ]);
  });

  it("are spread by a tenth to either side", () => {
    RETRY_DELAYS_MILLISECONDS.forEach((milliseconds, index) => {
      expect(delay(index + 1, null, 0)).toBeCloseTo((milliseconds / 1000) * 0.9);
      expect(delay(index + 1, null, 1)).toBeCloseTo((milliseconds / 1000) * 1.1);
    });
  });
});

describe("Retry-After", () => {
  it.each([
    ["60", 60],
    [" 60 ", 60],
    ["Tue, 01 Jan 2030 01:00:00 GMT", 3600],
    ["999999999", 24 * 3600],
    ["Fri, 01 Jan 2100 00:00:00 GMT", 24 * 3600],
  ])("%s postpones the attempt", (text, seconds) => {
    expect(delay(1, text)).toBe(seconds);
  });

  it.each([
    "0",
    "-5",
    "1.5",
    "soon",
    "",
    "Mon, 31 Dec 2029 00:00:00 GMT",
    "2030-01-02",
    "1e9",
    "99999999999",
  ])("%j changes nothing", (text) => {
    expect(delay(1, text)).toBe(5);
  });

  it("never brings an attempt forward, nor one after the last", () => {
    expect(delay(4, "10")).toBe(7200);
    expect(delay(10, "10")).toBeNull();
  });
});
