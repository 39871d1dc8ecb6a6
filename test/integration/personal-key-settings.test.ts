import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { setPersonalKeyPolicy } from "@/lib/operations/personal-keys/policy";
import { runOperation } from "@/lib/operations/run";
import { PARTNER_ROLES, permissionsOfRole } from "@/lib/permissions";
import type { Principal, UserPrincipal } from "@/lib/principal";
import { uiApi } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import type { PersonalKeysView } from "@/lib/schemas/personal-key";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { expectRefusal } from "@/test/integration/support/answers";
import { minimalCustomer } from "@/test/integration/support/customers";
import { callUi } from "@/test/integration/support/members";
import { makeOrganization, TEST_ORIGIN } from "@/test/integration/support/partner";
import {
  callWithKey,
  listedKeys,
  makePersonalKey,
  organizationHistory,
  setPolicy,
  type TestPersonalKey,
} from "@/test/integration/support/personal-keys";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const CUSTOMERS = "/api/v1/customers";

let platform: TestPlatform;
let organizationId: string;
let owner: UserPrincipal;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  organizationId = await makeOrganization(platform);
  owner = await actingMember(platform, organizationId, "OWNER", { displayName: "Olga Owner" });
});

const placeOf = (environment: Environment = "sandbox") => ({
  area: "partner" as const,
  organizationId: toPublicId("organization", organizationId),
  environment,
});

const read = (key: TestPersonalKey) => callWithKey(platform, key, "GET", CUSTOMERS);
const create = (
  key: TestPersonalKey,
  headers: Record<string, string> = {},
  customer: object = minimalCustomer(),
) => callWithKey(platform, key, "POST", CUSTOMERS, { body: JSON.stringify(customer), headers });
const run = <Input extends z.ZodType, Output extends z.ZodType>(
  principal: Principal,
  operation: Operation<Input, Output>,
  input: unknown,
) => runOperation(platform.runtime, principal, operation, input, TEST_ORIGIN);

async function expectRefused(key: TestPersonalKey, status: number, reason: string) {
  expectRefusal(await read(key), status, reason);
  expectRefusal(await create(key), status, reason);
}

const listed = (principal: UserPrincipal) => listedKeys(platform, principal);
const history = () => organizationHistory(platform, organizationId);

