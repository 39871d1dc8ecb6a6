/** What the sandbox simulator does, and what makes it do something else. */

export const SIMULATOR_STEPS = [
  "review_customer",
  "review_beneficiary",
  "review_payment",
  "start_settlement",
  "finish_settlement",
  "release_payment",
  "answer_ticket",
] as const;
export type SimulatorStep = (typeof SIMULATOR_STEPS)[number];

/** Parts of a company's name, a payment's internal reference or a ticket's subject. */
export const MAGIC_VALUES = [
  "SIM-REJECT",
  "SIM-CORRECT",
  "SIM-HOLD",
  "SIM-FAIL",
  "SIM-SLOW",
  "SIM-ANSWER",
] as const;
export type MagicValue = (typeof MAGIC_VALUES)[number];

/** Whether `text` asks the simulator for `value`; other texts mean nothing to it. */
export function asksFor(text: string | null | undefined, value: MagicValue): boolean {
  return text?.toUpperCase().includes(value) ?? false;
}

/** How long the simulator takes; with SIM-SLOW, a minute. */
export const SIMULATED_REVIEW_SECONDS = 1;
export const SIMULATED_SETTLEMENT_SECONDS = 1;
export const SIMULATED_SLOW_SECONDS = 60;
export const SIMULATED_HOLD_SECONDS = 60;
