/** Between Node.js's HTTP objects and a plain `(Request) → Response` function, without a framework in between. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { RouteHandler } from "@/lib/api/route-table";

/** Calls `handler` and writes its answer. The `Request` carries what fetch can express; the wire has the rest. */
export async function callHandler(
  handler: RouteHandler,
  params: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await handler(toRequest(request), { params: Promise.resolve(params) });
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    "content-length": body.byteLength,
    ...(hasUnreadBody(request) ? { connection: "close" } : {}),
  });
  response.end(body);
}

function toRequest(request: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = request.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(new URL(request.url ?? "/", "http://handler.invalid"), {
    method,
    headers,
    ...(hasBody ? { body: toWebStream(request), duplex: "half" } : {}),
  });
}

/** Node.js and the DOM library declare the same stream under two names. */
function toWebStream(
  request: IncomingMessage,
): ReadableStream<Uint8Array> & globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(request) as ReadableStream<Uint8Array> & globalThis.ReadableStream<Uint8Array>;
}

/** Body bytes that nobody read would be taken for the next request, so such a connection is closed. */
export function hasUnreadBody(request: IncomingMessage): boolean {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  const announcesBody = encoding !== undefined || (length !== undefined && Number(length) !== 0);
  return announcesBody && !request.complete;
}
