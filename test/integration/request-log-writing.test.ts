import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openDatabase } from "@/db/client";
import { CredentialCache } from "@/lib/auth/credential-cache";
import { ApiError } from "@/lib/errors";
import { fromPublicId, newUuid, newUuidAt } from "@/lib/ids";
import { getRequestFigures } from "@/lib/operations/requests/figures";
import { listRequests } from "@/lib/operations/requests/list";
import { LOOKS } from "@/lib/operations/requests/search";
import { runOperation } from "@/lib/operations/run";
import { keepRequestLogDays } from "@/lib/request-log/days";
import type { AnsweredRequest } from "@/lib/request-log/entry";
import type { Caller } from "@/lib/request-log/notes";
import { MAXIMUM_WAITING, RequestLog } from "@/lib/request-log/request-log";
import {
  call,
  makeApplication,
  operator,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { connectAsApplication, expectSqlState, inScope, SQLSTATE } from "@/test/integration/support/tenants";

const NOON = Date.UTC(2031, 2, 5, 12);
const DAY = 86_400_000;

let platform: TestPlatform;
let application: TestApplication;
let caller: Caller;
let signatures = "";

beforeAll(async () => {
  platform = await startTestPlatform();
  const [row] = await platform.database.owner`select p.oid::regprocedure::text as name from pg_proc p
    where proname = 'record_requests'`;
  signatures = String(row?.name);
});
beforeEach(async () => {
  platform.clock.now = new Date(NOON);
  application = await makeApplication(platform);
  caller = {
    organizationId: application.organizationId,
    environment: "sandbox",
    applicationId: fromPublicId("application", application.applicationId),
    keyId: fromPublicId("apiKey", application.apiKeyId) ?? "",
  };
});
afterAll(() => platform.stop());

function answered(over: Partial<AnsweredRequest> = {}): AnsweredRequest {
  const { startedAt = NOON } = over;
  return {
    id: newUuidAt(startedAt),
    startedAt,
    method: "GET",
    target: "/api/v1/customers",
    route: "/api/v1/customers",
    permission: "CUSTOMERS_READ",
    status: 200,
    refusal: null,
    latencyMicroseconds: 1_234.5,
    requestBytes: 0,
    responseBytes: 10,
    address: "192.0.2.1",
    userAgent: "test",
    signingKeyId: null,
    ...over,
  };
}

function newLog(db = platform.runtime.database.db): RequestLog {
  return new RequestLog(db, new CredentialCache(), platform.runtime.peppers);
}

/** How many rows there are of the application's organization, and how many different requests. */
async function rows(): Promise<[number, number]> {
  const [row] = await platform.database.owner`
    select count(*)::int as rows, count(distinct r.id)::int as ids
      from request_log r join request_log_kinds k on k.id = r.kind_id
     where k.organization_id = ${application.organizationId}`;
  return [Number(row?.rows), Number(row?.ids)];
}

const list = (filter: Record<string, unknown> = {}) =>
  runOperation(platform.runtime, operator(application.organizationId), listRequests, filter, TEST_ORIGIN);

async function quietly<Result>(work: () => Promise<Result>): Promise<[Result, string]> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const result = await work();
    return [result, write.mock.calls.map(([line]) => String(line)).join("")];
  } finally {
    write.mockRestore();
  }
}

