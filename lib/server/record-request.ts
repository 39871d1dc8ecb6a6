/** What becomes of a partner's request in the log of requests, once it is answered. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { headerValue, type Wire } from "@/lib/api/wire";
import type { RequestLog } from "@/lib/request-log/request-log";

/**
 * Call when the request has been answered, well or not; nothing waits for what follows. `begunAt` is of `performance.now()`.
 * Requests that are none of a partner's are passed over.
 */
export function recordRequest(
  log: RequestLog,
  request: IncomingMessage,
  response: ServerResponse,
  wire: Wire,
  begunAt: number,
): void {
  const { notes } = wire;
  if (notes === undefined) return;
  if (!response.writableEnded && !response.destroyed) {
    // Under `npm run dev`, where the answer is written after its handler has come to an end.
    response.once("close", () => recordRequest(log, request, response, wire, begunAt));
    return;
  }
  if (notes.caller === "nobody") {
    log.countNobodys();
    return;
  }
  const answered = {
    id: notes.id,
    startedAt: notes.startedAt,
    method: wire.method,
    target: wire.target,
    route: notes.route,
    permission: notes.permission,
    status: response.statusCode,
    refusal: notes.refusal,
    latencyMicroseconds: (performance.now() - begunAt) * 1000,
    requestBytes: announcedBytes(request) ?? notes.received,
    responseBytes: notes.sent,
    address: wire.remoteAddress,
    userAgent: request.headers["user-agent"],
    signingKeyId: notes.signingKeyId,
  };
  if (notes.caller === null) log.recordUnexamined(answered, keyOf(wire));
  else log.record(answered, notes.caller);
}

/** What the request said of its body's length, where it did. */
function announcedBytes({ headers }: IncomingMessage): number | null {
  const length = headers["content-length"];
  return length !== undefined && /^[0-9]{1,15}$/.test(length) ? Number(length) : null;
}

/** The key as it was sent, an application's or a personal one. */
function keyOf(wire: Wire): string | null {
  const bearer = headerValue(wire, "authorization")?.replace(/^bearer +/i, "") ?? "";
  return headerValue(wire, "x-api-key") ?? (/^nv_/i.test(bearer) ? bearer : null);
}
