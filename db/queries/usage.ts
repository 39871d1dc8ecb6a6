/** What an application's credentials and permissions were used for; written by `record_usage` alone. */
import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { credentialTraffic, credentialUsage, permissionUsage } from "@/db/schema";
import type { ApiPermission } from "@/lib/permissions";

export type LastUseRow = typeof credentialUsage.$inferSelect;

/** The last use of every pair of keys that these applications have ever used. */
export function listLastUse(
  tx: Transaction,
  organizationId: string,
  applicationIds: readonly string[],
): Promise<LastUseRow[]> {
  return tx
    .select()
    .from(credentialUsage)
    .where(
      and(
        eq(credentialUsage.organizationId, organizationId),
        inArray(credentialUsage.applicationId, [...applicationIds]),
      ),
    );
}

export type TrafficTotals = {
  apiKeyId: string;
  signingKeyId: string;
  hour: number;
  day: number;
  week: number;
};

/** Admitted requests per pair of keys, in the minutes that began after each of these instants. */
export function sumTraffic(
  tx: Transaction,
  applicationId: string,
  after: { hour: Date; day: Date; week: Date },
): Promise<TrafficTotals[]> {
  const { minute, requests, apiKeyId, signingKeyId } = credentialTraffic;
  const since = (instant: Date): SQL<number> =>
    sql<number>`coalesce(sum(${requests}) filter (where ${minute} > ${instant.toISOString()}::timestamptz), 0)`.mapWith(
      Number,
    );
  return tx
    .select({
      apiKeyId,
      signingKeyId,
      hour: since(after.hour),
      day: since(after.day),
      week: since(after.week),
    })
    .from(credentialTraffic)
    .where(and(eq(credentialTraffic.applicationId, applicationId), gt(minute, after.week)))
    .groupBy(apiKeyId, signingKeyId);
}

export type TrafficMinute = { minute: Date; apiKeyId: string; signingKeyId: string; requests: number };

/** The same minute by minute, oldest first. */
export function listTrafficMinutes(
  tx: Transaction,
  applicationId: string,
  after: Date,
): Promise<TrafficMinute[]> {
  const { minute, requests, apiKeyId, signingKeyId } = credentialTraffic;
  return tx
    .select({ minute, apiKeyId, signingKeyId, requests })
    .from(credentialTraffic)
    .where(and(eq(credentialTraffic.applicationId, applicationId), gt(minute, after)))
    .orderBy(asc(minute), asc(apiKeyId), asc(signingKeyId));
}

/** When the application last used each permission that it has ever used. */
export async function listPermissionUse(
  tx: Transaction,
  applicationId: string,
): Promise<ReadonlyMap<ApiPermission, Date>> {
  const rows = await tx
    .select({ permission: permissionUsage.permission, lastUsedAt: permissionUsage.lastUsedAt })
    .from(permissionUsage)
    .where(eq(permissionUsage.applicationId, applicationId));
  return new Map(rows.map((row) => [row.permission, row.lastUsedAt]));
}
