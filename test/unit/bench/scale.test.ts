import { describe, expect, it } from "vitest";
import { judge, toMarkdown } from "@/bench/scale/compare";

describe("flat or not", () => {
  it("is said by the differences within turns: a machine that slows down for both alike changes nothing", () => {
    const turns = [1, 5, 2, 9, 3].map((speed) => ({ small: speed, large: speed * 1.1 }));
    const { smallMilliseconds, largeMilliseconds, difference, isFlat } = judge(turns);
    expect(smallMilliseconds).toBe(3);
    expect(largeMilliseconds).toBeCloseTo(3.3);
    expect(difference).toBeCloseTo(0.1);
    expect(isFlat).toBe(true);
  });

  it.each([
    [1.2, true],
    [1.21, false],
    [0.5, true],
  ])("takes %d times as long: %s", (factor, isFlat) => {
    expect(judge([{ small: 1, large: factor }]).isFlat).toBe(isFlat);
  });

  it("is not flat when nothing was measured", () => {
    expect(judge([]).isFlat).toBe(false);
  });

  it("stands in the table", () => {
    const rows = { small: 1_000, large: 1_000_000 };
    const text = toMarkdown([
      { title: "a check", rows, ...judge([{ small: 1, large: 1.1 }]) },
      { title: "a list", rows, ...judge([{ small: 1, large: 2 }]) },
      { title: "a page", rows, ...judge([{ small: 2, large: 1 }]) },
    ]);
    expect(text).toContain("| a check | 1,000 | 1,000,000 | 1.00 | 1.10 | +10 % | yes |");
    expect(text).toContain("| a list | 1,000 | 1,000,000 | 1.00 | 2.00 | +100 % | NO |");
    expect(text).toContain("| a page | 1,000 | 1,000,000 | 2.00 | 1.00 | -50 % | yes |");
  });
});
