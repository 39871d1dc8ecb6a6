import { z } from "zod";
import { findOrganizationName } from "@/db/queries/tickets";
import { toPublicId } from "@/lib/ids";
import { requireBeneficiary } from "@/lib/operations/beneficiaries/find";
import { showBeneficiary } from "@/lib/operations/beneficiaries/view";
import { requireCustomer } from "@/lib/operations/customers/find";
import { toCustomerSummary } from "@/lib/operations/customers/view";
import { readOperation } from "@/lib/operations/operation";
import { decisionsFrom } from "@/lib/operations/reviews/decision";
import { reviewHistoryOf } from "@/lib/operations/reviews/history";
import { approvalBlockedBecause, screeningSummaryOfCustomers } from "@/lib/operations/screening/summary";
import { beneficiaryReviewSchema } from "@/lib/schemas/review";

export const getBeneficiaryReview = readOperation({
  name: "getBeneficiaryReview",
  summary: "Show a partner's beneficiary to staff, with everything a decision needs",
  permission: "REVIEWS_READ",
  input: z.strictObject({ beneficiaryId: z.string() }),
  output: beneficiaryReviewSchema,
  run: async (context, { beneficiaryId }) => {
    const { tx, scope } = context;
    const row = await requireBeneficiary(context, { id: beneficiaryId });
    const [organizationName, beneficiary, blockedBecause, history] = await Promise.all([
      findOrganizationName(tx, scope.organizationId),
      showBeneficiary(context, row),
      approvalBlockedBecause(tx, scope, { beneficiaryId: row.id }),
      reviewHistoryOf(context, beneficiaryId),
    ]);
    const customer = await requireCustomer(context, beneficiary.customerId);
    const screenings = await screeningSummaryOfCustomers(tx, scope, [customer.id]);
    return {
      organization: { id: toPublicId("organization", scope.organizationId), name: organizationName },
      environment: scope.environment,
      beneficiary,
      customer: toCustomerSummary(customer, screenings.get(customer.id)),
      submittedAt: row.submittedAt?.toISOString() ?? null,
      correctionCount: row.correctionCount,
      possibleDecisions: decisionsFrom(row.status),
      approvalBlockedBecause: blockedBecause,
      history,
    };
  },
});
