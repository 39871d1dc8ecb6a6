import { describe, expect, test } from "vitest";
import { isInPreview, previewRates, problemsByLine } from "@/lib/client/hub-rates-preview";
import type { ExchangeRate } from "@/lib/schemas/exchange-rate";

const mxn: ExchangeRate = {
  currencyCode: "MXN",
  name: "Mexican peso",
  usdPerUnit: "0.05",
  asOf: "2026-11-20T00:00:00.000Z",
  source: "test",
  importedAt: "2026-11-20T00:00:00.000Z",
  isTooOld: false,
};

describe("a file of rates before its import", () => {
  test("shows each line with how far it moves", () => {
    const csv =
      '\ufeffas_of,currency,usd_per_unit\r\n2026-11-21,MXN,0.051\r\n\r\n2026-11-21,"KES","0.0077"\r\n';
    expect(previewRates(csv, [mxn])).toEqual({
      problem: null,
      lines: [
        { line: 2, currencyCode: "MXN", usdPerUnit: "0.051", asOf: "2026-11-21", changePercent: "+2.00" },
        { line: 4, currencyCode: "KES", usdPerUnit: "0.0077", asOf: "2026-11-21", changePercent: null },
      ],
    });
    expect(
      previewRates("currency,usd_per_unit,as_of\nMXN,0.04,2026-11-21", [mxn]).lines[0]?.changePercent,
    ).toBe("−20.00");
  });

  test("says what is wrong with the file as a whole", () => {
    expect(previewRates("currency,rate\nMXN,1", []).problem).toContain("usd_per_unit");
    expect(previewRates("currency,usd_per_unit,as_of\n", []).problem).toContain("no rates");
    expect(previewRates("  ", [])).toEqual({ lines: [], problem: null });
  });

  test("keeps what is no rate readable, without comparing it", () => {
    const { lines } = previewRates("currency,usd_per_unit,as_of\nMXN,abc,yesterday", [mxn]);
    expect(lines[0]).toEqual({
      line: 2,
      currencyCode: "MXN",
      usdPerUnit: "abc",
      asOf: "yesterday",
      changePercent: null,
    });
  });
});

test("problems are sorted to the lines they name", () => {
  const problems = problemsByLine([
    { message: "Line 3: as_of lies in the future." },
    { message: "Line 3: KES has a rate of this moment already." },
    { message: "Too big" },
  ]);
  expect(problems.get(3)).toHaveLength(2);
  expect(problems.get(0)).toEqual(["Too big"]);
});

test("knows which problems stand in the preview, which does not show every line", () => {
  const rates = Array.from({ length: 300 }, () => "MXN,0.0541,2026-01-05").join("\n");
  const { lines } = previewRates(`currency,usd_per_unit,as_of\n${rates}`, []);
  expect(isInPreview(lines, { message: "Line 2: as_of lies in the future." })).toBe(true);
  expect(isInPreview(lines, { message: "Line 201: as_of lies in the future." })).toBe(true);
  expect(isInPreview(lines, { message: "Line 202: as_of lies in the future." })).toBe(false);
  expect(isInPreview(lines, { message: "Too big" })).toBe(false);
});
