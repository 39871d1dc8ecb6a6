/** What a signed-in person is told about a proof of theirs that was not accepted. Never 401: the session goes on. */
import { ApiError, validationFailed } from "@/lib/errors";

/** Throws 429 with the time to wait. */
export function throttled(retryAfterSeconds: number): ApiError {
  return new ApiError(
    "rate_limited",
    "rate_limited",
    `Too many attempts. Try again in ${retryAfterSeconds} s.`,
    { retryAfterSeconds },
    { "Retry-After": String(retryAfterSeconds) },
  );
}

export function codeNotRight(): ApiError {
  return validationFailed([{ path: "code", message: CODE_NOT_RIGHT }]);
}

export const CODE_NOT_RIGHT = "The code is not right. Each code works once.";
