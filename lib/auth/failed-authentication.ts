/**
 * Requests whose credentials are not accepted, counted per place they come from. Beyond the allowance the caller is told
 * to wait instead of why; a request that authenticates is never held up, so nobody can lock out others behind the same
 * address.
 */
import type { Database } from "@/db/client";
import { countFailedAuthentication } from "@/db/queries/limits";
import { placeOf } from "@/lib/auth/throttle";
import { withDeadline } from "@/lib/database-errors";
import { ApiError } from "@/lib/errors";
import { logError } from "@/lib/log";

/** The key is genuine, and its owner is to read what ended it: no guess. */
const STATE_REASONS = new Set<string>([
  "api_key_revoked",
  "api_key_expired",
  "application_disabled",
  "organization_suspended",
  "wrong_environment",
]);

/** Places that are known to be over the limit; a cache of what the database said, so it may forget at any time. */
const MAXIMUM_KNOWN_PLACES = 10_000;

const DEADLINE_MILLISECONDS = 2_000;

export class FailedAuthentications {
  /** Until when each place is over the limit, in milliseconds since 1970. */
  readonly #overUntil = new Map<string, number>();

  /** `perMinute`: how many a place may have; 0 for no limit. */
  constructor(
    readonly db: Database["db"],
    readonly perMinute: number,
  ) {}

  /**
   * What to answer for `refusal`, counting it: the refusal itself, or 429 `rate_limited` for a place over its limit.
   * Anything but a 401 for bad credentials is given back uncounted.
   */
  async answerFor(refusal: unknown, address: string | null, now: Date): Promise<unknown> {
    if (this.perMinute === 0 || !isFailedAuthentication(refusal)) return refusal;
    const seconds = await this.#count(placeOf(ipv4Of(address)), now);
    return seconds === 0 ? refusal : tooManyFailures(this.perMinute, seconds);
  }

  /** After how many seconds this place is within its limit again; 0 when it is now. */
  async #count(place: string, now: Date): Promise<number> {
    const milliseconds = now.getTime();
    const overFor = (this.#overUntil.get(place) ?? 0) - milliseconds;
    // Whoever is over the limit costs no further statement until there is room again.
    if (overFor > 0) return Math.ceil(overFor / 1000);
    this.#overUntil.delete(place);
    try {
      const counted = countFailedAuthentication(this.db, place, this.perMinute, now);
      const seconds = await withDeadline(counted, DEADLINE_MILLISECONDS);
      if (seconds > 0) this.#remember(place, milliseconds + seconds * 1000);
      return seconds;
    } catch (error) {
      logError("a failed authentication was not counted", error);
      return 0;
    }
  }

  #remember(place: string, until: number): void {
    this.#overUntil.set(place, until);
    if (this.#overUntil.size <= MAXIMUM_KNOWN_PLACES) return;
    const oldest = this.#overUntil.keys().next();
    if (!oldest.done) this.#overUntil.delete(oldest.value);
  }
}

function isFailedAuthentication(refusal: unknown): boolean {
  return refusal instanceof ApiError && refusal.code === "unauthorized" && !STATE_REASONS.has(refusal.reason);
}

/** An IPv4 address inside an IPv6 one (RFC 4291, section 2.5.5.2) is that IPv4 address, however it is spelt. */
export function ipv4Of(address: string | null): string | null {
  const mapped =
    /^::ffff:(?:(?<dotted>\d+\.\d+\.\d+\.\d+)|(?<high>[0-9a-f]{1,4}):(?<low>[0-9a-f]{1,4}))$/i.exec(
      address ?? "",
    )?.groups;
  if (mapped === undefined) return address;
  const { dotted, high = "0", low = "0" } = mapped;
  if (dotted !== undefined) return dotted;
  const halves = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return halves.flatMap((half) => [half >> 8, half & 255]).join(".");
}

function tooManyFailures(perMinute: number, retryAfterSeconds: number): ApiError {
  return new ApiError(
    "rate_limited",
    "rate_limited",
    `More than ${perMinute} requests a minute from your address had credentials that were not accepted. Wait ${retryAfterSeconds} s before you read why; requests with good credentials are not held up.`,
    { limit: perMinute, windowSeconds: 60, retryAfterSeconds },
    { "Retry-After": String(retryAfterSeconds) },
  );
}
