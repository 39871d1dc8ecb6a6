/** What a file of exchange rates would change, before it is imported. The server reads it again and decides. Pure. */
import { Exact } from "@/lib/money/decimal";
import { type ExchangeRate, RATES_CSV_COLUMNS } from "@/lib/schemas/exchange-rate";

export type PreviewLine = {
  line: number;
  currencyCode: string;
  usdPerUnit: string;
  asOf: string;
  /** In per cent of the rate there is now: `+1.25`; `null` where there is none to compare with. */
  changePercent: string | null;
};

export type RatesPreview = { lines: PreviewLine[]; problem: string | null };

const SHOWN_LINES = 200;

/** As many lines as a preview shows. */
export function shownLines(lines: readonly PreviewLine[]): readonly PreviewLine[] {
  return lines.slice(0, SHOWN_LINES);
}

const RATE = /^\d{1,12}(\.\d{1,18})?$/;

/** The lines of the file as far as they can be read; `problem` where it cannot be one. */
export function previewRates(csv: string, current: readonly ExchangeRate[]): RatesPreview {
  const rows = csv
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, cells: text.split(",").map(unquoted), text }))
    .filter(({ text }) => text.trim() !== "");
  const [header, ...body] = rows;
  if (header === undefined) return { lines: [], problem: null };
  const columns = header.cells.map((cell) => cell.toLowerCase());
  const missing = RATES_CSV_COLUMNS.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    return { lines: [], problem: `The first line has to name the columns ${RATES_CSV_COLUMNS.join(", ")}.` };
  }
  if (body.length === 0) return { lines: [], problem: "There are no rates below the first line." };
  const lines = body.map(({ line, cells }): PreviewLine => {
    const cell = (name: (typeof RATES_CSV_COLUMNS)[number]) => cells[columns.indexOf(name)] ?? "";
    const currencyCode = cell("currency");
    const usdPerUnit = cell("usd_per_unit");
    const known = current.find((rate) => rate.currencyCode === currencyCode)?.usdPerUnit ?? null;
    return { line, currencyCode, usdPerUnit, asOf: cell("as_of"), changePercent: change(known, usdPerUnit) };
  });
  return { lines, problem: null };
}

/** Problems that the server found, by the line each is about; 0 for those about the file as a whole. */
export function problemsByLine(fields: readonly { message: string }[]): Map<number, string[]> {
  const problems = new Map<number, string[]>();
  for (const { message } of fields) {
    const { line, text } = lineProblem(message);
    problems.set(line, [...(problems.get(line) ?? []), text]);
  }
  return problems;
}

/** The line that a problem of the server is about, 0 for the file as a whole, and what it says. */
function lineProblem(message: string): { line: number; text: string } {
  const [, number = "0", text = message] = /^Line (\d+): (.*)$/s.exec(message) ?? [];
  return { line: Number(number), text };
}

/** Whether the preview shows this problem of the server at its line. */
export function isInPreview(lines: readonly PreviewLine[], { message }: { message: string }): boolean {
  const { line } = lineProblem(message);
  return shownLines(lines).some((shown) => shown.line === line);
}

function change(known: string | null, usdPerUnit: string): string | null {
  if (known === null || !RATE.test(usdPerUnit)) return null;
  const percent = new Exact(usdPerUnit).div(known).minus(1).times(100);
  return `${percent.isNegative() ? "−" : "+"}${percent.abs().toFixed(2)}`;
}

/** Rates need no quotes, but some programs put them around everything. */
function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/s, "$1");
}
