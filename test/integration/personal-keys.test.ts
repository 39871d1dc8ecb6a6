/** The life of personal API keys: who makes, sees and ends them, and how soon every change counts. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { FailedAuthentications } from "@/lib/auth/failed-authentication";
import { newUuid, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { listPersonalKeys } from "@/lib/operations/personal-keys/list";
import { setPersonalKeyPolicy } from "@/lib/operations/personal-keys/policy";
import { runOperation } from "@/lib/operations/run";
import { changeMemberRole, removeMember } from "@/lib/operations/team/members";
import { addMember } from "@/lib/operations/users/add-member";
import { ALL_PERMISSIONS, PARTNER_ROLES, permissionsOfRole } from "@/lib/permissions";
import type { Principal, UserPrincipal } from "@/lib/principal";
import { uiApi } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import type { PersonalKeysView, PersonalKeyView } from "@/lib/schemas/personal-key";
import { generateApiKey } from "@/lib/security/api-key";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { errorOf, expectRefusal } from "@/test/integration/support/answers";
import { createCustomer, minimalCustomer } from "@/test/integration/support/customers";
import { callUi, openTestSession } from "@/test/integration/support/members";
import {
  makeApplication,
  makeOrganization,
  operator,
  send,
  TEST_ORIGIN,
} from "@/test/integration/support/partner";
import {
  callWithKey,
  makePersonalKey,
  setPolicy,
  type TestPersonalKey,
} from "@/test/integration/support/personal-keys";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { startSecondServer } from "@/test/integration/support/start-second-server";

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

async function listed(principal: UserPrincipal): Promise<PersonalKeyView[]> {
  const { items } = await runOperation(platform.runtime, principal, listPersonalKeys, {}, TEST_ORIGIN);
  return items;
}

const history = () => platform.database.owner<
  {
    action: string;
    kind: string;
    actor: string;
    target: string;
    environment: string | null;
    before: unknown;
    after: unknown;
  }[]
>`select action, actor_kind as kind, actor_label as actor, target_id as target, environment, before, after
    from audit_events where organization_id = ${organizationId} order by sequence`;

describe("a change that counts at the next request", () => {
  it("is the maker's demotion, and promotion", async () => {
    const key = await makePersonalKey(platform, organizationId, { role: "ADMIN" });
    const { userId } = key.maker;
    expect((await create(key)).status).toBe(201);
    await run(owner, changeMemberRole, { userId: toPublicId("user", userId), role: "VIEWER" });
    expectRefusal(await create(key), 403, "permission_missing");
    expect((await read(key)).status).toBe(200);
    await run(owner, changeMemberRole, { userId: toPublicId("user", userId), role: "DEVELOPER" });
    expect((await create(key)).status).toBe(201);
  });

  it("is the maker's removal, in both environments, which coming back does not undo", async () => {
    await setPolicy(platform, organizationId, "both");
    const key = await makePersonalKey(platform, organizationId, { role: "MEMBER" });
    const live = await makePersonalKey(platform, organizationId, {
      maker: key.maker,
      environment: "production",
    });
    expect([(await read(key)).status, (await read(live)).status]).toEqual([200, 200]);
    const userId = toPublicId("user", key.maker.userId);
    await run(owner, removeMember, { userId });
    await expectRefused(key, 401, "api_key_revoked");
    await expectRefused(live, 401, "api_key_revoked");
    const cli = { ...operator(organizationId), permissions: ALL_PERMISSIONS };
    await run(cli, addMember, { userId, role: "OWNER" });
    await expectRefused(key, 401, "api_key_revoked");
    expect(await listed(key.maker)).toEqual([]);
    const { displayName } = key.maker;
    const person = { uuid: key.maker.userId, id: userId, email: "", displayName, sessionId: "" };
    const maker = { ...key.maker, sessionId: await openTestSession(platform, person) };
    expect((await read(await makePersonalKey(platform, organizationId, { maker }))).status).toBe(200);
    const deletions = (await history()).filter(({ action }) => action === "personal_key.deleted");
    expect(deletions).toEqual(
      expect.arrayContaining(
        [key, live].map(({ personalKeyId, environment }) =>
          expect.objectContaining({ kind: "user", actor: "Olga Owner", target: personalKeyId, environment }),
        ),
      ),
    );
  });

  it("is the end of a membership by whatever way", async () => {
    const key = await makePersonalKey(platform, organizationId);
    await platform.database.owner`delete from memberships where user_id = ${key.maker.userId}`;
    await platform.database.owner`insert into memberships (organization_id, user_id, role, created_at)
      values (${organizationId}, ${key.maker.userId}, 'OWNER', now())`;
    await expectRefused(key, 401, "api_key_revoked");
  });

  it("is its deletion, which is final", async () => {
    const key = await makePersonalKey(platform, organizationId, { role: "MEMBER" });
    const path = uiApi.deletePersonalKey(placeOf(), key.personalKeyId);
    expect(await callUi(platform, key.maker.sessionId, "POST", path, {})).toMatchObject({ status: 200 });
    await expectRefused(key, 401, "api_key_revoked");
    expect(await callUi(platform, key.maker.sessionId, "POST", path, {})).toMatchObject({ status: 200 });
    const revive = platform.database
      .owner`update personal_api_keys set revoked_at = null, revoked_by_name = null
      where user_id = ${key.maker.userId}`;
    await expect(revive).rejects.toMatchObject({ code: "23514" });
  });

  it("is its end", async () => {
    const expiresAt = new Date(platform.clock.now.getTime() + 60_000);
    const key = await makePersonalKey(platform, organizationId, { expiresAt: expiresAt.toISOString() });
    expect((await read(key)).status).toBe(200);
    platform.clock.now = new Date(expiresAt.getTime() - 60);
    await expectRefused(key, 401, "api_key_expired");
    expect(errorOf(await read(key)).message).toContain(expiresAt.toISOString());
  });

  it.each([
    ["off", "sandbox", 403],
    ["sandbox", "sandbox", 200],
    ["both", "sandbox", 200],
    ["off", "production", 403],
    ["sandbox", "production", 403],
    ["both", "production", 200],
  ] as const)("is the policy %s for a key of %s", async (policy, environment, status) => {
    await setPolicy(platform, organizationId, "both");
    const key = await makePersonalKey(platform, organizationId, { environment });
    await run(owner, setPersonalKeyPolicy, { personalKeys: policy });
    const answer = await read(key);
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expectRefusal(answer, 403, "personal_keys_disabled");
    expect(errorOf(answer)).toMatchObject({
      code: "forbidden",
      details: { environment, allowed: policy, serverTime: expect.any(Number) },
    });
  });

  it("is seen by a second server as soon as the first has answered", async () => {
    const other = await startSecondServer(platform);
    try {
      const key = await makePersonalKey(platform, organizationId);
      const target = { ...platform, port: other.port };
      const headers = { authorization: `Bearer ${key.apiKey}` };
      expect((await send(target, "GET", CUSTOMERS, headers)).status).toBe(200);
      await run(owner, removeMember, { userId: toPublicId("user", key.maker.userId) });
      expect((await send(target, "GET", CUSTOMERS, headers)).status).toBe(401);
    } finally {
      await other.stop();
    }
  });
});

describe("a request under way", () => {
  it("changes nothing any more once its maker was demoted", async () => {
    const key = await makePersonalKey(platform, organizationId, { role: "ADMIN" });
    let demote: () => void = () => {};
    const isDemoted = new Promise<void>((resolve) => {
      demote = resolve;
    });
    // The demotion holds the membership's row while the request is authenticated and begins its change.
    const { database } = platform;
    const demotion = database.owner.begin(async (tx) => {
      await tx`update memberships set role = 'VIEWER' where user_id = ${key.maker.userId}`;
      await isDemoted;
    });
    const answer = create(key);
    await waitFor(async () => {
      const [row] = await database.owner`select count(*)::int as waiting from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database()`;
      return Number(row?.waiting) > 0;
    });
    demote();
    await demotion;
    expectRefusal(await answer, 503, "unavailable");
    const [row] = await database.owner`select count(*)::int as customers from customers
      where organization_id = ${organizationId}`;
    expect(row?.customers).toBe(0);
    expectRefusal(await create(key), 403, "permission_missing");
  });
});

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("It did not come to that.");
}

describe("where a key is looked for", () => {
  it("is the Authorization header alone", async () => {
    const key = await makePersonalKey(platform, organizationId);
    const elsewhere = [
      send(platform, "GET", `${CUSTOMERS}?api_key=${key.apiKey}`, {}),
      send(platform, "GET", `${CUSTOMERS}?access_token=${key.apiKey}`, {}),
      send(platform, "GET", CUSTOMERS, { cookie: `authorization=Bearer ${key.apiKey}; key=${key.apiKey}` }),
      send(platform, "GET", CUSTOMERS, { authorization: `Basic ${btoa(`${key.apiKey}:`)}` }),
      send(platform, "GET", CUSTOMERS, { authorization: key.apiKey }),
      send(platform, "GET", CUSTOMERS, { "proxy-authorization": `Bearer ${key.apiKey}` }),
    ];
    for (const answer of await Promise.all(elsewhere)) expectRefusal(answer, 401, "invalid_api_key");
    const host = ["host", "127.0.0.1"];
    const twice = [...host, "authorization", `Bearer ${key.apiKey}`, "authorization", `Bearer ${key.apiKey}`];
    expectRefusal(await send(platform, "GET", CUSTOMERS, twice), 400, "duplicate_header");
    expect((await send(platform, "GET", CUSTOMERS, { authorization: `bearer ${key.apiKey}` })).status).toBe(
      200,
    );
  });
});

describe("what a key sees", () => {
  it("is its organization's rows of its environment", async () => {
    await setPolicy(platform, organizationId, "both");
    const application = await makeApplication(platform, { organizationId });
    const production = await makeApplication(platform, { organizationId, environment: "production" });
    const stranger = await makeApplication(platform);
    const own = await createCustomer(platform, application);
    const foreign = [await createCustomer(platform, production), await createCustomer(platform, stranger)];
    const key = await makePersonalKey(platform, organizationId);
    const answer = await read(key);
    expect(answer.body).toMatchObject({ items: [{ id: own }], hasMore: false });
    for (const id of foreign) {
      expectRefusal(await callWithKey(platform, key, "GET", `${CUSTOMERS}/${id}`), 404, "not_found");
    }
    const live = await makePersonalKey(platform, organizationId, { environment: "production" });
    expect((await read(live)).body).toMatchObject({ items: [{ id: foreign[0] }] });
  });
});

describe("idempotency", () => {
  it("is each key's own, and survives neither another key nor another body", async () => {
    const [first, second] = [
      await makePersonalKey(platform, organizationId, { maker: owner }),
      await makePersonalKey(platform, organizationId, { maker: owner }),
    ];
    const headers = { "idempotency-key": newUuid() };
    const made = await create(first, headers);
    const again = await create(first, headers);
    expect([made.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(made.body);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    const otherKey = await create(second, headers);
    expect(otherKey.status).toBe(201);
    expect(otherKey.headers).not.toHaveProperty("idempotency-replayed");
    const other = await create(first, headers, minimalCustomer({ companyName: "Another" }));
    expectRefusal(other, 422, "idempotency_key_reused");
    const rows = await platform.database.owner`select application_id, personal_key_id from idempotency_keys
      where organization_id = ${organizationId}`;
    expect(rows.map((row) => toPublicId("personalKey", String(row.personal_key_id))).sort()).toEqual(
      [first, second].map(({ personalKeyId }) => personalKeyId).sort(),
    );
    const many = { "idempotency-key": newUuid() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(first, many)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].filter((status) => status !== 201 && status !== 409)).toEqual([]);
    const [row] = await platform.database.owner`select count(*)::int as customers from customers
      where organization_id = ${organizationId}`;
    expect(row?.customers).toBe(3);
  });
});

describe("the rate limit", () => {
  it("lets one second's worth through, tells when there is more, and is each key's own", async () => {
    const key = await makePersonalKey(platform, organizationId, { maker: owner });
    const headers = { authorization: `Bearer ${key.apiKey}` };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send(platform, "GET", CUSTOMERS, headers)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(30);
    for (const answer of limited) expectRefusal(answer, 429, "rate_limited");
    expect(limited[0]?.headers).toMatchObject({
      "retry-after": "1",
      ratelimit: '"default";r=0;t=1',
      "ratelimit-policy": '"default";q=20;w=1',
    });
    expect(limited[0]?.body).toMatchObject({
      error: {
        message: expect.stringContaining("This personal API key may make 20"),
        details: { limit: 20 },
      },
    });
    const other = await makePersonalKey(platform, organizationId, { maker: owner });
    expect((await read(other)).status).toBe(200);
    platform.clock.now = new Date(platform.clock.now.getTime() + 1000);
    const after = await send(platform, "GET", CUSTOMERS, headers);
    expect(after.status).toBe(200);
    expect(after.headers.ratelimit).toBe('"default";r=19;t=1');
  });
});

describe("last use", () => {
  it("is there within five seconds, with place and program, and is that of the newest request", async () => {
    const key = await makePersonalKey(platform, organizationId, { maker: owner });
    expect(await listed(owner)).toMatchObject([{ lastUsedAt: null, lastUsedAddress: null }]);
    await callWithKey(platform, key, "GET", CUSTOMERS, { headers: { "user-agent": "probe/1.0" } });
    const used = platform.clock.now.toISOString();
    await waitFor(async () => (await listed(owner))[0]?.lastUsedAt === used);
    expect(await listed(owner)).toMatchObject([
      { lastUsedAt: used, lastUsedAddress: "127.0.0.1", lastUsedUserAgent: "probe/1.0" },
    ]);
  });
});

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

describe("a deployment that counts failures and gives each environment a host", () => {
  const URLS = { sandbox: "https://sandbox.api.test", production: "https://api.test" };
  let guarded: TestPlatform;

  beforeAll(async () => {
    guarded = await startTestPlatform({}, {}, { environmentBaseUrls: URLS });
  });
  afterAll(() => guarded.stop());

  it("counts keys that are not accepted with every other failure of the same address", async () => {
    const { runtime } = guarded;
    const place = await makeOrganization(guarded);
    const key = await makePersonalKey(guarded, place);
    const unlimited = runtime.failedAuthentications;
    runtime.failedAuthentications = new FailedAuthentications(runtime.database.db, 3);
    const host = "sandbox.api.test";
    const unknown = () =>
      send(guarded, "GET", CUSTOMERS, {
        host,
        authorization: `Bearer ${generateApiKey("sandbox", randomBytes)}`,
      });
    for (let attempt = 0; attempt < 3; attempt += 1) expectRefusal(await unknown(), 401, "invalid_api_key");
    expectRefusal(await unknown(), 429, "rate_limited");
    expectRefusal(
      await send(guarded, "GET", CUSTOMERS, { host, "x-api-key": "nonsense" }),
      429,
      "rate_limited",
    );
    expect((await callWithKey(guarded, key, "GET", CUSTOMERS, { headers: { host } })).status).toBe(200);
    runtime.failedAuthentications = unlimited;
  });

  it("names the right base URL to a key on the other environment's host, before it looks at the policy", async () => {
    const place = await makeOrganization(guarded);
    await setPolicy(guarded, place, "both");
    const key = await makePersonalKey(guarded, place);
    const live = await makePersonalKey(guarded, place, { environment: "production" });
    await setPolicy(guarded, place, "off");
    for (const [one, host, expected] of [
      [key, "api.test", URLS.sandbox],
      [live, "sandbox.api.test", URLS.production],
    ] as const) {
      const refused = await callWithKey(guarded, one, "GET", CUSTOMERS, { headers: { host } });
      expectRefusal(refused, 401, "wrong_environment");
      expect(errorOf(refused).details).toMatchObject({ expected, received: host });
    }
    const atHome = await callWithKey(guarded, key, "GET", CUSTOMERS, {
      headers: { host: "sandbox.api.test" },
    });
    expectRefusal(atHome, 403, "personal_keys_disabled");
  });
});
