import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createReplacementKey } from "@/lib/operations/applications/api-keys";
import { createApplication } from "@/lib/operations/applications/create";
import { getApplication } from "@/lib/operations/applications/get";
import { setApplicationPermissions } from "@/lib/operations/applications/settings";
import {
  deleteApplication,
  disableApplication,
  enableApplication,
} from "@/lib/operations/applications/state";
import { runOperation } from "@/lib/operations/run";
import type { ApiPermission } from "@/lib/permissions";
import type { Principal } from "@/lib/principal";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { historyOf } from "@/test/integration/support/history";
import {
  call,
  makeApplication,
  makeKeyPair,
  makeOrganization,
  operator,
  reasonOf,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { startSecondServer } from "@/test/integration/support/start-second-server";

const CHECK = "/api/v1/signature-check";
const CUSTOMERS = "/api/v1/customers";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  application = await makeApplication(platform);
});

type StateOperation = typeof disableApplication | typeof enableApplication;

const named = () => ({ applicationId: application.applicationId });
const change = (principal: Principal, operation: StateOperation, reason: string | null = null) =>
  runOperation(platform.runtime, principal, operation, named(), TEST_ORIGIN, reason);
const remove = (principal: Principal, name?: string) =>
  runOperation(
    platform.runtime,
    principal,
    deleteApplication,
    { ...named(), ...(name === undefined ? {} : { name }) },
    TEST_ORIGIN,
  );
const grant = (principal: Principal, permissions: ApiPermission[]) =>
  runOperation(
    platform.runtime,
    principal,
    setApplicationPermissions,
    { ...named(), permissions },
    TEST_ORIGIN,
  );
const view = () =>
  runOperation(platform.runtime, operator(application.organizationId), getApplication, named(), TEST_ORIGIN);

const member = (role: Parameters<typeof actingMember>[2], options?: Parameters<typeof actingMember>[3]) =>
  actingMember(platform, application.organizationId, role, options);
const staff = (role: Parameters<typeof actingStaff>[2], displayName: string) =>
  actingStaff(platform, application.organizationId, role, { displayName });

async function outcome(target = CHECK, server = platform): Promise<unknown> {
  const answer = await call(server, application, "GET", target);
  return answer.status === 200 ? 200 : reasonOf(answer);
}

describe("an application that the operator disabled", () => {
  it("shows the partner who and why, and refuses from the next request on", async () => {
    await change(await staff("NUVERA_SUPPORT", "Sam Support"), disableApplication, "Key seen in public");
    expect(await outcome()).toBe("application_disabled");
    expect(await view()).toMatchObject({
      status: "disabled",
      disabledBy: "operator",
      disabledByName: "Sam Support",
      disabledReason: "Key seen in public",
      disabledAt: platform.clock.now.toISOString(),
    });
    expect((await historyOf(platform, application.applicationId)).at(-1)).toMatchObject({
      action: "application.disabled",
      actorKind: "operator",
      actorLabel: "Sam Support",
      before: { status: "enabled" },
      after: { status: "disabled", disabledBy: "operator" },
      reason: "Key seen in public",
    });
  });

  it("is not enabled by the partner, but by the operator", async () => {
    await change(await staff("NUVERA_SUPPORT", "Sam Support"), disableApplication, "Key seen in public");
    await expect(change(await member("OWNER"), enableApplication)).rejects.toMatchObject({
      code: "conflict",
      status: 409,
      message: expect.stringMatching(
        /^Disabled by the operator \(Sam Support\): Key seen in public\. .*write to support/,
      ),
    });
    await expect(
      change(await staff("NUVERA_SUPPORT", "Sam Support"), enableApplication, "All clear"),
    ).rejects.toMatchObject({ status: 403 });
    expect(await outcome()).toBe("application_disabled");
    await change(await staff("NUVERA_ADMIN", "Ada Admin"), enableApplication, "All clear");
    expect(await outcome()).toBe(200);
    expect(await view()).toMatchObject({
      status: "enabled",
      disabledAt: null,
      disabledBy: null,
      disabledByName: null,
      disabledReason: null,
    });
  });

  it("stays the operator's also where the partner had disabled it before", async () => {
    await change(await member("DEVELOPER"), disableApplication, "Maintenance");
    await change(await staff("NUVERA_ADMIN", "Ada Admin"), disableApplication, "Fraud review");
    await change(await member("OWNER"), disableApplication, "Maintenance");
    expect(await view()).toMatchObject({ disabledBy: "operator", disabledReason: "Fraud review" });
    await expect(change(await member("OWNER"), enableApplication)).rejects.toMatchObject({ status: 409 });
  });

  it("is named after the operator where the command line did it", async () => {
    await change(operator(application.organizationId), disableApplication);
    expect(await view()).toMatchObject({
      disabledBy: "operator",
      disabledByName: "operator",
      disabledReason: null,
    });
  });
});

