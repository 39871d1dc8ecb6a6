/** Answers: JSON with the headers every answer of the API carries, and errors as envelopes. */

import { currentWire } from "@/lib/api/wire";
import { conflictBehind, isDatabaseUnreachable, isReferenceGone } from "@/lib/database-errors";
import { ApiError, errorEnvelope, internalError, unavailable } from "@/lib/errors";
import { logError } from "@/lib/log";

/** An answer in JSON before it is a `Response`, which costs more to make and to read than the whole signature check. */
export type JsonAnswer = { status: number; headers: Record<string, string>; json: string };

export function jsonAnswer(
  status: number,
  body: unknown,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): JsonAnswer {
  return textAnswer(status, JSON.stringify(body), requestId, headers);
}

/** The same for JSON that is text already. Names of headers are in lower case, as `Headers` would give them. */
export function textAnswer(
  status: number,
  json: string,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): JsonAnswer {
  const answer: JsonAnswer = {
    status,
    headers: {
      "cache-control": "no-store",
      "content-type": "application/json; charset=utf-8",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
    },
    json,
  };
  addHeaders(answer, headers);
  return answer;
}

/** Sets headers of an answer that is made, in the place of those of the same name. */
export function addHeaders({ headers }: JsonAnswer, more: Readonly<Record<string, string>>): void {
  for (const name in more) headers[name.toLowerCase()] = more[name] ?? "";
}

export function toResponse({ status, headers, json }: JsonAnswer): Response {
  const length = String(Buffer.byteLength(json));
  return new Response(json, { status, headers: { ...headers, "content-length": length } });
}

export function jsonResponse(status: number, body: unknown, requestId: string): Response {
  return toResponse(jsonAnswer(status, body, requestId));
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

export function errorAnswer(error: unknown, requestId: string, baseUrl: string): JsonAnswer {
  const refusal = toApiError(error, requestId);
  const wire = currentWire();
  if (wire !== null) wire.refusedFor = refusal.reason;
  if (wire?.notes !== undefined) wire.notes.refusal = refusal;
  return jsonAnswer(refusal.status, errorEnvelope(refusal, requestId, baseUrl), requestId, refusal.headers);
}

export function errorResponse(error: unknown, requestId: string, baseUrl: string): Response {
  return toResponse(errorAnswer(error, requestId, baseUrl));
}
