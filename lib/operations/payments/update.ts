/** The partner's answer to a request for correction. */
import type { PaymentChange, PaymentRow } from "@/db/queries/payments";
import { ApiError, validationFailed } from "@/lib/errors";
import type { Price } from "@/lib/money/price";
import { replaceDocumentReferences } from "@/lib/operations/documents/references";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireLockedPayment, requirePayment } from "@/lib/operations/payments/find";
import { arrangeNextStep, move } from "@/lib/operations/payments/move";
import { toPaymentView } from "@/lib/operations/payments/view";
import { findPrice } from "@/lib/operations/quotes/price";
import { toPriceView } from "@/lib/operations/quotes/view";
import type { PaymentStatus } from "@/lib/schemas/lifecycle";
import { decimalsProblem } from "@/lib/schemas/money";
import { paymentSchema, updatePaymentSchema } from "@/lib/schemas/payment";

const CORRECTABLE: readonly PaymentStatus[] = ["CORRECTION_NEEDED"];

export const updatePayment = writeOperation({
  name: "updatePayment",
  summary: "Correct a payment and send it to review again",
  description:
    "Only in CORRECTION_NEEDED; the payment goes back to PENDING_REVIEW. What is left out stays, `null` takes a text away. " +
    "With `amount` (and `currencyCode`, which needs it) the payment gets a new price by the fee rule at the rate of this moment: " +
    "`amount` is the new payment amount, fee included, and `rate`, `totalTarget` and `priceBreakdown` follow from it, whatever its " +
    "quote said. What the beneficiary receives stays in the currency of its account.",
  refuses: ["wrong_status", "rate_unavailable"],
  permission: "PAYMENTS_WRITE",
  audit: "payment.updated",
  input: updatePaymentSchema,
  output: paymentSchema,
  run: async (context, input) => {
    const found = await requirePayment(context, input.id);
    const price = await findNewPrice(context, found, input);
    const { documentIds, internalReference, invoiceNumber } = input;
    if (documentIds !== undefined) {
      const target = { kind: "payment", id: found.id } as const;
      await replaceDocumentReferences(context, target, documentIds, "documentIds");
    }
    const before = await requireLockedPayment(context, input.id);
    const change: Omit<PaymentChange, "status" | "updatedAt"> = {
      ...(price instanceof ApiError ? {} : price),
      ...(documentIds === undefined ? {} : { documentIds }),
      ...(internalReference === undefined ? {} : { internalReference }),
      ...(invoiceNumber === undefined ? {} : { invoiceNumber }),
      corrections: [],
      statusReason: null,
      submittedAt: context.now,
    };
    const after = await move(context, before, { from: CORRECTABLE, to: "PENDING_REVIEW", change });
    // After the status: whoever may not change the payment is told so, whatever our rates are.
    if (price instanceof ApiError) throw price;
    context.audit({ target: { kind: "payment", id: input.id }, ...difference(before, after) });
    await arrangeNextStep(context, after);
    return toPaymentView(after);
  },
});

type Input = ReturnType<typeof updatePaymentSchema.parse>;

/** The price of the new amount; nothing where no amount is given. Throws 422 at `amount`. */
async function findNewPrice(
  context: TransactionContext,
  payment: PaymentRow,
  { amount, currencyCode }: Input,
): Promise<Price | ApiError | Record<string, never>> {
  if (amount === undefined) return {};
  const { paymentCurrencyCode, targetCurrencyCode } = toPriceView(payment);
  const newCurrencyCode = currencyCode ?? paymentCurrencyCode;
  const problem = decimalsProblem(amount, newCurrencyCode);
  if (problem !== null) throw validationFailed([{ path: "amount", message: problem }]);
  return findPrice(context, {
    paymentCurrencyCode: newCurrencyCode,
    targetCurrencyCode,
    amount,
    of: "payment",
    field: "amount",
  });
}

const RECORDED = [
  "paymentAmount",
  "paymentCurrencyCode",
  "totalTarget",
  "rate",
  "internalReference",
  "invoiceNumber",
  "documentIds",
] as const;

/** What a correction changed, for the history. */
function difference(before: PaymentRow, after: PaymentRow) {
  const changed = RECORDED.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const pick = (row: PaymentRow) => Object.fromEntries(changed.map((name) => [name, row[name]]));
  return { before: pick(before), after: pick(after) };
}
