import { changeBeneficiary } from "@/db/queries/beneficiaries";
import { wrongStatus } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { requireLockedBeneficiary } from "@/lib/operations/beneficiaries/find";
import { announceBeneficiary } from "@/lib/operations/beneficiaries/view";
import { writeOperation } from "@/lib/operations/operation";
import { scheduleBeneficiaryReview } from "@/lib/operations/reviews/schedule";
import { beneficiaryReferenceSchema, beneficiarySchema } from "@/lib/schemas/beneficiary";
import { BENEFICIARY_LIFECYCLE, statusesBefore } from "@/lib/schemas/lifecycle";

export const submitBeneficiary = writeOperation({
  name: "submitBeneficiary",
  summary: "Submit a corrected beneficiary for review",
  refuses: ["wrong_status"],
  permission: "BENEFICIARIES_WRITE",
  audit: "beneficiary.submitted",
  input: beneficiaryReferenceSchema,
  output: beneficiarySchema,
  run: async (context, reference) => {
    const { tx, scope, now } = context;
    const stored = await requireLockedBeneficiary(context, reference);
    const from = statusesBefore(BENEFICIARY_LIFECYCLE, "PENDING_REVIEW");
    const row = await changeBeneficiary(tx, scope, stored.id, from, {
      status: "PENDING_REVIEW",
      statusReason: null,
      corrections: [],
      submittedAt: now,
      updatedAt: now,
    });
    if (row === undefined) throw wrongStatus("beneficiary", stored.status, from);
    context.audit({
      target: { kind: "beneficiary", id: toPublicId("beneficiary", row.id) },
      before: { status: stored.status },
      after: { status: row.status },
    });
    await scheduleBeneficiaryReview(context, row);
    return announceBeneficiary(context, "beneficiaries.status_changed", row);
  },
});
