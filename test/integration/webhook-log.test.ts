import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { newUuid, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import { disableWebhook } from "@/lib/operations/webhooks/disable";
import { getWebhook } from "@/lib/operations/webhooks/get";
import { getWebhookDelivery } from "@/lib/operations/webhooks/get-delivery";
import { listWebhookDeliveries } from "@/lib/operations/webhooks/list-deliveries";
import { previewWebhookReplay, replayWebhookEvents } from "@/lib/operations/webhooks/replay";
import { resendWebhookDelivery } from "@/lib/operations/webhooks/resend";
import { testWebhook } from "@/lib/operations/webhooks/send-test";
import type { Principal } from "@/lib/principal";
import type { DeliveryStatus } from "@/lib/schemas/webhook-kinds";
import { forgetExpired } from "@/lib/server/maintenance";
import { deliverWebhook } from "@/lib/webhooks/deliver";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { makeOrganization, TEST_ORIGIN } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import {
  jobsOf,
  makeWebhook,
  publish,
  putPastEvents,
  type TestWebhook,
} from "@/test/integration/support/webhook-endpoints";

const DAY = 86_400_000;

let platform: TestPlatform;
let owner: Principal;
let webhook: TestWebhook;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  owner = await actingMember(platform, await makeOrganization(platform), "DEVELOPER");
  webhook = await makeWebhook(platform, owner);
});

const run = <Input extends z.ZodType, Output extends z.ZodType>(
  principal: Principal,
  operation: Operation<Input, Output>,
  input: object = {},
): Promise<z.output<Output>> =>
  runOperation(
    platform.runtime,
    principal,
    operation,
    { webhookId: webhook.webhookId, ...input },
    TEST_ORIGIN,
  );

const uuidOf = (id: string) => id.slice(id.indexOf("_") + 1);
const daysAgo = (days: number) => new Date(platform.clock.now.getTime() - days * DAY);

/** As if the worker had come to this. */
async function settle(
  eventId: string,
  status: DeliveryStatus,
  { attempts = 1, claimedUntil = null }: { attempts?: number; claimedUntil?: Date | null } = {},
): Promise<void> {
  const { owner: database } = platform.database;
  const finishedAt = status === "pending" ? null : platform.clock.now;
  await database`update webhook_deliveries set status = ${status}, attempts = ${attempts}, claimed_until = ${claimedUntil},
      finished_at = ${finishedAt}, last_response_status = ${status === "delivered" ? 200 : 500}
    where event_id = ${uuidOf(eventId)}`;
  await database`delete from graphile_worker._private_jobs where payload ->> 'eventId' = ${uuidOf(eventId)}`;
}

const deliveries = (filter: object = {}) => run(owner, listWebhookDeliveries, { limit: 100, ...filter });
const listed = async (filter: object) => (await deliveries(filter)).items.map(({ eventId }) => eventId);

