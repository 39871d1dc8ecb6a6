import { findParties, listPaymentRows, type PaymentFilter } from "@/db/queries/payments";
import { type FieldProblem, validationFailed } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import { toPaymentView } from "@/lib/operations/payments/view";
import { listPaymentsSchema, paymentPageSchema } from "@/lib/schemas/payment";

export const listPayments = readOperation({
  name: "listPayments",
  summary: "List payments, newest first",
  permission: "PAYMENTS_READ",
  input: listPaymentsSchema,
  output: paymentPageSchema,
  run: async (context, { cursor, limit, ...filters }) => {
    const { tx, scope, cursorSecret } = context;
    const binding: CursorBinding = { secret: cursorSecret, list: "payments", ...scope, filters };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const filter = await toFilter(context, filters);
    const rows = await listPaymentRows(tx, scope, filter, { limit: limit + 1, beforeId });
    return toPage(rows, limit, binding, toPaymentView);
  },
});

type Filters = Omit<ReturnType<typeof listPaymentsSchema.parse>, "cursor" | "limit">;

/**
 * Throws 422 at `customerId` or `beneficiaryId` where there is none with this id, or where the beneficiary is another
 * customer's. A beneficiary has one customer, so of both filters the beneficiary alone decides.
 */
async function toFilter(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  { status, customerId, beneficiaryId }: Filters,
): Promise<PaymentFilter> {
  if (customerId === undefined && beneficiaryId === undefined) return { status };
  const ids = {
    customerId: customerId === undefined ? null : fromPublicId("customer", customerId),
    beneficiaryId: beneficiaryId === undefined ? null : fromPublicId("beneficiary", beneficiaryId),
  };
  const { customer, beneficiary } = await findParties(tx, scope, ids);
  const problems: FieldProblem[] = [];
  if (customerId !== undefined && customer === undefined) {
    problems.push({ path: "customerId", message: "No customer with this id." });
  }
  if (beneficiaryId !== undefined && beneficiary === undefined) {
    problems.push({ path: "beneficiaryId", message: "No beneficiary with this id." });
  }
  if (customer !== undefined && beneficiary !== undefined && beneficiary.customerId !== customer.id) {
    problems.push({ path: "beneficiaryId", message: "A beneficiary of another customer." });
  }
  if (problems.length > 0) throw validationFailed(problems);
  return beneficiary === undefined
    ? { status, customerId: customer?.id }
    : { status, beneficiaryId: beneficiary.id };
}
