/** Money on the wire: decimal strings, never a float. */
import { z } from "zod";
import { CURRENCIES, type CurrencyCode, currencySchema } from "@/lib/schemas/currency";

/** An amount with its currency, as one line of a price. */
export type PriceLine = { label: string; amount: string; currencyCode: string };

/** What a payment costs and what arrives. */
export type PriceBreakdown = { payout: PriceLine; fee: PriceLine };

/** Amounts are below one trillion of whatever currency: whole digits that no real payment needs are a mistake. */
const MOST_WHOLE_DIGITS = 12;
/** Every amount is less than this. */
export const AMOUNT_LIMIT = `1${"0".repeat(MOST_WHOLE_DIGITS)}`;
const MOST_DECIMALS = Math.max(...Object.values(CURRENCIES).map(({ decimals }) => decimals));
const AMOUNT = new RegExp(`^(?:0|[1-9][0-9]{0,${MOST_WHOLE_DIGITS - 1}})(?:\\.[0-9]{1,${MOST_DECIMALS}})?$`);

/**
 * A positive amount in plain decimal form: digits, at most one point with digits on both sides, no sign, exponent,
 * grouping, white space or leading zero. How many decimals it may have depends on its currency: `decimalsProblem`.
 */
export const amountSchema = z
  .string()
  .max(MOST_WHOLE_DIGITS + 1 + MOST_DECIMALS)
  .regex(
    AMOUNT,
    `Expected a decimal string such as "1250.00" below ${AMOUNT_LIMIT}: no sign, exponent, grouping or leading zero.`,
  )
  .refine((amount) => /[1-9]/.test(amount), "Expected more than zero.");

/** What is wrong with the decimals of a well-formed amount in this currency; `null` if nothing is. */
export function decimalsProblem(amount: string, currencyCode: CurrencyCode): string | null {
  const allowed = CURRENCIES[currencyCode].decimals;
  const given = amount.split(".")[1]?.length ?? 0;
  if (given <= allowed) return null;
  return allowed === 0
    ? `${currencyCode} has no decimals.`
    : `${currencyCode} has at most ${allowed} decimals.`;
}

const priceLineSchema = z
  .strictObject({
    label: z.string(),
    amount: z.string(),
    currencyCode: currencySchema,
  })
  .meta({ id: "PriceLine" });

export const priceBreakdownSchema = z
  .strictObject({ payout: priceLineSchema, fee: priceLineSchema })
  .describe("Payment amount less fee, times rate, is the payout.")
  .meta({ id: "PriceBreakdown" });
