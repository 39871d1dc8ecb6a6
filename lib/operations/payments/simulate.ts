/** Payments in the sandbox: what staff decide and banks answer in production, decided by the internal reference. */
import type { z } from "zod";
import { findParties, findPaymentRow, type PaymentRow } from "@/db/queries/payments";
import { toPublicId } from "@/lib/ids";
import { decidePayment } from "@/lib/operations/payments/decide";
import { notApprovedReason } from "@/lib/operations/payments/parties";
import { SIMULATED_HOLD_REASON, simulatedHoldSeconds } from "@/lib/operations/payments/simulated-times";
import { runAsSimulator, type SimulatorHandler } from "@/lib/operations/sandbox/handler";
import { isHeldByScreening } from "@/lib/operations/screening/summary";
import { settlePayment } from "@/lib/operations/settlement/settle";
import type { SystemPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";
import { asksFor } from "@/lib/schemas/simulator";

type Verdict = { reason: string; input: Omit<z.input<typeof decidePayment.input>, "id"> };

/** Decides on a payment that waits for a review. */
export const reviewPaymentStep: SimulatorHandler = async (runtime, principal, entityId) => {
  const found = await look(runtime, principal, entityId);
  if (found?.payment.status !== "PENDING_REVIEW") return;
  const verdict = verdictOn(found.payment, found.notApproved, runtime.clock());
  const input = { id: toPublicId("payment", entityId), ...verdict.input };
  await runAsSimulator(runtime, principal, decidePayment, input, verdict.reason);
};

/**
 * Ends a simulated hold; the payment is reviewed again then, and goes on. While screening holds it too, it stays: who ends
 * that hold has this step done again.
 */
export const releasePaymentStep: SimulatorHandler = async (runtime, principal, entityId) => {
  const found = await look(runtime, principal, entityId);
  if (found?.payment.holdReason !== SIMULATED_HOLD_REASON || found.isHeldByScreening) return;
  const input = { id: toPublicId("payment", entityId), decision: "RELEASE" } as const;
  await runAsSimulator(runtime, principal, decidePayment, input, "The simulated hold (SIM-HOLD) is over.");
};

/** Sends the money, unless a side of the payment is suspended: who reinstates it has this step done again. */
export const startSettlementStep: SimulatorHandler = async (runtime, principal, entityId) => {
  const found = await look(runtime, principal, entityId);
  if (found === null || found.notApproved !== null) return;
  const input = { id: toPublicId("payment", entityId), step: "START" } as const;
  await runAsSimulator(runtime, principal, settlePayment, input, "The sandbox simulator sends the money.");
};

export const finishSettlementStep: SimulatorHandler = async (runtime, principal, entityId) => {
  const found = await look(runtime, principal, entityId);
  const id = toPublicId("payment", entityId);
  if (asksFor(found?.payment.internalReference, "SIM-FAIL")) {
    const reason = "The beneficiary's bank returned the money (simulated: SIM-FAIL in internalReference).";
    await runAsSimulator(runtime, principal, settlePayment, { id, step: "FAIL" }, reason);
    return;
  }
  const input = { id, step: "COMPLETE", settlementReference: `SIMULATED-${entityId}` } as const;
  await runAsSimulator(
    runtime,
    principal,
    settlePayment,
    input,
    "The sandbox simulator saw the money arrive.",
  );
};

function verdictOn(payment: PaymentRow, notApproved: string | null, now: Date): Verdict {
  const { internalReference, correctionCount } = payment;
  if (asksFor(internalReference, "SIM-REJECT")) {
    return {
      reason: "The sandbox simulator rejects what has SIM-REJECT in its internalReference.",
      input: { decision: "REJECT" },
    };
  }
  if (asksFor(internalReference, "SIM-CORRECT") && correctionCount === 0) {
    const message = "Change this or anything else that can be corrected: the payment will be approved then.";
    return {
      reason:
        "The sandbox simulator asks once for a correction of what has SIM-CORRECT in its internalReference.",
      input: { decision: "REQUEST_CORRECTION", corrections: [{ field: "internalReference", message }] },
    };
  }
  if (simulatedHoldSeconds(payment, now) > 0) {
    return {
      reason: SIMULATED_HOLD_REASON,
      input: { decision: "HOLD" },
    };
  }
  // Nobody would ever come back to it: in the sandbox there are no staff who wait for the customer.
  if (notApproved !== null) {
    return { reason: `${notApproved} Both have to be APPROVED.`, input: { decision: "REJECT" } };
  }
  return { reason: "The sandbox simulator found nothing against it.", input: { decision: "APPROVE" } };
}

function look({ database }: Runtime, principal: SystemPrincipal, paymentId: string) {
  const { organizationId, environment } = principal;
  return database.readInScope({ organizationId, environment }, async (tx) => {
    const payment = await findPaymentRow(tx, principal, paymentId);
    if (payment === undefined) return null;
    const { customer, beneficiary } = await findParties(tx, principal, payment);
    const isGone = customer === undefined || beneficiary === undefined;
    return {
      payment,
      notApproved: isGone ? null : notApprovedReason(customer.status, beneficiary.status),
      isHeldByScreening: await isHeldByScreening(tx, principal, payment),
    };
  });
}
