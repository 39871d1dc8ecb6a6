/** Requests that never became a request: HTTP that cannot be parsed, headers that are too large, senders too slow. */
import type { Socket } from "node:net";
import { ApiError, errorEnvelope, invalidRequest } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { countUnparsable } from "@/lib/server/watch-request";

/** For the server's `clientError` event: answers in our JSON where the socket still takes it, and closes. */
export function answerUnparsable(error: NodeJS.ErrnoException, socket: Socket, baseUrl: string): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  answerOnSocket(socket, refusalFor(error.code), baseUrl);
}

/** Answers where there is no response object, and closes. */
export function answerOnSocket(socket: Socket, refusal: ApiError, baseUrl: string): void {
  countUnparsable(refusal.status, refusal.reason);
  const requestId = toPublicId("request", newUuid());
  const body = JSON.stringify(errorEnvelope(refusal, requestId, baseUrl));
  const head = [
    `HTTP/1.1 ${refusal.status} ${REASON_PHRASES[refusal.status] ?? "Error"}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    `Date: ${new Date().toUTCString()}`,
    `X-Request-Id: ${requestId}`,
    "Connection: close",
    ...Object.entries(refusal.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

const REASON_PHRASES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  405: "Method Not Allowed",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

function refusalFor(code: string | undefined): ApiError {
  if (code === "HPE_HEADER_OVERFLOW") {
    return new ApiError("headers_too_large", "headers_too_large", "The request's headers exceed 16 kB.");
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return new ApiError("request_timeout", "request_timeout", "The request did not arrive in time.");
  }
  if (code === "HPE_INVALID_URL") {
    return invalidRequest("malformed_target", "The request target has a character that must be escaped.");
  }
  return invalidRequest("malformed_http", "The request is not valid HTTP/1.1.");
}
