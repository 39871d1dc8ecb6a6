import { changeBeneficiary } from "@/db/queries/beneficiaries";
import { wrongStatus } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { requireLockedBeneficiary } from "@/lib/operations/beneficiaries/find";
import { announceBeneficiary } from "@/lib/operations/beneficiaries/view";
import { writeOperation } from "@/lib/operations/operation";
import { resumePaymentsOf } from "@/lib/operations/payments/resume";
import {
  DECISION_MOVES,
  requireCorrections,
  requireReason,
  requireSeen,
  requireUnblocked,
} from "@/lib/operations/reviews/decision";
import { approvalBlockedBecause } from "@/lib/operations/screening/summary";
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
    if (stored.status === from) {
      requireSeen("beneficiary", stored, input.seenUpdatedAt);
      if (to === "APPROVED") {
        requireUnblocked(
          "beneficiary",
          await approvalBlockedBecause(tx, scope, { beneficiaryId: stored.id }),
        );
      }
    }
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
    if (decision === "REINSTATE") await resumePaymentsOf(context, { beneficiaryId: row.id });
    return announceBeneficiary(context, "beneficiaries.status_changed", row);
  },
});
