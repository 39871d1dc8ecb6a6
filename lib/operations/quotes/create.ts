import { findParties } from "@/db/queries/payments";
import { insertQuote, type QuoteRow } from "@/db/queries/quotes";
import { ApiError, type FieldProblem, validationFailed } from "@/lib/errors";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireApproved } from "@/lib/operations/payments/parties";
import { findPrice, type PriceRequest } from "@/lib/operations/quotes/price";
import { toQuoteView } from "@/lib/operations/quotes/view";
import { createQuoteSchema, QUOTE_LIFETIME_SECONDS, quoteSchema } from "@/lib/schemas/quote";

export const createQuote = writeOperation({
  name: "createQuote",
  summary: "Get a price for a payment, good for 300 seconds and for one use",
  description:
    "The fee is 0.5 % of the payment amount, rounded up to the smallest unit of its currency, and is part of the payment " +
    "amount. `totalTarget` is (payment amount − fee) × rate, rounded down. With `targetAmount`, the payment amount is the " +
    "least that lets this amount arrive. Amounts come back with exactly their currency's decimals.",
  refuses: ["not_approved", "rate_unavailable"],
  permission: "PAYMENTS_WRITE",
  audit: "quote.created",
  input: createQuoteSchema,
  output: quoteSchema,
  run: async (context, input) => {
    const { tx, scope, now } = context;
    const parties = await requireParties(context, input);
    const price = await findPrice(context, toPriceRequest(input));
    // What is wrong with the request comes before the state of the parties, and that before the state of our rates.
    requireApproved(parties.statuses);
    if (price instanceof ApiError) throw price;
    const row: QuoteRow = {
      id: newUuid(),
      ...scope,
      ...parties.ids,
      ...price,
      createdAt: now,
      expiresAt: new Date(now.getTime() + QUOTE_LIFETIME_SECONDS * 1000),
      usedAt: null,
    };
    await insertQuote(tx, row);
    const { paymentAmount, paymentCurrencyCode, totalTarget, targetCurrencyCode, rate } = price;
    context.audit({
      target: { kind: "quote", id: toPublicId("quote", row.id) },
      after: {
        customerId: input.customerId,
        beneficiaryId: input.beneficiaryId,
        ...{ paymentAmount, paymentCurrencyCode, totalTarget, targetCurrencyCode, rate },
      },
    });
    return toQuoteView(row);
  },
});

type Input = ReturnType<typeof createQuoteSchema.parse>;

/** Throws 422 at `customerId`, `beneficiaryId` or `targetCurrencyCode` for what does not exist or does not belong together. */
async function requireParties({ tx, scope }: Pick<TransactionContext, "tx" | "scope">, input: Input) {
  const { customer, beneficiary } = await findParties(tx, scope, {
    customerId: fromPublicId("customer", input.customerId),
    beneficiaryId: fromPublicId("beneficiary", input.beneficiaryId),
  });
  const problems: FieldProblem[] = [];
  if (customer === undefined) problems.push({ path: "customerId", message: "No customer with this id." });
  if (beneficiary === undefined || (customer !== undefined && beneficiary.customerId !== customer.id)) {
    problems.push({ path: "beneficiaryId", message: "No beneficiary of this customer with this id." });
  } else if (beneficiary.currencyCode !== input.targetCurrencyCode) {
    problems.push({
      path: "targetCurrencyCode",
      message: `The beneficiary's account is in ${beneficiary.currencyCode}.`,
    });
  }
  if (customer === undefined || beneficiary === undefined || problems.length > 0) {
    throw validationFailed(problems);
  }
  const ids = { customerId: customer.id, beneficiaryId: beneficiary.id };
  return { ids, statuses: { customer: customer.status, beneficiary: beneficiary.status } };
}

/** The schema has seen to it that exactly one of the amounts is there. */
function toPriceRequest(input: Input): PriceRequest {
  const { paymentCurrencyCode, targetCurrencyCode, paymentAmount, targetAmount = "" } = input;
  const currencies = { paymentCurrencyCode, targetCurrencyCode };
  return paymentAmount === undefined
    ? { ...currencies, amount: targetAmount, of: "target", field: "targetAmount" }
    : { ...currencies, amount: paymentAmount, of: "payment", field: "paymentAmount" };
}