describe("writing the log", () => {
  it("happens by itself within seconds", async () => {
    const log = newLog();
    log.record(answered(), caller);
    await vi.waitFor(async () => expect(await rows()).toEqual([1, 1]), { timeout: 5_000, interval: 100 });
    await log.stop();
  });

  it("is complete when the platform stops", async () => {
    const log = newLog();
    for (let count = 0; count < 2_345; count += 1) log.record(answered(), caller);
    await log.stop();
    expect(await rows()).toEqual([2_345, 2_345]);
    expect(log.counters).toEqual({ written: 2_345, leftOut: 0, nobodys: 0, unattributed: 0 });
  });

  it("waits for a database that does not take it, and then writes everything once", async () => {
    const log = newLog();
    const { owner } = platform.database;
    await owner.unsafe(`revoke execute on function ${signatures} from nuvera_app`);
    const [, lines] = await quietly(async () => {
      for (let count = 0; count < 1_500; count += 1) log.record(answered(), caller);
      await log.flush();
      for (let count = 0; count < 10; count += 1) log.record(answered(), caller);
      await log.flush();
    });
    expect(lines).toContain("tried again");
    expect(await rows()).toEqual([0, 0]);
    await owner.unsafe(`grant execute on function ${signatures} to nuvera_app`);
    await log.stop();
    expect(await rows()).toEqual([1_510, 1_510]);
  });

  it("does not repeat what was written although the answer was lost", async () => {
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
              if (lost === 1) throw Object.assign(new Error("lost"), { code: "ECONNRESET" });
              return result;
            },
    });
    const log = newLog(forgetful);
    log.record(answered(), caller);
    await quietly(() => log.flush());
    log.record(answered(), caller);
    await log.stop();
    expect(lost).toBe(2);
    expect(await rows()).toEqual([2, 2]);
    const figures = await figuresOf(NOON - 3_600_000, NOON + 3_600_000);
    expect(figures.total.requests).toBe(2);
  });

  it("leaves out what the database will never take, and nothing else", async () => {
    const log = newLog();
    const [, lines] = await quietly(async () => {
      for (let count = 0; count < 30; count += 1) {
        const isBad = count === 17;
        log.record(answered(), isBad ? { ...caller, organizationId: newUuid(), keyId: newUuid() } : caller);
      }
      await log.stop();
    });
    expect(lines).toContain("a request was left out of the log");
    expect(await rows()).toEqual([29, 29]);
    expect(log.counters).toMatchObject({ written: 29, leftOut: 1 });
  });

  it("has a bound, beyond which requests are left out and numbered", async () => {
    const log = newLog();
    const { owner } = platform.database;
    await owner.unsafe(`revoke execute on function ${signatures} from nuvera_app`);
    const request = answered();
    await quietly(async () => {
      for (let count = 0; count < MAXIMUM_WAITING + 2_000; count += 1) log.record({ ...request }, caller);
      await log.flush();
    });
    expect(log.counters.leftOut).toBeGreaterThan(0);
    // What was on its way already no longer waits.
    expect(log.counters.leftOut).toBeLessThanOrEqual(2_000);
    await owner.unsafe(`grant execute on function ${signatures} to nuvera_app`);
    const [, lines] = await quietly(() => log.stop());
    expect(lines).toContain("for want of room");
    expect(await rows()).toEqual([MAXIMUM_WAITING + 2_000 - log.counters.leftOut, 1]);
  }, 60_000);

  it("is done by several processes at once without losing or doubling anything", async () => {
    const databases = Array.from({ length: 4 }, (_, index) =>
      openDatabase({ url: platform.database.appUrl, maxConnections: 2, applicationName: `log ${index}` }),
    );
    const logs = databases.map(({ db }) => newLog(db));
    const day = NOON + 40 * DAY;
    for (let count = 0; count < 1_200; count += 1) {
      for (const [index, log] of logs.entries()) {
        const startedAt = day + count * 1_000;
        const refusal = count % 3 === 0 ? new ApiError("not_found", "not_found", "No such path.") : null;
        log.record(
          answered({ startedAt, refusal, status: refusal?.status ?? 200, method: `M${index % 2}` }),
          caller,
        );
      }
    }
    await Promise.all(logs.map((log) => log.stop()));
    await Promise.all(databases.map((database) => database.close()));
    expect(await rows()).toEqual([4_800, 4_800]);
    platform.clock.now = new Date(day + DAY);
    const { total } = await figuresOf(day, day + DAY);
    expect(total).toMatchObject({ requests: 4_800, refused: 1_600, failed: 0 });
  });
});

