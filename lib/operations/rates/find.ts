/** The rate between two currencies at this moment, or why there is none. */
import { ApiError } from "@/lib/errors";
import { crossRate } from "@/lib/money/rate";
import type { TransactionContext } from "@/lib/operations/operation";
import { importedRates, type RateProvider, type UsdRate } from "@/lib/operations/rates/provider";
import type { CurrencyCode } from "@/lib/schemas/currency";

type Context = Pick<TransactionContext, "tx" | "scope" | "now" | "rateMaxAgeHours">;

const HOUR_MILLISECONDS = 3_600_000;

/** The dollar is what the others are counted in, so it has no rate and no age. */
const DOLLAR = "USD";

/** Whether a rate is too old for prices in production. */
export function isTooOld(asOf: Date, { now, rateMaxAgeHours }: Pick<Context, "now" | "rateMaxAgeHours">) {
  return now.getTime() - asOf.getTime() > rateMaxAgeHours * HOUR_MILLISECONDS;
}

/**
 * Units of `target` for one unit of `payment`, by way of the dollar. Instead of a rate gives 503 `rate_unavailable` where
 * a currency has none, or in production only one that is too old: then there is no price, rather than a stale one.
 */
export async function findRate(
  context: Context,
  payment: CurrencyCode,
  target: CurrencyCode,
  provider: RateProvider = importedRates,
): Promise<string | ApiError> {
  const needed = [...new Set([payment, target])].filter((code) => code !== DOLLAR);
  const rates =
    needed.length === 0 ? new Map<CurrencyCode, UsdRate>() : await provider.newestRates(context, needed);
  const unusable = needed.filter((code) => {
    const rate = rates.get(code);
    return rate === undefined || (context.scope.environment === "production" && isTooOld(rate.asOf, context));
  });
  if (unusable.length > 0) return rateUnavailable(unusable, rates, context.rateMaxAgeHours);
  const usdPerUnit = (code: CurrencyCode) => rates.get(code)?.usdPerUnit ?? "1";
  return crossRate(usdPerUnit(payment), usdPerUnit(target));
}

function rateUnavailable(
  codes: readonly CurrencyCode[],
  rates: ReadonlyMap<CurrencyCode, UsdRate>,
  maxAgeHours: number,
): ApiError {
  return new ApiError(
    "unavailable",
    "rate_unavailable",
    `There is no current exchange rate of ${codes.join(" and ")} (at most ${maxAgeHours} hours old), so no price can be given. Nothing was made. Try again in some minutes, and write to support if it lasts.`,
    {
      currencies: codes.map((currencyCode) => ({
        currencyCode,
        asOf: rates.get(currencyCode)?.asOf.toISOString() ?? null,
      })),
    },
  );
}
