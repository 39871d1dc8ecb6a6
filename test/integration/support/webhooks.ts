/** Endpoints, events and attempts of the test platform, below the operations. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { newUuid } from "@/lib/ids";
import { recordEvent } from "@/lib/operations/events";
import type { Environment } from "@/lib/schemas/common";
import type { EventType } from "@/lib/schemas/event";
import { sealSecret } from "@/lib/security/sealed-secret";
import { generateWebhookSecret, webhookSecretText } from "@/lib/security/webhook-signature";
import { type AttemptOutcome, deliverWebhook } from "@/lib/webhooks/deliver";
import type { TestPlatform } from "@/test/integration/support/platform";

export type Place = { organizationId: string; environment: Environment };
export type TestEndpoint = Place & { id: string; secret: string };

export async function addEndpoint(
  platform: TestPlatform,
  { organizationId, environment }: Place,
  { url, events = null }: { url: string; events?: EventType[] | null },
): Promise<TestEndpoint> {
  const id = newUuid();
  const now = platform.clock.now;
  await platform.database.owner`
    insert into webhook_endpoints (id, organization_id, environment, url, events, created_at)
    values (${id}, ${organizationId}, ${environment}, ${url}, ${events === null ? null : JSON.stringify(events)}::text::jsonb, ${now})`;
  const endpoint = { id, organizationId, environment };
  return { ...endpoint, secret: await addSecret(platform, endpoint) };
}

/** A current secret; the one before it ends at `previousEnds`. Returns its text. */
export async function addSecret(
  { database, runtime, clock }: TestPlatform,
  { id, organizationId, environment }: Place & { id: string },
  previousEnds: Date = clock.now,
): Promise<string> {
  const secretId = newUuid();
  const secret = webhookSecretText(generateWebhookSecret(runtime.randomBytes));
  const sealed = sealSecret(secret, `webhook secret ${secretId}`, runtime.peppers, runtime.randomBytes);
  await database.owner`update webhook_secrets set expires_at = ${previousEnds}
    where endpoint_id = ${id} and expires_at is null`;
  await database.owner`
    insert into webhook_secrets (id, organization_id, environment, endpoint_id, sealed_secret, created_at)
    values (${secretId}, ${organizationId}, ${environment}, ${id}, ${sealed}, ${clock.now})`;
  return secret;
}

/** An event, published as a change publishes it; returns its UUID. */
export async function publishEvent(
  { runtime, database }: TestPlatform,
  { organizationId, environment }: Place,
  data: Readonly<Record<string, unknown>> = { id: "cus_test" },
  type: EventType = "customers.created",
): Promise<string> {
  const scope = { organizationId, environment };
  await runtime.database.inScope(scope, (tx) => recordEvent({ tx, scope, now: runtime.clock() }, type, data));
  const [row] = await database.owner<{ id: string }[]>`select id from events
    where organization_id = ${organizationId} order by id desc limit 1`;
  return row?.id ?? "";
}

export function attempt(
  { runtime }: TestPlatform,
  { id }: Pick<TestEndpoint, "id">,
  eventId: string,
  number: number,
  timeoutMilliseconds = 2_000,
): Promise<AttemptOutcome> {
  return deliverWebhook(runtime, { endpointId: id, eventId, attempt: number }, { timeoutMilliseconds });
}

export type DeliveryState = {
  status: string;
  attempts: number;
  nextAttemptAt: Date | null;
  lastError: string | null;
  lastResponseStatus: number | null;
};

export async function deliveryOf(
  { database }: TestPlatform,
  { id }: Pick<TestEndpoint, "id">,
  eventId: string,
): Promise<DeliveryState | undefined> {
  const [row] = await database.owner<DeliveryState[]>`
    select status, attempts, next_attempt_at as "nextAttemptAt", last_error as "lastError",
           last_response_status as "lastResponseStatus"
      from webhook_deliveries where endpoint_id = ${id} and event_id = ${eventId}`;
  return row;
}

export type AttemptState = {
  number: number;
  responseStatus: number | null;
  error: string | null;
  responseBody: string | null;
  address: string | null;
  durationMilliseconds: number;
};

export async function attemptsOf(
  { database }: TestPlatform,
  { id }: Pick<TestEndpoint, "id">,
  eventId: string,
): Promise<AttemptState[]> {
  return await database.owner<AttemptState[]>`
    select number, response_status as "responseStatus", error, response_body as "responseBody", address,
           duration_milliseconds as "durationMilliseconds"
      from webhook_attempts where endpoint_id = ${id} and event_id = ${eventId} order by number`;
}

export type Listener = { url: string; port: number; requests: number; close(): Promise<void> };

/** A server that answers as told. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  makeServer: (
    handler: (request: IncomingMessage, response: ServerResponse) => void,
  ) => Server = createServer,
): Promise<Listener> {
  const listener: Listener = { url: "", port: 0, requests: 0, close: async () => {} };
  const server = makeServer((request, response) => {
    listener.requests += 1;
    request.resume();
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server on TCP has an address with a port.
  listener.port = (server.address() as AddressInfo).port;
  listener.url = `http://127.0.0.1:${listener.port}/`;
  listener.close = async () => {
    server.close();
    server.closeAllConnections();
  };
  return listener;
}
