/** What requests that were let through used, by day; written by `record_daily_traffic` alone. */
import { and, desc, eq, gte, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { firstRememberedDay } from "@/db/queries/address-traffic";
import { dailyTraffic, requestRates, trafficCounting } from "@/db/schema";
import type { ApiPermission } from "@/lib/permissions";

/** Which requests a change would have refused: those that used one of these. */
export type TrafficFilter =
  | { used: "anything" }
  | { used: "permissions"; permissions: readonly ApiPermission[] }
  | { used: "apiKeys" | "signingKeys"; ids: readonly string[] }
  | { used: "addresses"; addresses: readonly string[] };

type Tenant = { organizationId: string; applicationId: string };

/** Beyond those that are kept one by one. */
const OTHER_ADDRESSES = "other";

const total = sql<number>`coalesce(sum(${dailyTraffic.requests}), 0)`.mapWith(Number);
const asDate = (value: Date | string) => new Date(value);
const newest = sql<Date>`max(${dailyTraffic.lastSeenAt})`.mapWith(asDate);

function matching(filter: TrafficFilter): SQL | undefined {
  switch (filter.used) {
    case "anything":
      return undefined;
    case "permissions":
      return inArray(dailyTraffic.permission, [...filter.permissions]);
    case "apiKeys":
      return inArray(dailyTraffic.apiKeyId, [...filter.ids]);
    case "signingKeys":
      return inArray(dailyTraffic.signingKeyId, [...filter.ids]);
    case "addresses":
      return inArray(dailyTraffic.address, [...filter.addresses]);
  }
}

function remembered({ organizationId, applicationId }: Tenant, now: Date): SQL | undefined {
  return and(
    eq(dailyTraffic.organizationId, organizationId),
    eq(dailyTraffic.applicationId, applicationId),
    gte(dailyTraffic.day, firstRememberedDay(now)),
  );
}

export type TrafficTotals = {
  /** All that were let through. */
  all: number;
  /** Those that match, how many of them are kept without their address, and the last. */
  matching: number;
  matchingOther: number;
  lastAt: Date | null;
};

/** The requests of the last thirty days, and those of them that match. */
export async function sumDailyTraffic(
  tx: Transaction,
  tenant: Tenant,
  filter: TrafficFilter,
  now: Date,
): Promise<TrafficTotals> {
  const { requests, address, lastSeenAt } = dailyTraffic;
  const matches = matching(filter) ?? sql`true`;
  const sumWhere = (condition: SQL) =>
    sql<number>`coalesce(sum(${requests}) filter (where ${condition}), 0)`.mapWith(Number);
  const [row] = await tx
    .select({
      all: total,
      matching: sumWhere(matches),
      matchingOther: sumWhere(sql`${matches} and ${address} = ${OTHER_ADDRESSES}`),
      lastAt: sql<Date | null>`max(${lastSeenAt}) filter (where ${matches})`.mapWith(asDate),
    })
    .from(dailyTraffic)
    .where(remembered(tenant, now));
  return row ?? { all: 0, matching: 0, matchingOther: 0, lastAt: null };
}

export type AddressUse = { address: string; requests: number; lastAt: Date; addresses: number };

/** The busiest addresses of those requests; `addresses` in each row: how many there are. */
export function listBusiestAddresses(
  tx: Transaction,
  tenant: Tenant,
  filter: TrafficFilter,
  { now, limit }: { now: Date; limit: number },
): Promise<AddressUse[]> {
  const { address } = dailyTraffic;
  return tx
    .select({
      address,
      requests: total,
      lastAt: newest,
      addresses: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(dailyTraffic)
    .where(and(remembered(tenant, now), matching(filter), notInArray(address, [OTHER_ADDRESSES])))
    .groupBy(address)
    .orderBy(desc(total), address)
    .limit(limit);
}

export type PermissionTraffic = { permission: ApiPermission | "none"; requests: number; lastAt: Date };

/** What those requests needed, the busiest first. */
export function sumByPermission(
  tx: Transaction,
  tenant: Tenant,
  filter: TrafficFilter,
  now: Date,
): Promise<PermissionTraffic[]> {
  const { permission } = dailyTraffic;
  return tx
    .select({ permission, requests: total, lastAt: newest })
    .from(dailyTraffic)
    .where(and(remembered(tenant, now), matching(filter)))
    .groupBy(permission)
    .orderBy(desc(total), permission);
}

/** In `seconds` seconds together `requests` came, about `rate` in each. */
export type RequestRate = { rate: number; seconds: number; requests: number; lastAt: Date };

/** How busy the seconds of the last thirty days were, the busiest first. */
export function listRequestRates(
  tx: Transaction,
  { organizationId, applicationId }: Tenant,
  now: Date,
): Promise<RequestRate[]> {
  const { rate, seconds, requests, lastAt } = requestRates;
  return tx
    .select({
      rate,
      seconds: sql<number>`sum(${seconds})`.mapWith(Number),
      requests: sql<number>`sum(${requests})`.mapWith(Number),
      lastAt: sql<Date>`max(${lastAt})`.mapWith(asDate),
    })
    .from(requestRates)
    .where(
      and(
        eq(requestRates.organizationId, organizationId),
        eq(requestRates.applicationId, applicationId),
        gte(requestRates.day, firstRememberedDay(now)),
      ),
    )
    .groupBy(rate)
    .orderBy(desc(rate));
}

/** From when on the deployment counts these. */
export async function findCountingSince(tx: Transaction): Promise<Date> {
  const [row] = await tx.select().from(trafficCounting).limit(1);
  if (row === undefined) throw new Error("The table traffic_counting has lost its row.");
  return row.since;
}

/** Forgets the days that are not shown any more. */
export async function forgetDailyTraffic(db: Database["db"], now: Date): Promise<void> {
  await db.execute(sql`select forget_old_daily_traffic(${firstRememberedDay(now)}::date)`);
}