describe("an application that the partner disabled", () => {
  it("is enabled by the partner again, with their names in the history", async () => {
    await change(await member("DEVELOPER", { displayName: "Dee Veloper" }), disableApplication);
    expect(await view()).toMatchObject({ disabledBy: "partner", disabledByName: "Dee Veloper" });
    expect(await outcome()).toBe("application_disabled");
    await change(await member("ADMIN", { displayName: "Ann Admin" }), enableApplication);
    expect(await outcome()).toBe(200);
    const rows = (await historyOf(platform, application.applicationId)).slice(2);
    expect(rows.map(({ action, actorLabel }) => [action, actorLabel])).toEqual([
      ["application.disabled", "Dee Veloper"],
      ["application.enabled", "Ann Admin"],
    ]);
  });

  it("was not disabled by a viewer or a member", async () => {
    for (const role of ["VIEWER", "MEMBER"] as const) {
      await expect(change(await member(role), disableApplication)).rejects.toMatchObject({ status: 403 });
    }
    expect(await outcome()).toBe(200);
  });
});

describe("deleting an application", () => {
  it("takes its name, exactly, and a fresh proof", async () => {
    const owner = await member("OWNER");
    for (const name of [undefined, "test application", "Test application ", ""]) {
      await expect(remove(owner, name)).rejects.toMatchObject({
        status: 422,
        details: { fields: [expect.objectContaining({ path: "name" })] },
      });
    }
    const stale = await member("OWNER", { proofAgeSeconds: 601 });
    await expect(remove(stale, "Test application")).rejects.toMatchObject({ reason: "proof_required" });
    await expect(
      remove(await staff("NUVERA_SUPPORT", "Sam Support"), "Test application"),
    ).rejects.toMatchObject({ status: 403, reason: "permission_missing" });
    expect(await outcome()).toBe(200);
    await remove(owner, "Test application");
    expect(await outcome()).toBe("api_key_revoked");
    await expect(view()).rejects.toMatchObject({ status: 404 });
    await expect(change(owner, enableApplication)).rejects.toMatchObject({ status: 404 });
  });

  it("needs no name at the command line, but the right one where it is given", async () => {
    const principal = operator(application.organizationId);
    await expect(remove(principal, "Another")).rejects.toMatchObject({ status: 422 });
    await remove(principal);
    expect(await outcome()).toBe("api_key_revoked");
  });
});