describe("making a key", () => {
  it.each(PARTNER_ROLES)("is for a member as %s", async (role) => {
    const key = await makePersonalKey(platform, organizationId, { role, name: "  My key  " });
    expect(key.apiKey).toMatch(/^nv_test_[0-9A-Za-z]{49}$/);
    expect(await listed(key.maker)).toMatchObject([
      {
        id: key.personalKeyId,
        name: "My key",
        environment: "sandbox",
        prefix: key.apiKey.slice(0, 12),
        lastFour: key.apiKey.slice(-4),
        status: "active",
        isOwn: true,
        createdBy: { id: toPublicId("user", key.maker.userId), role },
      },
    ]);
    expect((await read(key)).status).toBe(200);
    const mayWrite = permissionsOfRole(role).has("CUSTOMERS_WRITE");
    expect((await create(key)).status).toBe(mayWrite ? 201 : 403);
  });

  it("shows the key once and writes it nowhere", async () => {
    const body = { name: "Once" };
    const made = await callUi(platform, owner.sessionId, "POST", uiApi.personalKeys(placeOf()), body);
    expect(made).toMatchObject({ status: 201, body: { personalKeyId: expect.stringMatching(/^pkey_/) } });
    const { apiKey } = made.body as { apiKey: string };
    const shown = await callUi(platform, owner.sessionId, "GET", uiApi.personalKeys(placeOf()));
    expect(JSON.stringify(shown.body)).not.toContain(apiKey);
    const tables = await platform.database.owner`select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace`;
    for (const { name } of tables) {
      const [found] = await platform.database.owner`select count(*)::int as rows
        from ${platform.database.owner(String(name))} t where position(${apiKey.slice(12)} in t::text) > 0`;
      expect([name, found?.rows]).toEqual([name, 0]);
    }
    expect(await history()).toMatchObject([
      {
        action: "personal_key.created",
        kind: "user",
        actor: "Olga Owner",
        environment: "sandbox",
        after: { name: "Once", lastFour: apiKey.slice(-4), userId: toPublicId("user", owner.userId) },
      },
    ]);
  });

  it("is refused where the policy does not allow it", async () => {
    const production = uiApi.personalKeys(placeOf("production"));
    const refused = { status: 403, body: { error: { reason: "personal_keys_disabled" } } };
    expect(await callUi(platform, owner.sessionId, "POST", production, { name: "X" })).toMatchObject(refused);
    await setPolicy(platform, organizationId, "off");
    const sandbox = uiApi.personalKeys(placeOf());
    expect(await callUi(platform, owner.sessionId, "POST", sandbox, { name: "X" })).toMatchObject(refused);
  });

  it("asks for a fresh proof in production alone", async () => {
    await setPolicy(platform, organizationId, "both");
    const stale = await actingMember(platform, organizationId, "ADMIN", { proofAgeSeconds: 601 });
    const made = makePersonalKey(platform, organizationId, { maker: stale, environment: "production" });
    await expect(made).rejects.toMatchObject({ status: 403, reason: "proof_required" });
    await makePersonalKey(platform, organizationId, { maker: stale });
  });

  it("ends at ten live ones, also when they are made side by side", async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 14 }, () => makePersonalKey(platform, organizationId, { maker: owner })),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    for (const attempt of attempts) {
      if (attempt.status === "rejected")
        expect(attempt.reason).toMatchObject({ status: 409, reason: "conflict" });
    }
    const [first] = await listed(owner);
    const path = uiApi.deletePersonalKey(placeOf(), first?.id ?? "");
    expect((await callUi(platform, owner.sessionId, "POST", path, {})).status).toBe(200);
    await makePersonalKey(platform, organizationId, { maker: owner });
  });

  it.each([
    ["no name", { name: "   " }, "name"],
    ["a control character", { name: "a\u0007b" }, "name"],
    ["an end in the past", { name: "X", expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
    ["an end far ahead", { name: "X", expiresAt: "2099-01-01T00:00:00Z" }, "expiresAt"],
    ["somebody else as maker", { name: "X", userId: "usr_1" }, "userId"],
  ])("is refused with %s", async (_, body, path) => {
    const answer = await callUi(platform, owner.sessionId, "POST", uiApi.personalKeys(placeOf()), body);
    expect(answer).toMatchObject({ status: 422, body: { error: { details: { fields: [{ path }] } } } });
  });

  it("is for members alone: no staff, no customer of the platform, nobody without a session", async () => {
    const staff = await actingStaff(platform, organizationId, "NUVERA_ADMIN");
    const path = uiApi.personalKeys(placeOf());
    expect((await callUi(platform, staff.sessionId, "POST", path, { name: "X" })).status).toBe(404);
    expect((await callUi(platform, null, "POST", path, { name: "X" })).status).toBe(401);
    const stranger = await actingMember(platform, await makeOrganization(platform), "OWNER");
    expect((await callUi(platform, stranger.sessionId, "POST", path, { name: "X" })).status).toBe(404);
  });
});

describe("other people's keys", () => {
  it("are seen and deleted by owners and admins, and by nobody else", async () => {
    const key = await makePersonalKey(platform, organizationId, { role: "VIEWER" });
    const path = uiApi.deletePersonalKey(placeOf(), key.personalKeyId);
    for (const role of ["DEVELOPER", "MEMBER", "VIEWER"] as const) {
      const colleague = await actingMember(platform, organizationId, role);
      expect(await listed(colleague)).toEqual([]);
      expect((await callUi(platform, colleague.sessionId, "POST", path, {})).status).toBe(404);
    }
    const stranger = await actingMember(platform, await makeOrganization(platform), "OWNER");
    expect((await callUi(platform, stranger.sessionId, "POST", path, {})).status).toBe(404);
    const elsewhere = uiApi.deletePersonalKey(placeOf("production"), key.personalKeyId);
    expect((await callUi(platform, owner.sessionId, "POST", elsewhere, {})).status).toBe(404);
    expect((await read(key)).status).toBe(200);
    expect(await listed(owner)).toMatchObject([{ id: key.personalKeyId, isOwn: false }]);
    expect((await callUi(platform, owner.sessionId, "POST", path, {})).status).toBe(200);
    await expectRefused(key, 401, "api_key_revoked");
  });

  it("are deleted by an admin of the staff with a reason, and looked at by support", async () => {
    const key = await makePersonalKey(platform, organizationId, { role: "MEMBER" });
    const admin = await staffSession("NUVERA_ADMIN");
    const support = await staffSession("NUVERA_SUPPORT");
    const list = uiApi.hubPersonalKeys(toPublicId("organization", organizationId));
    const path = uiApi.deletePersonalKey({ ...placeOf(), area: "hub" }, key.personalKeyId);
    const seen = await callUi(platform, support, "GET", list);
    expect(seen).toMatchObject({ status: 200, body: { items: [{ id: key.personalKeyId, isOwn: false }] } });
    expect((await callUi(platform, support, "POST", path, { reason: "It leaked" })).status).toBe(403);
    expect((await callUi(platform, admin, "POST", path, {})).status).toBe(422);
    expect((await callUi(platform, admin, "POST", path, { reason: "It leaked" })).status).toBe(200);
    await expectRefused(key, 401, "api_key_revoked");
  });
});

