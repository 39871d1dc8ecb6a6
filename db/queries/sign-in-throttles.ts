/** Counters of sign-in attempts, each over a window that begins with its first attempt. */
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { signInThrottles } from "@/db/schema";

const countSchema = z.object({ failures: z.number(), seconds_left: z.number() });

/** Counts one more attempt; returns how many that makes and when the window ends. A window that is over begins anew. */
export async function countInThrottle(
  db: Database["db"],
  bucket: string,
  windowMinutes: number,
  now: Date,
): Promise<{ failures: number; secondsLeft: number }> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const window = sql`make_interval(mins => ${windowMinutes}::integer)`;
  const isOpen = sql`sign_in_throttles.window_started_at > ${at} - ${window}`;
  const [row] = await db.execute(sql`
    insert into sign_in_throttles (bucket, failures, window_started_at) values (${bucket}, 1, ${at})
    on conflict (bucket) do update set
      failures = case when ${isOpen} then sign_in_throttles.failures + 1 else 1 end,
      window_started_at = case when ${isOpen} then sign_in_throttles.window_started_at else ${at} end
    returning failures, ceil(extract(epoch from window_started_at + ${window} - ${at}))::integer as seconds_left`);
  const { failures, seconds_left: secondsLeft } = countSchema.parse(row);
  return { failures, secondsLeft };
}

export async function clearThrottles(db: Database["db"], buckets: readonly string[]): Promise<void> {
  await db.delete(signInThrottles).where(inArray(signInThrottles.bucket, [...buckets]));
}

/** Takes back one counted attempt. */
export async function uncountInThrottle(db: Database["db"], bucket: string): Promise<void> {
  await db
    .update(signInThrottles)
    .set({ failures: sql`greatest(${signInThrottles.failures} - 1, 0)` })
    .where(eq(signInThrottles.bucket, bucket));
}

/** Notes that something good happened at `now`. */
export async function noteInThrottle(db: Database["db"], bucket: string, now: Date): Promise<void> {
  await db
    .insert(signInThrottles)
    .values({ bucket, failures: 0, windowStartedAt: now })
    .onConflictDoUpdate({ target: signInThrottles.bucket, set: { windowStartedAt: now } });
}

/** Whether it was noted after `since`. */
export async function isThrottleSince(db: Database["db"], bucket: string, since: Date): Promise<boolean> {
  const rows = await db
    .select({ bucket: signInThrottles.bucket })
    .from(signInThrottles)
    .where(and(eq(signInThrottles.bucket, bucket), gt(signInThrottles.windowStartedAt, since)));
  return rows.length > 0;
}

/** Forgets attempts from before `attemptsBefore`, and what was noted under `prefix` before `notesBefore`. */
export async function forgetThrottles(
  db: Database["db"],
  { prefix, attemptsBefore, notesBefore }: { prefix: string; attemptsBefore: Date; notesBefore: Date },
): Promise<void> {
  const isNote = sql`starts_with(${signInThrottles.bucket}, ${prefix})`;
  await db.delete(signInThrottles).where(
    sql`${signInThrottles.windowStartedAt} < case when ${isNote}
        then ${notesBefore.toISOString()}::timestamptz else ${attemptsBefore.toISOString()}::timestamptz end`,
  );
}
