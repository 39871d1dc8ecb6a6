import { writeOperation } from "@/lib/operations/operation";
import { requireLockedPayment } from "@/lib/operations/payments/find";
import { move } from "@/lib/operations/payments/move";
import { toPaymentView } from "@/lib/operations/payments/view";
import { PAYMENT_LIFECYCLE, statusesBefore } from "@/lib/schemas/lifecycle";
import { paymentIdSchema, paymentSchema } from "@/lib/schemas/payment";

const CANCELLABLE = statusesBefore(PAYMENT_LIFECYCLE, "CANCELLED");

export const cancelPayment = writeOperation({
  name: "cancelPayment",
  summary: "Cancel a payment that nobody has approved yet",
  description:
    "Only in PENDING_REVIEW or CORRECTION_NEEDED. Its quote stays used: another payment needs another quote.",
  refuses: ["wrong_status"],
  permission: "PAYMENTS_WRITE",
  audit: "payment.status_changed",
  input: paymentIdSchema,
  output: paymentSchema,
  run: async (context, { id }) => {
    const before = await requireLockedPayment(context, id);
    const change = { statusReason: null, corrections: [] };
    const cancelled = await move(context, before, { from: CANCELLABLE, to: "CANCELLED", change });
    return toPaymentView(cancelled);
  },
});
