/** Payments, field by field, as the partner API documents them. */
import { z } from "zod";
import { pageOf, pageQueryShape, text, timestampSchema } from "@/lib/schemas/common";
import { correctionSchema } from "@/lib/schemas/correction";
import { currencySchema } from "@/lib/schemas/currency";
import { PAYMENT_STATUSES } from "@/lib/schemas/lifecycle";
import { amountSchema, decimalsProblem, priceBreakdownSchema } from "@/lib/schemas/money";

const internalReference = text(100).describe(
  "Your own name for the payment. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD, SIM-FAIL and SIM-SLOW in it steer the simulator.",
);
const invoiceNumber = text(100).describe("The invoice that is paid.");
const purpose = text(500).describe("What the payment is for.");
const documentIds = z
  .array(z.string().max(100))
  .max(100)
  .describe("Documents that support the payment, such as the invoice; at most 100, each once.");

export const createPaymentSchema = z
  .strictObject({
    quoteId: z.string().max(100).describe("A quote that is neither expired nor used; this uses it."),
    internalReference: internalReference.optional(),
    invoiceNumber: invoiceNumber.optional(),
    documentIds: documentIds.default([]),
    purpose: purpose.optional(),
  })
  .meta({
    examples: [
      {
        quoteId: "quo_01935b6e-7c1a-7cc2-b0f3-2f6a4d6f1e11",
        internalReference: "PO-2291",
        invoiceNumber: "INV-2025-118",
        purpose: "Invoice for machine parts",
      },
    ],
  });

/** What a correction may change. `null` takes a text away. */
export const updatePaymentSchema = z
  .strictObject({
    id: z.string(),
    amount: amountSchema.optional().describe("The new payment amount, fee included."),
    currencyCode: currencySchema
      .optional()
      .describe("The new payment currency. Needs `amount`: a number is never read as another currency's."),
    internalReference: internalReference.nullable().optional(),
    invoiceNumber: invoiceNumber.nullable().optional(),
    documentIds: documentIds.optional(),
  })
  .superRefine(({ id: _, ...changes }, context) => {
    if (Object.values(changes).every((value) => value === undefined)) {
      context.addIssue({ code: "custom", path: [], message: "Name at least one field to change." });
    }
    const { amount, currencyCode } = changes;
    if (currencyCode !== undefined && amount === undefined) {
      context.addIssue({ code: "custom", path: ["amount"], message: "Required with currencyCode." });
    }
    const problem =
      amount === undefined || currencyCode === undefined ? null : decimalsProblem(amount, currencyCode);
    if (problem !== null) context.addIssue({ code: "custom", path: ["amount"], message: problem });
  })
  .meta({ examples: [{ invoiceNumber: "INV-2025-118", amount: "2500.00" }] });

/** The fields that a correction can name, since a correction can change them. */
export const CORRECTABLE_PAYMENT_FIELDS = [
  "amount",
  "currencyCode",
  "internalReference",
  "invoiceNumber",
  "documentIds",
] as const;

/** Whether `path`, spelt as a 422 spells it, names one of them or one of its documents. */
export function isCorrectablePaymentField(path: string): boolean {
  return (
    CORRECTABLE_PAYMENT_FIELDS.some((field) => field === path) ||
    /^documentIds\[(0|[1-9][0-9]?)\]$/.test(path)
  );
}

export const paymentIdSchema = z.strictObject({ id: z.string() });

export const listPaymentsSchema = z.strictObject({
  ...pageQueryShape,
  status: z.enum(PAYMENT_STATUSES).optional(),
  customerId: z.string().max(100).optional(),
  beneficiaryId: z.string().max(100).optional(),
});

const paymentExample = {
  id: "pay_01935b6f-0a4c-7d5e-9c1b-6a3f0e2d4c11",
  quoteId: "quo_01935b6e-7c1a-7cc2-b0f3-2f6a4d6f1e11",
  customerId: "cus_01935b60-15a7-7b3e-8f7d-0c9a1b2d3e11",
  beneficiaryId: "ben_01935b61-2b8c-7c4f-9a6e-1d0b2c3e4f11",
  paymentAmount: "1000.000000",
  paymentCurrencyCode: "USDC",
  totalTarget: "995.00",
  targetCurrencyCode: "USD",
  rate: "1",
  priceBreakdown: {
    payout: { label: "Paid to the beneficiary", amount: "995.00", currencyCode: "USD" },
    fee: { label: "Fee (0.5 % of the payment amount)", amount: "5.000000", currencyCode: "USDC" },
  },
  status: "PENDING_REVIEW",
  statusReason: null,
  corrections: [],
  internalReference: "PO-2291",
  invoiceNumber: "INV-2025-118",
  documentIds: [],
  purpose: "Invoice for machine parts",
  settlementReference: null,
  createdAt: "2025-11-24T09:30:00.000Z",
  updatedAt: "2025-11-24T09:30:00.000Z",
  approvedAt: null,
  completedAt: null,
};

export const paymentSchema = z
  .strictObject({
    id: z.string(),
    quoteId: z.string(),
    customerId: z.string(),
    beneficiaryId: z.string(),
    paymentAmount: z.string().describe("What the customer pays, fee included."),
    paymentCurrencyCode: currencySchema,
    totalTarget: z.string().describe("What the beneficiary receives."),
    targetCurrencyCode: currencySchema,
    rate: z.string().describe("Units of the target currency for one unit of the payment currency."),
    priceBreakdown: priceBreakdownSchema,
    status: z.enum(PAYMENT_STATUSES),
    statusReason: z
      .string()
      .nullable()
      .describe("Why it is on hold, needs a correction, was rejected or failed."),
    corrections: z
      .array(correctionSchema)
      .describe("In CORRECTION_NEEDED: what to change, field by field. Otherwise empty."),
    internalReference: z.string().nullable(),
    invoiceNumber: z.string().nullable(),
    documentIds: z.array(z.string()),
    purpose: z.string().nullable(),
    settlementReference: z.string().nullable().describe("What the settling bank or network calls it."),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
    approvedAt: timestampSchema.nullable(),
    completedAt: timestampSchema.nullable(),
  })
  .meta({ id: "Payment", examples: [paymentExample] });
export type PaymentView = z.infer<typeof paymentSchema>;

export const paymentPageSchema = pageOf(paymentSchema);
