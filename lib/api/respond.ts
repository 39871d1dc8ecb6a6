/** Answers: JSON with the headers every answer of the API carries, and errors as envelopes. */

import { currentWire } from "@/lib/api/wire";
import { conflictBehind, isDatabaseUnreachable, isReferenceGone } from "@/lib/database-errors";
import { ApiError, errorEnvelope, internalError, unavailable } from "@/lib/errors";
import { logError } from "@/lib/log";

export function jsonResponse(
  status: number,
  body: unknown,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return textResponse(status, JSON.stringify(body), requestId, headers);
}

/** The same for JSON that is text already. */
export function textResponse(
  status: number,
  json: string,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(json, {
    status,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Request-Id": requestId,
      "X-Content-Type-Options": "nosniff",
      ...headers,
    },
  });
}

/** A thrown value as a refusal; what is not ours becomes a fixed 500 or 503 and a line in the log. */
export function toApiError(error: unknown, requestId: string): ApiError {
  if (error instanceof ApiError) return error;
  const lost = conflictBehind(error);
  // Nobody's fault in a race; without one it would be ours, and the log is where that is found.
  if (isReferenceGone(error)) logError("a change was refused by a foreign key", error, { requestId });
  if (lost !== null) return lost;
  logError("request failed", error, { requestId });
  if (isDatabaseUnreachable(error)) {
    return unavailable(
      "The database cannot be reached right now. Try again in a moment; repeat a change with its Idempotency-Key, or look first whether it was made.",
    );
  }
  return internalError();
}

export function errorResponse(error: unknown, requestId: string, baseUrl: string): Response {
  const refusal = toApiError(error, requestId);
  const wire = currentWire();
  if (wire !== null) wire.refusedFor = refusal.reason;
  if (wire?.notes !== undefined) wire.notes.refusal = refusal;
  return jsonResponse(refusal.status, errorEnvelope(refusal, requestId, baseUrl), requestId, refusal.headers);
}
