import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startReceiver } from "@/examples/webhook-receiver";
import { mailSealPurpose } from "@/lib/operations/mail";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import { RETRY_DELAYS_MILLISECONDS } from "@/lib/webhooks/schedule";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import {
  addEndpoint,
  addSecret,
  attempt,
  attemptsOf,
  deliveryOf,
  type Listener,
  listen,
  publishEvent,
  type TestEndpoint,
} from "@/test/integration/support/webhooks";

const SECOND = 1000;
const DAY = 86_400 * SECOND;

let platform: TestPlatform;
let application: TestApplication;
const closing: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
});
afterAll(async () => {
  await Promise.all(closing.map((server) => server.close()));
  await platform.stop();
});

/** An endpoint whose server answers like this. */
async function endpointThat(
  answer: Parameters<typeof listen>[0],
): Promise<{ endpoint: TestEndpoint; server: Listener }> {
  const server = await listen(answer);
  closing.push(server);
  const endpoint = await addEndpoint(platform, application, { url: server.url });
  return { endpoint, server };
}

const wait = (milliseconds: number) => {
  platform.clock.now = new Date(platform.clock.now.getTime() + milliseconds);
};

const endpointRow = async ({ id }: Pick<TestEndpoint, "id">) => {
  const [row] = await platform.database.owner`select * from webhook_endpoints where id = ${id}`;
  return row;
};

describe("a delivery", () => {
  it("is verified by the published library and holds the event as it is documented", async () => {
    const secrets: string[] = [];
    const receiver = await startReceiver({ secrets });
    closing.push(receiver);
    const endpoint = await addEndpoint(platform, application, { url: receiver.url });
    secrets.push(endpoint.secret);
    const eventId = await publishEvent(platform, application, { id: "cus_1", b: 1, a: "ö" });
    expect(await attempt(platform, endpoint, eventId, 1)).toEqual({ kind: "made", status: 204, error: null });
    const [delivery] = receiver.deliveries;
    expect(delivery).toMatchObject({
      id: `evt_${eventId}`,
      event: "customers.created",
      outcome: "taken",
      body: `{"id":"evt_${eventId}","event":"customers.created","environment":"sandbox","createdAt":"${platform.clock.now.toISOString()}","data":{"id":"cus_1","b":1,"a":"ö"}}`,
    });
    expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({ status: "delivered", attempts: 1 });
    expect(await attemptsOf(platform, endpoint, eventId)).toMatchObject([
      { number: 1, responseStatus: 204, error: null, address: "127.0.0.1" },
    ]);
  });

  it("is made once, however often it is asked for", async () => {
    let refused = 0;
    const { endpoint, server } = await endpointThat(async (_, response) => {
      // Under way until all the others have been turned away.
      while (refused < 4) await sleep(10);
      response.end();
    });
    const eventId = await publishEvent(platform, application);
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5].map(async () => {
        const outcome = await attempt(platform, endpoint, eventId, 1, 10_000);
        if (outcome.kind === "busy") refused += 1;
        return outcome;
      }),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["busy", "busy", "busy", "busy", "made"]);
    expect(await attempt(platform, endpoint, eventId, 1)).toEqual({ kind: "over" });
    expect(server.requests).toBe(1);
  });

  it("goes to every endpoint that wants the event, and to no other", async () => {
    const place = await makeApplication(platform);
    const url = "http://127.0.0.1:9/";
    const all = await addEndpoint(platform, place, { url });
    const listed = await addEndpoint(platform, place, { url, events: ["customers.created"] });
    const others = [
      await addEndpoint(platform, place, { url, events: ["payments.created"] }),
      await addEndpoint(platform, { ...place, environment: "production" }, { url }),
      await addEndpoint(platform, application, { url }),
    ];
    const eventId = await publishEvent(platform, place);
    for (const endpoint of [all, listed]) {
      expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({ status: "pending" });
    }
    for (const endpoint of others) expect(await deliveryOf(platform, endpoint, eventId)).toBeUndefined();
  });

  it("is cut down where its resource is too large, and says so", async () => {
    const bodies: string[] = [];
    const receiver = await startReceiver({ secrets: [], onDelivery: ({ body }) => bodies.push(body) });
    closing.push(receiver);
    const endpoint = await addEndpoint(platform, application, { url: receiver.url });
    const data = { id: "cus_large", status: "APPROVED", text: "€".repeat(20_000) };
    const eventId = await publishEvent(platform, application, data);
    await attempt(platform, endpoint, eventId, 1);
    expect(JSON.parse(bodies[0] ?? "").data).toEqual({
      id: "cus_large",
      status: "APPROVED",
      isTruncated: true,
    });
  });
});

