/** Payments, whom they are between, and the staff's queues of them. */
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { newestFirst } from "@/db/queries/newest-first";
import { beneficiaries, customers, payments, screeningSubjects } from "@/db/schema";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import {
  type BeneficiaryStatus,
  type CustomerStatus,
  PAYMENT_STATUSES,
  type PaymentStatus,
} from "@/lib/schemas/lifecycle";

export type PaymentRow = typeof payments.$inferSelect;

type Tenant = { organizationId: string; environment: Environment };

const ofTenant = (tenant: Tenant) =>
  and(eq(payments.organizationId, tenant.organizationId), eq(payments.environment, tenant.environment));

const isPayment = (tenant: Tenant, paymentId: string) => and(ofTenant(tenant), eq(payments.id, paymentId));

/** At most one side: a beneficiary has one customer. */
export type PaymentFilter = {
  status?: PaymentStatus | undefined;
  customerId?: string | undefined;
  beneficiaryId?: string | undefined;
};

/** Newest first, before `beforeId` where given. */
export function listPaymentRows(
  tx: Transaction,
  tenant: Tenant,
  filter: PaymentFilter,
  page: { limit: number; beforeId: string | undefined },
): Promise<PaymentRow[]> {
  const narrowing = [
    { column: payments.customerId, value: filter.customerId },
    { column: payments.beneficiaryId, value: filter.beneficiaryId },
    { column: payments.status, value: filter.status },
  ];
  const { where, orderBy } = newestFirst(payments.id, narrowing, page.beforeId);
  return tx
    .select()
    .from(payments)
    .where(and(ofTenant(tenant), where))
    .orderBy(...orderBy)
    .limit(page.limit);
}

export async function findPaymentRow(
  tx: Transaction,
  tenant: Tenant,
  paymentId: string,
): Promise<PaymentRow | undefined> {
  const [row] = await tx.select().from(payments).where(isPayment(tenant, paymentId));
  return row;
}

/** The same, and nobody else changes the payment before this transaction ends. */
export async function lockPaymentRow(
  tx: Transaction,
  tenant: Tenant,
  paymentId: string,
): Promise<PaymentRow | undefined> {
  const [row] = await tx.select().from(payments).where(isPayment(tenant, paymentId)).for("update");
  return row;
}

export async function insertPayment(tx: Transaction, row: PaymentRow): Promise<void> {
  await tx.insert(payments).values(row);
}

/** What a move of a payment may set besides the status. */
export type PaymentChange = Partial<
  Pick<
    PaymentRow,
    | "statusReason"
    | "corrections"
    | "correctionCount"
    | "heldFrom"
    | "holdReason"
    | "settlementReference"
    | "submittedAt"
    | "approvedAt"
    | "completedAt"
    | "paymentAmount"
    | "paymentCurrencyCode"
    | "totalTarget"
    | "targetCurrencyCode"
    | "rate"
    | "priceBreakdown"
    | "internalReference"
    | "invoiceNumber"
    | "documentIds"
  >
> & { status: PaymentStatus; updatedAt: Date };

/** Moves the payment if its status is one of `from`, and gives it as it is then; otherwise nothing, and `undefined`. */
export async function movePayment(
  tx: Transaction,
  tenant: Tenant,
  paymentId: string,
  from: readonly PaymentStatus[],
  change: PaymentChange,
): Promise<PaymentRow | undefined> {
  const [row] = await tx
    .update(payments)
    .set(change)
    .where(and(isPayment(tenant, paymentId), inArray(payments.status, [...from])))
    .returning();
  return row;
}

export type Parties = { customerId: string; beneficiaryId: string };
export type PartyStatuses = { customer: CustomerStatus; beneficiary: BeneficiaryStatus };

const isCustomer = (tenant: Tenant, customerId: string) =>
  and(
    eq(customers.organizationId, tenant.organizationId),
    eq(customers.environment, tenant.environment),
    eq(customers.id, customerId),
  );

const isBeneficiary = (tenant: Tenant, beneficiaryId: string) =>
  and(
    eq(beneficiaries.organizationId, tenant.organizationId),
    eq(beneficiaries.environment, tenant.environment),
    eq(beneficiaries.id, beneficiaryId),
  );

/** What a customer and a beneficiary are, and stay until the transaction ends; `undefined` where one is gone. */
export async function lockPartyStatuses(
  tx: Transaction,
  tenant: Tenant,
  { customerId, beneficiaryId }: Parties,
): Promise<PartyStatuses | undefined> {
  const [customer] = await tx
    .select({ status: customers.status })
    .from(customers)
    .where(isCustomer(tenant, customerId))
    .for("share");
  const [beneficiary] = await tx
    .select({ status: beneficiaries.status })
    .from(beneficiaries)
    .where(isBeneficiary(tenant, beneficiaryId))
    .for("share");
  if (customer === undefined || beneficiary === undefined) return undefined;
  return { customer: customer.status, beneficiary: beneficiary.status };
}

