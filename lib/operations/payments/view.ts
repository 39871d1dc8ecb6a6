/** Payment rows in their wire shape. */
import type { PaymentRow } from "@/db/queries/payments";
import { toPublicId } from "@/lib/ids";
import { HELD_BY_SCREENING } from "@/lib/operations/payments/parties";
import { toPriceView } from "@/lib/operations/quotes/view";
import type { PaymentView } from "@/lib/schemas/payment";

export function toPaymentView(row: PaymentRow): PaymentView {
  return {
    id: toPublicId("payment", row.id),
    quoteId: toPublicId("quote", row.quoteId),
    customerId: toPublicId("customer", row.customerId),
    beneficiaryId: toPublicId("beneficiary", row.beneficiaryId),
    ...toPriceView(row),
    status: row.status,
    statusReason: row.status === "ON_HOLD" ? (row.holdReason ?? HELD_BY_SCREENING) : row.statusReason,
    corrections: row.status === "CORRECTION_NEEDED" ? row.corrections : [],
    internalReference: row.internalReference,
    invoiceNumber: row.invoiceNumber,
    documentIds: row.documentIds,
    purpose: row.purpose,
    settlementReference: row.settlementReference,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    approvedAt: row.approvedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}
