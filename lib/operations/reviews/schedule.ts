/** Having the sandbox simulator review what was submitted. In production people do, from their queues. */
import type { BeneficiaryRow } from "@/db/queries/beneficiaries";
import type { CustomerRow } from "@/db/queries/customers";
import type { TransactionContext } from "@/lib/operations/operation";
import { scheduleSimulatorStep } from "@/lib/operations/sandbox/schedule";
import { asksFor, SIMULATED_REVIEW_SECONDS, SIMULATED_SLOW_SECONDS } from "@/lib/schemas/simulator";

type Context = Pick<TransactionContext, "tx" | "scope" | "now">;

export function scheduleCustomerReview(
  context: Context,
  { id, companyName }: Pick<CustomerRow, "id" | "companyName">,
): Promise<void> {
  return scheduleSimulatorStep(context, "review_customer", id, secondsFor(companyName));
}

export function scheduleBeneficiaryReview(
  context: Context,
  { id, companyName }: Pick<BeneficiaryRow, "id" | "companyName">,
): Promise<void> {
  return scheduleSimulatorStep(context, "review_beneficiary", id, secondsFor(companyName));
}

function secondsFor(companyName: string): number {
  return asksFor(companyName, "SIM-SLOW") ? SIMULATED_SLOW_SECONDS : SIMULATED_REVIEW_SECONDS;
}
