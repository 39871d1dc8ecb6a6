/** Payments of a customer or a beneficiary that wait for somebody to go on with them. */
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Party, PaymentRow } from "@/db/queries/payments";
import { payments } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";
import type { PaymentStatus } from "@/lib/schemas/lifecycle";

type Tenant = { organizationId: string; environment: Environment };

const inStatus = (tenant: Tenant, party: Party, status: PaymentStatus) =>
  and(
    eq(payments.organizationId, tenant.organizationId),
    eq(payments.environment, tenant.environment),
    "customerId" in party
      ? eq(payments.customerId, party.customerId)
      : eq(payments.beneficiaryId, party.beneficiaryId),
    eq(payments.status, status),
  );

/** Those whose money nobody has sent yet. */
export function listApprovedPaymentRows(
  tx: Transaction,
  tenant: Tenant,
  party: Party,
): Promise<PaymentRow[]> {
  return tx
    .select()
    .from(payments)
    .where(inStatus(tenant, party, "APPROVED"))
    .orderBy(asc(payments.id));
}

/** Those that a reviewer holds, whatever screening says of them. */
export function listPaymentRowsHeldByReviewers(
  tx: Transaction,
  tenant: Tenant,
  party: Party,
): Promise<PaymentRow[]> {
  return tx
    .select()
    .from(payments)
    .where(and(inStatus(tenant, party, "ON_HOLD"), isNotNull(payments.holdReason)))
    .orderBy(asc(payments.id));
}
