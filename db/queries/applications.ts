/** Reads and writes of applications and their credentials; every one names the tenant, as row-level security does. */
import { and, desc, eq, inArray, isNull, lt, max } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { apiKeys, applications, credentialUsage, signingKeys, users } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";

export type ApplicationRow = typeof applications.$inferSelect;
export type ApiKeyRow = typeof apiKeys.$inferSelect;
export type SigningKeyRow = typeof signingKeys.$inferSelect;

export type Tenant = { organizationId: string; environment: Environment };

/** Applications that were not deleted, newest first, before `beforeId` where given. */
export function listApplicationRows(
  tx: Transaction,
  tenant: Tenant,
  page: { limit: number; beforeId: string | undefined },
): Promise<ApplicationRow[]> {
  return tx
    .select()
    .from(applications)
    .where(
      and(
        eq(applications.organizationId, tenant.organizationId),
        eq(applications.environment, tenant.environment),
        isNull(applications.deletedAt),
        page.beforeId === undefined ? undefined : lt(applications.id, page.beforeId),
      ),
    )
    .orderBy(desc(applications.id))
    .limit(page.limit);
}

/** One application that was not deleted. `lock` makes concurrent changes of it queue. */
export async function findApplicationRow(
  tx: Transaction,
  tenant: Tenant,
  applicationId: string,
  options: { lock?: boolean } = {},
): Promise<ApplicationRow | undefined> {
  const query = tx
    .select()
    .from(applications)
    .where(
      and(
        eq(applications.id, applicationId),
        eq(applications.organizationId, tenant.organizationId),
        eq(applications.environment, tenant.environment),
        isNull(applications.deletedAt),
      ),
    );
  const [row] = await (options.lock ? query.for("update") : query);
  return row;
}

export type ApplicationCredentials = {
  apiKeys: (ApiKeyRow & { lastUsedAt: Date | null })[];
  signingKeys: SigningKeyRow[];
  /** Display names by user id, of everybody who created one of the rows. */
  creators: ReadonlyMap<string, string>;
};

/** Keys, signing keys and creators of a page of applications, in a fixed number of statements. */
export async function loadCredentials(
  tx: Transaction,
  organizationId: string,
  rows: readonly ApplicationRow[],
): Promise<ApplicationCredentials> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return { apiKeys: [], signingKeys: [], creators: new Map() };
  const [keys, signing, usage] = await Promise.all([
    tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.organizationId, organizationId), inArray(apiKeys.applicationId, ids)))
      .orderBy(desc(apiKeys.id)),
    tx
      .select()
      .from(signingKeys)
      .where(and(eq(signingKeys.organizationId, organizationId), inArray(signingKeys.applicationId, ids)))
      .orderBy(desc(signingKeys.id)),
    tx
      .select({ apiKeyId: credentialUsage.apiKeyId, lastUsedAt: max(credentialUsage.lastUsedAt) })
      .from(credentialUsage)
      .where(
        and(eq(credentialUsage.organizationId, organizationId), inArray(credentialUsage.applicationId, ids)),
      )
      .groupBy(credentialUsage.apiKeyId),
  ]);
  const lastUse = new Map(usage.map((row) => [row.apiKeyId, row.lastUsedAt]));
  const creatorIds = [...rows, ...keys, ...signing]
    .map((row) => row.createdByUserId)
    .filter((id) => id !== null);
  const people =
    creatorIds.length === 0
      ? []
      : await tx
          .select({ id: users.id, displayName: users.displayName })
          .from(users)
          .where(inArray(users.id, [...new Set(creatorIds)]));
  return {
    apiKeys: keys.map((key) => ({ ...key, lastUsedAt: lastUse.get(key.id) ?? null })),
    signingKeys: signing,
    creators: new Map(people.map((person) => [person.id, person.displayName])),
  };
}
