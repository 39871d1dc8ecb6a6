/** Customers. */
import { and, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { LAST_ID, type Narrowing, newestFirst } from "@/db/queries/newest-first";
import { type SubjectState, statesOfCustomer } from "@/db/queries/screening";
import { customers } from "@/db/schema";
import { preparedSelect } from "@/db/statements";
import { type Environment, environmentSchema } from "@/lib/schemas/common";
import { CUSTOMER_STATUSES, type CustomerStatus } from "@/lib/schemas/lifecycle";

export type CustomerRow = typeof customers.$inferSelect;

type Tenant = { organizationId: string; environment: Environment };

const ofTenant = (tenant: Tenant) =>
  and(eq(customers.organizationId, tenant.organizationId), eq(customers.environment, tenant.environment));

/** A customer of a list, with what screening knows of it and its persons. */
export type ListedCustomerRow = CustomerRow & { screeningStates: SubjectState[] };

const listedColumns = { ...getTableColumns(customers), screeningStates: statesOfCustomer };

/** Newest first, before `beforeId` where given; `nameContains` is plain text, not a pattern. */
export function listCustomerRows(
  tx: Transaction,
  tenant: Tenant,
  filter: { status: CustomerStatus | undefined; nameContains: string | undefined },
  page: { limit: number; beforeId: string | undefined },
): Promise<ListedCustomerRow[]> {
  const { status, nameContains } = filter;
  const { limit, beforeId } = page;
  if (nameContains !== undefined) {
    const found = sql`${nameContains}::text, ${status ?? null}::text, ${beforeId ?? null}::uuid, ${limit}::integer`;
    return tx
      .select(listedColumns)
      .from(customers)
      .where(and(ofTenant(tenant), sql`${customers.id} = any (array(select search_customers(${found})))`))
      .orderBy(desc(customers.id));
  }
  const { organizationId, environment } = tenant;
  const values = { organizationId, environment, status, beforeId: beforeId ?? LAST_ID, limit };
  return status === undefined ? listAll(tx, values) : listOfStatus(tx, values);
}

const place = sql.placeholder;
const listAll = newestRows([]);
const listOfStatus = newestRows([{ column: customers.status, value: place("status") }]);

function newestRows(narrowing: Narrowing) {
  const { where, orderBy } = newestFirst(customers.id, narrowing, place("beforeId"));
  const ofPlaces = and(
    eq(customers.organizationId, place("organizationId")),
    eq(customers.environment, place("environment")),
  );
  return preparedSelect(listedColumns, (tx, columns) =>
    tx
      .select(columns)
      .from(customers)
      .where(and(ofPlaces, where))
      .orderBy(...orderBy)
      .limit(place("limit")),
  );
}

export async function findCustomerRow(
  tx: Transaction,
  tenant: Tenant,
  customerId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await tx
    .select()
    .from(customers)
    .where(and(ofTenant(tenant), eq(customers.id, customerId)));
  return row;
}

/** The same, and the customer is there until this transaction ends, for a row that refers to it. */
export async function holdCustomerRow(
  tx: Transaction,
  tenant: Tenant,
  customerId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await tx
    .select()
    .from(customers)
    .where(and(ofTenant(tenant), eq(customers.id, customerId)))
    .for("key share");
  return row;
}

/** The same, and nobody else changes the customer or its persons before this transaction ends. */
export async function lockCustomerRow(
  tx: Transaction,
  tenant: Tenant,
  customerId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await tx
    .select()
    .from(customers)
    .where(and(ofTenant(tenant), eq(customers.id, customerId)))
    // What only refers to the customer, such as a new beneficiary, need not wait.
    .for("no key update");
  return row;
}

export async function insertCustomer(tx: Transaction, row: CustomerRow): Promise<void> {
  await tx.insert(customers).values(row);
}

/** Changes the customer if its status is one of `from`; otherwise nothing, and `undefined`. */
export async function changeCustomer(
  tx: Transaction,
  tenant: Tenant,
  customerId: string,
  from: readonly CustomerStatus[],
  change: Partial<CustomerRow>,
): Promise<CustomerRow | undefined> {
  const [row] = await tx
    .update(customers)
    .set(change)
    .where(and(ofTenant(tenant), eq(customers.id, customerId), inArray(customers.status, [...from])))
    .returning();
  return row;
}

const queueRowSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  environment: environmentSchema,
  companyName: z.string(),
  status: z.enum(CUSTOMER_STATUSES),
  waitingSince: z.coerce.date(),
  openMatchCount: z.int(),
  paymentHold: z.boolean(),
});
export type CustomerQueueRow = z.infer<typeof queueRowSchema>;

/** Customers of every organization that wait for a review, longest waiting first, after one place where given. */
export async function listCustomerQueueRows(
  tx: Transaction,
  environment: Environment,
  { after, limit }: { limit: number; after: { waitingSince: Date; id: string } | undefined },
): Promise<CustomerQueueRow[]> {
  const rows = await tx.execute(sql`
    select id, organization_id as "organizationId", organization_name as "organizationName", environment,
           company_name as "companyName", status, submitted_at as "waitingSince",
           open_match_count as "openMatchCount", payment_hold as "paymentHold"
      from customer_review_queue(${environment}::text, ${after?.waitingSince.toISOString() ?? null}::timestamptz,
        ${after?.id ?? null}::uuid, ${limit}::integer)`);
  return rows.map((row) => queueRowSchema.parse(row));
}
