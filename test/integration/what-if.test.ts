import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { createReplacementKey } from "@/lib/operations/applications/api-keys";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { previewChange } from "@/lib/operations/applications/what-if";
import { runOperation } from "@/lib/operations/run";
import { API_PERMISSIONS } from "@/lib/permissions";
import type { Principal } from "@/lib/principal";
import { uiApi } from "@/lib/routes";
import type { PossibleChange, WhatIf } from "@/lib/schemas/what-if";
import { forgetWhatIsOver } from "@/lib/server/maintenance";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { callUi, makeMember, openTestSession } from "@/test/integration/support/members";
import {
  call,
  makeApplication,
  makeKeyPair,
  operator,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const CHECK = "/api/v1/signature-check";
const CUSTOMERS = "/api/v1/customers";
const NETWORKS = "/api/v1/crypto/networks";
const [HERE, THERE] = ["192.0.2.7", "2001:db8::7"];
const SECOND = 1_000;
const DAY = 86_400_000;

let platform: TestPlatform;
let application: TestApplication;
let start: Date;

beforeAll(async () => {
  // The test's own connections are those of a proxy that is trusted, so that it can be anybody.
  platform = await startTestPlatform({}, {}, { trustedProxies: ["127.0.0.1"] });
  await platform.database.owner`update traffic_counting set since = '2020-01-01'`;
});
afterAll(() => platform.stop());
beforeEach(async () => {
  start = new Date(Math.floor(Date.now() / DAY) * DAY + DAY / 2);
  platform.clock.now = start;
  application = await makeApplication(platform);
});

const at = (milliseconds: number): Date => {
  platform.clock.now = new Date(start.getTime() + milliseconds);
  return platform.clock.now;
};
const uuid = () => fromPublicId("application", application.applicationId) ?? "";
const actor = () => operator(application.organizationId);
const flush = () => platform.runtime.usage.flush();

async function ask(target: string, from: string | undefined, key: Partial<TestApplication> = {}) {
  const headers = { "x-forwarded-for": from };
  return (await call(platform, { ...application, ...key }, "GET", target, { headers })).status;
}

async function whatIf(change: PossibleChange, principal: Principal = actor()): Promise<WhatIf> {
  await flush();
  const input = { applicationId: application.applicationId, ...change };
  return runOperation(platform.runtime, principal, previewChange, input, TEST_ORIGIN);
}

/** Six requests: 3 of customers and 1 of a check from here, 2 of networks from there and later. */
async function sendSix(): Promise<void> {
  at(-5 * DAY);
  for (let count = 0; count < 3; count += 1) expect(await ask(CUSTOMERS, HERE)).toBe(200);
  at(-SECOND);
  expect(await ask(CHECK, HERE)).toBe(200);
  at(0);
  for (let count = 0; count < 2; count += 1) expect(await ask(NETWORKS, THERE)).toBe(200);
}

const ago = (milliseconds: number) => new Date(start.getTime() - milliseconds).toISOString();
const fromHere = () => ({ address: HERE, requests: 4, lastAt: ago(SECOND) });
const fromThere = () => ({ address: THERE, requests: 2, lastAt: ago(0) });
const ofCustomers = () => ({ permission: "CUSTOMERS_READ", requests: 3, lastAt: ago(5 * DAY) });

describe("what a change would have refused", () => {
  it.each(["disable", "delete"] as const)("is everything that was let through, for %s", async (change) => {
    await sendSix();
    expect(await whatIf({ change })).toEqual({
      serverTime: start.toISOString(),
      since: new Date(Math.floor(start.getTime() / DAY) * DAY - 29 * DAY).toISOString(),
      isComplete: true,
      isApproximate: false,
      requests: 6,
      refused: 6,
      lastAt: ago(0),
      addresses: [fromHere(), fromThere()],
      moreAddresses: 0,
      otherRequests: 0,
      permissions: [
        ofCustomers(),
        { permission: "CRYPTO_READ", requests: 2, lastAt: ago(0) },
        { permission: null, requests: 1, lastAt: ago(SECOND) },
      ],
      seconds: null,
    });
  });

  it("is what used the permissions that are taken away, and nothing for those that it lacks anyway", async () => {
    await sendSix();
    const without = (...lost: string[]) => API_PERMISSIONS.filter((permission) => !lost.includes(permission));
    expect(
      await whatIf({ change: "permissions", permissions: without("CUSTOMERS_READ", "CUSTOMERS_WRITE") }),
    ).toMatchObject({
      requests: 6,
      refused: 3,
      lastAt: ago(5 * DAY),
      addresses: [{ address: HERE, requests: 3, lastAt: ago(5 * DAY) }],
      permissions: [ofCustomers()],
    });
    const nothing = { requests: 6, refused: 0, lastAt: null, addresses: [], permissions: [] };
    const unused = without("PAYMENTS_READ", "PAYMENTS_WRITE");
    expect(await whatIf({ change: "permissions", permissions: unused })).toMatchObject(nothing);
    expect(await whatIf({ change: "permissions", permissions: without() })).toMatchObject(nothing);
  });

  it("is what a key carried: one that is revoked, or all that are live", async () => {
    await sendSix();
    const named = { applicationId: application.applicationId };
    const fresh = await runOperation(
      platform.runtime,
      actor(),
      createReplacementKey,
      { ...named, grace: "1h" },
      TEST_ORIGIN,
    );
    expect(await ask(NETWORKS, THERE, fresh)).toBe(200);
    const { apiKeyId } = application;
    expect(await whatIf({ change: "revoke_key", apiKeyId })).toMatchObject({ requests: 7, refused: 6 });
    expect(await whatIf({ change: "revoke_key", apiKeyId: fresh.apiKeyId })).toMatchObject({
      refused: 1,
      addresses: [{ address: THERE, requests: 1 }],
      permissions: [{ permission: "CRYPTO_READ", requests: 1 }],
    });
    expect(await whatIf({ change: "replace_keys" })).toMatchObject({ refused: 7 });
    at(2 * 3600 * SECOND);
    expect(await whatIf({ change: "replace_keys" })).toMatchObject({ refused: 1 });
  });

  it("is what was signed with the keys that end", async () => {
    await sendSix();
    expect(await whatIf({ change: "end_overlap" })).toMatchObject({ requests: 6, refused: 0 });
    const next = makeKeyPair();
    const input = {
      applicationId: application.applicationId,
      publicKeyPem: next.publicKeyPem,
      overlapSeconds: 3600,
    };
    await runOperation(platform.runtime, actor(), replaceSigningKey, input, TEST_ORIGIN);
    expect(await ask(CHECK, THERE, next)).toBe(200);
    expect(await whatIf({ change: "end_overlap" })).toMatchObject({ refused: 6 });
    expect(await whatIf({ change: "replace_signing_key" })).toMatchObject({ refused: 7 });
    at(2 * 3600 * SECOND);
    expect(await whatIf({ change: "replace_signing_key" })).toMatchObject({
      refused: 1,
      addresses: [{ address: THERE, requests: 1 }],
      permissions: [{ permission: null, requests: 1 }],
    });
  });

  it("is what came from addresses that a list lacks, unknown ones among them", async () => {
    await sendSix();
    await ask(CUSTOMERS, undefined);
    expect(await whatIf({ change: "address_list", entries: ["2001:db8::/32"] })).toMatchObject({
      requests: 7,
      refused: 5,
      lastAt: ago(0),
      addresses: [fromHere(), { address: null, requests: 1, lastAt: ago(0) }],
      permissions: [
        { permission: "CUSTOMERS_READ", requests: 4, lastAt: ago(0) },
        { permission: null, requests: 1 },
      ],
    });
    expect(await whatIf({ change: "address_list", entries: [HERE] })).toMatchObject({
      refused: 3,
      addresses: [fromThere(), { address: null, requests: 1 }],
    });
  });

  it("is about what came beyond a limit in each second", async () => {
    const seconds = [5, 1, 3, 5];
    for (const [index, requests] of seconds.entries()) {
      at(index * SECOND);
      for (let count = 0; count < requests; count += 1) await ask(CHECK, HERE);
    }
    // A second that is not over is in no figure yet.
    expect(await whatIf({ change: "rate_limit", perSecond: 3 })).toMatchObject({ requests: 9, refused: 2 });
    at(10 * SECOND);
    expect(await whatIf({ change: "rate_limit", perSecond: 3 })).toMatchObject({
      isApproximate: true,
      requests: 14,
      refused: 4,
      lastAt: ago(-3 * SECOND),
      seconds: { overLimit: 2, busiest: 5 },
      addresses: [],
      permissions: [],
    });
    expect(await whatIf({ change: "rate_limit", perSecond: 5 })).toMatchObject({
      refused: 0,
      lastAt: null,
      seconds: { overLimit: 0, busiest: 5 },
    });
  });

  it("counts nothing that was refused anyway", async () => {
    await platform.database.owner`update applications set permissions = '{}' where id = ${uuid()}`;
    expect(await ask(CUSTOMERS, HERE)).toBe(403);
    expect(await ask(CHECK, HERE, { apiKey: `${application.apiKey.slice(0, -1)}_` })).toBe(401);
    expect(await whatIf({ change: "disable" })).toMatchObject({ requests: 0, refused: 0 });
  });
});

describe("what is known", () => {
  it("begins when counting did, unless the application is younger", async () => {
    const { owner } = platform.database;
    const since = new Date(start.getTime() - 3 * DAY);
    await owner`update traffic_counting set since = ${since}`;
    try {
      expect(await whatIf({ change: "disable" })).toMatchObject({
        since: since.toISOString(),
        isComplete: true,
      });
      await owner`update applications set created_at = ${at(-4 * DAY)} where id = ${uuid()}`;
      at(0);
      expect(await whatIf({ change: "disable" })).toMatchObject({
        since: since.toISOString(),
        isComplete: false,
      });
      at(27 * DAY);
      expect(await whatIf({ change: "disable" })).toMatchObject({ isComplete: true });
    } finally {
      await owner`update traffic_counting set since = '2020-01-01'`;
    }
  });

  it("ends after thirty days", async () => {
    await sendSix();
    at(2 * SECOND);
    await flush();
    at(29 * DAY);
    await forgetWhatIsOver(platform.runtime);
    expect(await whatIf({ change: "disable" })).toMatchObject({ refused: 3 });
    at(30 * DAY);
    expect(await whatIf({ change: "disable" })).toMatchObject({ requests: 0, refused: 0 });
    expect(await whatIf({ change: "rate_limit", perSecond: 1 })).toMatchObject({ requests: 0 });
    await forgetWhatIsOver(platform.runtime);
    const { owner } = platform.database;
    const left = await owner`select 1 from daily_traffic where application_id = ${uuid()}
      union all select 1 from request_rates where application_id = ${uuid()}`;
    expect(left).toEqual([]);
  });

  it("has room for a thousand rows a day, and counts the others without their address", async () => {
    const row = {
      application_id: uuid(),
      day: start.toISOString().slice(0, 10),
      api_key_id: newUuid(),
      signing_key_id: newUuid(),
      permission: "CUSTOMERS_READ",
      requests: 1,
      last_seen_at: start.toISOString(),
    };
    const rows = Array.from({ length: 1_010 }, (_, index) => ({
      ...row,
      address: `2001:db8::${(index + 1).toString(16)}`,
    }));
    const { owner } = platform.database;
    const record = (traffic: unknown[]) =>
      owner`select record_daily_traffic(${JSON.stringify(traffic)}::text::jsonb, '[]')`;
    await Promise.all([record(rows), record(rows)]);
    await record([
      { ...row, address: HERE },
      { ...row, application_id: newUuid(), address: HERE },
    ]);
    const [kept] = await owner`select count(*)::int as rows, sum(requests)::int as requests
      from daily_traffic where application_id = ${uuid()}`;
    expect(kept).toEqual({ rows: 1_001, requests: 2_021 });
    expect(await whatIf({ change: "disable" })).toMatchObject({
      refused: 2_021,
      moreAddresses: 995,
      otherRequests: 21,
      permissions: [{ permission: "CUSTOMERS_READ", requests: 2_021 }],
    });
  });

  it("adds up thirty full days", async () => {
    const { owner } = platform.database;
    await owner`insert into daily_traffic
      select ${application.organizationId}, ${uuid()}, ${start}::date - day, ${newUuid()}, ${newUuid()},
             ('{CUSTOMERS_READ,PAYMENTS_READ,none}'::text[])[1 + n % 3], '2001:db8::' || to_hex(n + 7 * day), 3, ${start}
        from generate_series(0, 29) day, generate_series(1, 1000) n`;
    await owner`analyze daily_traffic`;
    const without = API_PERMISSIONS.filter((permission) => !permission.startsWith("PAYMENTS"));
    expect(await whatIf({ change: "disable" })).toMatchObject({ refused: 90_000 });
    expect(await whatIf({ change: "permissions", permissions: without })).toMatchObject({ refused: 30_060 });
  });
});

describe("who is told", () => {
  it("holds the permission, in that organization and environment", async () => {
    const { organizationId } = application;
    const see = (principal: Principal) => whatIf({ change: "disable" }, principal);
    await expect(see(await actingMember(platform, organizationId, "VIEWER"))).rejects.toMatchObject({
      reason: "permission_missing",
    });
    const other = await makeApplication(platform);
    await expect(see(await actingMember(platform, other.organizationId, "OWNER"))).rejects.toMatchObject({
      status: 404,
    });
    await expect(see(operator(organizationId, "production"))).rejects.toMatchObject({ status: 404 });
    for (const principal of [
      await actingMember(platform, organizationId, "DEVELOPER"),
      await actingStaff(platform, organizationId, "NUVERA_SUPPORT"),
    ]) {
      expect(await see(principal)).toMatchObject({ refused: 0 });
    }
    await expect(whatIf({ change: "revoke_key", apiKeyId: other.apiKeyId })).rejects.toMatchObject({
      reason: "validation_failed",
      details: { fields: [{ path: "apiKeyId" }] },
    });
  });

  it("asks through the pages' door, for a change that there is", async () => {
    const developer = await makeMember(platform, application.organizationId, "DEVELOPER");
    const session = await openTestSession(platform, developer);
    const place = {
      area: "partner",
      organizationId: toPublicId("organization", application.organizationId),
      environment: application.environment,
    } as const;
    const post = (body: unknown) =>
      callUi(platform, session, "POST", uiApi.whatIf(place, application.applicationId), body);
    expect(await post({ change: "disable" })).toMatchObject({ status: 200, body: { refused: 0 } });
    const refused: unknown[] = [
      {},
      { change: "explode" },
      { change: "disable", more: true },
      { change: "rate_limit", perSecond: 0 },
      { change: "address_list", entries: [] },
      { change: "address_list", entries: ["nonsense"] },
      { change: "permissions", permissions: ["PAYMENTS_WRITE"] },
    ];
    for (const body of refused) expect([body, (await post(body)).status]).toEqual([body, 422]);
  });
});
