import { insertPayment, type PaymentRow } from "@/db/queries/payments";
import { findQuoteRow, type QuoteRow, useQuote } from "@/db/queries/quotes";
import { ApiError, validationFailed } from "@/lib/errors";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { replaceDocumentReferences } from "@/lib/operations/documents/references";
import { recordEvent } from "@/lib/operations/events";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { arrangeNextStep } from "@/lib/operations/payments/move";
import { lockParties, requireApproved } from "@/lib/operations/payments/parties";
import { toPaymentView } from "@/lib/operations/payments/view";
import { createPaymentSchema, paymentSchema } from "@/lib/schemas/payment";

export const createPayment = writeOperation({
  name: "createPayment",
  summary: "Make a payment of a quote",
  description:
    "Uses the quote: one quote makes one payment, also where several ask at once. The payment waits in PENDING_REVIEW, or in " +
    "ON_HOLD while screening of its customer or beneficiary holds payments.",
  refuses: ["quote_expired", "quote_used", "not_approved"],
  permission: "PAYMENTS_WRITE",
  audit: "payment.created",
  input: createPaymentSchema,
  output: paymentSchema,
  run: async (context, input) => {
    const { tx, scope, now } = context;
    const quote = await requireQuote(context, input.quoteId);
    const id = newUuid();
    await replaceDocumentReferences(context, { kind: "payment", id }, input.documentIds, "documentIds");
    const parties = await lockParties(context, quote);
    if (!(await useQuote(tx, scope, quote.id, now))) throw await refusalOf(context, quote);
    requireApproved(parties);
    const { customerId, beneficiaryId, paymentAmount, paymentCurrencyCode, totalTarget, targetCurrencyCode } =
      quote;
    const row: PaymentRow = {
      id,
      ...scope,
      quoteId: quote.id,
      ...{ customerId, beneficiaryId, paymentAmount, paymentCurrencyCode, totalTarget, targetCurrencyCode },
      rate: quote.rate,
      priceBreakdown: quote.priceBreakdown,
      status: parties.paymentHold ? "ON_HOLD" : "PENDING_REVIEW",
      heldFrom: parties.paymentHold ? "PENDING_REVIEW" : null,
      holdReason: null,
      statusReason: null,
      corrections: [],
      correctionCount: 0,
      internalReference: input.internalReference ?? null,
      invoiceNumber: input.invoiceNumber ?? null,
      purpose: input.purpose ?? null,
      documentIds: input.documentIds,
      settlementReference: null,
      submittedAt: now,
      approvedAt: null,
      completedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    await insertPayment(tx, row);
    context.audit({
      target: { kind: "payment", id: toPublicId("payment", id) },
      after: {
        status: row.status,
        quoteId: input.quoteId,
        customerId: toPublicId("customer", customerId),
        beneficiaryId: toPublicId("beneficiary", beneficiaryId),
        ...{ paymentAmount, paymentCurrencyCode, totalTarget, targetCurrencyCode },
      },
    });
    await recordEvent(context, "payments.created", toPaymentView(row));
    await arrangeNextStep(context, row);
    return toPaymentView(row);
  },
});

type Context = Pick<TransactionContext, "tx" | "scope">;

async function requireQuote({ tx, scope }: Context, quoteId: string): Promise<QuoteRow> {
  const uuid = fromPublicId("quote", quoteId);
  const row = uuid === null ? undefined : await findQuoteRow(tx, scope, uuid);
  if (row === undefined) throw validationFailed([{ path: "quoteId", message: "No quote with this id." }]);
  return row;
}

/** Why a quote cannot be used, as it is now: whoever was first has committed. */
async function refusalOf({ tx, scope }: Context, quote: QuoteRow): Promise<ApiError> {
  const current = await findQuoteRow(tx, scope, quote.id);
  const usedAt = current?.usedAt?.toISOString();
  if (usedAt !== undefined) {
    return new ApiError(
      "conflict",
      "quote_used",
      "A payment was made of this quote already, and a quote makes one. Get another for another payment.",
      { usedAt },
    );
  }
  const expiresAt = quote.expiresAt.toISOString();
  return new ApiError(
    "conflict",
    "quote_expired",
    `This quote was good until ${expiresAt}. Get another, and use it before it expires.`,
    { expiresAt },
  );
}
