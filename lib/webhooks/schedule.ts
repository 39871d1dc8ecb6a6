/** When a delivery is tried again. Pure; randomness is an argument. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After the first attempt, after the second, …; after the last of them it is given up, about 75 hours in. */
export const RETRY_DELAYS_MILLISECONDS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

const JITTER = 0.1;
const LONGEST_RETRY_AFTER_MILLISECONDS = 24 * HOUR;

/**
 * The time of the next attempt, or `null` after the last.
 *
 * @param failed how many attempts have failed since the delivery was last asked for, this one included
 * @param retryAfter the answer's `Retry-After` (RFC 9110, section 10.2.3): it postpones an attempt, by a day at most, and never
 *   brings one forward
 * @param random from 0 to 1: spreads attempts by a tenth to either side, so that not all come back at once
 */
export function nextAttemptAt(
  now: Date,
  { failed, retryAfter, random }: { failed: number; retryAfter: string | null; random: number },
): Date | null {
  const delay = RETRY_DELAYS_MILLISECONDS[failed - 1];
  if (delay === undefined) return null;
  const spread = delay * (1 + JITTER * (2 * random - 1));
  const asked = Math.min(retryAfterMilliseconds(retryAfter, now), LONGEST_RETRY_AFTER_MILLISECONDS);
  return new Date(now.getTime() + Math.round(Math.max(spread, asked)));
}

/** Seconds or an HTTP date; 0 for what is neither. */
function retryAfterMilliseconds(text: string | null, now: Date): number {
  const value = text?.trim() ?? "";
  if (/^\d{1,10}$/.test(value)) return Number(value) * SECOND;
  const isDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value);
  const milliseconds = isDate ? Date.parse(value) - now.getTime() : 0;
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}
