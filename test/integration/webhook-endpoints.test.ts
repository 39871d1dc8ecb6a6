import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { newUuid, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import { createWebhook } from "@/lib/operations/webhooks/create";
import { deleteWebhook } from "@/lib/operations/webhooks/delete";
import { disableWebhook } from "@/lib/operations/webhooks/disable";
import { enableWebhook } from "@/lib/operations/webhooks/enable";
import { getWebhook } from "@/lib/operations/webhooks/get";
import { listWebhooks } from "@/lib/operations/webhooks/list";
import { listWebhookDeliveries } from "@/lib/operations/webhooks/list-deliveries";
import { rotateWebhookSecret } from "@/lib/operations/webhooks/rotate-secret";
import { testWebhook } from "@/lib/operations/webhooks/send-test";
import { updateWebhook } from "@/lib/operations/webhooks/update";
import type { Principal } from "@/lib/principal";
import { MAXIMUM_WEBHOOK_ENDPOINTS } from "@/lib/schemas/webhook";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { makeOrganization, TEST_ORIGIN } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { LOCAL_URL, makeWebhook, publish } from "@/test/integration/support/webhook-endpoints";

const HOUR = 3_600_000;
const PUBLIC_URL = "https://hooks.example.com/nuvera?token=confidential";

let platform: TestPlatform;
let organizationId: string;
let owner: Principal;

beforeAll(async () => {
  platform = await startTestPlatform({
    resolveHost: async (host) => (host.endsWith("example.com") ? ["93.184.216.34"] : []),
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  organizationId = await makeOrganization(platform);
  owner = await actingMember(platform, organizationId, "OWNER");
});

const run = <Input extends z.ZodType, Output extends z.ZodType>(
  principal: Principal,
  operation: Operation<Input, Output>,
  input: object,
  reason: string | null = null,
): Promise<z.output<Output>> =>
  runOperation(platform.runtime, principal, operation, input, TEST_ORIGIN, reason);

const historyOf = (webhookId: string) =>
  platform.database.owner`select action, actor_label as "actorLabel", before, after, reason from audit_events
    where target_id = ${webhookId} order by sequence`;

describe("a new endpoint", () => {
  it("answers its secret once and keeps it sealed", async () => {
    const answer = await run(owner, createWebhook, { url: PUBLIC_URL, events: "all" });
    expect(answer.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { id } = answer.webhook;
    const [stored] = await platform.database
      .owner`select id, sealed_secret as sealed, expires_at from webhook_secrets`;
    expect(stored?.sealed).not.toContain(answer.secret.slice(6));
    expect(
      openSealedSecret(String(stored?.sealed), `webhook secret ${stored?.id}`, platform.runtime.peppers),
    ).toBe(answer.secret);
    const elsewhere = JSON.stringify([
      await run(owner, getWebhook, { webhookId: id }),
      await run(owner, listWebhooks, {}),
      await platform.database.owner`select * from audit_events`,
    ]);
    expect(elsewhere).not.toContain(answer.secret.slice(6));
  });

  it("stands in the history without the query of its URL", async () => {
    const { webhook } = await run(owner, createWebhook, {
      url: PUBLIC_URL,
      description: "Ledger",
      events: ["payments.completed"],
    });
    expect(webhook).toMatchObject({
      url: PUBLIC_URL,
      events: ["payments.completed"],
      status: "enabled",
      lastDelivery: null,
    });
    expect(await historyOf(webhook.id)).toEqual([
      {
        action: "webhook.created",
        actorLabel: "The owner",
        before: null,
        after: {
          url: "https://hooks.example.com/nuvera?…",
          description: "Ledger",
          events: ["payments.completed"],
        },
        reason: null,
      },
    ]);
  });

  it.each([
    ["http://hooks.example.com/", "production", "must begin with https"],
    ["http://127.0.0.1:4000/", "production", "must begin with https"],
    ["https://10.0.0.1/", "production", "not a public one"],
    ["https://user:pass@hooks.example.com/", "sandbox", "user name"],
    ["https://nowhere.example.org/", "sandbox", "could not be resolved"],
    ["hooks.example.com", "sandbox", "Expected a URL"],
  ] as const)("is refused at %s in %s", async (url, environment, said) => {
    const principal = { ...owner, environment };
    await expect(run(principal, createWebhook, { url, events: "all" })).rejects.toMatchObject({
      status: 422,
      details: { fields: [{ path: "url", message: expect.stringContaining(said) }] },
    });
    expect((await run(principal, listWebhooks, {})).items).toEqual([]);
  });

  it.each([
    [{ url: LOCAL_URL, events: [] }, "events"],
    [{ url: LOCAL_URL, events: ["payments.gone"] }, "events"],
    [{ url: LOCAL_URL, events: ["payments.created", "payments.created"] }, "events"],
    [{ url: LOCAL_URL, events: "all", secret: "whsec_mine" }, "secret"],
    [{ events: "all" }, "url"],
  ])("is refused for %j", async (input, path) => {
    await expect(run(owner, createWebhook, input)).rejects.toMatchObject({
      status: 422,
      details: { fields: [{ path: expect.stringContaining(path) }] },
    });
  });

  it("is one of twenty, however many are asked for at once", async () => {
    const wanted = MAXIMUM_WEBHOOK_ENDPOINTS + 5;
    const asked = await Promise.allSettled(
      Array.from({ length: wanted }, () => run(owner, createWebhook, { url: LOCAL_URL, events: "all" })),
    );
    const refused = asked.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({ reason: { status: 409, code: "conflict" } });
    const { items } = await run(owner, listWebhooks, {});
    expect(items).toHaveLength(MAXIMUM_WEBHOOK_ENDPOINTS);
    const production = { ...owner, environment: "production" as const };
    await run(production, createWebhook, { url: PUBLIC_URL, events: "all" });
    await run(owner, deleteWebhook, { webhookId: items[0]?.id, url: LOCAL_URL });
    await run(owner, createWebhook, { url: LOCAL_URL, events: "all" });
  });
});

describe("who may", () => {
  const rights = [
    ["OWNER", true, true],
    ["ADMIN", true, true],
    ["DEVELOPER", true, true],
    ["MEMBER", false, false],
    ["VIEWER", false, false],
  ] as const;

  it.each(rights)("%s reads: %s, changes: %s", async (role, reads, changes) => {
    const { webhookId } = await makeWebhook(platform, owner);
    const member = await actingMember(platform, organizationId, role);
    const outcome = <Input extends z.ZodType, Output extends z.ZodType>(
      operation: Operation<Input, Output>,
      input: object,
    ) =>
      run(member, operation, input).then(
        () => true,
        (error: { status: number }) => (error.status === 403 ? false : error),
      );
    expect(await outcome(listWebhooks, {})).toBe(reads);
    expect(await outcome(getWebhook, { webhookId })).toBe(reads);
    expect(await outcome(listWebhookDeliveries, { webhookId })).toBe(reads);
    expect(await outcome(testWebhook, { webhookId })).toBe(changes);
    expect(await outcome(updateWebhook, { webhookId, description: role })).toBe(changes);
    expect(await outcome(rotateWebhookSecret, { webhookId })).toBe(changes);
    expect(await outcome(disableWebhook, { webhookId })).toBe(changes);
    expect(await outcome(enableWebhook, { webhookId })).toBe(changes);
    expect(await outcome(createWebhook, { url: LOCAL_URL, events: "all" })).toBe(changes);
    expect(await outcome(deleteWebhook, { webhookId, url: LOCAL_URL })).toBe(changes);
  });

  it("shows staff everything but a secret, and lets admins of the operator alone disable", async () => {
    const { webhookId } = await makeWebhook(platform, owner);
    const support = await actingStaff(platform, organizationId, "NUVERA_SUPPORT");
    const admin = await actingStaff(platform, organizationId, "NUVERA_ADMIN", { displayName: "Ada" });
    expect(await run(support, getWebhook, { webhookId })).toMatchObject({ url: LOCAL_URL });
    await expect(run(support, disableWebhook, { webhookId }, "Floods")).rejects.toMatchObject({
      status: 403,
    });
    await expect(run(admin, rotateWebhookSecret, { webhookId }, "Lost")).rejects.toMatchObject({
      status: 403,
    });
    await expect(run(admin, createWebhook, { url: LOCAL_URL, events: "all" }, "Help")).rejects.toMatchObject({
      status: 403,
    });
    expect(await run(admin, disableWebhook, { webhookId }, "Floods us")).toMatchObject({
      status: "disabled",
      disabledBy: "operator",
      disabledReason: "Floods us",
    });
    await expect(run(owner, enableWebhook, { webhookId })).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/^Disabled by the operator: Floods us\. .*write to support/),
    });
    expect(await run(admin, enableWebhook, { webhookId }, "All clear")).toMatchObject({ status: "enabled" });
    expect((await historyOf(webhookId)).slice(1)).toMatchObject([
      {
        action: "webhook.disabled",
        actorLabel: "Ada",
        reason: "Floods us",
        after: { disabledBy: "operator" },
      },
      { action: "webhook.enabled", actorLabel: "Ada", reason: "All clear" },
    ]);
  });

  it("asks for a fresh proof in production where a secret is shown or the URL moves", async () => {
    const fresh = await actingMember(platform, organizationId, "ADMIN", { environment: "production" });
    const stale = await actingMember(platform, organizationId, "ADMIN", {
      environment: "production",
      proofAgeSeconds: 601,
    });
    const { webhookId } = await makeWebhook(platform, fresh, { url: PUBLIC_URL });
    const refused = { code: "forbidden", reason: "proof_required" };
    await expect(run(stale, createWebhook, { url: PUBLIC_URL, events: "all" })).rejects.toMatchObject(
      refused,
    );
    await expect(run(stale, rotateWebhookSecret, { webhookId })).rejects.toMatchObject(refused);
    await expect(
      run(stale, updateWebhook, { webhookId, url: "https://b.example.com/" }),
    ).rejects.toMatchObject(refused);
    await run(stale, updateWebhook, { webhookId, description: "Ledger", events: ["payments.completed"] });
    await run(fresh, updateWebhook, { webhookId, url: "https://b.example.com/" });
  });
});

describe("tenancy", () => {
  it("answers 404 to another organization and in the other environment, and changes nothing", async () => {
    const { webhookId } = await makeWebhook(platform, owner);
    const stranger = await actingMember(platform, await makeOrganization(platform), "OWNER");
    const elsewhere = { ...owner, environment: "production" as const };
    for (const principal of [stranger, elsewhere]) {
      const asked = [
        run(principal, getWebhook, { webhookId }),
        run(principal, updateWebhook, { webhookId, description: "x" }),
        run(principal, disableWebhook, { webhookId }),
        run(principal, enableWebhook, { webhookId }),
        run(principal, rotateWebhookSecret, { webhookId }),
        run(principal, testWebhook, { webhookId }),
        run(principal, deleteWebhook, { webhookId, url: LOCAL_URL }),
        run(principal, listWebhookDeliveries, { webhookId }),
      ];
      for (const answer of await Promise.allSettled(asked)) {
        expect(answer).toMatchObject({ status: "rejected", reason: { status: 404 } });
      }
      expect((await run(principal, listWebhooks, {})).items).toEqual([]);
    }
    for (const unknown of [toPublicId("webhookEndpoint", newUuid()), "whk_x", "evt_x"]) {
      await expect(run(owner, getWebhook, { webhookId: unknown })).rejects.toMatchObject({ status: 404 });
    }
    expect(await historyOf(webhookId)).toHaveLength(1);
  });
});

describe("a change", () => {
  it("is recorded as what differs, and not at all where nothing does", async () => {
    const { webhookId } = await makeWebhook(platform, owner, { url: PUBLIC_URL });
    await run(owner, updateWebhook, { webhookId, url: PUBLIC_URL, description: "", events: "all" });
    await run(owner, updateWebhook, { webhookId, url: "https://hooks.example.com/nuvera?token=another" });
    await run(owner, updateWebhook, { webhookId, events: ["payments.failed"] });
    expect((await historyOf(webhookId)).slice(1)).toMatchObject([
      {
        before: { url: "https://hooks.example.com/nuvera?…" },
        after: { url: "https://hooks.example.com/nuvera?…" },
      },
      { before: { events: "all" }, after: { events: ["payments.failed"] } },
    ]);
    expect(await run(owner, getWebhook, { webhookId })).toMatchObject({
      url: "https://hooks.example.com/nuvera?token=another",
      events: ["payments.failed"],
    });
  });

  it("checks the URL as creating does, and lets a moved endpoint begin anew", async () => {
    const { webhookId, uuid } = await makeWebhook(platform, owner, { url: PUBLIC_URL });
    await expect(
      run(owner, updateWebhook, { webhookId, url: "https://169.254.169.254/" }),
    ).rejects.toMatchObject({
      status: 422,
    });
    await platform.database.owner`update webhook_endpoints set failing_since = now() where id = ${uuid}`;
    await run(owner, updateWebhook, { webhookId, description: "Still there" });
    expect((await run(owner, getWebhook, { webhookId })).failingSince).not.toBeNull();
    const moved = await run(owner, updateWebhook, { webhookId, url: "https://new.example.com/" });
    expect(moved.failingSince).toBeNull();
  });
});

describe("a rotation", () => {
  const secrets = async (webhookId: string) => (await run(owner, getWebhook, { webhookId })).secrets;

  it("lets the secret before sign along for a day, and no third one beside them", async () => {
    const { webhookId, secret } = await makeWebhook(platform, owner);
    const until = new Date(platform.clock.now.getTime() + 24 * HOUR).toISOString();
    const rotated = await run(owner, rotateWebhookSecret, { webhookId });
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.previousUntil).toBe(until);
    expect((await secrets(webhookId)).map(({ expiresAt }) => expiresAt)).toEqual([null, until]);
    await expect(run(owner, rotateWebhookSecret, { webhookId })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining(until),
      details: { previousUntil: until },
    });
    platform.clock.now = new Date(platform.clock.now.getTime() + 24 * HOUR);
    expect(await secrets(webhookId)).toHaveLength(1);
    await run(owner, rotateWebhookSecret, { webhookId });
    expect(await secrets(webhookId)).toHaveLength(2);
    expect(await historyOf(webhookId)).toMatchObject([
      { action: "webhook.created" },
      { action: "webhook.secret_rotated", after: { previousUntil: until } },
      { action: "webhook.secret_rotated" },
    ]);
  });

  it("ends every secret before it at once where asked, whatever is open", async () => {
    const { webhookId } = await makeWebhook(platform, owner);
    await run(owner, rotateWebhookSecret, { webhookId });
    expect(await run(owner, rotateWebhookSecret, { webhookId, previous: "now" })).toMatchObject({
      previousUntil: null,
    });
    expect(await secrets(webhookId)).toHaveLength(1);
  });

  it("of two at once is one", async () => {
    const { webhookId } = await makeWebhook(platform, owner);
    const asked = await Promise.allSettled([1, 2].map(() => run(owner, rotateWebhookSecret, { webhookId })));
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await secrets(webhookId)).toHaveLength(2);
  });
});

