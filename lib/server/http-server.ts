import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { ApiError } from "@/lib/errors";
import { answerOnSocket, answerUnparsable } from "@/lib/server/unparsable";

/** HTTP limits in one place. Bodies have limits of their own where they are read. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
};
export type HttpLimits = typeof LIMITS;

/** An HTTP server on which Node.js answers nothing by itself: every answer is `listener`'s or in our JSON. */
export function createHttpServer(
  listener: RequestListener,
  baseUrl: () => string,
  limits: Partial<HttpLimits> = {},
): Server {
  const newest = new WeakMap<Duplex, { request: IncomingMessage; response: ServerResponse }>();
  const remembering: RequestListener = (request, response) => {
    newest.set(request.socket, { request, response });
    listener(request, response);
  };
  const server = createServer({ ...LIMITS, ...limits, requireHostHeader: false }, remembering);
  // The size bounds them. By default Node.js drops the headers after the thousandth, and with them what they say.
  server.maxHeadersCount = 0;
  // An expectation that we do not know may be ignored (RFC 9110, section 10.1.1).
  server.on("checkExpectation", remembering);
  server.on("clientError", (error, socket) => {
    const { request, response } = newest.get(socket) ?? {};
    if (request?.complete && response && !response.writableFinished) {
      // What cannot be parsed came after a whole request: that one is being worked on and gets its own answer.
      response.once("close", () => socket.destroy());
      return;
    }
    // Node.js hands over a Duplex; for an HTTP server it is the connection's socket.
    answerUnparsable(error, socket as Socket, baseUrl());
  });
  server.on("connect", (_request, socket) => {
    // Node.js has let go of the socket; without a listener a reset connection would end the process.
    socket.on("error", () => socket.destroy());
    answerOnSocket(socket as Socket, notAProxy(), baseUrl());
  });
  return server;
}

function notAProxy(): ApiError {
  const headers = { Allow: "GET, HEAD, POST" };
  return new ApiError("method_not_allowed", "method_not_allowed", "This server is no proxy.", {}, headers);
}