describe("the log", () => {
  it("shows what is on its way and what became of it, newest first, page by page", async () => {
    const ids: string[] = [];
    for (const type of ["payments.created", "payments.completed", "customers.created"] as const) {
      ids.unshift(await publish(platform, owner, type));
    }
    await settle(ids[2] ?? "", "delivered");
    const first = await deliveries({ limit: 2 });
    expect(first).toMatchObject({
      items: [
        { eventId: ids[0], event: "customers.created", status: "pending", trigger: "event", attempts: 0 },
        { eventId: ids[1], status: "pending", responseStatus: null, isUnderWay: false },
      ],
      hasMore: true,
    });
    const second = await deliveries({ limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({
      items: [
        { eventId: ids[2], status: "delivered", attempts: 1, responseStatus: 200, nextAttemptAt: null },
      ],
      hasMore: false,
    });
    await expect(deliveries({ cursor: first.nextCursor, status: "failed" })).rejects.toMatchObject({
      status: 422,
    });
    expect(await run(owner, getWebhook)).toMatchObject({
      lastDay: { pending: 2, delivered: 1, failed: 0, cancelled: 0 },
      lastDelivery: { eventId: ids[0], event: "customers.created", status: "pending" },
    });
  });

  it("is narrowed by status, event and time", async () => {
    const early = await putPastEvents(platform, owner, { count: 2, at: daysAgo(3) });
    await run(owner, replayWebhookEvents, { from: daysAgo(4).toISOString(), which: "all" });
    const failed = await publish(platform, owner, "payments.failed");
    const created = await publish(platform, owner, "payments.created");
    await settle(failed, "failed");
    expect(await listed({ status: "failed" })).toEqual([failed]);
    expect(await listed({ event: "payments.created" })).toEqual([created, ...early.toReversed()]);
    expect(await listed({ status: "pending", event: "payments.failed" })).toEqual([]);
    expect(
      await listed({ status: "pending", event: "payments.created", from: daysAgo(1).toISOString() }),
    ).toEqual([created]);
    expect(await listed({ to: daysAgo(1).toISOString() })).toEqual(early.toReversed());
    expect(await listed({ from: daysAgo(1).toISOString() })).toEqual([created, failed]);
    await expect(deliveries({ statuses: "failed" })).rejects.toMatchObject({ status: 422 });
  });

  it("shows one delivery with its exact body and every attempt, newest first", async () => {
    const eventId = await publish(platform, owner);
    const scope = [owner.organizationId, owner.environment, webhook.uuid, uuidOf(eventId)] as const;
    for (const [number, status, answer] of [
      [1, 500, "<b>no</b>"],
      [2, 200, "ok"],
      // Being written down at this moment: the delivery does not know of it yet.
      [3, 200, "later"],
    ] as const) {
      await platform.database.owner`insert into webhook_attempts
        values (${scope[0]}, ${scope[1]}, ${scope[2]}, ${scope[3]}, ${number}, now(), 12, ${status}, null, ${answer}, '127.0.0.1')`;
    }
    await platform.database.owner`update webhook_deliveries set attempts = 2
      where endpoint_id = ${scope[2]} and event_id = ${scope[3]}`;
    const detail = await run(owner, getWebhookDelivery, { eventId });
    expect(JSON.parse(detail.body)).toEqual({
      id: eventId,
      event: "payments.created",
      environment: "sandbox",
      createdAt: platform.clock.now.toISOString(),
      data: { id: "pay_test", amount: "1.00" },
    });
    expect(detail.attemptLog).toMatchObject([
      { number: 2, responseStatus: 200, responseBody: "ok" },
      {
        number: 1,
        responseStatus: 500,
        responseBody: "<b>no</b>",
        durationMilliseconds: 12,
        address: "127.0.0.1",
      },
    ]);
    expect(JSON.stringify(detail)).not.toContain("whsec_");
    const support = await actingStaff(platform, owner.organizationId, "NUVERA_SUPPORT");
    expect(await run(support, getWebhookDelivery, { eventId })).toMatchObject({ eventId });
    const stranger = await actingMember(platform, await makeOrganization(platform), "OWNER");
    await expect(run(stranger, getWebhookDelivery, { eventId })).rejects.toMatchObject({ status: 404 });
    for (const unknown of [toPublicId("event", newUuid()), "evt_x", webhook.webhookId]) {
      await expect(run(owner, getWebhookDelivery, { eventId: unknown })).rejects.toMatchObject({
        status: 404,
      });
    }
  });
});

describe("a test event", () => {
  it("goes to the endpoint alone that is tested, whatever it subscribes to", async () => {
    const other = await makeWebhook(platform, owner);
    webhook = await makeWebhook(platform, owner, { events: ["payments.completed"] });
    const { eventId } = await run(owner, testWebhook);
    expect((await deliveries()).items).toMatchObject([
      { eventId, event: "webhooks.test", trigger: "test", status: "pending" },
    ]);
    expect(await jobsOf(platform, webhook)).toEqual([{ eventId, attempt: 1, isDue: true }]);
    expect((await deliveries({ webhookId: other.webhookId })).items).toEqual([]);
    expect(await jobsOf(platform, other)).toEqual([]);
  });
});

describe("a test event for an endpoint that is being disabled", () => {
  it("waits, and is refused for what the endpoint is then", async () => {
    let testing: Promise<unknown> = Promise.resolve();
    await platform.database.owner.begin(async (sql) => {
      await sql`update webhook_endpoints set disabled_at = now(), disabled_by = 'system' where id = ${webhook.uuid}`;
      testing = run(owner, testWebhook).catch((error: unknown) => error);
      await sleep(300);
    });
    expect(await testing).toMatchObject({ reason: "wrong_status" });
  });
});

describe("what is kept", () => {
  it("is 30 days of events, with their deliveries and attempts", async () => {
    const { owner: database } = platform.database;
    const [old] = await putPastEvents(platform, owner, { count: 1, at: daysAgo(30.01) });
    const [kept] = await putPastEvents(platform, owner, { count: 1, at: daysAgo(29.99) });
    const { organizationId, environment } = owner;
    for (const eventId of [old, kept].map((id) => uuidOf(id ?? ""))) {
      await database`insert into webhook_deliveries
          (organization_id, environment, endpoint_id, event_id, event_type, trigger, status, attempts, created_at)
        values (${organizationId}, ${environment}, ${webhook.uuid}, ${eventId}, 'payments.created', 'event', 'failed', 1, now())`;
      await database`insert into webhook_attempts
          (organization_id, environment, endpoint_id, event_id, number, started_at, duration_milliseconds)
        values (${organizationId}, ${environment}, ${webhook.uuid}, ${eventId}, 1, now(), 5)`;
    }
    await forgetExpired(platform.runtime);
    expect(await listed({})).toEqual([kept]);
    const left = await database`select event_id from webhook_attempts where endpoint_id = ${webhook.uuid}`;
    expect(left).toEqual([{ event_id: uuidOf(kept ?? "") }]);
    const remembered = await database`select id from events where organization_id = ${organizationId}`;
    expect(remembered).toEqual([{ id: uuidOf(kept ?? "") }]);
  });
});

describe("sending one again", () => {
  it("puts it on its way at once, with its retries from the beginning", async () => {
    const eventId = await publish(platform, owner);
    await settle(eventId, "failed", { attempts: 10 });
    expect(await run(owner, resendWebhookDelivery, { eventId })).toMatchObject({
      status: "pending",
      trigger: "resend",
      attempts: 10,
      nextAttemptAt: platform.clock.now.toISOString(),
      finishedAt: null,
    });
    expect(await jobsOf(platform, webhook)).toEqual([{ eventId, attempt: 11, isDue: true }]);
    const [row] = await platform.database
      .owner`select attempts_before from webhook_deliveries where event_id = ${uuidOf(eventId)}`;
    expect(row?.attempts_before).toBe(10);
  });

  it("sends one that waits for its retry now, and leaves one that is under way alone", async () => {
    const eventId = await publish(platform, owner);
    await settle(eventId, "pending", { attempts: 2 });
    await run(owner, resendWebhookDelivery, { eventId });
    await run(owner, resendWebhookDelivery, { eventId });
    expect(await jobsOf(platform, webhook)).toEqual([{ eventId, attempt: 3, isDue: true }]);
    await settle(eventId, "pending", {
      attempts: 2,
      claimedUntil: new Date(platform.clock.now.getTime() + 20_000),
    });
    await expect(run(owner, resendWebhookDelivery, { eventId })).rejects.toMatchObject({ status: 409 });
    expect(await jobsOf(platform, webhook)).toEqual([]);
    expect((await deliveries()).items).toMatchObject([{ isUnderWay: true }]);
  });

  it("is refused while the endpoint is disabled, to members, and for another endpoint's event", async () => {
    const eventId = await publish(platform, owner);
    await settle(eventId, "failed");
    const member = await actingMember(platform, owner.organizationId, "MEMBER");
    await expect(run(member, resendWebhookDelivery, { eventId })).rejects.toMatchObject({ status: 403 });
    const other = await makeWebhook(platform, owner);
    await expect(
      run(owner, resendWebhookDelivery, { webhookId: other.webhookId, eventId }),
    ).rejects.toMatchObject({ status: 404 });
    await run(owner, disableWebhook);
    await expect(run(owner, resendWebhookDelivery, { eventId })).rejects.toMatchObject({
      reason: "wrong_status",
    });
    expect(await jobsOf(platform, webhook)).toEqual([]);
  });
});

describe("a replay", () => {
  const range = () => ({ from: daysAgo(1).toISOString(), which: "undelivered" as const });
  const preview = async (input: object = {}) =>
    (await run(owner, previewWebhookReplay, { ...range(), ...input })).count;
  const replay = (input: object = {}) => run(owner, replayWebhookEvents, { ...range(), ...input });

  it("sends what was not delivered and what the endpoint never got; all of it where asked", async () => {
    const missed = await putPastEvents(platform, owner, { count: 3, at: daysAgo(0.5) });
    const [failed, delivered, cancelled, waiting] = [
      await publish(platform, owner, "payments.failed"),
      await publish(platform, owner),
      await publish(platform, owner),
      await publish(platform, owner),
    ];
    await settle(failed, "failed", { attempts: 10 });
    await settle(delivered, "delivered");
    await settle(cancelled, "cancelled");
    platform.clock.now = new Date(platform.clock.now.getTime() + 60_000);
    expect(await preview()).toBe(5);
    expect(await preview({ events: "payments.failed" })).toBe(1);
    expect(await preview({ which: "all" })).toBe(6);
    expect(await preview({ from: daysAgo(0.2).toISOString() })).toBe(2);
    expect(await replay({ events: ["payments.failed"] })).toEqual({ replayed: 1, next: null });
    expect(await replay()).toEqual({ replayed: 4, next: null });
    expect(await replay()).toEqual({ replayed: 0, next: null });
    expect(await listed({ status: "delivered" })).toEqual([delivered]);
    expect(await replay({ which: "all" })).toEqual({ replayed: 1, next: null });
    const jobs = await jobsOf(platform, webhook);
    expect(jobs.map(({ eventId }) => eventId).sort()).toEqual(
      [...missed, failed, delivered, cancelled, waiting].sort(),
    );
    expect(jobs.find(({ eventId }) => eventId === failed)).toMatchObject({ attempt: 11, isDue: true });
    expect(
      (await deliveries({ status: "pending" })).items.filter(({ trigger }) => trigger === "replay"),
    ).toHaveLength(6);
    const history = await platform.database.owner`select after from audit_events
      where target_id = ${webhook.webhookId} and action = 'webhook.events_resent' order by sequence`;
    expect(history.map(({ after }) => after.count)).toEqual([1, 4, 1]);
    expect(history[0]?.after).toMatchObject({ which: "undelivered", events: ["payments.failed"] });
  });

  it("keeps to what the endpoint subscribes to, and to its own tests", async () => {
    await putPastEvents(platform, owner, { count: 2, at: daysAgo(0.5), type: "payments.created" });
    await putPastEvents(platform, owner, { count: 1, at: daysAgo(0.5), type: "payments.completed" });
    await run(owner, testWebhook);
    webhook = await makeWebhook(platform, owner, { events: ["payments.completed"] });
    expect(await replay({ which: "all" })).toEqual({ replayed: 1, next: null });
  });

  it("goes batch by batch, and two at once send each event once", async () => {
    const missed = await putPastEvents(platform, owner, { count: 700, at: daysAgo(0.5) });
    const whole = async () => {
      let replayed = 0;
      for (let after: string | null | undefined; after !== null; ) {
        const batch: { replayed: number; next: string | null } = await replay(
          after === undefined ? {} : { after },
        );
        replayed += batch.replayed;
        after = batch.next;
      }
      return replayed;
    };
    const counts = await Promise.all([whole(), whole(), whole()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(missed.length);
    const jobs = await jobsOf(platform, webhook);
    expect(jobs.map(({ eventId }) => eventId).sort()).toEqual(missed.toSorted());
    expect(new Set(jobs.map(({ attempt }) => attempt))).toEqual(new Set([1]));
  });

  it("waits for an attempt that was under way when the endpoint was disabled", async () => {
    const eventId = await publish(platform, owner);
    const claimedUntil = new Date(platform.clock.now.getTime() + 20_000);
    await settle(eventId, "cancelled", { attempts: 0, claimedUntil });
    platform.clock.now = new Date(platform.clock.now.getTime() + 5_000);
    expect(await replay()).toEqual({ replayed: 1, next: null });
    const job = { endpointId: webhook.uuid, eventId: uuidOf(eventId), attempt: 1 };
    expect(await deliverWebhook(platform.runtime, job)).toEqual({ kind: "busy", until: claimedUntil });
  });

  it("sees nothing of another organization or environment", async () => {
    const stranger = await actingMember(platform, await makeOrganization(platform), "OWNER");
    await putPastEvents(platform, stranger, { count: 1, at: daysAgo(0.5) });
    await putPastEvents(platform, { ...owner, environment: "production" }, { count: 1, at: daysAgo(0.5) });
    expect(await preview({ which: "all" })).toBe(0);
    expect(await replay({ which: "all" })).toEqual({ replayed: 0, next: null });
    await expect(run(stranger, replayWebhookEvents, range())).rejects.toMatchObject({ status: 404 });
  });

  it("is refused for a range that is empty, too long or holds too much, and while disabled", async () => {
    await expect(replay({ from: daysAgo(31).toISOString() })).rejects.toMatchObject({ status: 422 });
    await expect(replay({ to: daysAgo(2).toISOString() })).rejects.toMatchObject({
      details: { fields: [{ path: "from" }] },
    });
    await expect(replay({ after: "whk_x" })).rejects.toMatchObject({
      details: { fields: [{ path: "after" }] },
    });
    await expect(replay({ events: [] })).rejects.toMatchObject({ status: 422 });
    await putPastEvents(platform, owner, { count: 10_001, at: daysAgo(0.5) });
    expect(await preview()).toBe(10_001);
    await expect(replay()).rejects.toMatchObject({ details: { fields: [{ path: "from" }] } });
    expect(await jobsOf(platform, webhook)).toEqual([]);
    await run(owner, disableWebhook);
    await expect(replay()).rejects.toMatchObject({ reason: "wrong_status" });
  });
});
