/** What an application's credentials and permissions were used for; written by `record_usage` alone. */
import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { credentialTraffic, credentialUsage, permissionUsage } from "@/db/schema";

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

/** When these applications last used each permission that they have ever used. */
export function listPermissionUse(
  tx: Transaction,
  organizationId: string,
  applicationIds: readonly string[],
): Promise<(typeof permissionUsage.$inferSelect)[]> {
  return tx
    .select()
    .from(permissionUsage)
    .where(
      and(
        eq(permissionUsage.organizationId, organizationId),
        inArray(permissionUsage.applicationId, [...applicationIds]),
      ),
    );
}

export type PermissionGrant = {
  /** As the history names it: the public id. */
  applicationId: string;
  permission: string;
  grantedAt: Date;
};

/**
 * When permissions were added to applications that were there already, the last time each; what an application began with
 * is not among them. From the history, which has a row for every change.
 */
export async function listPermissionGrants(
  tx: Transaction,
  organizationId: string,
  /** Of one application, by its public id; of all without it. */
  applicationId?: string,
): Promise<PermissionGrant[]> {
  const rows = await tx.execute(sql`
    select application_id, p.permission, max(occurred_at) as granted_at
      from audit_events, jsonb_array_elements_text(after -> 'permissions') as p (permission)
     where organization_id = ${organizationId}::uuid
       and action = 'application.permissions_changed'
       and (${applicationId ?? null}::text is null or application_id = ${applicationId ?? null}::text)
       and not coalesce(before -> 'permissions' ? p.permission, false)
     group by application_id, p.permission`);
  return rows.map((row) => permissionGrantSchema.parse(row));
}

const permissionGrantSchema = z
  .object({ application_id: z.string(), permission: z.string(), granted_at: z.coerce.date() })
  .transform((row) => ({
    applicationId: row.application_id,
    permission: row.permission,
    grantedAt: row.granted_at,
  }));
