/**
 * How the rate limit of an application or a personal key is said to its client: draft-ietf-httpapi-ratelimit-headers-10, whose fields are
 * Structured Fields (RFC 9651), and `Retry-After` (RFC 9110, section 10.2.3). Pure.
 */
import { ApiError } from "@/lib/errors";

/** The window of every policy, which is also how much a full bucket holds. */
const WINDOW_SECONDS = 1;

const POLICY = "default";

export type RateLimitState = {
  perSecond: number;
  /** Requests that would still go through if they came at once. */
  remaining: number;
  /** Until there is room for more than that. */
  resetSeconds: number;
};

/** The fields of every answer to whoever was recognised. */
export function rateLimitFields(state: RateLimitState): Record<string, string> {
  const { perSecond, remaining, resetSeconds } = state;
  return {
    "RateLimit-Policy": `"${POLICY}";q=${perSecond};w=${WINDOW_SECONDS}`,
    RateLimit: `"${POLICY}";r=${remaining};t=${resetSeconds}`,
  };
}

/** The refusal of a request over the limit: 429 `rate_limited`. Nothing was done, and its token is not used up. `who` is limited. */
export function overRateLimit(
  perSecond: number,
  retryAfterSeconds: number,
  who: "This application" | "This personal API key",
): ApiError {
  return new ApiError(
    "rate_limited",
    "rate_limited",
    `${who} may make ${perSecond} requests a second. Wait ${retryAfterSeconds} s, then send the request again.`,
    { limit: perSecond, windowSeconds: WINDOW_SECONDS, retryAfterSeconds },
    {
      "Retry-After": String(retryAfterSeconds),
      ...rateLimitFields({ perSecond, remaining: 0, resetSeconds: retryAfterSeconds }),
    },
  );
}
