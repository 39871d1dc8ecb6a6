import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { fromPublicId } from "@/lib/ids";
import { createReplacementKey, revokeApiKey } from "@/lib/operations/applications/api-keys";
import { disableApplication, enableApplication } from "@/lib/operations/applications/state";
import { runOperation } from "@/lib/operations/run";
import { expectRefusal } from "@/test/integration/support/answers";
import {
  CUSTOMERS,
  createCustomer,
  idOf,
  minimalCustomer,
  postCustomer,
} from "@/test/integration/support/customers";
import {
  type Answer,
  call,
  makeApplication,
  operator,
  reasonOf,
  signToken,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { type SecondServer, startSecondServer } from "@/test/integration/support/start-second-server";

const CHECK = "/api/v1/signature-check";

describe("two servers on one database", () => {
  let first: TestPlatform;
  let second: TestPlatform;
  let process: SecondServer;

  beforeAll(async () => {
    first = await startTestPlatform();
    process = await startSecondServer(first);
    second = { ...first, port: process.port };
  });
  afterAll(async () => {
    await process.stop();
    await first.stop();
  });
  beforeEach(() => {
    first.clock.now = new Date();
  });

  const both = () => [first, second];
  const check = (server: TestPlatform, application: TestApplication) =>
    call(server, application, "GET", CHECK);

  /** An application that both servers know by heart. */
  async function makeKnownApplication(): Promise<TestApplication> {
    const application = await makeApplication(first);
    for (const server of [...both(), ...both()]) expect((await check(server, application)).status).toBe(200);
    return application;
  }

  /** Accepts a customer again within seconds, without anybody's help. */
  const recovers = (server: TestPlatform, application: TestApplication) =>
    vi.waitFor(() => createCustomer(server, application), { timeout: 5_000, interval: 50 });

  const revoke = ({ organizationId, apiKeyId }: TestApplication) =>
    runOperation(first.runtime, operator(organizationId), revokeApiKey, { apiKeyId }, TEST_ORIGIN);

  it("accept one of 200 copies of a token between them", async () => {
    const application = await makeKnownApplication();
    for (let round = 0; round < 3; round += 1) {
      const token = await signToken(first, application, "GET", CHECK);
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          call(index % 2 === 0 ? first : second, application, "GET", CHECK, { token }),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter((answer) => reasonOf(answer) === "token_replayed")).toHaveLength(199);
    }
  });

  it("make one customer of 50 copies of a POST", async () => {
    const application = await makeKnownApplication();
    const body = JSON.stringify(minimalCustomer());
    const token = await signToken(first, application, "POST", CUSTOMERS, { body });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        call(index % 2 === 0 ? first : second, application, "POST", CUSTOMERS, { body, token }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const rows = await first.database.owner`
      select id from customers where organization_id = ${application.organizationId}`;
    expect(rows).toHaveLength(1);
  });

  it("see at once what was revoked, disabled or rotated through the other", async () => {
    const application = await makeKnownApplication();
    const actor = operator(application.organizationId);
    const input = { applicationId: application.applicationId };
    for (let round = 0; round < 5; round += 1) {
      await runOperation(first.runtime, actor, disableApplication, input, TEST_ORIGIN);
      for (const server of both())
        expectRefusal(await check(server, application), 401, "application_disabled");
      await runOperation(first.runtime, actor, enableApplication, input, TEST_ORIGIN);
      for (const server of both()) expect((await check(server, application)).status).toBe(200);
    }
    const rotation = { ...input, grace: "none" as const };
    const fresh = await runOperation(first.runtime, actor, createReplacementKey, rotation, TEST_ORIGIN);
    for (const server of both()) {
      expectRefusal(await check(server, application), 401, "api_key_revoked");
      expect((await check(server, { ...application, ...fresh })).status).toBe(200);
    }
  });

  it("accept nothing that began after a revocation had returned, under load", async () => {
    const application = await makeKnownApplication();
    let revokedAt = Number.POSITIVE_INFINITY;
    const calls: { startedAt: number; answer: Answer }[] = [];
    const lateCalls = () => calls.filter(({ startedAt }) => startedAt >= revokedAt);
    const caller = async (server: TestPlatform): Promise<void> => {
      while (performance.now() < revokedAt + 150 || lateCalls().length <= 10) {
        const token = await signToken(first, application, "GET", CHECK);
        const startedAt = performance.now();
        calls.push({ startedAt, answer: await call(server, application, "GET", CHECK, { token }) });
      }
    };
    const callers = Promise.all(
      Array.from({ length: 8 }, (_, index) => caller(index % 2 === 0 ? first : second)),
    );
    await vi.waitFor(() => expect(calls.length).toBeGreaterThan(10), { timeout: 10_000 });
    await revoke(application);
    revokedAt = performance.now();
    await callers;
    const late = lateCalls();
    expect(late.length).toBeGreaterThan(10);
    for (const { answer } of late) expectRefusal(answer, 401, "api_key_revoked");
    const accepted = calls.filter(({ answer }) => answer.status === 200);
    expect(accepted.length).toBeGreaterThan(10);
    const refused = calls.filter(({ answer }) => answer.status !== 200);
    expect(new Set(refused.map(({ answer }) => reasonOf(answer)))).toEqual(new Set(["api_key_revoked"]));
  });

  it("refuse what they cannot check while the database is away, and go on by themselves", async () => {
    const application = await makeKnownApplication();
    const answers: Answer[] = [];
    let isOver = false;
    const writer = async (server: TestPlatform): Promise<void> => {
      while (!isOver) {
        first.clock.now = new Date();
        answers.push(await postCustomer(server, application, minimalCustomer()));
      }
    };
    const writers = Promise.all(
      Array.from({ length: 8 }, (_, index) => writer(index % 2 === 0 ? first : second)),
    );
    for (let cut = 0; cut < 6; cut += 1) {
      await sleep(150);
      await first.database.owner`
        select pg_terminate_backend(pid) from pg_stat_activity
         where usename = 'nuvera_app' and datname = current_database()`;
    }
    const isStored = ({ status }: Answer) => status === 201;
    await vi.waitFor(() => expect(answers.filter(isStored).length).toBeGreaterThan(10), { timeout: 10_000 });
    isOver = true;
    await writers;

    const refused = answers.filter(({ status }) => status !== 201);
    for (const answer of refused) expectRefusal(answer, 503, "unavailable");
    expect(refused.length).toBeGreaterThan(0);
    for (const server of both()) await recovers(server, application);

    const rows = await first.database.owner`
      select id from customers where organization_id = ${application.organizationId}`;
    const stored = rows.map(({ id }) => String(id));
    const acknowledged = answers
      .filter(({ status }) => status === 201)
      .map(({ body }) => String(fromPublicId("customer", idOf(body))));
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
    // A refused one may have lost only the answer to its commit: then there is its one row, and never a second.
    const unacknowledged = stored.length - acknowledged.length - both().length;
    expect(unacknowledged).toBeGreaterThanOrEqual(0);
    expect(unacknowledged).toBeLessThanOrEqual(refused.length);
  });

  it("answer 503 at once while no connection can be made, execute nothing, and recover", async () => {
    const application = await makeKnownApplication();
    const { owner } = first.database;
    const [database] = await owner`select current_database() as name`;
    const name = String(database?.name);
    await owner`alter database ${owner(name)} connection limit 0`;
    try {
      await owner`
        select pg_terminate_backend(pid) from pg_stat_activity
         where usename = 'nuvera_app' and datname = current_database()`;
      for (const server of both()) {
        const startedAt = performance.now();
        expectRefusal(await postCustomer(server, application, minimalCustomer()), 503, "unavailable");
        expect(performance.now() - startedAt).toBeLessThan(3_000);
        expect(await call(server, application, "GET", "/api/health")).toMatchObject({ status: 503 });
      }
    } finally {
      await owner`alter database ${owner(name)} connection limit -1`;
    }
    const rows = await owner`select id from customers where organization_id = ${application.organizationId}`;
    expect(rows).toHaveLength(0);
    for (const server of both()) await recovers(server, application);
  });
});
