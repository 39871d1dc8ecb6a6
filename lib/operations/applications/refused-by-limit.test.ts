import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundedRate } from "@/lib/auth/daily-traffic";
import { refusedByLimit } from "@/lib/operations/applications/refused-by-limit";

const NOON = Date.parse("2030-01-31T12:00:00.000Z");

/** As the seconds are kept: those of one rate together. */
function kept(seconds: readonly number[]) {
  const rates = new Map<number, { rate: number; seconds: number; requests: number; lastAt: Date }>();
  seconds.forEach((requests, index) => {
    const rate = roundedRate(requests);
    const known = rates.get(rate);
    rates.set(rate, {
      rate,
      seconds: 1 + (known?.seconds ?? 0),
      requests: requests + (known?.requests ?? 0),
      lastAt: new Date(NOON + index * 1_000),
    });
  });
  return [...rates.values()];
}

describe("what a limit would have refused", () => {
  it("is what came beyond it in each second", () => {
    expect(refusedByLimit(kept([3, 10, 12, 12, 1]), 10)).toEqual({
      requests: 38,
      refused: 4,
      lastAt: new Date(NOON + 3_000),
      seconds: { overLimit: 2, busiest: 12 },
    });
  });

  it("is nothing where no second was busier, or no request came", () => {
    const nothing = { refused: 0, lastAt: null };
    expect(refusedByLimit(kept([3, 10]), 10)).toMatchObject({ ...nothing, requests: 13 });
    expect(refusedByLimit([], 1)).toMatchObject({ ...nothing, requests: 0, seconds: { busiest: 0 } });
  });

  it("is exact up to a hundred a second", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100 })),
        fc.integer({ min: 1, max: 120 }),
        (seconds, limit) => {
          const exact = seconds.reduce((sum, requests) => sum + Math.max(0, requests - limit), 0);
          expect(refusedByLimit(kept(seconds), limit).refused).toBe(exact);
        },
      ),
    );
  });

  it("beyond that never says more than the truth, nor less by more than a tenth of what came", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 101, max: 100_000 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 100_000 }),
        (seconds, limit) => {
          const exact = seconds.reduce((sum, requests) => sum + Math.max(0, requests - limit), 0);
          const all = seconds.reduce((sum, requests) => sum + requests, 0);
          const { refused } = refusedByLimit(kept(seconds), limit);
          expect(refused).toBeLessThanOrEqual(exact);
          expect(exact - refused).toBeLessThanOrEqual(all / 10);
        },
      ),
    );
  });
});
