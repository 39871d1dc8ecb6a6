import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toPublicId } from "@/lib/ids";
import {
  changeApiKeyExpiry,
  createReplacementKey,
  revokeApiKey,
} from "@/lib/operations/applications/api-keys";
import { getApplication } from "@/lib/operations/applications/get";
import { listApplications } from "@/lib/operations/applications/list";
import { getApplicationUsage } from "@/lib/operations/applications/usage";
import { runOperation } from "@/lib/operations/run";
import type { Principal } from "@/lib/principal";
import { uiApi } from "@/lib/routes";
import type { ApiKeyView, CreateReplacementKeyInput } from "@/lib/schemas/application";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { historyOf } from "@/test/integration/support/history";
import { callUi, makeMember, openTestSession } from "@/test/integration/support/members";
import {
  call,
  makeApplication,
  operator,
  reasonOf,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtApplication } from "@/test/integration/support/race";

const CHECK = "/api/v1/signature-check";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let platform: TestPlatform;
let application: TestApplication;
let start: Date;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  start = new Date(Math.floor(Date.now() / 1000) * 1000);
  platform.clock.now = start;
  application = await makeApplication(platform);
});

const later = (milliseconds: number) => new Date(start.getTime() + milliseconds);

const actor = (): Principal => operator(application.organizationId, application.environment);

const rotate = (input: CreateReplacementKeyInput = {}, principal = actor()) =>
  runOperation(
    platform.runtime,
    principal,
    createReplacementKey,
    { applicationId: application.applicationId, ...input },
    TEST_ORIGIN,
  );

const changeExpiry = (apiKeyId: string, expiresAt: Date | null, principal = actor()) =>
  runOperation(
    platform.runtime,
    principal,
    changeApiKeyExpiry,
    {
      applicationId: application.applicationId,
      apiKeyId,
      expiresAt: expiresAt?.toISOString() ?? null,
    },
    TEST_ORIGIN,
  );

const revoke = (apiKeyId: string, applicationId = application.applicationId) =>
  runOperation(platform.runtime, actor(), revokeApiKey, { applicationId, apiKeyId }, TEST_ORIGIN);

async function keys(): Promise<readonly ApiKeyView[]> {
  const input = { applicationId: application.applicationId };
  return (await runOperation(platform.runtime, actor(), getApplication, input, TEST_ORIGIN)).apiKeys;
}

/** 200, or the reason why a request with this key is refused. */
async function outcome(key: { apiKey: string; apiKeyId: string } = application): Promise<unknown> {
  const answer = await call(platform, { ...application, ...key }, "GET", CHECK);
  return answer.status === 200 ? 200 : reasonOf(answer);
}

const fieldAtFault = (path: string) => ({
  code: "validation_failed",
  details: { fields: [expect.objectContaining({ path })] },
});

