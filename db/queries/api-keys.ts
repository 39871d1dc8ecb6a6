/** Changes of API keys' life. `application` is a row that the caller has locked, unless a function says otherwise. */
import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import {
  type ApiKeyRow,
  type ApplicationRow,
  findApplicationRow,
  type Tenant,
} from "@/db/queries/applications";
import { apiKeys } from "@/db/schema";

const live = (applicationId: string, now: Date) =>
  and(
    eq(apiKeys.applicationId, applicationId),
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
  );

/** Keys that are accepted at `now`, oldest first. The application need not be locked, nor be there. */
export function listLiveApiKeys(tx: Transaction, applicationId: string, now: Date): Promise<ApiKeyRow[]> {
  return tx.select().from(apiKeys).where(live(applicationId, now)).orderBy(asc(apiKeys.id));
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

/** Lets every live key end at `expiresAt`, which is ahead; keys that end earlier anyway keep their date. */
export async function expireLiveApiKeys(
  tx: Transaction,
  application: ApplicationRow,
  expiresAt: Date,
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .update(apiKeys)
    .set({ expiresAt, expirySetAt: now })
    .where(
      and(
        eq(apiKeys.applicationId, application.id),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, expiresAt)),
      ),
    )
    .returning({ id: apiKeys.id });
  return rows.map((row) => row.id);
}

/** Gives one key another end, or none. */
export async function setApiKeyExpiry(
  tx: Transaction,
  key: ApiKeyRow,
  expiresAt: Date | null,
  now: Date,
): Promise<void> {
  await tx.update(apiKeys).set({ expiresAt, expirySetAt: now }).where(eq(apiKeys.id, key.id));
}

export async function revokeApiKeyRow(tx: Transaction, key: ApiKeyRow, now: Date): Promise<void> {
  await tx.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, key.id));
}

/**
 * The key with its application, which is locked, when the application was not deleted. Every change of a key locks
 * its application first, so that changes of one application queue instead of waiting for each other in a circle.
 */
export async function lockApiKey(
  tx: Transaction,
  tenant: Tenant,
  apiKeyId: string,
): Promise<{ key: ApiKeyRow; application: ApplicationRow } | undefined> {
  const read = async () => {
    const [key] = await tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.id, apiKeyId), eq(apiKeys.organizationId, tenant.organizationId)));
    return key;
  };
  const found = await read();
  if (found === undefined) return undefined;
  const application = await findApplicationRow(tx, tenant, found.applicationId, { lock: true });
  // Read again: what was read before the lock may have changed while we waited for it.
  const key = application === undefined ? undefined : await read();
  return application === undefined || key === undefined ? undefined : { key, application };
}
