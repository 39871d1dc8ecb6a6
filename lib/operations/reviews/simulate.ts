/** The reviews of the sandbox simulator: what staff decide in production, decided by the company's name. */

import type { Transaction } from "@/db/client";
import { findBeneficiaryRow } from "@/db/queries/beneficiaries";
import { findCustomerRow } from "@/db/queries/customers";
import { toPublicId } from "@/lib/ids";
import { decideBeneficiary } from "@/lib/operations/reviews/decide-beneficiary";
import { decideCustomer } from "@/lib/operations/reviews/decide-customer";
import { runAsSimulator, type SimulatorHandler } from "@/lib/operations/sandbox/handler";
import { approvalBlockedBecause } from "@/lib/operations/screening/summary";
import type { SystemPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";
import type { Correction } from "@/lib/schemas/correction";
import { asksFor } from "@/lib/schemas/simulator";

type Verdict = { reason: string; input: { decision: "APPROVE" | "REJECT" } | CorrectionRequest };
type CorrectionRequest = { decision: "REQUEST_CORRECTION"; corrections: Correction[] };

/** Reviews the customer if it waits for a review; while screening blocks it, it goes on waiting. */
export const reviewCustomerStep: SimulatorHandler = async (runtime, principal, entityId) => {
  const customer = await look(runtime, principal, async (tx) => {
    const row = await findCustomerRow(tx, principal, entityId);
    const blocked = await approvalBlockedBecause(tx, principal, { customerId: entityId });
    return row?.status === "PENDING_REVIEW" ? { ...row, isBlocked: blocked !== null } : null;
  });
  const verdict = customer === null ? null : verdictOn(customer);
  if (verdict === null) return;
  const customerId = toPublicId("customer", entityId);
  const input = { customerId, seenUpdatedAt: customer?.updatedAt.toISOString(), ...verdict.input };
  await runAsSimulator(runtime, principal, decideCustomer, input, verdict.reason);
};

/** The same for a beneficiary. */
export const reviewBeneficiaryStep: SimulatorHandler = async (runtime, principal, entityId) => {
  const beneficiary = await look(runtime, principal, async (tx) => {
    const row = await findBeneficiaryRow(tx, principal, entityId);
    const blocked = await approvalBlockedBecause(tx, principal, { beneficiaryId: entityId });
    return row?.status === "PENDING_REVIEW" ? { ...row, isBlocked: blocked !== null } : null;
  });
  const verdict = beneficiary === null ? null : verdictOn(beneficiary);
  if (verdict === null) return;
  const beneficiaryId = toPublicId("beneficiary", entityId);
  const input = { beneficiaryId, seenUpdatedAt: beneficiary?.updatedAt.toISOString(), ...verdict.input };
  await runAsSimulator(runtime, principal, decideBeneficiary, input, verdict.reason);
};

type Reviewed = { companyName: string; correctionCount: number; isBlocked: boolean };

/** `null` where there is nothing to decide yet. */
function verdictOn({ companyName, correctionCount, isBlocked }: Reviewed): Verdict | null {
  if (asksFor(companyName, "SIM-REJECT")) {
    return {
      reason: "The sandbox simulator rejects what has SIM-REJECT in its company name.",
      input: { decision: "REJECT" },
    };
  }
  if (asksFor(companyName, "SIM-CORRECT") && correctionCount === 0) {
    return {
      reason: "The sandbox simulator asks once for a correction of what has SIM-CORRECT in its company name.",
      input: {
        decision: "REQUEST_CORRECTION",
        corrections: [
          { field: "companyName", message: "Change this, or submit again as it is: it will be approved." },
        ],
      },
    };
  }
  if (isBlocked) return null;
  return { reason: "The sandbox simulator found nothing against it.", input: { decision: "APPROVE" } };
}

function look<Result>(
  { database }: Runtime,
  { organizationId, environment }: SystemPrincipal,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return database.readInScope({ organizationId, environment }, work);
}
