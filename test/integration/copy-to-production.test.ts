import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUuid } from "@/lib/ids";
import { setApplicationAddressList } from "@/lib/operations/applications/address-list";
import { copyApplicationToProduction } from "@/lib/operations/applications/copy-to-production";
import { runOperation } from "@/lib/operations/run";
import type { ApiPermission } from "@/lib/permissions";
import type { Principal } from "@/lib/principal";
import { uiApi } from "@/lib/routes";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { actionsOf, historyOf } from "@/test/integration/support/history";
import { callUi, makeMember, openTestSession } from "@/test/integration/support/members";
import {
  call,
  makeApplication,
  makeKeyPair,
  operator,
  reasonOf,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

let platform: TestPlatform;
let source: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  source = await makeApplication(platform, {
    permissions: ["CUSTOMERS_READ", "PAYMENTS_READ", "PAYMENTS_WRITE"],
    rateLimitPerSecond: 25,
  });
});

type Wish = {
  copyOf?: string;
  permissions?: ApiPermission[];
  withAddressList?: boolean;
  publicKeyPem?: string;
};

const keys = makeKeyPair();
const copy = (wish: Wish = {}, principal?: Principal) =>
  runOperation(
    platform.runtime,
    principal ?? operator(source.organizationId),
    copyApplicationToProduction,
    {
      copyOf: source.applicationId,
      name: "Payments worker production",
      permissions: ["CUSTOMERS_READ", "PAYMENTS_READ", "PAYMENTS_WRITE"],
      publicKeyPem: makeKeyPair().publicKeyPem,
      withAddressList: true,
      ...wish,
    },
    TEST_ORIGIN,
  );
const member = (role: Parameters<typeof actingMember>[2], options?: Parameters<typeof actingMember>[3]) =>
  actingMember(platform, source.organizationId, role, options);
const listAddresses = () =>
  runOperation(
    platform.runtime,
    operator(source.organizationId),
    setApplicationAddressList,
    { applicationId: source.applicationId, mode: "report", entries: ["192.0.2.0/24"] },
    TEST_ORIGIN,
  );

