import { readOperation } from "@/lib/operations/operation";
import { requirePayment } from "@/lib/operations/payments/find";
import { toPaymentView } from "@/lib/operations/payments/view";
import { paymentIdSchema, paymentSchema } from "@/lib/schemas/payment";

export const getPayment = readOperation({
  name: "getPayment",
  summary: "Show a payment",
  permission: "PAYMENTS_READ",
  input: paymentIdSchema,
  output: paymentSchema,
  run: async (context, { id }) => toPaymentView(await requirePayment(context, id)),
});