function figuresOf(from: number, to: number, narrowing: Record<string, string> = {}) {
  const input = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), ...narrowing };
  return runOperation(
    platform.runtime,
    operator(application.organizationId),
    getRequestFigures,
    input,
    TEST_ORIGIN,
  );
}

describe("figures", () => {
  it("say what a count of the rows says, for hours and for weeks", async () => {
    const log = newLog();
    const other = { ...caller, keyId: newUuid() };
    const requests: {
      startedAt: number;
      status: number;
      reason: string | null;
      keyId: string;
      latency: number;
    }[] = [];
    for (let count = 0; count < 3_000; count += 1) {
      const startedAt = NOON - ((count * 7_919_000) % (29 * DAY));
      const of = count % 5 === 0 ? other : caller;
      const refusal =
        count % 7 === 0
          ? new ApiError("not_found", "not_found", "No such path.")
          : count % 11 === 0
            ? new ApiError("internal_error", "internal_error", "Failed.")
            : null;
      const latency = 500 + ((count * 7_907) % 250_000);
      const status = refusal?.status ?? 200;
      log.record(answered({ startedAt, refusal, status, latencyMicroseconds: latency }), of);
      requests.push({ startedAt, status, reason: refusal?.reason ?? null, keyId: of.keyId, latency });
    }
    await log.stop();
    platform.clock.now = new Date(NOON + 1_000);
    for (const [from, to, step] of [
      [NOON - 30 * DAY, NOON + DAY, 21_600],
      [NOON - 3 * DAY, NOON, 3_600],
      [NOON - DAY, NOON, 600],
      [NOON - 7_200_000, NOON + 1, 300],
    ] as const) {
      const figures = await figuresOf(from, to);
      expect(figures.stepSeconds).toBe(step);
      const first = Date.parse(figures.steps[0]?.startsAt ?? "");
      const end = first + figures.steps.length * step * 1000;
      expect(first).toBeLessThanOrEqual(from);
      expect(end).toBeGreaterThanOrEqual(to);
      const inside = requests.filter(({ startedAt }) => startedAt >= first && startedAt < end);
      expect(figures.total.requests).toBe(inside.length);
      for (const [index, counted] of figures.steps.entries()) {
        const begin = first + index * step * 1000;
        const here = inside.filter(({ startedAt }) => startedAt >= begin && startedAt < begin + step * 1000);
        expect(counted).toMatchObject({
          startsAt: new Date(begin).toISOString(),
          requests: here.length,
          refused: here.filter(({ status }) => status === 404).length,
          failed: here.filter(({ status }) => status === 500).length,
        });
      }
      for (const { reason, requests: count, perStep } of figures.reasons) {
        expect(count).toBe(inside.filter((request) => request.reason === reason).length);
        expect(perStep.reduce((sum, here) => sum + here, 0)).toBe(count);
        expect(perStep).toHaveLength(figures.steps.length);
      }
      const known = figures.keys.find(({ key }) => key.id === application.apiKeyId);
      expect(known?.requests ?? 0).toBe(inside.filter(({ keyId }) => keyId === caller.keyId).length);
      const sorted = inside.map(({ latency }) => latency / 1000).sort((a, b) => a - b);
      for (const [share, shown] of [
        [0.5, figures.total.p50Milliseconds],
        [0.95, figures.total.p95Milliseconds],
        [0.99, figures.total.p99Milliseconds],
      ] as const) {
        const exact = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
        expect(Math.abs((shown ?? 0) / exact - 1)).toBeLessThan(0.1);
      }
    }
    const narrowed = await figuresOf(NOON - 30 * DAY, NOON + DAY, { keyId: application.apiKeyId });
    expect(narrowed.total.requests).toBe(requests.filter(({ keyId }) => keyId === caller.keyId).length);
    const foreign = await makeApplication(platform);
    const none = await figuresOf(NOON - DAY, NOON, { applicationId: foreign.applicationId });
    expect(none.total).toMatchObject({ requests: 0, p50Milliseconds: null });
  });

  it("are asked for a range that goes forward and has an end", async () => {
    await expect(figuresOf(NOON, NOON)).rejects.toMatchObject({ reason: "validation_failed" });
    await expect(figuresOf(0, NOON)).rejects.toMatchObject({ reason: "validation_failed" });
  });
});

