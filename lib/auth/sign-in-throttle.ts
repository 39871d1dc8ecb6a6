/**
 * Throttling of sign-ins and of what else strangers may try. Each attempt is counted before its password is looked at, so a burst of parallel guesses
 * counts in full; success forgives the buckets of that person.
 */
import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import type { Database } from "@/db/client";
import { clearThrottles, countInThrottle, uncountInThrottle } from "@/db/queries/sign-in-throttles";

const WINDOW_MINUTES = 15;

type Bucket = { key: string; allowed: number };

/** From narrow to wide: one person from one place, one person from anywhere, anybody from one place. */
function bucketsOf(email: string, address: string | null): [person: Bucket, account: Bucket, place: Bucket] {
  const place = placeOf(address);
  return [
    { key: keyOf("person", email, place), allowed: 5 },
    { key: keyOf("account", email), allowed: 50 },
    { key: keyOf("place", place), allowed: 100 },
  ];
}

function keyOf(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** IPv6 counts per /64: that is the least a subscriber gets (RFC 6177), and all of it is theirs to send from. */
function placeOf(address: string | null): string {
  if (address === null) return "unknown";
  // An IPv4 address inside an IPv6 one is one subscriber's, and so is the whole.
  if (!isIPv6(address) || address.includes(".")) return address;
  const [before = "", after] = address.replace(/%.*$/, "").toLowerCase().split("::");
  const head = groupsOf(before);
  const tail = groupsOf(after ?? "");
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(":")}::/64`;
}

function groupsOf(text: string): string[] {
  return text === "" ? [] : text.split(":").map((group) => group.replace(/^0+(?=.)/, ""));
}

/**
 * Counts an attempt; returns after how many seconds the next one is allowed, or 0 when this one may go on. A refused
 * attempt counts no further: else one place could fill the account's bucket and so lock its owner out everywhere.
 */
export function countSignInAttempt(
  database: Database,
  email: string,
  address: string | null,
  now: Date,
): Promise<number> {
  return countIn(database, bucketsOf(email, address), now);
}

async function countIn(database: Database, buckets: readonly Bucket[], now: Date): Promise<number> {
  for (const { key, allowed } of buckets) {
    const { failures, secondsLeft } = await countInThrottle(database.db, key, WINDOW_MINUTES, now);
    if (failures > allowed) return Math.max(1, secondsLeft);
  }
  return 0;
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

/** Counts a one-time code before it is looked at; as `countSignInAttempt`. */
export function countCodeAttempt(database: Database, userId: string, now: Date): Promise<number> {
  return countIn(database, [codeBucketOf(userId)], now);
}

/** This code was right, or had been: no guess. Wrong ones before it go on counting. */
export async function uncountCodeAttempt(database: Database, userId: string): Promise<void> {
  await uncountInThrottle(database.db, codeBucketOf(userId).key);
}

/** Counts somebody's wish for a link to a new password, whether or not the address is anybody's. */
export function countPasswordResetRequest(
  database: Database,
  email: string,
  address: string | null,
  now: Date,
): Promise<number> {
  const buckets = [
    { key: keyOf("reset place", placeOf(address)), allowed: 20 },
    { key: keyOf("reset account", email), allowed: 5 },
  ];
  return countIn(database, buckets, now);
}
