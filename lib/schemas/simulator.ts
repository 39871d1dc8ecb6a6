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

/** What partners write to have something else happen; upper or lower case, anywhere in the text. */
export const MAGIC_VALUES = [
  "SIM-REJECT",
  "SIM-CORRECT",
  "SIM-HOLD",
  "SIM-FAIL",
  "SIM-SLOW",
  "SIM-ANSWER",
] as const;
export type MagicValue = (typeof MAGIC_VALUES)[number];

const COMPANY_NAMES = ["customer.companyName", "beneficiary.companyName"] as const;
const PAYMENT_REFERENCE = "payment.internalReference";
const TICKET_TEXTS = ["ticket.subject", "ticket.message"] as const;

/** Where each of them is looked for. `docs/site/sandbox.md` says what happens then. */
export const MAGIC_VALUE_FIELDS = {
  "SIM-REJECT": [...COMPANY_NAMES, PAYMENT_REFERENCE],
  "SIM-CORRECT": [...COMPANY_NAMES, PAYMENT_REFERENCE],
  "SIM-HOLD": [...COMPANY_NAMES, PAYMENT_REFERENCE],
  "SIM-FAIL": [PAYMENT_REFERENCE],
  "SIM-SLOW": [...COMPANY_NAMES, PAYMENT_REFERENCE, ...TICKET_TEXTS],
  "SIM-ANSWER": TICKET_TEXTS,
} as const satisfies Record<MagicValue, readonly string[]>;

/** Whether `text` asks the simulator for `value`; other texts mean nothing to it. */
export function asksFor(text: string | null | undefined, value: MagicValue): boolean {
  return text?.toUpperCase().includes(value) ?? false;
}

/** How long the simulator takes; with SIM-SLOW, a minute. */
export const SIMULATED_REVIEW_SECONDS = 1;
export const SIMULATED_SETTLEMENT_SECONDS = 1;
export const SIMULATED_SLOW_SECONDS = 60;
export const SIMULATED_HOLD_SECONDS = 60;
