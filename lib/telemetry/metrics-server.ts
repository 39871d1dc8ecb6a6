/** Where metrics are scraped: a listener of its own, which serves `GET /metrics` and nothing else. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { logError } from "@/lib/log";
import { makeRegistry } from "@/lib/telemetry/prometheus";

export type MetricsAddress = { host: string; port: number };
/** Where the text comes from: this process's registry, or what several processes say together. */
export type MetricsSource = { contentType: string; metrics(): Promise<string> };
export type MetricsServer = { port: number; stop: () => Promise<void> };

/** Rejects where the address cannot be had. Port 0 takes a free one. */
export async function startMetricsServer(
  { host, port }: MetricsAddress,
  source: MetricsSource = makeRegistry(),
): Promise<MetricsServer> {
  const server = createServer({ maxHeaderSize: 8 * 1024, requestTimeout: 10_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      logError("metrics could not be written", error);
      response.destroy();
    });
  });
  // What is not HTTP gets no answer.
  server.on("clientError", (_error, socket) => socket.destroy());
  server.listen(port, host);
  await once(server, "listening");
  // A server on TCP has an address with a port.
  const address = server.address() as AddressInfo;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url !== "/metrics" || request.method !== "GET") {
      request.resume();
      response
        .writeHead(404, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" })
        .end("Not found\n");
      return;
    }
    const text = await source.metrics();
    response.writeHead(200, { "Content-Type": source.contentType, "Cache-Control": "no-store" }).end(text);
  }

  return {
    port: address.port,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
