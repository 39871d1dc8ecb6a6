import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { loadCredential } from "@/lib/auth/credential";
import { type ClaimResult, RequestClaims } from "@/lib/auth/request-claims";
import { revokeApiKey } from "@/lib/operations/applications/api-keys";
import { createApplication } from "@/lib/operations/applications/create";
import { getApplicationLimits } from "@/lib/operations/applications/limits";
import { setApplicationRateLimit } from "@/lib/operations/applications/settings";
import { runOperation } from "@/lib/operations/run";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import { hashApiKey } from "@/lib/security/api-key";
import { errorOf } from "@/test/integration/support/answers";
import {
  type Answer,
  type CallOptions,
  call,
  makeApplication,
  makeKeyPair,
  makeOrganization,
  operator,
  reasonOf,
  signToken,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { startSecondServer } from "@/test/integration/support/start-second-server";

const CHECK = "/api/v1/signature-check";

let platform: TestPlatform;
let start: Date;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(() => {
  start = new Date();
  platform.clock.now = start;
});

/** Moves the clock to this many milliseconds after the start of the test. */
const at = (milliseconds: number) => {
  platform.clock.now = new Date(start.getTime() + milliseconds);
};

const limited = (rateLimitPerSecond: number) => makeApplication(platform, { rateLimitPerSecond });

function burst(application: TestApplication, count: number): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, () => call(platform, application, "GET", CHECK)));
}

const accepted = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 200).length;

function setLimit(application: TestApplication, perSecond: number) {
  const actor = { ...operator(application.organizationId), permissions: ALL_PERMISSIONS };
  const input = { applicationId: application.applicationId, perSecond };
  return runOperation(platform.runtime, actor, setApplicationRateLimit, input, TEST_ORIGIN, "More traffic");
}

