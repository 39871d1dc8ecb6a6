import { listDocumentRowsById } from "@/db/queries/documents";
import type { PaymentRow } from "@/db/queries/payments";
import { findOrganizationName } from "@/db/queries/tickets";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { requireBeneficiary } from "@/lib/operations/beneficiaries/find";
import { showBeneficiary } from "@/lib/operations/beneficiaries/view";
import { requireCustomer } from "@/lib/operations/customers/find";
import { toCustomerSummary } from "@/lib/operations/customers/view";
import { toDocumentView } from "@/lib/operations/documents/view";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import { decisionsFrom } from "@/lib/operations/payments/decide";
import { requirePayment } from "@/lib/operations/payments/find";
import { HELD_BY_SCREENING, notApprovedReason } from "@/lib/operations/payments/parties";
import { toPaymentView } from "@/lib/operations/payments/view";
import { reviewHistoryOf } from "@/lib/operations/reviews/history";
import { isHeldByScreening, screeningSummaryOfCustomers } from "@/lib/operations/screening/summary";
import { settlementStepsFrom } from "@/lib/operations/settlement/settle";
import type { DocumentView } from "@/lib/schemas/document";
import { paymentIdSchema } from "@/lib/schemas/payment";
import { type PaymentReview, paymentReviewSchema } from "@/lib/schemas/review-payment";

export const getPaymentReview = readOperation({
  name: "getPaymentReview",
  summary: "Show a partner's payment to staff, with everything a decision needs",
  permission: "REVIEWS_READ",
  input: paymentIdSchema,
  output: paymentReviewSchema,
  run: async (context, { id }) => toPaymentReview(context, await requirePayment(context, id)),
});

async function toPaymentReview(
  context: Pick<TransactionContext, "tx" | "scope">,
  row: PaymentRow,
): Promise<PaymentReview> {
  const { tx, scope } = context;
  const payment = toPaymentView(row);
  const [organizationName, customerRow, screenings, beneficiaryRow, documents, heldByScreening, history] =
    await Promise.all([
      findOrganizationName(tx, scope.organizationId),
      requireCustomer(context, payment.customerId),
      screeningSummaryOfCustomers(tx, scope, [row.customerId]),
      requireBeneficiary(context, { id: payment.beneficiaryId }),
      documentsOf(context, row),
      isHeldByScreening(tx, scope, row),
      reviewHistoryOf(context, payment.id),
    ]);
  const decisions = decisionsFrom(row.status);
  return {
    organization: { id: toPublicId("organization", scope.organizationId), name: organizationName },
    environment: scope.environment,
    payment,
    customer: toCustomerSummary(customerRow, screenings.get(row.customerId)),
    beneficiary: await showBeneficiary(context, beneficiaryRow),
    documents,
    submittedAt: row.submittedAt.toISOString(),
    correctionCount: row.correctionCount,
    heldFrom: row.heldFrom,
    heldByScreening,
    heldByStaff: row.holdReason !== null,
    possibleDecisions: decisions.filter((decision) => decision !== "RELEASE" || !heldByScreening),
    possibleSettlementSteps: settlementStepsFrom(row.status),
    approvalBlockedBecause:
      notApprovedReason(customerRow.status, beneficiaryRow.status) ??
      (heldByScreening ? HELD_BY_SCREENING : null),
    history,
  };
}

/** The documents that the payment names, in its order. */
async function documentsOf(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  { documentIds }: PaymentRow,
): Promise<DocumentView[]> {
  const uuids = documentIds.flatMap((id) => fromPublicId("document", id) ?? []);
  const rows = await listDocumentRowsById(tx, scope, uuids);
  const views = rows.map(toDocumentView);
  return documentIds.flatMap((id) => views.find((view) => view.id === id) ?? []);
}
