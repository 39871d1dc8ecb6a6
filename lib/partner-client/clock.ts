import type { NuveraApiError } from "./errors";

/** A clock that can be put right by what the server says the time is. */
export interface CorrectedClock {
  /** The server's time as far as known, in whole Unix seconds. */
  nowSeconds(): number;
  /** Seconds added to the local clock; 0 until a correction. */
  offsetSeconds(): number;
  /** Learns from a refusal; true if it was one about time and said what time it is. */
  correctFrom(error: NuveraApiError): boolean;
}

/** `clock` gives milliseconds since 1970, like `Date.now`. */
export function createCorrectedClock(clock: () => number): CorrectedClock {
  let offset = 0;
  const localSeconds = () => Math.floor(clock() / 1000);
  return {
    nowSeconds: () => localSeconds() + offset,
    offsetSeconds: () => offset,
    correctFrom(error) {
      const aboutTime = error.reason === "token_expired" || error.reason === "token_not_yet_valid";
      const { serverTime } = error.details;
      if (error.status !== 401 || !aboutTime) return false;
      if (typeof serverTime !== "number" || !Number.isSafeInteger(serverTime) || serverTime <= 0)
        return false;
      offset = serverTime - localSeconds();
      return true;
    },
  };
}