describe("a copy to production", () => {
  it("is an application of its own there, with the set-up and none of the secrets", async () => {
    await listAddresses();
    const { application, apiKey } = await copy({ publicKeyPem: keys.publicKeyPem });
    expect(application).toMatchObject({
      environment: "production",
      name: "Payments worker production",
      permissions: ["CUSTOMERS_READ", "PAYMENTS_READ", "PAYMENTS_WRITE"],
      rateLimitPerSecond: 100,
      addressList: { mode: "report", entries: ["192.0.2.0/24"] },
      status: "enabled",
    });
    expect(application.id).not.toBe(source.applicationId);
    expect(apiKey).toMatch(/^nv_live_/);
    const shown = JSON.stringify(application);
    expect(shown).not.toContain(source.apiKeyId);
    expect(application.signingKeys).toHaveLength(1);
    const copied: TestApplication = {
      ...source,
      ...keys,
      environment: "production",
      applicationId: application.id,
      apiKey,
      apiKeyId: application.apiKeys[0]?.id ?? "",
    };
    const answer = await call(platform, copied, "GET", "/api/v1/signature-check");
    expect(answer).toMatchObject({
      status: 200,
      body: { application: { id: application.id, environment: "production" } },
    });
    expect((await call(platform, source, "GET", "/api/v1/signature-check")).status).toBe(200);
    const stolen = { ...copied, privateKeyPem: source.privateKeyPem };
    expect(reasonOf(await call(platform, stolen, "GET", "/api/v1/signature-check"))).toBe(
      "signature_invalid",
    );
  });

  it("stands in the history of both, each in its environment", async () => {
    const { application } = await copy();
    const [created] = await historyOf(platform, application.id);
    expect(created).toMatchObject({
      action: "application.created",
      after: { copiedFrom: { applicationId: source.applicationId, name: "Test application" } },
    });
    expect(await actionsOf(platform, application.id)).toEqual(["application.created", "api_key.created"]);
    expect((await historyOf(platform, source.applicationId)).at(-1)).toMatchObject({
      action: "application.copied",
      after: { copyId: application.id, copyName: "Payments worker production" },
    });
    expect(
      await platform.database.owner`select action, environment from audit_events
        where organization_id = ${source.organizationId} and action <> 'organization.created'
        order by sequence desc limit 3`,
    ).toEqual([
      { action: "application.copied", environment: "sandbox" },
      { action: "api_key.created", environment: "production" },
      { action: "application.created", environment: "production" },
    ]);
  });

  it("leaves the address list where it is when asked to", async () => {
    await listAddresses();
    const { application } = await copy({ withAddressList: false });
    expect(application.addressList).toEqual({ mode: "off", entries: [] });
  });

  it.each([
    [10, 10],
    [25, 100],
    [60, 60],
    [5_000, 100],
  ])("of a limit of %i has one of %i: more is the operator's to give", async (before, after) => {
    source = await makeApplication(platform, { rateLimitPerSecond: before });
    expect((await copy()).application.rateLimitPerSecond).toBe(after);
  });

  it("grants what the person holds, and no more", async () => {
    const developer = await member("DEVELOPER");
    await expect(copy({}, developer)).rejects.toMatchObject({
      reason: "permission_missing",
      details: { missing: expect.arrayContaining(["PAYMENTS_WRITE"]) },
    });
    const held = [...developer.permissions].filter((permission) => permission === "CUSTOMERS_READ");
    const { application } = await copy({ permissions: held as ApiPermission[] }, developer);
    expect(application.permissions).toEqual(held);
  });

  it("is for those who manage applications, wants a fresh proof, and shows no key to staff", async () => {
    const before = await rowDigests(platform.database);
    await expect(copy({}, await member("VIEWER"))).rejects.toMatchObject({ reason: "permission_missing" });
    await expect(copy({}, await member("MEMBER"))).rejects.toMatchObject({ reason: "permission_missing" });
    await expect(copy({}, await member("OWNER", { proofAgeSeconds: 3_600 }))).rejects.toMatchObject({
      reason: "proof_required",
    });
    const staff = await actingStaff(platform, source.organizationId, "NUVERA_ADMIN");
    await expect(copy({}, staff)).rejects.toMatchObject({ reason: "permission_missing" });
    const after = await rowDigests(platform.database);
    for (const table of ["applications", "api_keys", "signing_keys", "audit_events"]) {
      expect([table, after[table]]).toEqual([table, before[table]]);
    }
  });

  it("takes no key that was registered before, and leaves nothing half done", async () => {
    const before = await rowDigests(platform.database);
    await expect(copy({ publicKeyPem: source.publicKeyPem })).rejects.toMatchObject({
      reason: "validation_failed",
      details: {
        fields: [{ path: "publicKeyPem", message: expect.stringContaining("another application") }],
      },
    });
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("is of an application of one's own sandbox", async () => {
    const foreign = await makeApplication(platform);
    const { application: live } = await copy();
    for (const copyOf of [foreign.applicationId, live.id, `app_${newUuid()}`, "nonsense", "app_"]) {
      await expect(copy({ copyOf })).rejects.toMatchObject({
        reason: "validation_failed",
        details: { fields: [{ path: "copyOf", message: expect.any(String) }] },
      });
    }
  });

  it("comes through the door of our pages", async () => {
    const admin = await makeMember(platform, source.organizationId, "ADMIN");
    const organizationId = `org_${source.organizationId}`;
    const answer = await callUi(
      platform,
      await openTestSession(platform, admin),
      "POST",
      uiApi.productionCopies({ area: "partner", organizationId }),
      {
        copyOf: source.applicationId,
        name: "Live",
        permissions: ["CUSTOMERS_READ"],
        publicKeyPem: makeKeyPair().publicKeyPem,
        withAddressList: false,
      },
    );
    expect(answer).toMatchObject({ status: 201, body: { application: { environment: "production" } } });
  });
});