describe("retries", () => {
  it("come when they are due, ten attempts in all, and then it has failed", async () => {
    const { endpoint, server } = await endpointThat((_, response) =>
      response.writeHead(500).end("Oops\u0000\u001b[2J"),
    );
    const eventId = await publishEvent(platform, application);
    for (const [index, delay] of RETRY_DELAYS_MILLISECONDS.entries()) {
      await attempt(platform, endpoint, eventId, index + 1);
      const delivery = await deliveryOf(platform, endpoint, eventId);
      expect(delivery).toMatchObject({ status: "pending", attempts: index + 1, lastError: "status_not_2xx" });
      const waits = (delivery?.nextAttemptAt?.getTime() ?? 0) - platform.clock.now.getTime();
      expect(waits).toBeGreaterThanOrEqual(delay * 0.9);
      expect(waits).toBeLessThanOrEqual(delay * 1.1);
      const [job] = await platform.database
        .owner`select payload, extract(epoch from run_at - now())::float8 * 1000 as "dueIn" from graphile_worker._private_jobs
        where key = ${`webhook ${endpoint.id} ${eventId}`}`;
      expect(job?.payload).toEqual({ endpointId: endpoint.id, eventId, attempt: index + 2 });
      // The database's clock goes on a little meanwhile.
      expect(Math.abs(job?.dueIn - waits)).toBeLessThan(1_000);
      wait(waits);
    }
    await attempt(platform, endpoint, eventId, 10);
    expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({
      status: "failed",
      attempts: 10,
      nextAttemptAt: null,
    });
    expect(server.requests).toBe(10);
    const [first] = await attemptsOf(platform, endpoint, eventId);
    expect(first?.responseBody).toBe("Oops\uFFFD\uFFFD[2J");
  });

  it("wait as long as the receiver asks", async () => {
    const { endpoint } = await endpointThat((_, response) =>
      response.writeHead(503, { "Retry-After": "120" }).end(),
    );
    const eventId = await publishEvent(platform, application);
    await attempt(platform, endpoint, eventId, 1);
    const delivery = await deliveryOf(platform, endpoint, eventId);
    expect(delivery?.nextAttemptAt?.getTime()).toBe(platform.clock.now.getTime() + 120 * SECOND);
  });

  it("wait by the database's clock where ours is another", async () => {
    const { endpoint } = await endpointThat((_, response) => response.writeHead(500).end());
    const before = platform.clock.now;
    wait(-DAY);
    const eventId = await publishEvent(platform, application);
    await attempt(platform, endpoint, eventId, 1);
    platform.clock.now = before;
    const [job] = await platform.database.owner`
      select extract(epoch from run_at - now())::float8 as seconds from graphile_worker._private_jobs
       where payload ->> 'endpointId' = ${endpoint.id} and (payload ->> 'attempt')::integer = 2`;
    expect(job?.seconds).toBeGreaterThan(2);
    expect(job?.seconds).toBeLessThan(6);
  });

  it("begin anew with a resend", async () => {
    const { endpoint } = await endpointThat((_, response) => response.writeHead(500).end());
    const eventId = await publishEvent(platform, application);
    await platform.database.owner`update webhook_deliveries set attempts = 10, attempts_before = 10
      where endpoint_id = ${endpoint.id} and event_id = ${eventId}`;
    await attempt(platform, endpoint, eventId, 11);
    const delivery = await deliveryOf(platform, endpoint, eventId);
    expect(delivery).toMatchObject({ status: "pending", attempts: 11 });
    expect((delivery?.nextAttemptAt?.getTime() ?? 0) - platform.clock.now.getTime()).toBeLessThan(6 * SECOND);
  });
});