async function staffSession(role: "NUVERA_ADMIN" | "NUVERA_SUPPORT"): Promise<string> {
  const { userId, sessionId } = await actingStaff(platform, organizationId, role);
  await platform.database.owner`insert into second_factors (user_id, sealed_secret, created_at, confirmed_at)
    values (${userId}, 'none', now(), now())`;
  return sessionId;
}

describe("the organization's policy", () => {
  const set = (principal: UserPrincipal, personalKeys: unknown) =>
    callUi(platform, principal.sessionId, "POST", uiApi.personalKeyPolicy(placeOf()), { personalKeys });

  it("begins with the sandbox alone, and is shown beside the keys", async () => {
    const shown = await callUi(platform, owner.sessionId, "GET", uiApi.personalKeys(placeOf()));
    expect(shown).toEqual({ status: 200, body: { policy: "sandbox", items: [] } satisfies PersonalKeysView });
  });

  it("is changed by owners and admins, and stands in the history", async () => {
    for (const role of ["DEVELOPER", "MEMBER", "VIEWER"] as const) {
      const colleague = await actingMember(platform, organizationId, role);
      expect(await set(colleague, "off")).toMatchObject({
        status: 403,
        body: { error: { reason: "permission_missing" } },
      });
    }
    expect((await set(owner, "everything")).status).toBe(422);
    expect(await set(owner, "both")).toEqual({ status: 200, body: { personalKeys: "both" } });
    expect((await set(owner, "both")).status).toBe(200);
    expect(await history()).toMatchObject([
      {
        action: "organization.personal_keys_policy_changed",
        environment: null,
        before: { personalKeys: "sandbox" },
        after: { personalKeys: "both" },
      },
    ]);
  });

  it("asks for a fresh proof before it lets keys into production, and for none to narrow it", async () => {
    const stale = await actingMember(platform, organizationId, "ADMIN", { proofAgeSeconds: 601 });
    const change = (personalKeys: string) => run(stale, setPersonalKeyPolicy, { personalKeys });
    await expect(change("both")).rejects.toMatchObject({ reason: "proof_required" });
    await change("off");
    await change("sandbox");
  });

  it("is turned off by the operator's emergency switch, also where no application runs", async () => {
    const key = await makePersonalKey(platform, organizationId);
    const support = await staffSession("NUVERA_SUPPORT");
    const path = uiApi.hubDisableApplications(toPublicId("organization", organizationId));
    const stopped = await callUi(platform, support, "POST", path, { reason: "Keys on a forum" });
    expect(stopped).toMatchObject({
      status: 200,
      body: { disabled: [], alreadyDisabled: 0, personalKeysTurnedOff: true },
    });
    await expectRefused(key, 403, "personal_keys_disabled");
    const again = await callUi(platform, support, "POST", path, { reason: "Keys on a forum" });
    expect(again).toMatchObject({ body: { personalKeysTurnedOff: false } });
    expect(await history()).toMatchObject([
      { action: "personal_key.created" },
      { action: "organization.read" },
      {
        action: "organization.personal_keys_policy_changed",
        kind: "operator",
        after: { personalKeys: "off" },
      },
      { action: "organization.applications_disabled", after: { personalKeysTurnedOff: true } },
    ]);
  });
});

describe("the history", () => {
  it("names the person and the key for what was done with it, and holds no key", async () => {
    const maker = await actingMember(platform, organizationId, "MEMBER", { displayName: "Anna Berg" });
    const key = await makePersonalKey(platform, organizationId, { maker, name: "CI" });
    await create(key);
    const rows = await history();
    const done = rows.filter(({ kind }) => kind === "personal_key");
    expect(done.length).toBeGreaterThan(0);
    for (const row of done) expect(row.actor).toBe("Anna Berg (key “CI”)");
    expect(done).toEqual(expect.arrayContaining([expect.objectContaining({ action: "customer.created" })]));
    const all = await platform.database
      .owner`select * from audit_events where organization_id = ${organizationId}`;
    expect(JSON.stringify(all)).not.toContain(key.apiKey.slice(12));
  });
});
