/**
 * Throttling of sign-ins. Each attempt is counted before its password is looked at, so a burst of parallel guesses
 * counts in full; success forgives the buckets of that person.
 */
import { createHash } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signInThrottles } from "@/db/schema";

const WINDOW_MINUTES = 15;

type Bucket = { key: string; allowed: number };

/** Tight for one person from one place, wide enough elsewhere that nobody can lock somebody else out for long. */
function bucketsOf(email: string, address: string | null): [person: Bucket, account: Bucket, place: Bucket] {
  const key = (...parts: string[]) => createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
  const place = address ?? "unknown";
  return [
    { key: key("person", email, place), allowed: 5 },
    { key: key("account", email), allowed: 50 },
    { key: key("place", place), allowed: 100 },
  ];
}

/** Counts an attempt; returns after how many seconds the next one is allowed, or 0 when this one may go on. */
export async function countSignInAttempt(
  database: Database,
  email: string,
  address: string | null,
  now: Date,
): Promise<number> {
  let waitSeconds = 0;
  for (const bucket of bucketsOf(email, address)) {
    const at = sql`${now.toISOString()}::timestamptz`;
    const isOpenWindow = sql`sign_in_throttles.window_started_at > ${at} - make_interval(mins => ${WINDOW_MINUTES})`;
    const [row] = await database.db.execute(sql`
      insert into sign_in_throttles (bucket, failures, window_started_at) values (${bucket.key}, 1, ${at})
      on conflict (bucket) do update set
        failures = case when ${isOpenWindow} then sign_in_throttles.failures + 1 else 1 end,
        window_started_at = case when ${isOpenWindow} then sign_in_throttles.window_started_at else ${at} end
      returning failures, ceil(extract(epoch from window_started_at + make_interval(mins => ${WINDOW_MINUTES}) - ${at}))::integer as seconds_left`);
    if (Number(row?.failures) > bucket.allowed)
      waitSeconds = Math.max(waitSeconds, Number(row?.seconds_left));
  }
  return waitSeconds;
}

/** The password was right: this person's typing errors no longer count, nor does this attempt for the place. */
export async function forgiveSignInAttempts(
  database: Database,
  email: string,
  address: string | null,
): Promise<void> {
  const [person, account, place] = bucketsOf(email, address);
  await database.db.delete(signInThrottles).where(inArray(signInThrottles.bucket, [person.key, account.key]));
  await database.db
    .update(signInThrottles)
    .set({ failures: sql`greatest(${signInThrottles.failures} - 1, 0)` })
    .where(eq(signInThrottles.bucket, place.key));
}
