/**
 * How money gets from here to the beneficiary. A rail is told of a payment in the transaction that changed it, and what
 * comes of it is told by `settlePayment`. Another bank or network is another `SettlementRail`.
 */
import type { PaymentRow } from "@/db/queries/payments";
import type { TransactionContext } from "@/lib/operations/operation";
import { scheduleSimulatorStep } from "@/lib/operations/sandbox/schedule";
import type { Environment } from "@/lib/schemas/common";
import { SIMULATED_SETTLEMENT_SECONDS } from "@/lib/schemas/simulator";

type RailContext = Pick<TransactionContext, "tx" | "scope" | "now">;

export type SettlementRail = {
  name: string;
  /** The payment is APPROVED: has its settlement begin. May be told more than once. */
  arrange(context: RailContext, payment: PaymentRow): Promise<void>;
  /** The payment became PROCESSING, once: the money is sent. */
  start(context: RailContext, payment: PaymentRow): Promise<void>;
};

/** Nobody's money moves; each step follows by itself a moment later. */
const simulatedRail: SettlementRail = {
  name: "Sandbox simulator",
  arrange: (context, { id }) =>
    scheduleSimulatorStep(context, "start_settlement", id, SIMULATED_SETTLEMENT_SECONDS),
  start: (context, { id }) =>
    scheduleSimulatorStep(context, "finish_settlement", id, SIMULATED_SETTLEMENT_SECONDS),
};

/** Staff send the money at the bank, from the settlement queue, and say what came of it: the queue is all it needs. */
const manualRail: SettlementRail = {
  name: "Manual settlement",
  arrange: async () => {},
  start: async () => {},
};

export function railOf(environment: Environment): SettlementRail {
  return environment === "sandbox" ? simulatedRail : manualRail;
}
