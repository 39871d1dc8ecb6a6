/** A file of exchange rates, line by line: what it says, and everything that is wrong with it. Pure. */
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { Exact } from "@/lib/money/decimal";
import type { UsdRate } from "@/lib/operations/rates/provider";
import { CURRENCY_CODES, type CurrencyCode, toCurrencyCode } from "@/lib/schemas/currency";
import { RATES_CSV_COLUMNS } from "@/lib/schemas/exchange-rate";

export type RateLine = { line: number; currencyCode: CurrencyCode } & UsdRate;
export type LineProblem = { line: number; message: string };

/** What the file is read against. */
export type RatesBackground = { now: Date; newest: ReadonlyMap<string, UsdRate> };

/** More than a rate moves between two imports: one that was turned round by mistake differs by more. */
const MOST_TIMES_APART = 10;
const MOST_LINES = 5000;
/** What is older is a mistake, and from the year 0 backwards PostgreSQL would not take it. */
const OLDEST = new Date("2000-01-01T00:00:00Z");

const RATE = /^(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,18})?$/;
const MOMENT = z.union([
  z.iso.datetime({ offset: true }),
  // A day begins at midnight in Greenwich.
  z.iso.date(),
]);

const recordsSchema = z.array(z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) }));

/** The lines of a CSV file (RFC 4180) with the columns `currency,usd_per_unit,as_of`; without lines where there are problems. */
export function readRatesCsv(
  csv: string,
  background: RatesBackground,
): { lines: RateLine[]; problems: LineProblem[] } {
  const refused = (problems: LineProblem[]) => ({ lines: [], problems });
  const records = readRecords(csv);
  if (!Array.isArray(records)) return refused([records]);
  const [header, ...body] = records;
  const columns = header?.record.map((name) => name.toLowerCase()) ?? [];
  if (columns.toSorted().join() !== [...RATES_CSV_COLUMNS].sort().join()) {
    return refused([{ line: 1, message: `Expected the columns ${RATES_CSV_COLUMNS.join(",")}.` }]);
  }
  if (body.length === 0) return refused([{ line: 2, message: "There are no rates in the file." }]);
  if (body.length > MOST_LINES) {
    return refused([{ line: MOST_LINES + 2, message: `At most ${MOST_LINES} rates at once.` }]);
  }
  const lines: RateLine[] = [];
  const problems: LineProblem[] = [];
  const seen = new Set<string>();
  for (const { record, info } of body) {
    const field = (name: (typeof RATES_CSV_COLUMNS)[number]) => record[columns.indexOf(name)] ?? "";
    const read = readLine(info.lines, field("currency"), field("usd_per_unit"), field("as_of"), background);
    if ("message" in read) {
      problems.push(read);
      continue;
    }
    const key = `${read.currencyCode} ${read.asOf.getTime()}`;
    if (seen.has(key)) {
      problems.push({ line: read.line, message: `${read.currencyCode} has a rate of this moment already.` });
    }
    seen.add(key);
    lines.push(read);
  }
  return problems.length > 0 ? refused(problems) : { lines, problems };
}

function readRecords(csv: string): z.infer<typeof recordsSchema> | LineProblem {
  try {
    return recordsSchema.parse(parse(csv, { bom: true, trim: true, skip_empty_lines: true, info: true }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : 1;
    return { line, message: "This is not a line of CSV with as many fields as the first." };
  }
}

function readLine(
  line: number,
  code: string,
  rate: string,
  moment: string,
  { now, newest }: RatesBackground,
): RateLine | LineProblem {
  const problem = (message: string): LineProblem => ({ line, message });
  const currencyCode = toCurrencyCode(code);
  if (currencyCode === null) {
    return problem(`currency has to be one of ${CURRENCY_CODES.join(", ")}.`);
  }
  if (!RATE.test(rate) || !/[1-9]/.test(rate)) {
    return problem("usd_per_unit has to be a decimal number above 0, such as 0.00774, without exponent.");
  }
  if (!MOMENT.safeParse(moment).success) {
    return problem("as_of has to be an RFC 3339 time such as 2026-01-05T12:00:00Z, or a date.");
  }
  const asOf = new Date(moment);
  if (asOf > now) return problem("as_of lies in the future.");
  if (asOf < OLDEST) return problem(`as_of lies before ${OLDEST.getUTCFullYear()}.`);
  if (currencyCode === "USD" && !new Exact(rate).eq(1)) {
    return problem("Rates are counted in US dollars, so USD is 1.");
  }
  const last = newest.get(currencyCode);
  if (last !== undefined && areFarApart(rate, last.usdPerUnit)) {
    return problem(
      `${currencyCode} is more than ${MOST_TIMES_APART} times away from its last rate, ${last.usdPerUnit} of ${last.asOf.toISOString()}. usd_per_unit is what one ${currencyCode} is worth in US dollars, not the other way round.`,
    );
  }
  return { line, currencyCode, usdPerUnit: rate, asOf };
}

function areFarApart(one: string, other: string): boolean {
  const times = new Exact(one).div(other);
  return times.gt(MOST_TIMES_APART) || times.lt(new Exact(1).div(MOST_TIMES_APART));
}
