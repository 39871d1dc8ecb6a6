/** What a rate limit would have refused, from how busy the seconds were. Pure. */
import type { RequestRate } from "@/db/queries/daily-traffic";

type RefusedByLimit = {
  requests: number;
  refused: number;
  lastAt: Date | null;
  seconds: { overLimit: number; busiest: number };
};

/**
 * In each second, what came beyond `perSecond`. An approximation: seconds are those of the clock, one server's each, while
 * the limit runs over all servers and keeps unused room for a second; and rates beyond a hundred are kept to two digits.
 */
export function refusedByLimit(rates: readonly RequestRate[], perSecond: number): RefusedByLimit {
  const over = rates.filter(({ requests, seconds }) => requests > perSecond * seconds);
  const last = over.map(({ lastAt }) => lastAt.getTime());
  return {
    requests: rates.reduce((sum, { requests }) => sum + requests, 0),
    refused: over.reduce((sum, { requests, seconds }) => sum + requests - perSecond * seconds, 0),
    lastAt: over.length === 0 ? null : new Date(Math.max(...last)),
    seconds: {
      overLimit: over.reduce((sum, { seconds }) => sum + seconds, 0),
      busiest: Math.max(0, ...rates.map(({ rate }) => rate)),
    },
  };
}
