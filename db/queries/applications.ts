/** Reads and writes of applications and their credentials; every one names the tenant, as row-level security does. */
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type KeyClaimRow, listOpenClaims } from "@/db/queries/key-claims";
import { type LastUseRow, listLastUse } from "@/db/queries/usage";
import { apiKeys, applications, signingKeys, users } from "@/db/schema";
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
  apiKeys: readonly ApiKeyRow[];
  signingKeys: readonly SigningKeyRow[];
  lastUse: readonly LastUseRow[];
  /** Claims that are open. */
  keyClaims: readonly KeyClaimRow[];
  /** Display names by user id, of everybody who created one of the rows. */
  creators: ReadonlyMap<string, string>;
};

/** Everything that belongs to a page of applications, in a fixed number of statements. */
export async function loadCredentials(
  tx: Transaction,
  organizationId: string,
  rows: readonly ApplicationRow[],
  now: Date,
): Promise<ApplicationCredentials> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0)
    return { apiKeys: [], signingKeys: [], lastUse: [], keyClaims: [], creators: new Map() };
  const [keys, signing, lastUse, claims] = await Promise.all([
    listShownApiKeys(tx, organizationId, ids, now),
    listSigningKeyRows(tx, organizationId, ids),
    listLastUse(tx, organizationId, ids),
    listOpenClaims(tx, organizationId, ids, now),
  ]);
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
    apiKeys: keys,
    signingKeys: signing,
    lastUse,
    keyClaims: claims,
    creators: new Map(people.map((person) => [person.id, person.displayName])),
  };
}

/** Every signing key that these applications have or had, newest first. */
export function listSigningKeyRows(
  tx: Transaction,
  organizationId: string,
  applicationIds: readonly string[],
): Promise<SigningKeyRow[]> {
  return tx
    .select()
    .from(signingKeys)
    .where(
      and(
        eq(signingKeys.organizationId, organizationId),
        inArray(signingKeys.applicationId, [...applicationIds]),
      ),
    )
    .orderBy(desc(signingKeys.id));
}

const ENDED_KEYS_SHOWN = 20;

/** Live keys, and of each application the keys that have ended last; newest first. */
export function listShownApiKeys(
  tx: Transaction,
  organizationId: string,
  applicationIds: readonly string[],
  now: Date,
): Promise<ApiKeyRow[]> {
  const hasEnded = or(isNotNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, now));
  const newestEnded = tx
    .select({
      id: apiKeys.id,
      place:
        sql<number>`row_number() over (partition by ${apiKeys.applicationId} order by least(${apiKeys.revokedAt}, ${apiKeys.expiresAt}) desc, ${apiKeys.id} desc)`.as(
          "place",
        ),
    })
    .from(apiKeys)
    .where(and(inArray(apiKeys.applicationId, [...applicationIds]), hasEnded))
    .as("newest_ended");
  const shown = tx
    .select({ id: newestEnded.id })
    .from(newestEnded)
    .where(lte(newestEnded.place, ENDED_KEYS_SHOWN));
  const isLive = and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)));
  return tx
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        inArray(apiKeys.applicationId, [...applicationIds]),
        or(isLive, inArray(apiKeys.id, shown)),
      ),
    )
    .orderBy(desc(apiKeys.id));
}
