/** When the keys before a new one end, and how long a key may live. */
import { validationFailed } from "@/lib/errors";
import type { Grace } from "@/lib/schemas/application";
import {
  GRACE_WINDOWS_SECONDS,
  MAXIMUM_GRACE_SECONDS,
  MAXIMUM_KEY_LIFE_SECONDS,
} from "@/lib/schemas/application-limits";

/** When the keys before a new one end: `now` without a grace window. The date counts where both are given; throws 422. */
export function requireGraceEnd(
  now: Date,
  { grace, graceUntil }: { grace: Grace; graceUntil?: string | undefined },
): Date {
  if (graceUntil === undefined) return new Date(now.getTime() + GRACE_WINDOWS_SECONDS[grace] * 1000);
  return requireFuture(now, graceUntil, "graceUntil", MAXIMUM_GRACE_SECONDS, "30 days");
}

/** When a key ends that somebody gave a date beforehand; throws 422 at `expiresAt`. */
export function requireKeyEnd(now: Date, expiresAt: string): Date {
  return requireFuture(now, expiresAt, "expiresAt", MAXIMUM_KEY_LIFE_SECONDS, "two years");
}

function requireFuture(now: Date, text: string, path: string, maximumSeconds: number, words: string): Date {
  const date = new Date(text);
  const milliseconds = date.getTime() - now.getTime();
  if (milliseconds > 0 && milliseconds <= maximumSeconds * 1000) return date;
  const message =
    milliseconds > 0
      ? `Choose a date at most ${words} ahead.`
      : "Choose a date in the future. To end a key now, revoke it.";
  throw validationFailed([{ path, message }]);
}
