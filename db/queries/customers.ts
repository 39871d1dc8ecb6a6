/** Customers and their persons. */
import { and, asc, desc, eq, ilike, inArray, lt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { customerPersons, customers } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";
import type { CustomerStatus } from "@/lib/schemas/lifecycle";

export type CustomerRow = typeof customers.$inferSelect;
export type PersonRow = typeof customerPersons.$inferSelect;

type Tenant = { organizationId: string; environment: Environment };

const ofTenant = (tenant: Tenant) =>
  and(eq(customers.organizationId, tenant.organizationId), eq(customers.environment, tenant.environment));

/** Newest first, before `beforeId` where given; `nameContains` is plain text, not a pattern. */
export function listCustomerRows(
  tx: Transaction,
  tenant: Tenant,
  filter: { status: CustomerStatus | undefined; nameContains: string | undefined },
  page: { limit: number; beforeId: string | undefined },
): Promise<CustomerRow[]> {
  return tx
    .select()
    .from(customers)
    .where(
      and(
        ofTenant(tenant),
        filter.status === undefined ? undefined : eq(customers.status, filter.status),
        filter.nameContains === undefined
          ? undefined
          : ilike(customers.companyName, `%${filter.nameContains.replace(/[\\%_]/g, "\\$&")}%`),
        page.beforeId === undefined ? undefined : lt(customers.id, page.beforeId),
      ),
    )
    .orderBy(desc(customers.id))
    .limit(page.limit);
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

/** Persons of customers in the order they were added. */
export function listPersonRows(tx: Transaction, tenant: Tenant, customerIds: string[]): Promise<PersonRow[]> {
  return tx
    .select()
    .from(customerPersons)
    .where(
      and(
        eq(customerPersons.organizationId, tenant.organizationId),
        eq(customerPersons.environment, tenant.environment),
        inArray(customerPersons.customerId, customerIds),
      ),
    )
    .orderBy(asc(customerPersons.id));
}

export async function insertCustomer(tx: Transaction, row: CustomerRow, persons: PersonRow[]): Promise<void> {
  await tx.insert(customers).values(row);
  if (persons.length > 0) await tx.insert(customerPersons).values(persons);
}
