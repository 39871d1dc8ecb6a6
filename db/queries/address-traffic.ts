/** Where the requests of an application came from; written by `record_address_traffic` alone. */
import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { addressTraffic } from "@/db/schema";

export const ADDRESS_MEMORY_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/** More than this many are no list that somebody reads; the busiest come first. */
const MAXIMUM_ADDRESSES = 2_000;

/** `address`: canonical, or `unknown`, or `other` for those beyond a day's room. */
export type AddressTraffic = { address: string; requests: number; refused: number; lastSeenAt: Date };

/** The first day, in UTC, whose requests are remembered. */
export function firstRememberedDay(now: Date): string {
  return new Date(now.getTime() - (ADDRESS_MEMORY_DAYS - 1) * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** The addresses of the last thirty days, the busiest first. */
export function listAddressTraffic(
  tx: Transaction,
  organizationId: string,
  applicationId: string,
  now: Date,
): Promise<AddressTraffic[]> {
  const { address, requests, refused, lastSeenAt } = addressTraffic;
  const total = sql<number>`sum(${requests})`.mapWith(Number);
  const newest = sql<Date>`max(${lastSeenAt})`.mapWith((value: Date | string) => new Date(value));
  return tx
    .select({
      address,
      requests: total,
      refused: sql<number>`sum(${refused})`.mapWith(Number),
      lastSeenAt: newest,
    })
    .from(addressTraffic)
    .where(
      and(
        eq(addressTraffic.organizationId, organizationId),
        eq(addressTraffic.applicationId, applicationId),
        gte(addressTraffic.day, firstRememberedDay(now)),
      ),
    )
    .groupBy(address)
    .orderBy(desc(total), desc(newest), address)
    .limit(MAXIMUM_ADDRESSES);
}

/** Forgets the days that are not shown any more. */
export async function forgetAddressTraffic(db: Database["db"], now: Date): Promise<void> {
  await db.execute(sql`select forget_old_address_traffic(${firstRememberedDay(now)}::date)`);
}
