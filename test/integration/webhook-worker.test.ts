import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "@/examples/webhook-receiver";
import { requeueLost } from "@/lib/webhooks/rescue";
import { makeApplication } from "@/test/integration/support/partner";
import { decide, makePayment, makePaymentWorld, settle } from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import {
  startWebhookWorkerProcess,
  type WorkerProcess,
} from "@/test/integration/support/start-webhook-worker";
import {
  addEndpoint,
  type Listener,
  listen,
  type Place,
  publishEvent,
} from "@/test/integration/support/webhooks";

let platform: TestPlatform;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  platform = await startTestPlatform();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await platform.stop();
});

async function startWorker(): Promise<WorkerProcess> {
  const worker = await startWebhookWorkerProcess(platform);
  closing.push(() => worker.kill());
  return worker;
}

async function receive(place: Place, options: { fail?: number } = {}): Promise<Receiver> {
  const secrets: string[] = [];
  const receiver = await startReceiver({ secrets, ...options });
  closing.push(() => receiver.close());
  secrets.push((await addEndpoint(platform, place, { url: receiver.url })).secret);
  return receiver;
}

async function until(isSo: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`It was not so within ${seconds} seconds.`);
    await sleep(100);
  }
}

async function pendingDeliveries(): Promise<number> {
  const [row] = await platform.database.owner`select count(*)::integer as pending from webhook_deliveries
    where status = 'pending'`;
  return row?.pending ?? -1;
}

const attemptsMade = async () => {
  return await platform.database.owner<{ id: string; attempts: number }[]>`
    select 'evt_' || event_id as id, count(*)::integer as attempts from webhook_attempts group by 1`;
};

describe("a worker that is killed twice on the way of a payment", () => {
  it("loses no event, and sends each attempt once but for those under way when it died", async () => {
    const world = await makePaymentWorld(platform);
    // The first answers fail, so that there are retries; each takes a moment, so that some are under way at any time.
    const receiver = await receive(world.application, { fail: 3 });
    let worker = await startWebhookWorkerProcess(platform);
    const payments = [await makePayment(world), await makePayment(world)];
    await until(() => receiver.deliveries.length > 0, 20);
    await worker.kill();
    for (const { id } of payments) await decide(world, id, "APPROVE");
    worker = await startWebhookWorkerProcess(platform);
    await until(() => receiver.deliveries.length > 2, 40);
    await worker.kill();
    for (const { id } of payments) {
      await settle(world, id, "START");
      await settle(world, id, "COMPLETE", "MT103-1");
    }
    await startWorker();
    await until(async () => (await pendingDeliveries()) === 0, 60);
    const events = await platform.database.owner<{ id: string; type: string }[]>`
      select 'evt_' || id as id, type from events where id > (select min(id::text)::uuid from webhook_endpoints) order by id`;
    const taken = receiver.deliveries.filter(({ outcome }) => outcome === "taken");
    expect(taken.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
    expect(events.map(({ type }) => type).filter((type) => type === "payments.completed")).toHaveLength(2);
    expect(receiver.deliveries.filter(({ outcome }) => outcome === "refused")).toEqual([]);
    for (const { id, attempts } of await attemptsMade()) {
      const arrived = receiver.deliveries.filter((delivery) => delivery.id === id).length;
      // What was under way when a worker died is sent again, since nobody knows what came of it.
      expect(arrived).toBeGreaterThanOrEqual(attempts);
      expect(arrived).toBeLessThanOrEqual(attempts + 2);
    }
  }, 180_000);
});

describe("an attempt under way when its worker is killed", () => {
  it("is made again by another within 40 seconds", async () => {
    const application = await makeApplication(platform);
    let isHanging = true;
    const server: Listener = await listen((_, response) => {
      if (!isHanging) response.end();
    });
    closing.push(() => server.close());
    await addEndpoint(platform, application, { url: server.url });
    await publishEvent(platform, application);
    const first = await startWebhookWorkerProcess(platform);
    await startWorker();
    await until(() => server.requests === 1, 20);
    await first.kill();
    isHanging = false;
    const killedAt = Date.now();
    await until(async () => (await pendingDeliveries()) === 0, 60);
    expect(Date.now() - killedAt).toBeLessThan(40_000);
    expect(server.requests).toBeLessThanOrEqual(2);
  }, 120_000);
});

describe("several workers", () => {
  it("never send an attempt twice, and what is asked to stop finishes what it has begun", async () => {
    const application = await makeApplication(platform);
    const arrived = new Map<string, number>();
    const server = await listen((request, response) => {
      const id = String(request.headers["webhook-id"]);
      arrived.set(id, (arrived.get(id) ?? 0) + 1);
      setTimeout(() => response.end(), 20);
    });
    closing.push(() => server.close());
    for (let endpoint = 0; endpoint < 4; endpoint += 1) {
      await addEndpoint(platform, application, { url: server.url });
    }
    const workers = [await startWorker(), await startWorker()];
    for (let event = 0; event < 50; event += 1) await publishEvent(platform, application);
    await workers[0]?.stop();
    closing.shift();
    await until(async () => (await pendingDeliveries()) === 0, 60);
    expect(arrived.size).toBe(50);
    expect([...arrived.values()].every((times) => times === 4)).toBe(true);
    expect(server.requests).toBe(200);
  }, 120_000);
});

describe("a delivery whose job is gone", () => {
  it("gets another", async () => {
    const application = await makeApplication(platform);
    const receiver = await receive(application);
    await publishEvent(platform, application);
    await platform.database.owner`delete from graphile_worker._private_jobs`;
    await requeueLost(platform.runtime);
    expect(await platform.database.owner`select from graphile_worker._private_jobs`).toHaveLength(0);
    platform.clock.now = new Date(Date.now() + 660_000);
    await requeueLost(platform.runtime);
    await startWorker();
    await until(() => receiver.deliveries.length === 1, 20);
  }, 60_000);
});
