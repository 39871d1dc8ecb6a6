/** A service of a partner's that takes deliveries, and verifies each as the published library does. */
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

export type Received = { id: string; event: string; isOurs: boolean };

export type Receiver = {
  url: string;
  received: Received[];
  /** What deliveries are answered from now on. */
  answerWith: (status: number) => void;
  /** What they are verified with from now on. */
  expectSecret: (secret: string) => void;
  close: () => Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let status = 200;
  let webhook: Webhook | null = null;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString("utf8");
    const header = (name: string) => String(request.headers[name]);
    let isOurs = false;
    try {
      webhook?.verify(body, {
        "webhook-id": header("webhook-id"),
        "webhook-timestamp": header("webhook-timestamp"),
        "webhook-signature": header("webhook-signature"),
      });
      isOurs = webhook !== null;
    } catch {
      isOurs = false;
    }
    const { event } = JSON.parse(body) as { event: string };
    received.push({ id: header("webhook-id"), event, isOurs });
    response.writeHead(status, { "Content-Type": "text/plain" }).end(`answered ${status}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answerWith: (next) => {
      status = next;
    },
    expectSecret: (secret) => {
      webhook = new Webhook(secret);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
