/** Beneficiaries of customers. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { newestFirst } from "@/db/queries/newest-first";
import { beneficiaries } from "@/db/schema";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import { BENEFICIARY_STATUSES, type BeneficiaryStatus } from "@/lib/schemas/lifecycle";

export type BeneficiaryRow = typeof beneficiaries.$inferSelect;

type Tenant = { organizationId: string; environment: Environment };

const ofTenant = (tenant: Tenant) =>
  and(
    eq(beneficiaries.organizationId, tenant.organizationId),
    eq(beneficiaries.environment, tenant.environment),
  );

/** Newest first, before `beforeId` where given. */
export function listBeneficiaryRows(
  tx: Transaction,
  tenant: Tenant,
  filter: { customerId: string; status: BeneficiaryStatus | undefined },
  page: { limit: number; beforeId: string | undefined },
): Promise<BeneficiaryRow[]> {
  const narrowing = [
    { column: beneficiaries.customerId, value: filter.customerId },
    { column: beneficiaries.status, value: filter.status },
  ];
  const { where, orderBy } = newestFirst(beneficiaries.id, narrowing, page.beforeId);
  return tx
    .select()
    .from(beneficiaries)
    .where(and(ofTenant(tenant), where))
    .orderBy(...orderBy)
    .limit(page.limit);
}

export async function findBeneficiaryRow(
  tx: Transaction,
  tenant: Tenant,
  beneficiaryId: string,
): Promise<BeneficiaryRow | undefined> {
  const [row] = await tx
    .select()
    .from(beneficiaries)
    .where(and(ofTenant(tenant), eq(beneficiaries.id, beneficiaryId)));
  return row;
}

/** The same, and nobody else changes the beneficiary before this transaction ends. */
export async function lockBeneficiaryRow(
  tx: Transaction,
  tenant: Tenant,
  beneficiaryId: string,
): Promise<BeneficiaryRow | undefined> {
  const [row] = await tx
    .select()
    .from(beneficiaries)
    .where(and(ofTenant(tenant), eq(beneficiaries.id, beneficiaryId)))
    .for("no key update");
  return row;
}

export async function insertBeneficiary(tx: Transaction, row: BeneficiaryRow): Promise<void> {
  await tx.insert(beneficiaries).values(row);
}

/** Changes the beneficiary if its status is one of `from`; otherwise nothing, and `undefined`. */
export async function changeBeneficiary(
  tx: Transaction,
  tenant: Tenant,
  beneficiaryId: string,
  from: readonly BeneficiaryStatus[],
  change: Partial<BeneficiaryRow>,
): Promise<BeneficiaryRow | undefined> {
  const [row] = await tx
    .update(beneficiaries)
    .set(change)
    .where(
      and(ofTenant(tenant), eq(beneficiaries.id, beneficiaryId), inArray(beneficiaries.status, [...from])),
    )
    .returning();
  return row;
}

const queueRowSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  environment: environmentSchema,
  companyName: z.string(),
  status: z.enum(BENEFICIARY_STATUSES),
  waitingSince: z.coerce.date(),
  customerId: z.string(),
  customerName: z.string(),
  openMatchCount: z.int(),
  paymentHold: z.boolean(),
});
export type BeneficiaryQueueRow = z.infer<typeof queueRowSchema>;

/** Beneficiaries of every organization that wait for a review, longest waiting first, after one place where given. */
export async function listBeneficiaryQueueRows(
  tx: Transaction,
  environment: Environment,
  { after, limit }: { limit: number; after: { waitingSince: Date; id: string } | undefined },
): Promise<BeneficiaryQueueRow[]> {
  const rows = await tx.execute(sql`
    select id, organization_id as "organizationId", organization_name as "organizationName", environment,
           company_name as "companyName", status, submitted_at as "waitingSince", customer_id as "customerId",
           customer_name as "customerName", open_match_count as "openMatchCount", payment_hold as "paymentHold"
      from beneficiary_review_queue(${environment}::text, ${after?.waitingSince.toISOString() ?? null}::timestamptz,
        ${after?.id ?? null}::uuid, ${limit}::integer)`);
  return rows.map((row) => queueRowSchema.parse(row));
}
