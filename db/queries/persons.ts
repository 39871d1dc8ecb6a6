/** Persons behind customers. */
import { and, asc, count, desc, eq, lt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { customerPersons } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";

export type PersonRow = typeof customerPersons.$inferSelect;

type Tenant = { organizationId: string; environment: Environment };
/** A person is looked for among those of one customer. */
type PersonKey = { customerId: string; personId: string };

const ofCustomer = (tenant: Tenant, customerId: string) =>
  and(
    eq(customerPersons.organizationId, tenant.organizationId),
    eq(customerPersons.environment, tenant.environment),
    eq(customerPersons.customerId, customerId),
  );

const isPerson = (tenant: Tenant, { customerId, personId }: PersonKey) =>
  and(ofCustomer(tenant, customerId), eq(customerPersons.id, personId));

/** All persons of a customer in the order they were added, at most `limit`. */
export function listPersonRows(
  tx: Transaction,
  tenant: Tenant,
  customerId: string,
  limit: number,
): Promise<PersonRow[]> {
  return tx
    .select()
    .from(customerPersons)
    .where(ofCustomer(tenant, customerId))
    .orderBy(asc(customerPersons.id))
    .limit(limit);
}

/** Newest first, before `beforeId` where given. */
export function listNewestPersonRows(
  tx: Transaction,
  tenant: Tenant,
  customerId: string,
  page: { limit: number; beforeId: string | undefined },
): Promise<PersonRow[]> {
  return tx
    .select()
    .from(customerPersons)
    .where(
      and(
        ofCustomer(tenant, customerId),
        page.beforeId === undefined ? undefined : lt(customerPersons.id, page.beforeId),
      ),
    )
    .orderBy(desc(customerPersons.id))
    .limit(page.limit);
}

export async function countPersons(tx: Transaction, tenant: Tenant, customerId: string): Promise<number> {
  const [row] = await tx
    .select({ persons: count() })
    .from(customerPersons)
    .where(ofCustomer(tenant, customerId));
  return row?.persons ?? 0;
}

export async function findPersonRow(
  tx: Transaction,
  tenant: Tenant,
  key: PersonKey,
): Promise<PersonRow | undefined> {
  const [row] = await tx.select().from(customerPersons).where(isPerson(tenant, key));
  return row;
}

export async function insertPersons(tx: Transaction, rows: PersonRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(customerPersons).values(rows);
}

/** Callers hold the customer's row, so the person is there. */
export async function updatePerson(tx: Transaction, tenant: Tenant, row: PersonRow): Promise<void> {
  const { id, organizationId: _organization, environment: _environment, customerId, ...change } = row;
  await tx
    .update(customerPersons)
    .set(change)
    .where(isPerson(tenant, { customerId, personId: id }));
}

export async function deletePerson(tx: Transaction, tenant: Tenant, key: PersonKey): Promise<void> {
  await tx.delete(customerPersons).where(isPerson(tenant, key));
}
