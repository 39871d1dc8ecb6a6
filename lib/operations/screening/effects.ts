/** What follows when a hold begins or ends: the partner's event, the history, the payments, the sandbox's next review. */
import type { SubjectRow } from "@/db/queries/screening";
import { toPublicId } from "@/lib/ids";
import { recordEvent } from "@/lib/operations/events";
import type { TransactionContext } from "@/lib/operations/operation";
import { applyPaymentHolds } from "@/lib/operations/payments/holds";
import { scheduleBeneficiaryReview, scheduleCustomerReview } from "@/lib/operations/reviews/schedule";
import type { Party } from "@/lib/operations/screening/facts";
import { toSubjectView } from "@/lib/operations/screening/view";

export type Change = { before: SubjectRow; after: SubjectRow };

/**
 * Call it with every subject of the party that was changed, after the changes, while all of the party's subjects are
 * locked. `others` are those that stayed as they were.
 */
export async function followChanges(
  context: TransactionContext,
  { party, customerName }: { party: Party; customerName: string },
  changes: readonly Change[],
  others: readonly SubjectRow[],
): Promise<void> {
  const moved = changes.filter(({ before, after }) => before.paymentHold !== after.paymentHold);
  for (const { before, after } of moved) {
    context.audit({
      action: "screening.hold_changed",
      target: { kind: "screening_subject", id: toPublicId("screeningSubject", after.id) },
      before: { paymentHold: before.paymentHold },
      after: { paymentHold: after.paymentHold, openMatchCount: after.openMatchCount },
    });
    await recordEvent(context, "screening.hold_changed", toSubjectView(after, customerName));
  }
  if (moved.length > 0) await applyPaymentHolds(context, party);
  const blocked = (rows: readonly SubjectRow[]) => rows.some(({ onboardingBlocked }) => onboardingBlocked);
  const wasBlocked = blocked([...others, ...changes.map(({ before }) => before)]);
  const isBlocked = blocked([...others, ...changes.map(({ after }) => after)]);
  if (wasBlocked && !isBlocked) await reviewAgain(context, party, customerName, changes);
}

/** The simulator came by while approval was blocked, and would not come again by itself. */
async function reviewAgain(
  context: TransactionContext,
  party: Party,
  customerName: string,
  changes: readonly Change[],
): Promise<void> {
  if ("customerId" in party) {
    await scheduleCustomerReview(context, { id: party.customerId, companyName: customerName });
    return;
  }
  const companyName = changes[0]?.after.displayName ?? "";
  await scheduleBeneficiaryReview(context, { id: party.beneficiaryId, companyName });
}
