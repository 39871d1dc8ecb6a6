/** The documents that a customer is shown with. */
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { DocumentRow } from "@/db/queries/documents";
import { documents } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";

type Tenant = { organizationId: string; environment: Environment };

/**
 * What was uploaded for the customer and what is named in `namedIds`, each once, newest first, at most `limit`. Two
 * queries side by side, because one with "or" could not stop at the limit.
 */
export async function listDocumentRowsOfCustomer(
  tx: Transaction,
  tenant: Tenant,
  { customerId, namedIds }: { customerId: string; namedIds: readonly string[] },
  limit: number,
): Promise<DocumentRow[]> {
  const newest = (condition: ReturnType<typeof eq>) =>
    tx
      .select()
      .from(documents)
      .where(
        and(
          eq(documents.organizationId, tenant.organizationId),
          eq(documents.environment, tenant.environment),
          condition,
        ),
      )
      .orderBy(desc(documents.id))
      .limit(limit);
  const [uploaded, named] = await Promise.all([
    newest(eq(documents.customerId, customerId)),
    namedIds.length === 0 ? [] : newest(inArray(documents.id, [...namedIds])),
  ]);
  const byId = new Map([...uploaded, ...named].map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
}