describe("disabled and deleted endpoints", () => {
  it("hear of nothing, and begin anew when enabled", async () => {
    const { webhookId, uuid } = await makeWebhook(platform, owner);
    await platform.database.owner`update webhook_endpoints set failing_since = now() where id = ${uuid}`;
    expect(await run(owner, disableWebhook, { webhookId }, "Maintenance")).toMatchObject({
      status: "disabled",
      disabledBy: "partner",
      disabledReason: "Maintenance",
    });
    await publish(platform, owner);
    expect((await run(owner, listWebhookDeliveries, { webhookId })).items).toEqual([]);
    await expect(run(owner, testWebhook, { webhookId })).rejects.toMatchObject({
      status: 409,
      reason: "wrong_status",
    });
    await run(owner, disableWebhook, { webhookId });
    expect(await run(owner, enableWebhook, { webhookId })).toMatchObject({
      status: "enabled",
      disabledBy: null,
      failingSince: null,
    });
    await publish(platform, owner);
    expect((await run(owner, listWebhookDeliveries, { webhookId })).items).toHaveLength(1);
    expect((await historyOf(webhookId)).map(({ action }) => action)).toEqual([
      "webhook.created",
      "webhook.disabled",
      "webhook.enabled",
    ]);
  });

  it("go for good, when the URL is typed as it is", async () => {
    const { webhookId, uuid } = await makeWebhook(platform, owner);
    await expect(run(owner, deleteWebhook, { webhookId })).rejects.toMatchObject({ status: 422 });
    await expect(run(owner, deleteWebhook, { webhookId, url: "http://127.0.0.1" })).rejects.toMatchObject({
      status: 422,
    });
    await run(owner, deleteWebhook, { webhookId, url: LOCAL_URL });
    await expect(run(owner, getWebhook, { webhookId })).rejects.toMatchObject({ status: 404 });
    await expect(run(owner, deleteWebhook, { webhookId, url: LOCAL_URL })).rejects.toMatchObject({
      status: 404,
    });
    expect(
      await platform.database.owner`select 1 from webhook_secrets where endpoint_id = ${uuid}`,
    ).toHaveLength(0);
    await publish(platform, owner);
    expect(
      await platform.database.owner`select 1 from webhook_deliveries where endpoint_id = ${uuid}`,
    ).toHaveLength(0);
  });
});