describe("a replacement key", () => {
  it.each([
    ["1h", HOUR],
    ["24h", DAY],
    ["7d", 7 * DAY],
  ] as const)(
    "with a grace of %s lets the one before work until exactly that second",
    async (grace, window) => {
      const fresh = await rotate({ grace });
      expect(fresh.expiring).toEqual([
        { apiKeyId: application.apiKeyId, expiresAt: later(window).toISOString() },
      ]);
      platform.clock.now = later(window - 1);
      expect([await outcome(), await outcome(fresh)]).toEqual([200, 200]);
      expect((await keys()).map(({ status }) => status)).toEqual(["active", "expiring"]);
      platform.clock.now = later(window);
      expect([await outcome(), await outcome(fresh)]).toEqual(["api_key_expired", 200]);
      expect((await keys()).map(({ status }) => status)).toEqual(["active", "expired"]);
    },
  );

  it("leaves 24 hours unless told otherwise", async () => {
    expect((await rotate()).expiring).toMatchObject([{ expiresAt: later(DAY).toISOString() }]);
  });

  it("without grace revokes every key before it at once", async () => {
    const second = await rotate({ grace: "7d" });
    const third = await rotate({ grace: "none" });
    expect(third.expiring).toEqual([]);
    expect([await outcome(), await outcome(second), await outcome(third)]).toEqual([
      "api_key_revoked",
      "api_key_revoked",
      200,
    ]);
  });

  it("takes a date up to 30 days ahead, which counts before a window", async () => {
    const date = later(30 * DAY);
    const fresh = await rotate({ grace: "1h", graceUntil: date.toISOString() });
    expect(fresh.expiring).toMatchObject([{ expiresAt: date.toISOString() }]);
    for (const bad of [later(0), later(-1), later(30 * DAY + 1)]) {
      await expect(rotate({ graceUntil: bad.toISOString() })).rejects.toMatchObject(
        fieldAtFault("graceUntil"),
      );
    }
  });

  it("leaves the date of a key that ends earlier anyway", async () => {
    await rotate({ grace: "1h" });
    const third = await rotate({ grace: "7d" });
    const ends = new Map(third.expiring.map(({ apiKeyId, expiresAt }) => [apiKeyId, expiresAt]));
    expect(ends.get(application.apiKeyId)).toBe(later(HOUR).toISOString());
    expect([...ends.values()].sort()).toEqual([later(HOUR).toISOString(), later(7 * DAY).toISOString()]);
  });

  it("may have an end of its own, up to two years ahead", async () => {
    const fresh = await rotate({ expiresAt: later(2 * HOUR).toISOString() });
    platform.clock.now = later(2 * HOUR - 1);
    expect(await outcome(fresh)).toBe(200);
    platform.clock.now = later(2 * HOUR);
    expect(await outcome(fresh)).toBe("api_key_expired");
    platform.clock.now = start;
    for (const bad of [later(0), later(2 * 365 * DAY + 1)]) {
      await expect(rotate({ expiresAt: bad.toISOString() })).rejects.toMatchObject(fieldAtFault("expiresAt"));
    }
  });

  it("is refused beyond five live keys, until one of them ends", async () => {
    for (let count = 1; count < 5; count += 1) await rotate({ grace: "7d" });
    await expect(rotate({ grace: "7d" })).rejects.toMatchObject({
      code: "conflict",
      details: { liveApiKeyIds: expect.objectContaining({ length: 5 }) },
    });
    const live = await keys();
    expect(live.filter(({ status }) => status === "active")).toHaveLength(1);
    await revoke(application.apiKeyId);
    await rotate({ grace: "7d" });
    // All five end with this one, so there is room.
    await rotate({ grace: "none" });
    expect((await keys()).filter(({ status }) => status !== "revoked")).toHaveLength(1);
  });

  it("does not count keys that have expired", async () => {
    for (let count = 1; count < 5; count += 1) await rotate({ grace: "1h" });
    platform.clock.now = later(HOUR);
    expect(await rotate({ grace: "1h" })).toMatchObject({ expiring: [expect.anything()] });
  });

  it("leaves one row of history for each key that it changed, none of them with a key in it", async () => {
    const second = await rotate({ grace: "1h" });
    await rotate({ grace: "none" });
    const rows = (await historyOf(platform, application.applicationId)).slice(2);
    expect(rows.map(({ action, targetId }) => [action, targetId])).toEqual([
      ["api_key.created", second.apiKeyId],
      ["api_key.expiry_changed", application.apiKeyId],
      ["api_key.created", expect.stringMatching(/^key_/)],
      ["api_key.revoked", application.apiKeyId],
      ["api_key.revoked", second.apiKeyId],
    ]);
    const text = JSON.stringify(rows);
    for (const secret of [application.apiKey, second.apiKey]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/nv_test_[0-9A-Za-z]{40}/);
  });
});

describe("people who rotate at the same moment", () => {
  it.each([2, 10])("are %i, and exactly one wins", async (count) => {
    const calls = Array.from({ length: count }, () => () => rotate({ grace: "24h" }));
    const outcomes = await meetAtApplication(platform, application, calls);
    const won = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const lost = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(count - 1);
    for (const reason of lost) {
      expect(reason).toMatchObject({
        code: "conflict",
        status: 409,
        message: expect.stringMatching(/at the same moment; nothing was changed\. Live now: nv_test_/),
        details: { liveApiKeyIds: expect.arrayContaining([won[0]?.apiKeyId]) },
      });
    }
    expect(await keys()).toHaveLength(2);
  });

  it("are told apart by the keys that they saw, however long ago that was", async () => {
    const expectedLiveKeyIds = [application.apiKeyId];
    const first = await rotate({ expectedLiveKeyIds });
    await expect(rotate({ expectedLiveKeyIds })).rejects.toMatchObject({ code: "conflict" });
    await expect(rotate({ expectedLiveKeyIds: [] })).rejects.toMatchObject({ code: "conflict" });
    await rotate({ expectedLiveKeyIds: [first.apiKeyId, application.apiKeyId] });
  });
});

