/** Quotes, field by field, as the partner API documents them. */
import { z } from "zod";
import { timestampSchema } from "@/lib/schemas/common";
import { currencySchema } from "@/lib/schemas/currency";
import { amountSchema, decimalsProblem, priceBreakdownSchema } from "@/lib/schemas/money";

/** How long a quote can be used. */
export const QUOTE_LIFETIME_SECONDS = 300;

export const createQuoteSchema = z
  .strictObject({
    customerId: z.string().max(100).describe("Who pays: one of your customers, APPROVED."),
    beneficiaryId: z.string().max(100).describe("Who is paid: a beneficiary of this customer, APPROVED."),
    paymentCurrencyCode: currencySchema.describe("What the customer pays in."),
    targetCurrencyCode: currencySchema.describe("What arrives: the currency of the beneficiary's account."),
    paymentAmount: amountSchema
      .optional()
      .describe("What the customer pays, fee included. Give this or `targetAmount`."),
    targetAmount: amountSchema
      .optional()
      .describe("What the beneficiary is to receive. Give this or `paymentAmount`."),
  })
  .superRefine((quote, context) => {
    const { paymentAmount, targetAmount, paymentCurrencyCode, targetCurrencyCode } = quote;
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if ((paymentAmount === undefined) === (targetAmount === undefined)) {
      refuse("paymentAmount", "Give exactly one of paymentAmount and targetAmount.");
    }
    const problems = {
      paymentAmount: paymentAmount && decimalsProblem(paymentAmount, paymentCurrencyCode),
      targetAmount: targetAmount && decimalsProblem(targetAmount, targetCurrencyCode),
    };
    for (const [path, problem] of Object.entries(problems)) if (problem) refuse(path, problem);
  })
  .meta({
    examples: [
      {
        customerId: "cus_01935b60-15a7-7b3e-8f7d-0c9a1b2d3e11",
        beneficiaryId: "ben_01935b61-2b8c-7c4f-9a6e-1d0b2c3e4f11",
        paymentCurrencyCode: "USDC",
        targetCurrencyCode: "USD",
        paymentAmount: "1000.00",
      },
    ],
  });

export const quoteSchema = z
  .strictObject({
    id: z.string(),
    paymentAmount: z.string().describe("What the customer pays, fee included."),
    paymentCurrencyCode: currencySchema,
    totalTarget: z.string().describe("What the beneficiary receives."),
    targetCurrencyCode: currencySchema,
    rate: z
      .string()
      .describe("Units of the target currency for one unit of the payment currency, at most 12 digits."),
    priceBreakdown: priceBreakdownSchema,
    createdAt: timestampSchema,
    expiresAt: timestampSchema.describe(`${QUOTE_LIFETIME_SECONDS} seconds after it was made.`),
    usedAt: timestampSchema.nullable().describe("When a payment was made of it; `null` until then."),
  })
  .meta({
    id: "Quote",
    examples: [
      {
        id: "quo_01935b6e-7c1a-7cc2-b0f3-2f6a4d6f1e11",
        paymentAmount: "1000.000000",
        paymentCurrencyCode: "USDC",
        totalTarget: "995.00",
        targetCurrencyCode: "USD",
        rate: "1",
        priceBreakdown: {
          payout: { label: "Paid to the beneficiary", amount: "995.00", currencyCode: "USD" },
          fee: { label: "Fee (0.5 % of the payment amount)", amount: "5.000000", currencyCode: "USDC" },
        },
        createdAt: "2025-11-24T09:29:30.000Z",
        expiresAt: "2025-11-24T09:34:30.000Z",
        usedAt: null,
      },
    ],
  });
export type QuoteView = z.infer<typeof quoteSchema>;
