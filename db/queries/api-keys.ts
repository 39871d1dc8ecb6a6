/** Changes of API keys' life. `application` is a row that the caller has locked. */
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { ApiKeyRow, ApplicationRow } from "@/db/queries/applications";
import { apiKeys, applications } from "@/db/schema";
import type { Environment } from "@/lib/schemas/common";

const live = (applicationId: string, now: Date) =>
  and(
    eq(apiKeys.applicationId, applicationId),
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
  );

/** Keys that are accepted at `now`. */
export function listLiveApiKeys(
  tx: Transaction,
  application: ApplicationRow,
  now: Date,
): Promise<ApiKeyRow[]> {
  return tx.select().from(apiKeys).where(live(application.id, now));
}

/** Revokes every live key; returns their UUIDs. */
export async function revokeLiveApiKeys(
  tx: Transaction,
  application: ApplicationRow,
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(live(application.id, now))
    .returning({ id: apiKeys.id });
  return rows.map((row) => row.id);
}

/** Lets every live key without a date expire at `expiresAt`; keys that expire earlier anyway keep their date. */
export async function expireActiveApiKeys(
  tx: Transaction,
  application: ApplicationRow,
  expiresAt: Date,
): Promise<{ id: string }[]> {
  return tx
    .update(apiKeys)
    .set({ expiresAt })
    .where(
      and(
        eq(apiKeys.applicationId, application.id),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, expiresAt)),
      ),
    )
    .returning({ id: apiKeys.id });
}

/** The key with its application, locked, when the application was not deleted. */
export async function findApiKeyForUpdate(
  tx: Transaction,
  tenant: { organizationId: string; environment: Environment },
  apiKeyId: string,
): Promise<{ key: ApiKeyRow; application: ApplicationRow } | undefined> {
  const [row] = await tx
    .select({ key: apiKeys, application: applications })
    .from(apiKeys)
    .innerJoin(applications, eq(applications.id, apiKeys.applicationId))
    .where(
      and(
        eq(apiKeys.id, apiKeyId),
        eq(apiKeys.organizationId, tenant.organizationId),
        eq(applications.environment, tenant.environment),
        isNull(applications.deletedAt),
      ),
    )
    .for("update");
  return row;
}
