import { changeBeneficiary } from "@/db/queries/beneficiaries";
import { validationFailed, wrongStatus } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { applyChanges } from "@/lib/operations/apply-changes";
import { toBeneficiaryColumns, toBeneficiaryFields } from "@/lib/operations/beneficiaries/columns";
import { requireLockedBeneficiary } from "@/lib/operations/beneficiaries/find";
import { announceBeneficiary, showBeneficiary } from "@/lib/operations/beneficiaries/view";
import { writeOperation } from "@/lib/operations/operation";
import { recordChanges } from "@/lib/operations/record-changes";
import { screenBeneficiary } from "@/lib/operations/screening/screen";
import { beneficiaryProblems, beneficiarySchema, updateBeneficiarySchema } from "@/lib/schemas/beneficiary";
import { BENEFICIARY_LIFECYCLE, statusesBefore } from "@/lib/schemas/lifecycle";

const WITH_PARTNER = statusesBefore(BENEFICIARY_LIFECYCLE, "PENDING_REVIEW");

/** What identifies company and bank, but not the account. */
const RECORDED = ["companyName", "country", "currencyCode", "bankName", "bankBic", "bankCountryCode"];

export const updateBeneficiary = writeOperation({
  name: "updateBeneficiary",
  summary: "Change a beneficiary that is to be corrected",
  description:
    "What is left out stays as it is; `null` takes an optional value away. The whole that comes of it has to be right.",
  refuses: ["wrong_status"],
  permission: "BENEFICIARIES_WRITE",
  audit: "beneficiary.updated",
  input: updateBeneficiarySchema,
  output: beneficiarySchema,
  run: async (context, { id, customerId, ...changes }) => {
    const { tx, scope, now } = context;
    const stored = await requireLockedBeneficiary(context, { id, customerId });
    const before = toBeneficiaryFields(stored);
    const { merged, changed } = applyChanges(before, changes);
    const problems = beneficiaryProblems(merged);
    if (problems.length > 0) throw validationFailed(problems);
    if (!WITH_PARTNER.includes(stored.status)) throw wrongStatus("beneficiary", stored.status, WITH_PARTNER);
    if (changed.length === 0) {
      context.audit("unchanged");
      return showBeneficiary(context, stored);
    }
    const change = { ...toBeneficiaryColumns(merged), updatedAt: now };
    const row = await changeBeneficiary(tx, scope, stored.id, WITH_PARTNER, change);
    if (row === undefined) throw wrongStatus("beneficiary", stored.status, WITH_PARTNER);
    context.audit({
      target: { kind: "beneficiary", id: toPublicId("beneficiary", row.id) },
      ...recordChanges(changed, RECORDED, [before, merged]),
    });
    await screenBeneficiary(context, row.id);
    return announceBeneficiary(context, "beneficiaries.updated", row);
  },
});
