import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { UsageRecorder } from "@/lib/auth/usage-recorder";
import { fromPublicId } from "@/lib/ids";
import { createReplacementKey } from "@/lib/operations/applications/api-keys";
import { getApplication } from "@/lib/operations/applications/get";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { getApplicationUsage } from "@/lib/operations/applications/usage";
import { runOperation } from "@/lib/operations/run";
import type { ApplicationUsage } from "@/lib/schemas/application";
import { actingMember } from "@/test/integration/support/actors";
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
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let platform: TestPlatform;
let application: TestApplication;
let start: Date;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  start = new Date(Math.floor(Date.now() / MINUTE) * MINUTE);
  platform.clock.now = start;
  application = await makeApplication(platform);
});

const at = (milliseconds: number) => {
  platform.clock.now = new Date(start.getTime() + milliseconds);
};
const actor = () => operator(application.organizationId);
const named = () => ({ applicationId: application.applicationId });

/** What is shown once everything was written. */
async function usage(): Promise<ApplicationUsage> {
  await platform.runtime.usage.flush();
  return runOperation(platform.runtime, actor(), getApplicationUsage, named(), TEST_ORIGIN);
}

const view = () => runOperation(platform.runtime, actor(), getApplication, named(), TEST_ORIGIN);

async function request(
  key: Partial<TestApplication> = {},
  target = CHECK,
  userAgent = "worker/1.0",
): Promise<number> {
  const headers = { "user-agent": userAgent };
  return (await call(platform, { ...application, ...key }, "GET", target, { headers })).status;
}

const rotate = () =>
  runOperation(platform.runtime, actor(), createReplacementKey, { ...named(), grace: "7d" }, TEST_ORIGIN);

