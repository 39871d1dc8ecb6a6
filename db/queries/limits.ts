/** How much of its rate limit an application uses, and failed authentications by place. */
import { createHash } from "node:crypto";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { credentialTraffic } from "@/db/schema";

export type LimitMinute = { minute: Date; requests: number; limited: number };

/** Requests with any of its keys in the minutes that began after `after`, oldest first; none for a minute without one. */
export function listLimitMinutes(
  tx: Transaction,
  organizationId: string,
  applicationId: string,
  after: Date,
): Promise<LimitMinute[]> {
  const { minute, requests, limited } = credentialTraffic;
  return tx
    .select({
      minute,
      requests: sql<number>`sum(${requests})`.mapWith(Number),
      limited: sql<number>`sum(${limited})`.mapWith(Number),
    })
    .from(credentialTraffic)
    .where(
      and(
        eq(credentialTraffic.organizationId, organizationId),
        eq(credentialTraffic.applicationId, applicationId),
        gt(minute, after),
      ),
    )
    .groupBy(minute)
    .orderBy(asc(minute));
}

/** Counts one for the place; gives after how many seconds the next one is within the limit, or 0 when this one is. */
export async function countFailedAuthentication(
  db: Database["db"],
  place: string,
  perMinute: number,
  now: Date,
): Promise<number> {
  const digest = createHash("sha256").update(place).digest();
  const [row] = await db.execute(
    sql`select count_failed_authentication(${digest}::bytea, ${perMinute}::integer, ${now.getTime()}::bigint) as seconds`,
  );
  return z.object({ seconds: z.int() }).parse(row).seconds;
}

/** Forgets up to `limit` places whose allowance is whole again; gives how many there were. */
export async function forgetFailedAuthentications(
  db: Database["db"],
  now: Date,
  limit: number,
): Promise<number> {
  const [row] = await db.execute(
    sql`select forget_failed_authentications(${now.getTime()}::bigint, ${limit}::integer) as removed`,
  );
  return z.object({ removed: z.int() }).parse(row).removed;
}
