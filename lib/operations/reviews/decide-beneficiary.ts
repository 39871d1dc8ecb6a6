import { changeBeneficiary } from "@/db/queries/beneficiaries";
import { wrongStatus } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { requireLockedBeneficiary } from "@/lib/operations/beneficiaries/find";
import { announceBeneficiary } from "@/lib/operations/beneficiaries/view";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import {
  approvalBlocked,
  blockedBecause,
  DECISION_MOVES,
  requireCorrections,
  requireReason,
} from "@/lib/operations/reviews/decision";
import { approvalBlockedOf, screeningSummaryOfBeneficiaries } from "@/lib/operations/screening/summary";
import { beneficiarySchema } from "@/lib/schemas/beneficiary";
import { isBeneficiaryFieldPath } from "@/lib/schemas/correction-path";
import { decideBeneficiarySchema } from "@/lib/schemas/review";

export const decideBeneficiary = writeOperation({
  name: "decideBeneficiary",
  summary: "Approve, reject, suspend or reinstate a beneficiary, or ask for a correction",
  refuses: ["wrong_status", "conflict"],
  permission: "REVIEWS_WRITE",
  audit: "beneficiary.status_changed",
  input: decideBeneficiarySchema,
  output: beneficiarySchema,
  run: async (context, { beneficiaryId, decision, ...input }) => {
    const { tx, scope, now } = context;
    const stored = await requireLockedBeneficiary(context, { id: beneficiaryId });
    const corrections = requireCorrections(decision, input.corrections, isBeneficiaryFieldPath);
    const statusReason = requireReason(decision, context.reason);
    const { from, to } = DECISION_MOVES[decision];
    if (stored.status === from && to === "APPROVED") await requireUnblocked(context, stored.id);
    const row = await changeBeneficiary(tx, scope, stored.id, [from], {
      status: to,
      statusReason,
      corrections,
      correctionCount: stored.correctionCount + (decision === "REQUEST_CORRECTION" ? 1 : 0),
      updatedAt: now,
    });
    if (row === undefined) throw wrongStatus("beneficiary", stored.status, [from]);
    context.audit({
      target: { kind: "beneficiary", id: toPublicId("beneficiary", row.id) },
      before: { status: stored.status },
      after: { status: row.status, ...(corrections.length === 0 ? {} : { corrections }) },
    });
    return announceBeneficiary(context, "beneficiaries.status_changed", row);
  },
});

/** Throws 409 while screening stands against the beneficiary. */
async function requireUnblocked(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  uuid: string,
): Promise<void> {
  if (!(await approvalBlockedOf(tx, scope, { beneficiaryId: uuid }))) return;
  const screenings = await screeningSummaryOfBeneficiaries(tx, scope, [uuid]);
  throw approvalBlocked("beneficiary", blockedBecause(screenings.get(uuid)));
}