describe("an application's rate limit", () => {
  it.each([
    ["sandbox", 25],
    ["production", 100],
  ] as const)("is, unless the operator says otherwise, in %s %i a second", async (environment, perSecond) => {
    const organizationId = await makeOrganization(platform);
    const input = { name: "New", publicKeyPem: makeKeyPair().publicKeyPem, permissions: [] };
    const { application } = await runOperation(
      platform.runtime,
      operator(organizationId, environment),
      createApplication,
      input,
      TEST_ORIGIN,
    );
    expect(application.rateLimitPerSecond).toBe(perSecond);
  });

  it("lets exactly one second's worth through at once, and refuses the rest", async () => {
    const application = await limited(25);
    const answers = await burst(application, 60);
    expect(accepted(answers)).toBe(25);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(new Set(refused.map((answer) => `${answer.status} ${reasonOf(answer)}`))).toEqual(
      new Set(["429 rate_limited"]),
    );
    for (const answer of refused) {
      expect(answer.headers).toMatchObject({
        "retry-after": "1",
        "ratelimit-policy": '"default";q=25;w=1',
        ratelimit: '"default";r=0;t=1',
      });
      expect(errorOf(answer).details).toEqual({ limit: 25, windowSeconds: 1, retryAfterSeconds: 1 });
    }
  });

  it("grows back steadily, and not beyond one second's worth", async () => {
    const application = await limited(20);
    expect(accepted(await burst(application, 30))).toBe(20);
    at(49);
    expect(accepted(await burst(application, 1))).toBe(0);
    at(50);
    expect(accepted(await burst(application, 3))).toBe(1);
    at(300);
    expect(accepted(await burst(application, 9))).toBe(5);
    at(60_000);
    expect(accepted(await burst(application, 30))).toBe(20);
  });

  it("is one for all keys of an application, and one for each application", async () => {
    const application = await limited(3);
    const sibling = await makeApplication(platform, {
      organizationId: application.organizationId,
      rateLimitPerSecond: 3,
    });
    expect(accepted(await burst(application, 5))).toBe(3);
    expect(accepted(await burst(sibling, 5))).toBe(3);
  });

  it("takes what the operator says from the next request on", async () => {
    const application = await limited(2);
    expect(accepted(await burst(application, 4))).toBe(2);
    await setLimit(application, 10);
    at(1_000);
    const [one] = await burst(application, 1);
    expect(one?.headers).toMatchObject({
      "ratelimit-policy": '"default";q=10;w=1',
      ratelimit: '"default";r=9;t=1',
    });
    expect(accepted(await burst(application, 12))).toBe(9);
    const [audited] = await platform.database.owner`select action, before, after, reason from audit_events
      where organization_id = ${application.organizationId} order by sequence desc limit 1`;
    expect(audited).toEqual({
      action: "application.rate_limit_changed",
      before: { rateLimitPerSecond: 2 },
      after: { rateLimitPerSecond: 10 },
      reason: "More traffic",
    });
  });

  it("is no matter of the partner's: whoever may change an application may not change this", async () => {
    const application = await limited(2);
    const input = { applicationId: application.applicationId, perSecond: 10 };
    const actor = operator(application.organizationId);
    await expect(
      runOperation(platform.runtime, actor, setApplicationRateLimit, input, TEST_ORIGIN),
    ).rejects.toMatchObject({ reason: "permission_missing" });
  });

  it("does not use up the token of a request that it refuses", async () => {
    const application = await limited(1);
    await burst(application, 1);
    const token = await signToken(platform, application, "GET", CHECK);
    const send = () => call(platform, application, "GET", CHECK, { token });
    expect(reasonOf(await send())).toBe("rate_limited");
    at(1_000);
    expect((await send()).status).toBe(200);
    expect(reasonOf(await send())).toBe("token_replayed");
  });

  it("is looked at after the credential's state and the token's use, which cost nothing of it", async () => {
    const application = await limited(2);
    const token = await signToken(platform, application, "GET", CHECK);
    const send = () => call(platform, application, "GET", CHECK, { token });
    expect((await send()).status).toBe(200);
    for (let again = 0; again < 5; again += 1) expect(reasonOf(await send())).toBe("token_replayed");
    expect(accepted(await burst(application, 3))).toBe(1);
    expect(reasonOf(await send())).toBe("token_replayed");
    const actor = operator(application.organizationId);
    await runOperation(
      platform.runtime,
      actor,
      revokeApiKey,
      { apiKeyId: application.apiKeyId },
      TEST_ORIGIN,
    );
    expect(reasonOf(await call(platform, application, "GET", CHECK))).toBe("api_key_revoked");
  });

  it("is said with every answer to a request that was recognised, and with no other", async () => {
    const application = await makeApplication(platform, {
      rateLimitPerSecond: 50,
      permissions: ["CUSTOMERS_READ"],
    });
    const get = (target: string, options?: CallOptions) =>
      call(platform, application, "GET", target, options);
    const unknownKey = `${application.apiKey.slice(0, -1)}${application.apiKey.endsWith("0") ? "1" : "0"}`;
    const answers = [
      await get(CHECK),
      await get("/api/v1/customers?limit=1&limit=2"),
      await get("/api/v1/customers/cus_0192f0c1-0000-7000-8000-000000000000"),
      await get("/api/v1/customers?limit=1000"),
      await call(platform, application, "POST", "/api/v1/customers", { body: "{}" }),
      await get(CHECK, { headers: { "x-api-key": unknownKey } }),
      await get(CHECK, { token: "none" }),
      await get("/api/v1/nothing-here"),
    ];
    const fields = answers.map(({ status, headers }) => [
      status,
      headers["ratelimit-policy"],
      headers.ratelimit,
    ]);
    const policy = '"default";q=50;w=1';
    expect(fields).toEqual([
      [200, policy, '"default";r=49;t=1'],
      [400, policy, '"default";r=48;t=1'],
      [404, policy, '"default";r=47;t=1'],
      [422, policy, '"default";r=46;t=1'],
      [403, policy, '"default";r=45;t=1'],
      [401, undefined, undefined],
      [401, undefined, undefined],
      [404, undefined, undefined],
    ]);
  });

  it("counts what it refuses beside what it lets through", async () => {
    const application = await limited(4);
    await burst(application, 10);
    await platform.runtime.usage.flush();
    const limits = await runOperation(
      platform.runtime,
      operator(application.organizationId),
      getApplicationLimits,
      { applicationId: application.applicationId },
      TEST_ORIGIN,
    );
    const minute = new Date(Math.floor(start.getTime() / 60_000) * 60_000).toISOString();
    expect(limits).toEqual({
      serverTime: start.toISOString(),
      requestsPerSecond: 4,
      lastHour: { requests: 4, limited: 6 },
      minutes: [{ minute, requests: 4, limited: 6 }],
    });
  });
});