describe("answers that are no success", () => {
  it.each([301, 302, 303, 307, 308, 304])("%i leads nowhere", async (status) => {
    const { server: other } = await endpointThat((_, response) => response.end());
    const { endpoint } = await endpointThat((_, response) =>
      response.writeHead(status, { Location: other.url }).end(),
    );
    const eventId = await publishEvent(platform, application);
    await attempt(platform, endpoint, eventId, 1);
    expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({
      lastError: "redirect",
      lastResponseStatus: status,
    });
    expect(other.requests).toBe(0);
  });

  it("time out, before an answer and in the middle of one", async () => {
    const silent = await endpointThat(() => {});
    const eventId = await publishEvent(platform, application);
    await attempt(platform, silent.endpoint, eventId, 1, 300);
    expect(await attemptsOf(platform, silent.endpoint, eventId)).toMatchObject([
      { error: "timeout", responseStatus: null },
    ]);
    const dripping = await endpointThat((_, response) => response.writeHead(200).write("a"));
    const another = await publishEvent(platform, application);
    const begin = performance.now();
    await attempt(platform, dripping.endpoint, another, 1, 300);
    expect(performance.now() - begin).toBeLessThan(2_000);
    // It has answered: 200.
    expect(await deliveryOf(platform, dripping.endpoint, another)).toMatchObject({ status: "delivered" });
  });

  it("read no more than 64 kB of an answer and keep 2 kB", async () => {
    let sent = 0;
    const { endpoint } = await endpointThat((_, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write("é".repeat(8192))) sent += 16_384;
      };
      response.on("drain", pour);
      pour();
    });
    const eventId = await publishEvent(platform, application);
    await attempt(platform, endpoint, eventId, 1);
    const [made] = await attemptsOf(platform, endpoint, eventId);
    expect(made?.responseBody).toBe("é".repeat(1024));
    expect(made?.durationMilliseconds).toBeLessThan(1_500);
    expect(sent).toBeLessThan(10_000_000);
  });

  it("are told apart: nobody listens, no HTTP, a broken connection", async () => {
    const closed = await listen(() => {});
    await closed.close();
    const refused = await addEndpoint(platform, application, { url: closed.url });
    const broken = await endpointThat((request) => request.socket.destroy());
    const gibberish = await endpointThat((request) => request.socket.end("SSH-2.0-OpenSSH\r\n"));
    const eventId = await publishEvent(platform, application);
    for (const [endpoint, error] of [
      [refused, "connection_refused"],
      [broken.endpoint, "connection_failed"],
      [gibberish.endpoint, "invalid_response"],
    ] as const) {
      await attempt(platform, endpoint, eventId, 1);
      expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({ lastError: error });
    }
  });

  it("change the protocol in vain: the attempt ends", async () => {
    const { endpoint } = await endpointThat((request) =>
      request.socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
    );
    const eventId = await publishEvent(platform, application);
    expect(await attempt(platform, endpoint, eventId, 1, 500)).toEqual({
      kind: "made",
      status: null,
      error: "invalid_response",
    });
    expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({ lastError: "invalid_response" });
  });
});

describe("an endpoint", () => {
  it("that answers 410 is disabled at once, and what was due to it is cancelled", async () => {
    const { endpoint } = await endpointThat((_, response) => response.writeHead(410).end());
    const [eventId, waiting] = [
      await publishEvent(platform, application),
      await publishEvent(platform, application),
    ];
    await attempt(platform, endpoint, eventId, 1);
    expect(await endpointRow(endpoint)).toMatchObject({ disabled_by: "system" });
    expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({ status: "failed" });
    expect(await deliveryOf(platform, endpoint, waiting)).toMatchObject({ status: "cancelled" });
    expect(await attempt(platform, endpoint, waiting, 1)).toEqual({ kind: "over" });
    const later = await publishEvent(platform, application);
    expect(await deliveryOf(platform, endpoint, later)).toBeUndefined();
    const [audit] = await platform.database.owner`select action, actor_kind from audit_events
      where target_id = ${`whk_${endpoint.id}`}`;
    expect(audit).toEqual({ action: "webhook.disabled", actor_kind: "system" });
  });

  it("that answers 410 does not wait for others that are being written down and wait for it", async () => {
    const { endpoint } = await endpointThat((_, response) => response.writeHead(410).end());
    const [first, second] = [
      await publishEvent(platform, application),
      await publishEvent(platform, application),
    ];
    // As the attempt of the second, which is written down at the same moment, holds its row.
    await platform.database.owner.begin(async (sql) => {
      await sql`select from webhook_deliveries where endpoint_id = ${endpoint.id} and event_id = ${second} for update`;
      await Promise.race([
        attempt(platform, endpoint, first, 1),
        sleep(5_000).then(() => Promise.reject(new Error("The attempt waits."))),
      ]);
    });
    expect(await endpointRow(endpoint)).toMatchObject({ disabled_by: "system" });
    expect(await attempt(platform, endpoint, second, 1)).toEqual({ kind: "over" });
    expect(await deliveryOf(platform, endpoint, second)).toMatchObject({ status: "cancelled" });
  });

  it("that has moved while an attempt was under way is not blamed for what the old place answered", async () => {
    let endpointId = "";
    const { endpoint } = await endpointThat(async (_, response) => {
      await platform.database
        .owner`update webhook_endpoints set url = 'http://127.0.0.1:9/' where id = ${endpointId}`;
      response.writeHead(410).end();
    });
    endpointId = endpoint.id;
    const eventId = await publishEvent(platform, application);
    await attempt(platform, endpoint, eventId, 1);
    expect(await endpointRow(endpoint)).toMatchObject({ disabled_at: null, failing_since: null });
    expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({ status: "failed", attempts: 1 });
  });

  it("that fails for five days is disabled with a notice, and not before", async () => {
    const place = await makeApplication(platform);
    await addOwner(place.organizationId);
    const server = await listen((_, response) => response.writeHead(500).end());
    closing.push(server);
    const endpoint = await addEndpoint(platform, place, { url: `${server.url}?token=hush` });
    const fail = async () => attempt(platform, endpoint, await publishEvent(platform, place), 1);
    await fail();
    wait(5 * DAY - 1);
    await fail();
    expect(await endpointRow(endpoint)).toMatchObject({ disabled_at: null });
    wait(1);
    await fail();
    expect(await endpointRow(endpoint)).toMatchObject({ disabled_by: "system" });
    const mails = await platform.database
      .owner`select id, sealed_body from mails where subject like 'A webhook endpoint%'`;
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    const body = openSealedSecret(mail?.sealed_body, mailSealPurpose(mail?.id), platform.runtime.peppers);
    expect(body).toContain(`"${server.url}?…"`);
    // Queries often hold a token.
    expect(body).not.toContain("hush");
  });

  it("that succeeds in between fails no more", async () => {
    let status = 500;
    const { endpoint } = await endpointThat((_, response) => response.writeHead(status).end());
    const send = async () => attempt(platform, endpoint, await publishEvent(platform, application), 1);
    await send();
    expect((await endpointRow(endpoint))?.failing_since).not.toBeNull();
    wait(4 * DAY);
    status = 200;
    await send();
    expect((await endpointRow(endpoint))?.failing_since).toBeNull();
    wait(2 * DAY);
    status = 500;
    await send();
    expect(await endpointRow(endpoint)).toMatchObject({ disabled_at: null });
  });

  it("that was disabled or deleted gets nothing any more", async () => {
    const { endpoint, server } = await endpointThat((_, response) => response.end());
    for (const column of ["disabled_at", "deleted_at"]) {
      const eventId = await publishEvent(platform, application);
      await platform.database.owner.unsafe(
        `update webhook_endpoints set ${column} = now() ${column === "disabled_at" ? ", disabled_by = 'partner'" : ""} where id = $1`,
        [endpoint.id],
      );
      expect(await attempt(platform, endpoint, eventId, 1)).toEqual({ kind: "over" });
      expect(await deliveryOf(platform, endpoint, eventId)).toMatchObject({ status: "cancelled" });
      await platform.database.owner`update webhook_endpoints set disabled_at = null, disabled_by = null
        where id = ${endpoint.id}`;
    }
    expect(server.requests).toBe(0);
  });
});

