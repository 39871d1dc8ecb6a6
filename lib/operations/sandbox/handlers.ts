/** What the simulator does at each step. Every area keeps its own steps beside its operations. */
import {
  finishSettlementStep,
  releasePaymentStep,
  reviewPaymentStep,
  startSettlementStep,
} from "@/lib/operations/payments/simulate";
import { reviewBeneficiaryStep, reviewCustomerStep } from "@/lib/operations/reviews/simulate";
import type { SimulatorHandler } from "@/lib/operations/sandbox/handler";
import { answerTicketStep } from "@/lib/operations/tickets/simulate";
import type { SimulatorStep } from "@/lib/schemas/simulator";

const HANDLERS: Readonly<Record<SimulatorStep, SimulatorHandler>> = {
  review_customer: reviewCustomerStep,
  review_beneficiary: reviewBeneficiaryStep,
  review_payment: reviewPaymentStep,
  start_settlement: startSettlementStep,
  finish_settlement: finishSettlementStep,
  release_payment: releasePaymentStep,
  answer_ticket: answerTicketStep,
};

/** By the step as the row names it. */
export const SIMULATOR_HANDLERS: ReadonlyMap<string, SimulatorHandler> = new Map(Object.entries(HANDLERS));
