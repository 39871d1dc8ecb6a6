/**
 * Places that somebody has signed in from lately. What strangers try elsewhere does not count there, so that nobody is
 * locked out of where they usually are.
 */
import type { Database } from "@/db/client";
import { isThrottleSince, noteInThrottle } from "@/db/queries/sign-in-throttles";
import { keyOf, placeOf } from "@/lib/auth/throttle";

/** Housekeeping keeps these longer than attempts, and knows them by it. */
export const KNOWN_PLACE_PREFIX = "known ";
export const KNOWN_PLACE_MILLISECONDS = 30 * 86_400_000;

/** Whether the person with this e-mail address (lower case) has signed in from there in the last 30 days. */
export function isKnownPlace(
  { db }: Database,
  email: string,
  address: string | null,
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - KNOWN_PLACE_MILLISECONDS);
  return isThrottleSince(db, bucketOf(email, address), since);
}

export function rememberPlace(
  db: Database["db"],
  email: string,
  address: string | null,
  now: Date,
): Promise<void> {
  return noteInThrottle(db, bucketOf(email, address), now);
}

function bucketOf(email: string, address: string | null): string {
  return `${KNOWN_PLACE_PREFIX}${keyOf("known place", email, placeOf(address))}`;
}
