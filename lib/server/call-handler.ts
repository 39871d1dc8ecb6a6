/** Between Node.js's HTTP objects and a plain `(Request) → Response` function, without a framework in between. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { releaseOf, toOwnedByteStream } from "@/lib/api/byte-stream";
import { isEndpoint } from "@/lib/api/endpoint";
import type { JsonAnswer } from "@/lib/api/respond";
import type { RouteHandler } from "@/lib/api/route-table";
import { logError } from "@/lib/log";

/** Bytes of bodies: of the request's as far as it was read, and of the answer's as it was written. */
export type BodySizes = { received: number; sent: number };

/**
 * Calls `handler` and writes its answer. The `Request` carries what fetch can express; the wire has the rest. The sizes stand
 * in `sizes` when it is over, also where it threw.
 */
export async function callHandler(
  handler: RouteHandler,
  params: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
  sizes: BodySizes = { received: 0, sent: 0 },
): Promise<void> {
  const answer = isEndpoint(handler)
    ? await handler.answer(bodyOf(request, sizes), params)
    : await handler(toRequest(request, sizes), { params: Promise.resolve(params) });
  if (!(answer instanceof Response)) {
    writeJson(answer, response, sizes);
    return;
  }
  const headers = {
    ...Object.fromEntries(answer.headers),
    ...(hasUnreadBody(request) ? { connection: "close" } : {}),
  };
  if (answer.body === null || isJson(answer)) {
    const body = Buffer.from(await answer.arrayBuffer());
    sizes.sent = body.byteLength;
    response.writeHead(answer.status, { ...headers, "content-length": body.byteLength });
    response.end(body);
    return;
  }
  response.writeHead(answer.status, headers);
  await writeStream(answer.body, answer.headers.get("content-length"), response, sizes);
}

function writeJson({ status, headers, json }: JsonAnswer, response: ServerResponse, sizes: BodySizes): void {
  sizes.sent = Buffer.byteLength(json);
  headers["content-length"] = String(sizes.sent);
  if (hasUnreadBody(response.req)) headers.connection = "close";
  response.writeHead(status, headers);
  // A text, not its bytes: Node.js writes it in one piece with the head.
  response.end(json);
}

/** Small and made already: such a body is written at once, with its length. */
function isJson({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("application/json") ?? false;
}

/**
 * Writes the body as fast as the receiver takes it, and reads no further ahead. A receiver who goes away ends the
 * reading; a body that breaks off ends the connection, which is how a receiver can tell it from a whole one.
 */
async function writeStream(
  body: ReadableStream<Uint8Array>,
  announced: string | null,
  response: ServerResponse,
  sizes: BodySizes,
): Promise<void> {
  const release = releaseOf(body);
  const reader = body.getReader();
  const gone = () => {
    reader.cancel().catch(() => {});
  };
  response.once("close", gone);
  let left = announced === null ? Number.POSITIVE_INFINITY : Number(announced);
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      left -= read.value.byteLength;
      // What goes beyond would be taken for the next answer.
      if (left < 0) throw new Error("The body is longer than was announced.");
      // Before it is given back.
      const { byteLength } = read.value;
      await write(response, read.value);
      sizes.sent += byteLength;
      release(read.value);
    }
    if (announced !== null && left > 0 && !response.destroyed) {
      throw new Error("The body is shorter than was announced.");
    }
    response.end();
  } catch (error) {
    if (!response.destroyed) logError("an answer broke off", error);
    response.destroy();
    gone();
  } finally {
    response.off("close", gone);
  }
}

/** Resolves when the piece has left for the network; rejects when the connection has gone. */
function write(response: ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error("The receiver went away."));
    if (response.destroyed) {
      gone();
      return;
    }
    response.once("close", gone);
    response.write(piece, (error) => {
      response.off("close", gone);
      if (error) reject(error);
      else resolve();
    });
  });
}

function toRequest(request: IncomingMessage, sizes: BodySizes): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const { method = "GET" } = request;
  const body = bodyOf(request, sizes);
  return new Request(new URL(request.url ?? "/", "http://handler.invalid"), {
    method,
    headers,
    ...(body === null ? {} : { body, duplex: "half" }),
  });
}

function bodyOf(request: IncomingMessage, sizes: BodySizes): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  return toOwnedByteStream(request, (bytes) => {
    sizes.received += bytes;
  });
}

/** Body bytes that nobody read would be taken for the next request, so such a connection is closed. */
export function hasUnreadBody(request: IncomingMessage): boolean {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  const announcesBody = encoding !== undefined || (length !== undefined && Number(length) !== 0);
  return announcesBody && !request.complete;
}
