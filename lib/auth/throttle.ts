/**
 * Buckets that count attempts before they are looked at, so that a burst of parallel ones counts in full. Their keys are
 * digests: the table says nothing about who tried what.
 */
import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import type { Database } from "@/db/client";
import { countInThrottle } from "@/db/queries/sign-in-throttles";

const WINDOW_MINUTES = 15;

/** `windowMinutes` is a quarter of an hour unless given; a day is the longest that housekeeping remembers. */
export type Bucket = { key: string; allowed: number; windowMinutes?: number };

export function keyOf(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** Where somebody is. IPv6 counts per /64: the least a subscriber gets (RFC 6177), and all of it theirs to send from. */
export function placeOf(address: string | null): string {
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
export async function countIn(db: Database["db"], buckets: readonly Bucket[], now: Date): Promise<number> {
  for (const { key, allowed, windowMinutes = WINDOW_MINUTES } of buckets) {
    const { failures, secondsLeft } = await countInThrottle(db, key, windowMinutes, now);
    if (failures > allowed) return Math.max(1, secondsLeft);
  }
  return 0;
}

/** How many attempts a bucket holds with this one. */
export async function countAttempt(
  db: Database["db"],
  { key, windowMinutes = WINDOW_MINUTES }: Omit<Bucket, "allowed">,
  now: Date,
): Promise<number> {
  return (await countInThrottle(db, key, windowMinutes, now)).failures;
}
