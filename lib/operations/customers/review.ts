import { z } from "zod";
import { listBeneficiaryRows } from "@/db/queries/beneficiaries";
import { findOrganizationName } from "@/db/queries/tickets";
import { toPublicId } from "@/lib/ids";
import { showBeneficiaries } from "@/lib/operations/beneficiaries/view";
import { requireCustomer } from "@/lib/operations/customers/find";
import { showCustomer } from "@/lib/operations/customers/show";
import { readOperation } from "@/lib/operations/operation";
import { decisionsFrom } from "@/lib/operations/reviews/decision";
import { reviewHistoryOf } from "@/lib/operations/reviews/history";
import { approvalBlockedBecause } from "@/lib/operations/screening/summary";
import { customerReviewSchema } from "@/lib/schemas/review";

const SHOWN_BENEFICIARIES = 20;

export const getCustomerReview = readOperation({
  name: "getCustomerReview",
  summary: "Show a partner's customer to staff, with everything a decision needs",
  permission: "REVIEWS_READ",
  input: z.strictObject({ customerId: z.string() }),
  output: customerReviewSchema,
  run: async (context, { customerId }) => {
    const { tx, scope } = context;
    const row = await requireCustomer(context, customerId);
    const filter = { customerId: row.id, status: undefined };
    const page = { limit: SHOWN_BENEFICIARIES + 1, beforeId: undefined };
    const [organizationName, customer, beneficiaries, blockedBecause, history] = await Promise.all([
      findOrganizationName(tx, scope.organizationId),
      showCustomer(context, row),
      listBeneficiaryRows(tx, scope, filter, page),
      approvalBlockedBecause(tx, scope, { customerId: row.id }),
      reviewHistoryOf(context, customerId),
    ]);
    return {
      organization: { id: toPublicId("organization", scope.organizationId), name: organizationName },
      environment: scope.environment,
      customer,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      correctionCount: row.correctionCount,
      possibleDecisions: decisionsFrom(row.status),
      approvalBlockedBecause: blockedBecause,
      beneficiaries: {
        items: await showBeneficiaries(context, beneficiaries.slice(0, SHOWN_BENEFICIARIES)),
        hasMore: beneficiaries.length > SHOWN_BENEFICIARIES,
      },
      history,
    };
  },
});