describe("days", () => {
  const daysThere = async () => {
    const found = await platform.database.owner`select c.relname as name from pg_inherits i
      join pg_class c on c.oid = i.inhrelid where i.inhparent = 'request_log'::regclass order by 1`;
    return found.map(({ name }) => String(name).slice(12));
  };

  it("are there before they begin, and go with their figures when thirty days are over", async () => {
    const { db } = platform.runtime.database;
    const start = Date.UTC(2033, 0, 1, 12);
    platform.clock.now = new Date(start);
    await keepRequestLogDays(db, platform.clock.now);
    expect((await daysThere()).filter((day) => day >= "20330101")).toEqual([
      "20330101",
      "20330102",
      "20330103",
    ]);
    expect((await call(platform, application, "GET", "/api/v1/customers")).status).toBe(200);
    await platform.runtime.requestLog.flush();
    expect((await list()).items).toHaveLength(1);

    platform.clock.now = new Date(start + 29.9 * DAY);
    await keepRequestLogDays(db, platform.clock.now);
    expect((await list()).items).toHaveLength(1);

    platform.clock.now = new Date(start + 31 * DAY);
    // What is still there is shown no longer than it is promised to be kept.
    expect((await list()).items).toEqual([]);
    await keepRequestLogDays(db, platform.clock.now);
    expect(await daysThere()).not.toContain("20330101");
    expect(await daysThere()).toContain("20330102");
    expect(await rows()).toEqual([0, 0]);
    const { owner } = platform.database;
    for (const table of [
      "request_log_kinds",
      "request_log_counts",
      "request_log_latencies",
      "request_log_hours",
    ]) {
      const left =
        await owner`select from ${owner(table)} where organization_id = ${application.organizationId}`;
      expect([table, left.length]).toEqual([table, 0]);
    }
  });

  it("come into being with the first request where they are missing", async () => {
    platform.clock.now = new Date(Date.UTC(2034, 5, 1));
    expect((await call(platform, application, "GET", "/api/v1/customers")).status).toBe(200);
    await platform.runtime.requestLog.flush();
    expect(await daysThere()).toContain("20340601");
    expect((await list()).items).toHaveLength(1);
  });
});

describe("the application's role", () => {
  it("reads the log of its scope and writes nothing but through the function", async () => {
    const log = newLog();
    log.record(answered(), caller);
    await log.stop();
    const other = await makeApplication(platform);
    const app = connectAsApplication(platform);
    try {
      const seen = (scope: TestApplication, environment: "sandbox" | "production" = "sandbox") =>
        inScope(app, { ...scope, environment }, (tx) => tx`select id from request_log`);
      expect(await seen(application)).toHaveLength(1);
      expect(await seen(application, "production")).toHaveLength(0);
      expect(await seen(other)).toHaveLength(0);
      expect(await app`select from request_log`).toHaveLength(0);
      await expectSqlState(app`select from request_log_20310305`, SQLSTATE.insufficientPrivilege);
      // Sums over organizations: for functions with a purpose alone.
      for (const table of [
        "request_log_hours",
        "request_log_reason_hours",
        "request_log_reason_organizations",
      ]) {
        await expectSqlState(app`select from ${app(table)}`, SQLSTATE.insufficientPrivilege);
      }
      for (const table of [
        "request_log",
        "request_log_kinds",
        "request_log_counts",
        "request_log_latencies",
        "request_log_hours",
        "request_log_reason_hours",
        "request_log_reason_organizations",
      ]) {
        for (const attempt of [
          () => inScope(app, application, (tx) => tx`delete from ${tx(table)}`),
          () => inScope(app, application, (tx) => tx`insert into ${tx(table)} default values`),
          () => inScope(app, application, (tx) => tx`truncate ${tx(table)}`),
        ]) {
          await expectSqlState(attempt(), SQLSTATE.insufficientPrivilege);
        }
      }
    } finally {
      await app.end();
    }
  });
});

