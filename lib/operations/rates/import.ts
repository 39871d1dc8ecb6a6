/** New exchange rates, from a file: all of it or nothing. */
import { findNewestRates, findRate, insertRates } from "@/db/queries/reference";
import { conflict, validationFailed } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { Exact } from "@/lib/money/decimal";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { type LineProblem, type RateLine, readRatesCsv } from "@/lib/operations/rates/csv";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { CURRENCY_CODES } from "@/lib/schemas/currency";
import { importExchangeRatesSchema, importedExchangeRatesSchema } from "@/lib/schemas/exchange-rate";

const SHOWN_PROBLEMS = 50;

/** In the operator's own organization: rates belong to no partner, and to both environments. */
export const importExchangeRates = writeOperation({
  name: "importExchangeRates",
  summary: "Import exchange rates from a CSV file with the columns currency, usd_per_unit, as_of",
  permission: "REFERENCE_WRITE",
  reach: "organization",
  audit: "exchange_rates.imported",
  input: importExchangeRatesSchema,
  output: importedExchangeRatesSchema,
  run: async (context, { csv, source }) => {
    // Production pays at these rates.
    requireRecentProof(context);
    const { tx, now, scope } = context;
    const newest = new Map((await findNewestRates(tx, CURRENCY_CODES)).map((row) => [row.currencyCode, row]));
    const { lines, problems } = readRatesCsv(csv, { now, newest });
    refuse(problems);
    const rates = lines.filter(({ currencyCode }) => currencyCode !== "USD");
    const fresh = await withoutKnown(context, rates);
    if (fresh.length > 0) {
      const rows = fresh.map(({ line: _, ...rate }) => ({ ...rate, source, importedAt: now }));
      const inserted = await insertRates(tx, rows);
      if (inserted.length < rows.length) throw conflict("Rates of these moments were imported just now.");
    }
    const currencies = CURRENCY_CODES.filter((code) =>
      fresh.some(({ currencyCode }) => currencyCode === code),
    );
    const counts = { imported: fresh.length, unchanged: lines.length - fresh.length };
    context.audit(
      fresh.length === 0
        ? "unchanged"
        : {
            target: { kind: "organization", id: toPublicId("organization", scope.organizationId) },
            after: { ...counts, source, currencies, newest: newestOf(fresh) },
          },
    );
    return { ...counts, currencies };
  },
});

function refuse(problems: readonly LineProblem[]): void {
  if (problems.length === 0) return;
  throw validationFailed(
    problems
      .slice(0, SHOWN_PROBLEMS)
      .map(({ line, message }) => ({ path: "csv", message: `Line ${line}: ${message}` })),
  );
}

/** Those that are not there yet. Throws 422 for one whose moment has another rate: history is not rewritten. */
async function withoutKnown(
  { tx }: Pick<TransactionContext, "tx">,
  rates: readonly RateLine[],
): Promise<RateLine[]> {
  const fresh: RateLine[] = [];
  const problems: LineProblem[] = [];
  for (const rate of rates) {
    const known = await findRate(tx, rate);
    if (known === undefined) fresh.push(rate);
    else if (!new Exact(known.usdPerUnit).eq(rate.usdPerUnit)) {
      const message = `${rate.currencyCode} has the rate ${known.usdPerUnit} of this moment. A correction needs a later as_of.`;
      problems.push({ line: rate.line, message });
    }
  }
  refuse(problems);
  return fresh;
}

/** The newest rate of each currency of the file, for the history. */
function newestOf(rates: readonly RateLine[]): Record<string, string> {
  const inOrder = rates.toSorted((a, b) => a.asOf.getTime() - b.asOf.getTime());
  return Object.fromEntries(inOrder.map(({ currencyCode, usdPerUnit }) => [currencyCode, usdPerUnit]));
}
