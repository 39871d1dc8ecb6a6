/** Lines about a problem that comes back many times a second for as long as its cause lasts. */
import { logError } from "@/lib/log";

/**
 * A teller of such a problem: at once, and then at most every `milliseconds`, with how often it came in between (`times`).
 * `now` is in milliseconds.
 */
export function rareError(
  message: string,
  milliseconds: number,
  now: () => number = () => performance.now(),
): (error: unknown) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let times = 0;
  return (error) => {
    times += 1;
    if (now() - toldAt < milliseconds) return;
    logError(message, error, times === 1 ? {} : { times });
    toldAt = now();
    times = 0;
  };
}
