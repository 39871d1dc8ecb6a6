/** Requests with personal API keys: what counts at once, and what a key may and sees. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { FailedAuthentications } from "@/lib/auth/failed-authentication";
import { newUuid, toPublicId } from "@/lib/ids";
import type { Operation } from "@/lib/operations/operation";
import { setPersonalKeyPolicy } from "@/lib/operations/personal-keys/policy";
import { runOperation } from "@/lib/operations/run";
import { changeMemberRole, removeMember } from "@/lib/operations/team/members";
import { addMember } from "@/lib/operations/users/add-member";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import type { Principal, UserPrincipal } from "@/lib/principal";
import { uiApi } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import { generateApiKey } from "@/lib/security/api-key";
import { actingMember } from "@/test/integration/support/actors";
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
  listedKeys,
  makePersonalKey,
  organizationHistory,
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

const listed = (principal: UserPrincipal) => listedKeys(platform, principal);
const history = () => organizationHistory(platform, organizationId);

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