/** The tenant's customer and beneficiary with these UUIDs; each `undefined` where there is none. */
export async function findParties(
  tx: Transaction,
  tenant: Tenant,
  { customerId, beneficiaryId }: { customerId: string | null; beneficiaryId: string | null },
) {
  const [[customer], [beneficiary]] = await Promise.all([
    customerId === null
      ? []
      : tx
          .select({ id: customers.id, status: customers.status })
          .from(customers)
          .where(isCustomer(tenant, customerId)),
    beneficiaryId === null
      ? []
      : tx
          .select({
            id: beneficiaries.id,
            status: beneficiaries.status,
            customerId: beneficiaries.customerId,
            currencyCode: beneficiaries.currencyCode,
          })
          .from(beneficiaries)
          .where(isBeneficiary(tenant, beneficiaryId)),
  ]);
  return { customer, beneficiary };
}

/** One side of payments, by its UUID. */
export type Party = { customerId: string } | { beneficiaryId: string };

const ofParty = (tenant: Tenant, party: Party) =>
  and(
    ofTenant(tenant),
    "customerId" in party
      ? eq(payments.customerId, party.customerId)
      : eq(payments.beneficiaryId, party.beneficiaryId),
  );

/** Keeps payments of this party from being made until the transaction ends: whoever makes one locks it too. */
export async function lockParty(tx: Transaction, tenant: Tenant, party: Party): Promise<void> {
  if ("customerId" in party) {
    await tx
      .select({ id: customers.id })
      .from(customers)
      .where(isCustomer(tenant, party.customerId))
      .for("no key update");
    return;
  }
  await tx
    .select({ id: beneficiaries.id })
    .from(beneficiaries)
    .where(isBeneficiary(tenant, party.beneficiaryId))
    .for("no key update");
}

/** Those of the party's payments in these statuses: nobody else changes them before this transaction ends. */
export async function lockPaymentsOf(
  tx: Transaction,
  tenant: Tenant,
  party: Party,
  statuses: readonly PaymentStatus[],
): Promise<Pick<PaymentRow, "id" | "status">[]> {
  return tx
    .select({ id: payments.id, status: payments.status })
    .from(payments)
    .where(and(ofParty(tenant, party), inArray(payments.status, [...statuses])))
    .orderBy(asc(payments.id))
    .for("update");
}

/** Whether screening of either side of the payment in question holds payments. */
const isHeldByScreening: SQL = sql`exists (
  select from ${screeningSubjects}
   where ${screeningSubjects.organizationId} = ${payments.organizationId}
     and ${screeningSubjects.environment} = ${payments.environment}
     and ${screeningSubjects.customerId} = ${payments.customerId}
     and (${screeningSubjects.subjectType} <> 'BENEFICIARY' or ${screeningSubjects.entityId} = ${payments.beneficiaryId})
     and ${screeningSubjects.paymentHold}
)`;

/** Puts every payment of the party that screening holds, and whose status is one of `from`, on hold. */
export function holdPaymentsOf(
  tx: Transaction,
  tenant: Tenant,
  party: Party,
  from: readonly PaymentStatus[],
  now: Date,
): Promise<PaymentRow[]> {
  return tx
    .update(payments)
    .set({ status: "ON_HOLD", heldFrom: sql`${payments.status}`, updatedAt: now })
    .where(and(ofParty(tenant, party), inArray(payments.status, [...from]), isHeldByScreening))
    .returning();
}

/** Ends the hold of every payment of the party that nobody holds any more, neither screening nor a reviewer. */
export function releasePaymentsOf(
  tx: Transaction,
  tenant: Tenant,
  party: Party,
  now: Date,
): Promise<PaymentRow[]> {
  return tx
    .update(payments)
    .set({ status: sql`${payments.heldFrom}`, heldFrom: null, updatedAt: now })
    .where(
      and(
        ofParty(tenant, party),
        eq(payments.status, "ON_HOLD"),
        isNull(payments.holdReason),
        sql`not ${isHeldByScreening}`,
      ),
    )
    .returning();
}

const queueRowSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  environment: environmentSchema,
  customerId: z.string(),
  customerName: z.string(),
  beneficiaryName: z.string(),
  internalReference: z.string().nullable(),
  status: z.enum(PAYMENT_STATUSES),
  amount: z.string(),
  currencyCode: z.string(),
  openMatchCount: z.int(),
  paymentHold: z.boolean(),
  waitingSince: z.coerce.date(),
});
export type PaymentQueueRow = z.infer<typeof queueRowSchema>;

const QUEUES = { payments: sql`payment_queue`, settlements: sql`settlement_queue` };

/** Payments of every organization that wait for staff, longest waiting first, after one of them where given. */
export async function listPaymentQueueRows(
  tx: Transaction,
  queue: keyof typeof QUEUES,
  environment: Environment,
  page: { limit: number; after: { waitingSince: Date; id: string } | undefined },
): Promise<PaymentQueueRow[]> {
  const { after, limit } = page;
  const rows = await tx.execute(sql`
    select id, organization_id as "organizationId", organization_name as "organizationName", environment,
           customer_id as "customerId", customer_name as "customerName", beneficiary_name as "beneficiaryName",
           internal_reference as "internalReference", status, amount, currency_code as "currencyCode",
           open_match_count as "openMatchCount", payment_hold as "paymentHold", waiting_since as "waitingSince"
      from ${QUEUES[queue]}(${environment}::text, ${after?.waitingSince.toISOString() ?? null}::timestamptz,
        ${after?.id ?? null}::uuid, ${limit}::integer)`);
  return rows.map((row) => queueRowSchema.parse(row));
}
