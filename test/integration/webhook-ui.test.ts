/** Webhooks through our own data routes: partners in sessions, staff in the hub. */
import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toPublicId } from "@/lib/ids";
import { type Place, uiApi } from "@/lib/routes";
import { callUi, enrolSecondFactor, makeMember, makePerson } from "@/test/integration/support/members";
import { makeOrganization } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { LOCAL_URL } from "@/test/integration/support/webhook-endpoints";

let platform: TestPlatform;
let organizationId: string;
let place: Place;
let hub: Place;
let developer: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  organizationId = await makeOrganization(platform);
  place = {
    area: "partner",
    organizationId: toPublicId("organization", organizationId),
    environment: "sandbox",
  };
  hub = { ...place, area: "hub" };
  developer = (await makeMember(platform, organizationId, "DEVELOPER")).sessionId;
});
afterAll(() => platform.stop());

const post = (session: string | null, path: string, body: object = {}) =>
  callUi(platform, session, "POST", path, body);
const get = (session: string | null, path: string) => callUi(platform, session, "GET", path);

async function staff(role: "NUVERA_ADMIN" | "NUVERA_SUPPORT"): Promise<string> {
  const person = await makePerson(platform, `The ${role}`, { kind: "OPERATOR", role });
  await enrolSecondFactor(platform, person);
  return person.sessionId;
}

async function newWebhook(): Promise<string> {
  const created = await post(developer, uiApi.webhooks(place), { url: LOCAL_URL, events: "all" });
  expect(created).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) } });
  // The shape was just looked at.
  return (created.body as { webhook: { id: string } }).webhook.id;
}

describe("the session's routes", () => {
  it("create, list, test, log, resend, rotate, replay, disable, enable, change and delete", async () => {
    const id = await newWebhook();
    const part = (name: Parameters<typeof uiApi.webhookPart>[2]) => uiApi.webhookPart(place, id, name);
    expect(await get(developer, uiApi.webhooks(place))).toMatchObject({
      body: { items: [{ id }], allowsPrivateTargets: true },
    });
    expect(await post(developer, part("update"), { description: "Ledger" })).toMatchObject({
      body: { description: "Ledger" },
    });
    expect(await post(developer, part("update"), { url: "http://x/", secret: "a" })).toMatchObject({
      status: 422,
    });
    const tested = await post(developer, part("test"));
    const { eventId } = tested.body as { eventId: string };
    expect(await get(developer, `${part("deliveries")}?status=pending&limit=5`)).toMatchObject({
      body: { items: [{ eventId }] },
    });
    expect(await get(developer, uiApi.webhookDelivery(place, id, eventId))).toMatchObject({
      body: { eventId },
    });
    expect(await post(developer, uiApi.resendWebhookDelivery(place, id, eventId))).toMatchObject({
      status: 200,
    });
    const range = { from: new Date(Date.now() - 3_600_000).toISOString(), which: "all" };
    expect(
      await get(
        developer,
        `${part("replay")}?${new URLSearchParams({ ...range, events: "payments.created" })}`,
      ),
    ).toMatchObject({
      body: { count: 0 },
    });
    expect(await post(developer, part("replay"), range)).toMatchObject({ body: { replayed: 0, next: null } });
    expect(await post(developer, part("secret"))).toMatchObject({
      body: { secret: expect.stringMatching(/^whsec_/) },
    });
    expect(await post(developer, part("disable"), { reason: "Moving house" })).toMatchObject({
      body: { status: "disabled", disabledReason: "Moving house" },
    });
    expect(await post(developer, part("enable"))).toMatchObject({ body: { status: "enabled" } });
    expect(await post(developer, part("delete"), { url: LOCAL_URL })).toMatchObject({ status: 200 });
    expect(await get(developer, uiApi.webhook(place, id))).toMatchObject({ status: 404 });
  });

  it("answer nobody without a session, and nothing of it to others", async () => {
    const id = await newWebhook();
    expect(await get(null, uiApi.webhooks(place))).toMatchObject({ status: 401 });
    const viewer = (await makeMember(platform, organizationId, "VIEWER")).sessionId;
    expect(await get(viewer, uiApi.webhook(place, id))).toMatchObject({ status: 403 });
    const stranger = (await makeMember(platform, await makeOrganization(platform), "OWNER")).sessionId;
    expect(await get(stranger, uiApi.webhook(place, id))).toMatchObject({ status: 404 });
    expect(await get(developer, uiApi.webhook({ ...place, environment: "production" }, id))).toMatchObject({
      status: 404,
    });
  });
});

describe("the hub's routes", () => {
  it("show endpoints to staff, and disable and enable them for a reason", async () => {
    const id = await newWebhook();
    const [admin, support] = [await staff("NUVERA_ADMIN"), await staff("NUVERA_SUPPORT")];
    expect(await get(support, uiApi.webhooks(hub))).toMatchObject({ status: 200 });
    expect(await get(support, uiApi.webhook(hub, id))).toMatchObject({ body: { id } });
    expect(await get(support, uiApi.webhookPart(hub, id, "deliveries"))).toMatchObject({
      body: { items: [] },
    });
    const disable = uiApi.webhookPart(hub, id, "disable");
    expect(await post(support, disable, { reason: "Floods us" })).toMatchObject({ status: 403 });
    expect(await post(admin, disable)).toMatchObject({ status: 422 });
    expect(await post(admin, disable, { reason: "Floods us" })).toMatchObject({
      body: { status: "disabled", disabledBy: "operator" },
    });
    expect(await post(developer, uiApi.webhookPart(place, id, "enable"))).toMatchObject({ status: 409 });
    expect(await post(admin, uiApi.webhookPart(hub, id, "enable"), { reason: "All clear" })).toMatchObject({
      body: { status: "enabled" },
    });
    expect(await get(developer, uiApi.webhooks(hub))).toMatchObject({ status: 404 });
  });
});