describe("last use", () => {
  it("is shown for the API key and the signing key within five seconds, without anybody's help", async () => {
    expect(await request({}, CHECK, "payments/2.1")).toBe(200);
    const expected = {
      lastUsedAt: start.toISOString(),
      lastUsedAddress: "127.0.0.1",
      lastUsedUserAgent: "payments/2.1",
    };
    const began = Date.now();
    await vi.waitFor(
      async () =>
        expect(await view()).toMatchObject({
          lastUsedAt: start.toISOString(),
          apiKeys: [expected],
          signingKeys: [expected],
        }),
      { timeout: 5_000, interval: 100 },
    );
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it("is the newest for each key, whichever other key it was used with", async () => {
    const fresh = await rotate();
    const next = makeKeyPair();
    const overlap = { ...named(), publicKeyPem: next.publicKeyPem, overlapSeconds: 3600 };
    await runOperation(platform.runtime, actor(), replaceSigningKey, overlap, TEST_ORIGIN);
    await request();
    at(1000);
    await request({ ...fresh });
    at(2000);
    await request({ ...next }, CHECK, "late/1");
    const { apiKeys, signingKeys } = await usage();
    const times = (rows: { lastUsedAt: string | null }[]) =>
      rows.map(({ lastUsedAt }) => Date.parse(lastUsedAt ?? "") - start.getTime());
    expect(times(apiKeys)).toEqual([1000, 2000]);
    expect(times(signingKeys)).toEqual([2000, 1000]);
    expect(apiKeys[1]).toMatchObject({ lastUsedUserAgent: "late/1" });
  });

  it("is nothing for a key that was never used, and a refused request is no use", async () => {
    const target = { sign: { method: "POST" } };
    expect((await call(platform, application, "GET", CHECK, target)).status).toBe(401);
    expect(await usage()).toMatchObject({
      apiKeys: [{ lastUsedAt: null, requests: { hour: 0, day: 0, week: 0 } }],
      signingKeys: [{ lastUsedAt: null }],
      minutes: [],
    });
  });
});

describe("the share of traffic", () => {
  it("is counted per key in the last hour, day and week", async () => {
    for (const ago of [8 * DAY, 6 * DAY, 2 * HOUR, 30 * MINUTE, 0]) {
      at(-ago);
      await request();
    }
    at(0);
    const fresh = await rotate();
    for (let count = 0; count < 3; count += 1) await request({ ...fresh });
    const { apiKeys, signingKeys, serverTime } = await usage();
    expect(serverTime).toBe(start.toISOString());
    expect(apiKeys).toMatchObject([
      { id: fresh.apiKeyId, requests: { hour: 3, day: 3, week: 3 } },
      { id: application.apiKeyId, requests: { hour: 2, day: 3, week: 4 } },
    ]);
    expect(signingKeys).toMatchObject([{ requests: { hour: 5, day: 6, week: 7 } }]);
  });

  it("is told minute by minute for the last hour, without empty minutes", async () => {
    at(-HOUR);
    await request();
    at(-HOUR + MINUTE);
    await request();
    at(-MINUTE + 59_999);
    await Promise.all([request(), request()]);
    const fresh = await rotate();
    at(1);
    await request({ ...fresh });
    const { minutes } = await usage();
    const minute = (offset: number) => new Date(start.getTime() + offset).toISOString();
    expect(minutes).toMatchObject([
      { minute: minute(-HOUR + MINUTE), apiKeyId: application.apiKeyId, requests: 1 },
      { minute: minute(-MINUTE), apiKeyId: application.apiKeyId, requests: 2 },
      { minute: minute(0), apiKeyId: fresh.apiKeyId, requests: 1 },
    ]);
  });

  it("of a signing key that returned is that of one key", async () => {
    await request();
    const { publicKeyPem } = makeKeyPair();
    const replaceBy = (pem: string) => ({ ...named(), publicKeyPem: pem });
    await runOperation(platform.runtime, actor(), replaceSigningKey, replaceBy(publicKeyPem), TEST_ORIGIN);
    const back = replaceBy(application.publicKeyPem);
    await runOperation(platform.runtime, actor(), replaceSigningKey, back, TEST_ORIGIN);
    await request();
    const { signingKeys, minutes } = await usage();
    expect(signingKeys.map(({ requests }) => requests.hour)).toEqual([2, 0]);
    expect(minutes).toMatchObject([{ signingKeyId: signingKeys[0]?.id, requests: 2 }]);
  });

  it("is forgotten after eight days and not before", async () => {
    for (const ago of [9 * DAY, 7 * DAY]) {
      at(-ago);
      await request();
    }
    at(0);
    await platform.runtime.usage.flush();
    const before = new Date(start.getTime() - 8 * DAY).toISOString();
    await platform.database.owner`select forget_old_traffic(${before}::timestamptz)`;
    const rows = await platform.database.owner`
      select minute from credential_traffic where application_id = ${application.applicationId.slice(4)}`;
    expect(rows).toEqual([{ minute: new Date(start.getTime() - 7 * DAY) }]);
  });
});

describe("a permission", () => {
  it("shows when it was last used, and that a granted one never was", async () => {
    expect(await request({}, CUSTOMERS)).toBe(200);
    at(1000);
    expect(await request({}, CUSTOMERS)).toBe(200);
    const { permissions } = await usage();
    expect(permissions).toContainEqual({
      permission: "CUSTOMERS_READ",
      grantedAt: start.toISOString(),
      lastUsedAt: new Date(start.getTime() + 1000).toISOString(),
    });
    expect(permissions).toContainEqual({
      permission: "PAYMENTS_WRITE",
      grantedAt: start.toISOString(),
      lastUsedAt: null,
    });
    expect(permissions).toHaveLength(12);
  });

  it("is not used by a request that lacked it", async () => {
    application = await makeApplication(platform, { permissions: ["PAYMENTS_READ"] });
    expect(await request({}, CUSTOMERS)).toBe(403);
    await platform.runtime.usage.flush();
    const rows = await platform.database.owner`
      select * from permission_usage where application_id = ${application.applicationId.slice(4)}`;
    expect(rows).toEqual([]);
  });
});

describe("a write that fails", () => {
  const requests = async () => (await usage()).apiKeys[0]?.requests.hour;

  it("loses nothing and counts nothing twice", async () => {
    const { owner } = platform.database;
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await owner`revoke execute on function record_usage(jsonb, jsonb, jsonb) from nuvera_app`;
    try {
      await request();
      await platform.runtime.usage.flush();
      await request();
      await platform.runtime.usage.flush();
      expect(write.mock.calls.join("")).toContain("will be tried again");
    } finally {
      await owner`grant execute on function record_usage(jsonb, jsonb, jsonb) to nuvera_app`;
      write.mockRestore();
    }
    await request();
    expect(await requests()).toBe(3);
    expect(await requests()).toBe(3);
  });

  it("is tried again by itself", async () => {
    const { owner } = platform.database;
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await owner`revoke execute on function record_usage(jsonb, jsonb, jsonb) from nuvera_app`;
    await request();
    await platform.runtime.usage.flush();
    await owner`grant execute on function record_usage(jsonb, jsonb, jsonb) to nuvera_app`;
    write.mockRestore();
    await vi.waitFor(async () => expect((await view()).lastUsedAt).toBe(start.toISOString()), {
      timeout: 5_000,
      interval: 100,
    });
  });

  it("whose commit succeeded although its answer was lost is not repeated", async () => {
    const { db } = platform.runtime.database;
    let lost = 0;
    // The real database does everything; only the news of the first commit does not arrive.
    const forgetful = new Proxy(db, {
      get: (target, property, receiver) =>
        property !== "transaction"
          ? Reflect.get(target, property, receiver)
          : async (...args: Parameters<typeof db.transaction>) => {
              const result = await target.transaction(...args);
              lost += 1;
              if (lost === 1) throw new Error("The connection was lost.");
              return result;
            },
    });
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const recorder = new UsageRecorder(forgetful);
    const [signingKey] = (await view()).signingKeys;
    const use = {
      apiKeyId: fromPublicId("apiKey", application.apiKeyId) ?? "",
      signingKeyId: fromPublicId("signingKey", signingKey?.id ?? "") ?? "",
      usedAt: start,
      address: null,
      userAgent: null,
    };
    recorder.record(use);
    await recorder.flush();
    recorder.record(use);
    await recorder.stop();
    write.mockRestore();
    expect(lost).toBe(2);
    expect(await requests()).toBe(2);
  });
});

describe("who sees use", () => {
  it("holds the permission, in that organization and environment", async () => {
    const { organizationId } = application;
    const see = (principal: Parameters<typeof runOperation>[1]) =>
      runOperation(platform.runtime, principal, getApplicationUsage, named(), TEST_ORIGIN);
    await expect(see(await actingMember(platform, organizationId, "VIEWER"))).rejects.toMatchObject({
      reason: "permission_missing",
    });
    const other = await makeApplication(platform);
    await expect(see(await actingMember(platform, other.organizationId, "OWNER"))).rejects.toMatchObject({
      status: 404,
    });
    await expect(see(operator(organizationId, "production"))).rejects.toMatchObject({ status: 404 });
    expect(await see(await actingMember(platform, organizationId, "DEVELOPER"))).toMatchObject({
      minutes: [],
    });
  });
});

describe("what is shown", () => {
  it("takes well under a second to read with a full week of traffic behind it", async () => {
    await request();
    await platform.runtime.usage.flush();
    await platform.database.owner`
      insert into credential_traffic (organization_id, application_id, api_key_id, signing_key_id, minute, requests)
      select organization_id, application_id, api_key_id, signing_key_id, minute, 7
        from credential_usage, generate_series(${start}::timestamptz - interval '7 days', ${start}::timestamptz - interval '1 minute', interval '1 minute') minute
       where application_id = ${application.applicationId.slice(4)}
      on conflict do nothing`;
    await platform.database.owner`analyze credential_traffic`;
    const began = performance.now();
    const { minutes } = await usage();
    expect(minutes).toHaveLength(60);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