describe("a grant", () => {
  it("beyond one's own lists what is missing, and changes nothing", async () => {
    await grant(operator(application.organizationId), ["CUSTOMERS_READ"]);
    const developer = await member("DEVELOPER");
    await expect(
      grant(developer, ["CUSTOMERS_READ", "PAYMENTS_READ", "PAYMENTS_WRITE"]),
    ).rejects.toMatchObject({
      status: 403,
      reason: "permission_missing",
      details: { missing: ["PAYMENTS_WRITE"] },
    });
    expect((await view()).permissions).toEqual(["CUSTOMERS_READ"]);
  });

  it("that somebody else gave stays when a person changes the rest, and may be taken away", async () => {
    const developer = await member("DEVELOPER");
    await grant(operator(application.organizationId), ["PAYMENTS_READ", "PAYMENTS_WRITE"]);
    await grant(developer, ["CUSTOMERS_READ", "PAYMENTS_READ", "PAYMENTS_WRITE"]);
    expect((await grant(developer, ["CUSTOMERS_READ"])).permissions).toEqual(["CUSTOMERS_READ"]);
  });

  it("of a write wants a fresh proof; of a read, or taking one away, does not", async () => {
    await grant(operator(application.organizationId), []);
    const stale = await member("OWNER", { proofAgeSeconds: 601 });
    await grant(stale, ["CUSTOMERS_READ"]);
    await expect(grant(stale, ["CUSTOMERS_READ", "CUSTOMERS_WRITE"])).rejects.toMatchObject({
      reason: "proof_required",
    });
    const fresh = await member("OWNER", { proofAgeSeconds: 600 });
    await grant(fresh, ["CUSTOMERS_READ", "CUSTOMERS_WRITE"]);
    await grant(stale, ["CUSTOMERS_READ"]);
    expect((await historyOf(platform, application.applicationId)).slice(-2)).toMatchObject([
      { after: { added: ["CUSTOMERS_WRITE"], removed: [] } },
      {
        action: "application.permissions_changed",
        before: { permissions: ["CUSTOMERS_READ", "CUSTOMERS_WRITE"] },
        after: { permissions: ["CUSTOMERS_READ"], added: [], removed: ["CUSTOMERS_WRITE"] },
      },
    ]);
  });

  it("counts and ends with the next request, also on another process", async () => {
    const process = await startSecondServer(platform);
    try {
      const second: TestPlatform = { ...platform, port: process.port };
      const principal = operator(application.organizationId);
      for (let round = 0; round < 3; round += 1) {
        platform.clock.now = new Date();
        expect([await outcome(CUSTOMERS), await outcome(CUSTOMERS, second)]).toEqual([200, 200]);
        await grant(principal, ["PAYMENTS_READ"]);
        expect([await outcome(CUSTOMERS, second), await outcome(CUSTOMERS)]).toEqual([
          "permission_missing",
          "permission_missing",
        ]);
        await grant(principal, ["CUSTOMERS_READ"]);
      }
    } finally {
      await process.stop();
    }
  });
});

describe("creating an application", () => {
  it("is the birth of its first key too, and deleting it the death of those that live", async () => {
    const owner = await member("OWNER");
    const rotated = await runOperation(
      platform.runtime,
      owner,
      createReplacementKey,
      { applicationId: application.applicationId, grace: "1h" },
      TEST_ORIGIN,
    );
    await remove(owner, "Test application");
    const rows = (await historyOf(platform, application.applicationId)).filter(
      ({ targetId }) => targetId === application.apiKeyId,
    );
    const about = {
      applicationId: application.applicationId,
      after: { applicationId: application.applicationId, lastFour: application.apiKey.slice(-4) },
    };
    expect(rows).toMatchObject([
      { action: "api_key.created", ...about },
      { action: "api_key.expiry_changed", ...about },
      { action: "api_key.revoked", ...about },
    ]);
    const dead = (await historyOf(platform, application.applicationId)).filter(
      ({ action }) => action === "api_key.revoked",
    );
    expect(dead.map(({ targetId }) => targetId)).toEqual([application.apiKeyId, rotated.apiKeyId]);
  });

  it("wants a fresh proof in production or with a write, and none for reads in sandbox", async () => {
    const organizationId = await makeOrganization(platform);
    const create = async (environment: "sandbox" | "production", permissions: ApiPermission[]) =>
      runOperation(
        platform.runtime,
        await actingMember(platform, organizationId, "OWNER", { environment, proofAgeSeconds: 601 }),
        createApplication,
        { name: "Made", publicKeyPem: makeKeyPair().publicKeyPem, permissions },
        TEST_ORIGIN,
      );
    const refused = { status: 403, reason: "proof_required" };
    await expect(create("production", ["CUSTOMERS_READ"])).rejects.toMatchObject(refused);
    await expect(create("sandbox", ["CUSTOMERS_READ", "CUSTOMERS_WRITE"])).rejects.toMatchObject(refused);
    expect(await create("sandbox", ["CUSTOMERS_READ"])).toMatchObject({ apiKey: expect.any(String) });
  });

  it("is not for staff, who would see the key", async () => {
    const input = { name: "Made", publicKeyPem: makeKeyPair().publicKeyPem, permissions: [] };
    const admin = await staff("NUVERA_ADMIN", "Ada Admin");
    await expect(
      runOperation(platform.runtime, admin, createApplication, input, TEST_ORIGIN),
    ).rejects.toMatchObject({ status: 403 });
  });
});
