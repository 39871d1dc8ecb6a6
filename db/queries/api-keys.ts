/** Changes of API keys' life. `application` is a row that the caller has locked. */
import { and, eq, gt, isNull, or } from "drizzle-orm";
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
