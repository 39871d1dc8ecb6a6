/** How much waits in the deployment's queues, and since when. Both count no further than a bound, so that they cost little at any depth. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";

export const COUNTED_AT_MOST = 10_000;
/** A mail that was tried this often is given up. */
const MAXIMUM_MAIL_ATTEMPTS = 10;

const depthSchema = z.object({
  waiting: z.coerce.number(),
  oldest: z
    .union([z.date(), z.string()])
    .nullable()
    .transform((value) => (value === null ? null : new Date(value))),
});
export type QueueDepth = { count: number; oldest: Date | null };

/** Deliveries of webhooks whose next attempt is due, in every organization; `oldest`: since when the first of them is. */
export async function countDueDeliveries(db: Database["db"], now: Date): Promise<QueueDepth> {
  const [row] = await db.execute(
    sql`select waiting, oldest from due_webhook_deliveries(${now.toISOString()}::timestamptz, ${COUNTED_AT_MOST}::integer)`,
  );
  return toDepth(row);
}

/** Mail that was neither sent nor given up; `oldest`: when the first of it was written. */
export async function countWaitingMails(db: Database["db"]): Promise<QueueDepth> {
  const [row] = await db.execute(
    sql`select count(*) as waiting, min(created_at) as oldest from (
      select created_at from mails
       where sent_at is null and sealed_body is not null and attempts < ${MAXIMUM_MAIL_ATTEMPTS}::integer
       limit ${COUNTED_AT_MOST}::integer) as waiting`,
  );
  return toDepth(row);
}

function toDepth(row: unknown): QueueDepth {
  const { waiting, oldest } = depthSchema.parse(row);
  return { count: waiting, oldest };
}