describe("a rotation of the secret", () => {
  it("signs with both for a day, then with the new one alone", async () => {
    const signatures: string[] = [];
    const bodies: { body: string; headers: Record<string, string> }[] = [];
    const { endpoint } = await endpointThat((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const text = (name: string) => String(request.headers[name]);
        const headers = {
          "webhook-id": text("webhook-id"),
          "webhook-timestamp": text("webhook-timestamp"),
          "webhook-signature": text("webhook-signature"),
        };
        signatures.push(headers["webhook-signature"]);
        bodies.push({ body: Buffer.concat(chunks).toString(), headers });
        response.end();
      });
    });
    // The library compares with its own clock.
    platform.clock.now = new Date();
    const rotated = await addSecret(platform, endpoint, new Date(platform.clock.now.getTime() + DAY));
    await attempt(platform, endpoint, await publishEvent(platform, application), 1);
    expect(signatures[0]?.split(" ")).toHaveLength(2);
    for (const secret of [endpoint.secret, rotated]) {
      expect(() => new Webhook(secret).verify(bodies[0]?.body ?? "", bodies[0]?.headers ?? {})).not.toThrow();
    }
    wait(DAY);
    await attempt(platform, endpoint, await publishEvent(platform, application), 1);
    expect(signatures[1]?.split(" ")).toHaveLength(1);
    const id = bodies[1]?.headers["webhook-id"] ?? "";
    const sign = (secret: string) => new Webhook(secret).sign(id, platform.clock.now, bodies[1]?.body ?? "");
    expect(sign(rotated)).toBe(signatures[1]);
    expect(sign(endpoint.secret)).not.toBe(signatures[1]);
  });
});

async function addOwner(organizationId: string): Promise<void> {
  const id = crypto.randomUUID();
  await platform.database.owner`insert into users (id, email, display_name, kind, password_hash, created_at)
    values (${id}, ${`${id}@example.com`}, 'An owner', 'PARTNER', 'none', now())`;
  await platform.database.owner`insert into memberships (organization_id, user_id, role, created_at)
    values (${organizationId}, ${id}, 'OWNER', now())`;
}
