/** Throttling of sign-ins and of what else strangers may try; success forgives the buckets of that person. */
import type { Database } from "@/db/client";
import { clearThrottles, uncountInThrottle } from "@/db/queries/sign-in-throttles";
import { isKnownPlace } from "@/lib/auth/known-place";
import { type Bucket, countIn, keyOf, placeOf } from "@/lib/auth/throttle";

/** From narrow to wide: one person from one place, one person from anywhere, anybody from one place. */
function bucketsOf(email: string, address: string | null): [person: Bucket, account: Bucket, place: Bucket] {
  const place = placeOf(address);
  return [
    { key: keyOf("person", email, place), allowed: 5 },
    { key: keyOf("account", email), allowed: 50 },
    { key: keyOf("place", place), allowed: 100 },
  ];
}

/**
 * Counts an attempt; as `countIn`. A place that the person has signed in from lately has its own allowance alone:
 * strangers can fill the account's bucket, and theirs is not to lock its owner out.
 */
export async function countSignInAttempt(
  database: Database,
  email: string,
  address: string | null,
  now: Date,
): Promise<number> {
  const [person, account, place] = bucketsOf(email, address);
  const buckets = (await isKnownPlace(database, email, address, now))
    ? [person, place]
    : [person, account, place];
  return countIn(database.db, buckets, now);
}

/** The proof was right: this person's typing errors no longer count, nor does this attempt for the place. */
export async function forgiveSignInAttempts(
  database: Database,
  email: string,
  address: string | null,
): Promise<void> {
  await clearSignInAttempts(database, email, address);
  const [, , place] = bucketsOf(email, address);
  await uncountInThrottle(database.db, place.key);
}

/** Forgets this person's wrong attempts from anywhere, and the ones from this place to this person. */
export async function clearSignInAttempts(
  database: Database,
  email: string,
  address: string | null,
): Promise<void> {
  const [person, account] = bucketsOf(email, address);
  await clearThrottles(database.db, [person.key, account.key]);
}

/** Takes this attempt back, which was no guess, and forgives none of the others. */
export async function uncountSignInAttempt(
  database: Database,
  email: string,
  address: string | null,
): Promise<void> {
  for (const { key } of bucketsOf(email, address)) await uncountInThrottle(database.db, key);
}

/** One-time codes are short: ten wrong ones are all that an account allows in a window, wherever they come from. */
function codeBucketOf(userId: string): Bucket {
  return { key: keyOf("code", userId), allowed: 10 };
}

/** Counts a one-time code before it is looked at; as `countIn`. */
export function countCodeAttempt({ db }: Database, userId: string, now: Date): Promise<number> {
  return countIn(db, [codeBucketOf(userId)], now);
}

/** This code was right, or had been: no guess. Wrong ones before it go on counting. */
export async function uncountCodeAttempt(database: Database, userId: string): Promise<void> {
  await uncountInThrottle(database.db, codeBucketOf(userId).key);
}

/**
 * Counts somebody's wish for a link to a new password, whether or not the address is anybody's. As with sign-ins, what
 * strangers wish does not count where the person has signed in from lately.
 */
export function countPasswordResetRequest(
  { db }: Database,
  email: string,
  address: string | null,
  isKnown: boolean,
  now: Date,
): Promise<number> {
  const place = placeOf(address);
  const anywhere = { key: keyOf("reset account", email), allowed: 5 };
  const here = { key: keyOf("reset person", email, place), allowed: 5 };
  const anybody = { key: keyOf("reset place", place), allowed: 20 };
  return countIn(db, [anybody, isKnown ? here : anywhere], now);
}