describe("pages of the log", () => {
  const NOW = NOON + 80 * DAY;
  /** Around every border between two looks from now, and between those of later pages; also what other clocks put after now. */
  const AGES = [-30_000, -1, 0, 1, 2, 3, 2 * DAY, 9 * DAY, 29 * DAY].concat(
    LOOKS.flatMap(({ milliseconds }) =>
      Number.isFinite(milliseconds) ? [-2, -1, -1, 0, 0, 1, 2].map((off) => milliseconds + off) : [],
    ),
  );

  const walk = async (filter: Record<string, unknown>) => {
    const items: Awaited<ReturnType<typeof list>>["items"] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await list({ ...filter, ...(cursor === undefined ? {} : { cursor }) });
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  };

  it("have every request of every kind once, newest first, wherever a look ends", async () => {
    const log = newLog();
    const written = AGES.map((age, index) =>
      answered({
        startedAt: NOW - age,
        method: index % 2 === 0 ? "GET" : "POST",
        route: `/api/v1/things-${index % 11}`,
        status: index % 3 === 0 ? 500 : 200,
      }),
    );
    for (const request of written) log.record(request, caller);
    await log.stop();
    platform.clock.now = new Date(NOW);
    const expected = written.toSorted((one, other) => (one.id < other.id ? 1 : -1));
    const shown = ({ id, method, route, status }: (typeof written)[number]) => [
      `req_${id}`,
      method,
      route,
      status,
    ];
    for (const limit of [1, 2, 7, 100]) {
      const items = await walk({ limit });
      expect(items.map(({ id, method, route, status }) => [id, method, route, status])).toEqual(
        expected.map(shown),
      );
    }
    const failed = await walk({ limit: 2, status: "5xx" });
    expect(failed.map(({ id }) => id)).toEqual(
      expected.filter(({ status }) => status === 500).map(({ id }) => `req_${id}`),
    );
    const [from, to] = [NOW - DAY, NOW - 10_000];
    const between = await walk({
      limit: 3,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
    expect(between.map(({ id }) => id)).toEqual(
      expected.filter(({ startedAt }) => startedAt >= from && startedAt < to).map(({ id }) => `req_${id}`),
    );
  });
});

describe("a search that would take long", () => {
  it("stops, says how far it looked, and goes on from there", async () => {
    const log = newLog();
    const times = Array.from({ length: 40 }, (_, index) => NOON - index * 20 * 3_600_000 * (index % 2));
    for (const startedAt of times) log.record(answered({ startedAt, address: "198.51.100.7" }), caller);
    await log.stop();
    platform.clock.now = new Date(NOON + 1_000);
    const found: string[] = [];
    let cursor: string | null = null;
    let stops = 0;
    // Each look at the clock finds that much time has passed.
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => {
      now += 250;
      return now;
    });
    try {
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({
          address: "198.51.100.7",
          limit: 100,
          ...(cursor === null ? {} : { cursor }),
        });
        found.push(...page.items.map(({ id }) => id));
        if (page.searchedBackTo !== null) stops += 1;
        expect(page.hasMore).toBe(page.nextCursor !== null);
        cursor = page.nextCursor;
      } while (cursor !== null && stops < 3);
    } finally {
      clock.mockRestore();
    }
    expect(stops).toBe(3);
    for (; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list({
        address: "198.51.100.7",
        limit: 100,
        cursor,
      });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const kept = times.filter((startedAt) => startedAt >= NOON + 1_000 - 30 * DAY);
    expect(found).toHaveLength(kept.length);
    expect(new Set(found).size).toBe(kept.length);
  });
});
