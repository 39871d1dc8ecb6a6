/** Customer and beneficiary of a payment: whether money may move for them. */
import { lockPartyStatuses, type Parties, type PartyStatuses } from "@/db/queries/payments";
import { ApiError, conflict } from "@/lib/errors";
import type { TransactionContext } from "@/lib/operations/operation";
import { paymentHoldOf } from "@/lib/operations/screening/summary";
import type { BeneficiaryStatus, CustomerStatus } from "@/lib/schemas/lifecycle";

export type LockedParties = PartyStatuses & { paymentHold: boolean };

/**
 * What they are, and stay until the transaction ends. Call it before a payment's row is locked. A hold that begins
 * meanwhile waits, and then finds what this transaction has done.
 */
export async function lockParties(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  { customerId, beneficiaryId }: Parties,
): Promise<LockedParties> {
  const parties = { customerId, beneficiaryId };
  // Holds lock the party first as well, so from here on none of it begins or ends.
  const statuses = await lockPartyStatuses(tx, scope, parties);
  if (statuses === undefined) {
    throw conflict("The customer or the beneficiary was removed at the same moment; nothing was done.");
  }
  return { ...statuses, paymentHold: await paymentHoldOf(tx, scope, parties) };
}

/** Throws 409 `not_approved` unless both are APPROVED. */
export function requireApproved({ customer, beneficiary }: PartyStatuses): void {
  const reason = notApprovedReason(customer, beneficiary);
  if (reason === null) return;
  throw new ApiError("conflict", "not_approved", `${reason} Both have to be APPROVED.`, {
    customerStatus: customer,
    beneficiaryStatus: beneficiary,
  });
}

/** Throws 409 `not_approved`, and 409 while screening holds payments of either. */
export function requireFree(parties: LockedParties): void {
  requireApproved(parties);
  if (parties.paymentHold) throw heldByScreening();
}

/** Why money may not move between parties in these statuses; `null` if it may. */
export function notApprovedReason(customer: CustomerStatus, beneficiary: BeneficiaryStatus): string | null {
  if (customer !== "APPROVED") return `The customer is ${customer}.`;
  if (beneficiary !== "APPROVED") return `The beneficiary is ${beneficiary}.`;
  return null;
}

export const HELD_BY_SCREENING = "Screening of the customer or the beneficiary holds payments.";

export function heldByScreening(): ApiError {
  return conflict(`${HELD_BY_SCREENING} Review the open matches first; the payment goes on by itself then.`);
}
