import { createServer, type RequestListener, type Server } from "node:http";
import { answerUnparsable } from "@/lib/server/unparsable";

/** HTTP limits in one place. Bodies have limits of their own where they are read. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
};

export function createHttpServer(listener: RequestListener, baseUrl: () => string): Server {
  const server = createServer(LIMITS, listener);
  server.on("clientError", (error, socket) => {
    // Node.js hands over a Duplex; for an HTTP server it is the connection's socket.
    answerUnparsable(error, socket as import("node:net").Socket, baseUrl());
  });
  return server;
}
