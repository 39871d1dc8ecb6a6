/** When the sandbox simulator does what with a payment that was submitted, told by its internal reference. */
import type { PaymentRow } from "@/db/queries/payments";
import {
  asksFor,
  SIMULATED_HOLD_SECONDS,
  SIMULATED_REVIEW_SECONDS,
  SIMULATED_SLOW_SECONDS,
} from "@/lib/schemas/simulator";

/** Why the simulator holds a payment; what is held for another reason is not its own to release. */
export const SIMULATED_HOLD_REASON =
  "The sandbox simulator holds what has SIM-HOLD in its internalReference for a minute.";

export function simulatedReviewSeconds({ internalReference }: Pick<PaymentRow, "internalReference">): number {
  return asksFor(internalReference, "SIM-SLOW") ? SIMULATED_SLOW_SECONDS : SIMULATED_REVIEW_SECONDS;
}

/** In how many seconds a simulated hold of the payment ends; 0 where there is none, or none any more. */
export function simulatedHoldSeconds(
  payment: Pick<PaymentRow, "internalReference" | "submittedAt">,
  now: Date,
): number {
  if (!asksFor(payment.internalReference, "SIM-HOLD")) return 0;
  const seconds = simulatedReviewSeconds(payment) + SIMULATED_HOLD_SECONDS;
  return Math.max(0, seconds - (now.getTime() - payment.submittedAt.getTime()) / 1000);
}