describe("claims of several servers", () => {
  /** Two pools and two queues, as two processes have them. */
  async function makeServers(perSecond: number, deadlineMilliseconds?: number) {
    const application = await limited(perSecond);
    const hashes = platform.runtime.peppers.map((pepper) => hashApiKey(application.apiKey, pepper));
    const credential = await loadCredential(platform.runtime.database, hashes);
    if (credential === null) throw new Error("There is no such key.");
    const databases = [1, 2].map(() =>
      openDatabase({ url: platform.database.appUrl, maxConnections: 4, applicationName: "test" }),
    );
    const claims = databases.map(({ db }) => new RequestClaims(db, deadlineMilliseconds));
    const claim = (server: number, milliseconds: number, jti: string = randomUUID()) => {
      const now = new Date(start.getTime() + milliseconds);
      const queue = claims[server] ?? claims[0];
      if (queue === undefined) throw new Error("There are two.");
      return queue.claim(credential, {
        jti,
        issuedAtSeconds: Math.floor(now.getTime() / 1000),
        rememberUntil: new Date(now.getTime() + 60_000),
        now,
      });
    };
    const close = () => Promise.all(databases.map((database) => database.close()));
    return { claim, close, application };
  }

  const outcomes = (results: readonly ClaimResult[], outcome: ClaimResult["outcome"]) =>
    results.filter((result) => result.outcome === outcome).length;

  it("share one limit exactly, however many come at once", async () => {
    const { claim, close } = await makeServers(70);
    const results = await Promise.all(Array.from({ length: 400 }, (_, index) => claim(index % 2, 0)));
    expect(outcomes(results, "claimed")).toBe(70);
    expect(outcomes(results, "limited")).toBe(330);
    const left = results.filter(({ outcome }) => outcome === "claimed").map(({ remaining }) => remaining);
    expect(left.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 70 }, (_, index) => index));
    await close();
  });

  it("give one token id to one request, also when it comes twice with one statement", async () => {
    const { claim, close } = await makeServers(1000);
    const ids = Array.from({ length: 20 }, () => randomUUID());
    const results = await Promise.all(
      [...ids, ...ids, ...ids, ...ids].map((jti, index) => claim(index % 2, 0, jti)),
    );
    expect(outcomes(results, "claimed")).toBe(20);
    expect(outcomes(results, "replayed")).toBe(60);
    await close();
  });

  it("are all turned away together when the database does not answer, however long the line", async () => {
    const { claim, close } = await makeServers(1000, 300);
    const { owner } = platform.database;
    await owner.begin(async (tx) => {
      await tx`lock table request_buckets in access exclusive mode`;
      // More than two statements take: the first is under way when the others come.
      let turnedAway = 0;
      const waiting = Array.from({ length: 450 }, () => claim(0, 0).catch(() => (turnedAway += 1)));
      await waiting[0];
      await new Promise(setImmediate);
      expect(turnedAway).toBe(waiting.length);
    });
    await expect(claim(0, 0)).resolves.toMatchObject({ outcome: "claimed" });
    await close();
  });

  it("let through what a bucket that is filled drop by drop would", async () => {
    const perSecond = 7;
    const { claim, close } = await makeServers(perSecond);
    let level = perSecond;
    let before = 0;
    // Steps that look random and are always the same.
    const steps = createHash("sha512").update("steps").digest();
    for (const step of [...steps, ...steps.toReversed()]) {
      const now = before + step * 2;
      level = Math.min(perSecond, level + ((now - before) * perSecond) / 1000);
      // A ten-thousandth, for what floating point and whole nanoseconds differ by.
      const isExpected = level >= 1 - 1e-4;
      const { outcome } = await claim(step % 2, now);
      expect([now, outcome]).toEqual([now, isExpected ? "claimed" : "limited"]);
      if (isExpected) level -= 1;
      before = now;
    }
    await close();
  });

  it("are counted by the clock that is ahead, and go on when one is behind", async () => {
    const { claim, close } = await makeServers(10);
    for (let index = 0; index < 5; index += 1) expect((await claim(0, 3_000)).outcome).toBe("claimed");
    const behind = await Promise.all(Array.from({ length: 8 }, () => claim(1, 0)));
    expect(outcomes(behind, "claimed")).toBe(5);
    const refused = behind.find(({ outcome }) => outcome === "limited");
    expect(refused?.seconds).toBe(4);
    expect((await claim(1, 2_000)).outcome).toBe("limited");
    expect((await claim(0, 3_200)).outcome).toBe("claimed");
    await close();
  });

  it("begin anew when every clock was set back", async () => {
    const { claim, close } = await makeServers(2);
    for (const expected of ["claimed", "claimed", "limited"]) {
      expect((await claim(0, 3_600_000)).outcome).toBe(expected);
    }
    for (const expected of ["claimed", "claimed", "limited"]) {
      expect((await claim(0, 0)).outcome).toBe(expected);
    }
    await close();
  });

  it("change nothing for a credential that is no longer what it was", async () => {
    const { claim, close, application } = await makeServers(2);
    await setLimit(application, 3);
    expect((await claim(0, 0)).outcome).toBe("stale");
    const uuid = application.applicationId.slice(4);
    const [row] = await platform.database.owner`select
      (select count(*)::int from request_nonces where application_id = ${uuid}) as nonces,
      (select full_at::int from request_buckets where application_id = ${uuid}) as level`;
    expect(row).toEqual({ nonces: 0, level: 0 });
    await close();
  });
});

describe("two server processes", () => {
  it("let no more through together than one may", async () => {
    const shared = await startTestPlatform({ clock: () => new Date() });
    const second = await startSecondServer(shared);
    const application = await makeApplication(shared, { rateLimitPerSecond: 20 });
    const servers = [shared, { ...shared, port: second.port }];
    for (const server of servers) server.clock.now = new Date();
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        call(servers[index % 2] ?? shared, application, "GET", CHECK),
      ),
    );
    const seconds = (performance.now() - began) / 1000;
    expect(accepted(answers)).toBeGreaterThanOrEqual(20);
    expect(accepted(answers)).toBeLessThanOrEqual(20 + Math.ceil(seconds * 20));
    await second.stop();
    await shared.stop();
  });
});
