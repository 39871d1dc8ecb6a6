/**
 * A receiver of webhooks as a partner would write one, with nothing but Node.js and the published `standardwebhooks` library:
 *
 * ```sh
 * npm run demo:receiver -- --secret-file secret.txt [--port 4000] [--fail 2] [--status 500] [--hang] [--gone]
 * ```
 *
 * The secret is the `whsec_…` text that is shown when the endpoint is created; during a rotation the file may hold two, one a
 * line. Each delivery is verified, and each event is taken once, however often it is delivered. In a sandbox that runs with
 * NUVERA_WEBHOOK_ALLOW_PRIVATE=1 the endpoint's URL is http://127.0.0.1:4000/.
 */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Webhook } from "standardwebhooks";

const MAXIMUM_BYTES = 20_000;

export type Delivery = {
  /** `webhook-id`: the same at every attempt, so that an event is taken once. */
  id: string;
  event: string;
  outcome: "taken" | "taken before" | "refused" | "failed on purpose";
  body: string;
};

export type ReceiverOptions = {
  secrets: readonly string[];
  port?: number;
  /** How many deliveries to answer with `status` before answering well. */
  fail?: number;
  status?: number;
  /** Never answer. */
  hang?: boolean;
  onDelivery?: (delivery: Delivery) => void;
};

export type Receiver = { url: string; deliveries: Delivery[]; close(): Promise<void> };

export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { secrets, port = 0, fail = 0, status = 500, hang = false, onDelivery = () => {} } = options;
  const deliveries: Delivery[] = [];
  const taken = new Set<string>();
  let failed = 0;
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const id = String(request.headers["webhook-id"]);
    const event = body === null ? null : verified(secrets, request, body);
    const note = (outcome: Delivery["outcome"]) => {
      const delivery = { id, event: event ?? "unknown", outcome, body: body ?? "" };
      deliveries.push(delivery);
      onDelivery(delivery);
    };
    if (event === null) {
      note("refused");
      response.writeHead(400).end("The signature does not fit.");
      return;
    }
    if (hang || failed < fail) {
      failed += 1;
      note("failed on purpose");
      if (!hang) response.writeHead(status).end("Not this time.");
      return;
    }
    note(taken.has(id) ? "taken before" : "taken");
    taken.add(id);
    response.writeHead(204).end();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  // A server on TCP has an address with a port.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/`,
    deliveries,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What the event is called, when one of the secrets has signed it within the last minutes; `null` otherwise. */
function verified(secrets: readonly string[], { headers }: IncomingMessage, body: string): string | null {
  for (const secret of secrets) {
    try {
      const text = (name: string) => String(headers[name]);
      const payload = new Webhook(secret).verify(body, {
        "webhook-id": text("webhook-id"),
        "webhook-timestamp": text("webhook-timestamp"),
        "webhook-signature": text("webhook-signature"),
      });
      return String((payload as { event?: unknown }).event);
    } catch {
      // Perhaps the other secret.
    }
  }
  return null;
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAXIMUM_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "secret-file": { type: "string" },
      port: { type: "string", default: "4000" },
      fail: { type: "string", default: "0" },
      status: { type: "string", default: "500" },
      hang: { type: "boolean", default: false },
      gone: { type: "boolean", default: false },
    },
  });
  const file = values["secret-file"];
  if (file === undefined) throw new Error("Give --secret-file: a file with the endpoint's secret, whsec_….");
  const secrets = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const receiver = await startReceiver({
    secrets: secrets.map((secret) => secret.trim()),
    port: Number(values.port),
    hang: values.hang,
    ...(values.gone
      ? { fail: Number.POSITIVE_INFINITY, status: 410 }
      : { fail: Number(values.fail), status: Number(values.status) }),
    onDelivery: ({ id, event, outcome }) => say(`${new Date().toISOString()} ${id} ${event}: ${outcome}`),
  });
  say(`Listening at ${receiver.url}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  });
}