describe("a key's date", () => {
  it("is taken away to go back to the old key, and the new one is revoked", async () => {
    const fresh = await rotate({ grace: "1h" });
    expect(await changeExpiry(application.apiKeyId, null)).toEqual({
      apiKeyId: application.apiKeyId,
      expiresAt: null,
    });
    await revoke(fresh.apiKeyId);
    platform.clock.now = later(DAY);
    expect([await outcome(), await outcome(fresh)]).toEqual([200, "api_key_revoked"]);
  });

  it("ends the window early, and is known to have been set when it was", async () => {
    await rotate({ grace: "7d" });
    platform.clock.now = later(1000);
    await changeExpiry(application.apiKeyId, later(2000));
    const [row] = await platform.database.owner`
      select expiry_set_at from api_keys where id = ${application.apiKeyId.slice(4)}`;
    expect(row?.expiry_set_at).toEqual(later(1000));
    platform.clock.now = later(2000);
    expect(await outcome()).toBe("api_key_expired");
  });

  it("is refused in the past and beyond two years", async () => {
    for (const bad of [later(0), later(2 * 365 * DAY + 1)]) {
      await expect(changeExpiry(application.apiKeyId, bad)).rejects.toMatchObject(fieldAtFault("expiresAt"));
    }
  });

  it("revives neither an expired nor a revoked key", async () => {
    await rotate({ grace: "1h" });
    platform.clock.now = later(HOUR);
    await expect(changeExpiry(application.apiKeyId, null)).rejects.toMatchObject({
      code: "conflict",
      details: { status: "expired" },
    });
    await revoke(application.apiKeyId);
    await expect(changeExpiry(application.apiKeyId, later(DAY))).rejects.toMatchObject({
      code: "conflict",
      details: { status: "revoked" },
    });
    expect(await outcome()).toBe("api_key_revoked");
  });

  it("is refused, not failed, where the database's clock has passed it and the server's has not", async () => {
    const { organizationId, applicationId, apiKeyId } = application;
    await platform.database.owner`update api_keys set expires_at = now() - interval '1 minute'
      where id = ${apiKeyId.slice(4)}`;
    platform.clock.now = new Date(Date.now() - HOUR);
    const session = await openTestSession(platform, await makeMember(platform, organizationId, "OWNER"));
    const place = {
      area: "partner",
      organizationId: toPublicId("organization", organizationId),
      environment: "sandbox",
    } as const;
    const target = uiApi.apiKeyAction(place, applicationId, apiKeyId, "expiry");
    expect(await callUi(platform, session, "POST", target, { expiresAt: null })).toMatchObject({
      status: 409,
      body: { error: { code: "conflict" } },
    });
  });

  it("leaves a row only where it changed", async () => {
    await changeExpiry(application.apiKeyId, null);
    await changeExpiry(application.apiKeyId, later(DAY));
    await changeExpiry(application.apiKeyId, later(DAY));
    const rows = (await historyOf(platform, application.applicationId)).slice(2);
    expect(rows).toMatchObject([
      {
        action: "api_key.expiry_changed",
        before: { expiresAt: null },
        after: { expiresAt: later(DAY).toISOString() },
      },
    ]);
  });
});

describe("a key", () => {
  it("is revoked once, however often somebody says so", async () => {
    const [first, second] = [await revoke(application.apiKeyId), await revoke(application.apiKeyId)];
    expect(second).toEqual(first);
    const rows = await historyOf(platform, application.applicationId);
    expect(rows.filter(({ action }) => action === "api_key.revoked")).toHaveLength(1);
  });

  it("is changed only under the application that it belongs to", async () => {
    const sibling = await makeApplication(platform, { organizationId: application.organizationId });
    await expect(revoke(application.apiKeyId, sibling.applicationId)).rejects.toMatchObject({ status: 404 });
    const input = { applicationId: sibling.applicationId, apiKeyId: application.apiKeyId, expiresAt: null };
    await expect(
      runOperation(platform.runtime, actor(), changeApiKeyExpiry, input, TEST_ORIGIN),
    ).rejects.toMatchObject({ status: 404 });
    expect(await outcome()).toBe(200);
  });
});

