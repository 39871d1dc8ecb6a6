/** What each decision is called, what it means, and what is final about it. Pure. */
import type { PaymentDecision, ReviewDecision, SettlementStep } from "@/lib/schemas/queue";

export type DecisionWords = {
  button: string;
  variant: "primary" | "outline" | "destructive";
  title: string;
  means: string;
  /** "The customer was not approved." */
  failed: string;
  /** What stands on the page afterwards. */
  done: string;
  /** Takes something away from the partner. */
  isHarsh?: true;
  /** Cannot be undone, and is confirmed by typing. */
  isFinal?: true;
};

type Part = "customers" | "beneficiaries";

const NOUNS: Record<Part, string> = { customers: "customer", beneficiaries: "beneficiary" };

/** The words of a decision about the customer or beneficiary of this name. */
export function decisionWords(part: Part, decision: ReviewDecision, name: string): DecisionWords {
  const noun = NOUNS[part];
  const stops =
    part === "customers"
      ? "No new payment of the customer is accepted while it is suspended."
      : "No new payment to the beneficiary is accepted while it is suspended.";
  switch (decision) {
    case "APPROVE":
      return {
        button: "Approve",
        variant: "primary",
        title: `Approve ${name}`,
        means:
          part === "customers"
            ? "The partner can make payments for the customer. It can be suspended later."
            : "The customer can pay to this account. It can be suspended later.",
        failed: `The ${noun} was not approved.`,
        done: "Approved",
      };
    case "REJECT":
      return {
        button: "Reject",
        variant: "outline",
        title: `Reject ${name}`,
        means: `Final: a rejected ${noun} cannot be approved later. The partner would have to create it anew.`,
        failed: `The ${noun} was not rejected.`,
        done: "Rejected",
        isHarsh: true,
        isFinal: true,
      };
    case "REQUEST_CORRECTION":
      return {
        button: "Request correction",
        variant: "outline",
        title: `Ask for corrections of ${name}`,
        means: "The partner reads every message, changes the fields and submits again.",
        failed: "The correction was not asked for.",
        done: "Correction requested",
      };
    case "SUSPEND":
      return {
        button: "Suspend",
        variant: "outline",
        title: `Suspend ${name}`,
        means: `${stops} It can be reinstated.`,
        failed: `The ${noun} was not suspended.`,
        done: "Suspended",
        isHarsh: true,
      };
    case "REINSTATE":
      return {
        button: "Reinstate",
        variant: "primary",
        title: `Reinstate ${name}`,
        means: "Payments are accepted again from then on.",
        failed: `The ${noun} was not reinstated.`,
        done: "Reinstated",
      };
  }
}

/** The words of a decision about a payment of this amount. */
export function paymentDecisionWords(decision: PaymentDecision, amount: string): DecisionWords {
  switch (decision) {
    case "APPROVE":
      return {
        button: "Approve",
        variant: "primary",
        title: `Approve the payment of ${amount}`,
        means: "It goes to settlement: from then on its money moves, and the partner cannot cancel it.",
        failed: "The payment was not approved.",
        done: "Approved",
      };
    case "REJECT":
      return {
        button: "Reject",
        variant: "outline",
        title: `Reject the payment of ${amount}`,
        means: "Final: no money moves. The partner would have to make another payment with another quote.",
        failed: "The payment was not rejected.",
        done: "Rejected",
        isHarsh: true,
        isFinal: true,
      };
    case "REQUEST_CORRECTION":
      return {
        button: "Request correction",
        variant: "outline",
        title: `Ask for corrections of the payment of ${amount}`,
        means: "The partner reads every message and changes the payment, which then waits here again.",
        failed: "The correction was not asked for.",
        done: "Correction requested",
      };
    case "HOLD":
      return {
        button: "Hold",
        variant: "outline",
        title: `Hold the payment of ${amount}`,
        means: "Its money stays where it is until somebody releases it. The partner sees that it is on hold.",
        failed: "The payment was not held.",
        done: "On hold",
      };
    case "RELEASE":
      return {
        button: "Release",
        variant: "primary",
        title: `Release the payment of ${amount}`,
        means: "It goes on from where it was held.",
        failed: "The payment was not released.",
        done: "Released",
      };
  }
}

/** The words of what happened to the money of a payment of this amount. */
export function settlementWords(step: SettlementStep, amount: string): DecisionWords {
  switch (step) {
    case "START":
      return {
        button: "Start settlement",
        variant: "primary",
        title: `Start the settlement of ${amount}`,
        means: "Says that somebody is moving the money now, so that nobody else does.",
        failed: "The settlement was not started.",
        done: "Processing",
      };
    case "COMPLETE":
      return {
        button: "Complete settlement",
        variant: "primary",
        title: `Complete the settlement of ${amount}`,
        means: "Final: the partner is told that the money has arrived.",
        failed: "The settlement was not completed.",
        done: "Completed",
      };
    case "FAIL":
      return {
        button: "Settlement failed",
        variant: "outline",
        title: `The settlement of ${amount} failed`,
        means: "Final: the partner is told that the money has not moved, and why.",
        failed: "The failure was not recorded.",
        done: "Failed",
        isHarsh: true,
        isFinal: true,
      };
  }
}

/** What is typed to confirm something final. Names are what partners wrote, and not always what a keyboard has. */
export function lastFour(id: string): { expected: string; what: string } {
  return { expected: id.slice(-4), what: "the last four of its id" };
}
