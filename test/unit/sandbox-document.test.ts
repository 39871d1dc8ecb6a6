import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  MAGIC_VALUE_FIELDS,
  MAGIC_VALUES,
  SIMULATED_HOLD_SECONDS,
  SIMULATED_REVIEW_SECONDS,
  SIMULATED_SETTLEMENT_SECONDS,
  SIMULATED_SLOW_SECONDS,
} from "@/lib/schemas/simulator";

describe("docs/site/sandbox.md", () => {
  const text = readFileSync("docs/site/sandbox.md", "utf8");
  /** The cells of the table's rows that begin with a value. */
  const rows = [...text.matchAll(/^\| `(SIM-[A-Z]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, value = "", where = "", effect = ""]) => ({
      value,
      fields: [...where.matchAll(/`([^`]+)`/g)].map((match) => match[1]),
      effect,
    }),
  );

  it("says of each value where it goes and what happens there", () => {
    const documented = MAGIC_VALUES.flatMap((value) =>
      MAGIC_VALUE_FIELDS[value].map((field) => [value, field]),
    );
    expect(rows.flatMap(({ value, fields }) => fields.map((field) => [value, field])).sort()).toEqual(
      documented.sort(),
    );
    expect(rows.filter(({ effect }) => effect.trim().length < 20)).toEqual([]);
  });

  it("names no value that does not exist", () => {
    const named = [...text.matchAll(/SIM-[A-Z]+/g)].map(([value]) => value);
    expect([...new Set(named)].sort()).toEqual([...MAGIC_VALUES].sort());
  });

  it("gives the times that the simulator takes", () => {
    const seconds = Object.fromEntries(
      [...text.matchAll(/^\| ([^|`]+) \| (\d+) s \|$/gm)].map(([, what = "", time]) => [
        what.trim(),
        Number(time),
      ]),
    );
    expect(seconds).toEqual({
      "review of a customer, a beneficiary or a payment": SIMULATED_REVIEW_SECONDS,
      "start of a settlement": SIMULATED_SETTLEMENT_SECONDS,
      "end of a settlement": SIMULATED_SETTLEMENT_SECONDS,
      "answer to a ticket": SIMULATED_REVIEW_SECONDS,
      "hold of a payment": SIMULATED_HOLD_SECONDS,
      "anything that is slow": SIMULATED_SLOW_SECONDS,
    });
  });
});