describe("an application with a long past", () => {
  it("is shown with its live keys and the twenty that ended last", async () => {
    for (let count = 0; count < 24; count += 1) await rotate({ grace: "none" });
    await rotate({ grace: "24h" });
    const sibling = application;
    const shown = await keys();
    expect(shown.map(({ status }) => status)).toEqual(["active", "expiring", ...Array(20).fill("revoked")]);
    const rows = await platform.database.owner`select id from api_keys
      where application_id = ${application.applicationId.slice(4)} order by id desc`;
    expect(rows).toHaveLength(26);
    expect(shown.map(({ id }) => id)).toEqual(rows.slice(0, 22).map(({ id }) => `key_${id}`));

    application = await makeApplication(platform, { organizationId: sibling.organizationId });
    for (let count = 0; count < 3; count += 1) await rotate({ grace: "1h" });
    platform.clock.now = later(HOUR);
    expect(await keys()).toHaveLength(4);
    const page = await runOperation(platform.runtime, actor(), listApplications, {}, TEST_ORIGIN);
    expect(page.items.map(({ apiKeys }) => apiKeys.length)).toEqual([4, 22]);
    const named = { applicationId: sibling.applicationId };
    const usage = await runOperation(platform.runtime, actor(), getApplicationUsage, named, TEST_ORIGIN);
    expect(usage.apiKeys).toHaveLength(22);
  });
});

describe("who replaces a key", () => {
  it("is nobody without the permission, and never staff", async () => {
    const { organizationId } = application;
    for (const role of ["VIEWER", "MEMBER"] as const) {
      const refused = { status: 403, reason: "permission_missing" };
      const principal = await actingMember(platform, organizationId, role);
      await expect(rotate({}, principal)).rejects.toMatchObject(refused);
      await expect(changeExpiry(application.apiKeyId, null, principal)).rejects.toMatchObject(refused);
    }
    for (const role of ["NUVERA_ADMIN", "NUVERA_SUPPORT"] as const) {
      const principal = await actingStaff(platform, organizationId, role);
      await expect(rotate({}, principal)).rejects.toMatchObject({
        status: 403,
        reason: "permission_missing",
      });
    }
    expect(await keys()).toHaveLength(1);
  });

  it("may do everything that the application may: a developer gets no key that pays", async () => {
    const { organizationId } = application;
    const developer = await actingMember(platform, organizationId, "DEVELOPER");
    await expect(rotate({}, developer)).rejects.toMatchObject({
      status: 403,
      reason: "permission_missing",
      message: expect.stringContaining("An owner or admin can do this"),
      details: { missing: ["PAYMENTS_WRITE"] },
    });
    expect(await keys()).toHaveLength(1);
    // What stops a key is theirs all the same.
    await changeExpiry(application.apiKeyId, later(DAY), developer);
    await rotate({}, await actingMember(platform, organizationId, "ADMIN"));
    application = await makeApplication(platform, { organizationId, permissions: ["CUSTOMERS_READ"] });
    await rotate({}, developer);
    expect(await keys()).toHaveLength(2);
  });

  it("proves again who they are in production after ten minutes, in sandbox not", async () => {
    const { organizationId } = application;
    const stale = { proofAgeSeconds: 601 };
    await rotate({}, await actingMember(platform, organizationId, "OWNER", stale));
    const environment = "production" as const;
    application = await makeApplication(platform, { organizationId, environment });
    const owner = await actingMember(platform, organizationId, "OWNER", { environment, ...stale });
    await expect(rotate({}, owner)).rejects.toMatchObject({ status: 403, reason: "proof_required" });
    const [before] = await keys();
    expect(before).toMatchObject({ status: "active" });
    const fresh = { environment, proofAgeSeconds: 600 };
    await rotate({}, await actingMember(platform, organizationId, "OWNER", fresh));
    await expect(changeExpiry(application.apiKeyId, null, owner)).rejects.toMatchObject({
      reason: "proof_required",
    });
    // To shorten a life takes no proof: an incident does not wait.
    await changeExpiry(application.apiKeyId, later(1000), owner);
  });
});
