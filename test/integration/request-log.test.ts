import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromPublicId } from "@/lib/ids";
import { getRequest } from "@/lib/operations/requests/get";
import { listRequests } from "@/lib/operations/requests/list";
import { runOperation } from "@/lib/operations/run";
import type { RequestDetail, RequestFilter, RequestPage } from "@/lib/schemas/request-log";
import { generateApiKey } from "@/lib/security/api-key";
import { minimalCustomer } from "@/test/integration/support/customers";
import {
  type Answer,
  call,
  makeApplication,
  operator,
  send,
  signToken,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { makePersonalKey } from "@/test/integration/support/personal-keys";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const TARGET = "/api/v1/customers?limit=1";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());

const idOf = (answer: Answer) => String(answer.headers["x-request-id"]);

/** The operator's eyes in the application's place. */
async function list(filter: RequestFilter & { cursor?: string; limit?: number; after?: string } = {}) {
  await platform.runtime.requestLog.flush();
  return runOperation(
    platform.runtime,
    operator(application.organizationId),
    listRequests,
    filter,
    TEST_ORIGIN,
  );
}

/** From page to page, also where a search breaks off for having taken long. */
async function listAll(filter: RequestFilter & { limit: number }) {
  const items: RequestPage["items"] = [];
  let last = await list(filter);
  items.push(...last.items);
  while (last.nextCursor !== null) {
    last = await list({ ...filter, cursor: last.nextCursor });
    items.push(...last.items);
  }
  return { items, last };
}

/** As a log shows the request that this is the answer of; `null` where it shows none. */
async function logged(answer: Answer): Promise<RequestDetail | null> {
  await platform.runtime.requestLog.flush();
  const who = operator(application.organizationId);
  const requestId = idOf(answer);
  const found = await runOperation(platform.runtime, who, getRequest, { requestId }, TEST_ORIGIN).catch(
    () => null,
  );
  return found;
}

async function rowsInTable(): Promise<number> {
  await platform.runtime.requestLog.flush();
  const [row] = await platform.database.owner`select count(*)::int as rows from request_log`;
  return Number(row?.rows);
}

const signed = async (method: string, target: string, headers: Record<string, string> = {}) => ({
  "x-api-key": application.apiKey,
  authorization: `Bearer ${await signToken(platform, application, method, target)}`,
  ...headers,
});

describe("the log of requests", () => {
  it("has a row for a request that was answered, with everything about it", async () => {
    const answer = await call(platform, application, "GET", TARGET, {
      headers: { "user-agent": "partner/1.0" },
    });
    expect(answer.status).toBe(200);
    const row = await logged(answer);
    expect(row).toMatchObject({
      id: idOf(answer),
      occurredAt: platform.clock.now.toISOString(),
      method: "GET",
      target: TARGET,
      route: "/api/v1/customers",
      status: 200,
      reason: null,
      refusal: null,
      address: "127.0.0.1",
      userAgent: "partner/1.0",
      permission: "CUSTOMERS_READ",
      requestBytes: 0,
      responseBytes: Number(answer.headers["content-length"]),
      application: { id: application.applicationId, name: "Test application" },
      key: { kind: "api_key", id: application.apiKeyId, lastFour: application.apiKey.slice(-4), name: null },
    });
    expect(row?.latencyMilliseconds).toBeGreaterThan(0);
    expect(row?.signingKey?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.checks.every(({ outcome }) => outcome === "passed")).toBe(true);
  });

  it("has a row for a change with the size of its body, and its ids", async () => {
    const body = JSON.stringify(minimalCustomer());
    const created = await call(platform, application, "POST", "/api/v1/customers", { body });
    expect(await logged(created)).toMatchObject({
      method: "POST",
      status: 201,
      requestBytes: Buffer.byteLength(body),
      permission: "CUSTOMERS_WRITE",
    });
    const { id } = created.body as { id: string };
    const read = await call(platform, application, "GET", `/api/v1/customers/${id}`);
    expect((await list({ text: id })).items.map((item) => item.id)).toEqual([idOf(read)]);
  });

  it("has a row for each kind of refusal of a request with a known key, also before the key is looked at", async () => {
    const body = "x".repeat(2_000_000);
    const json = { "content-type": "application/json" };
    const key = { "x-api-key": application.apiKey };
    const wrongSignature = { ...(await signed("GET", TARGET)) };
    wrongSignature.authorization = `${wrongSignature.authorization.slice(0, -8)}AAAAAAAA`;
    const cases: [number, string, string | null, () => Promise<Answer>][] = [
      [404, "not_found", null, () => send(platform, "GET", "/api/v1/nothing", key)],
      [405, "method_not_allowed", "/api/v1/customers", () => send(platform, "PUT", "/api/v1/customers", key)],
      [400, "non_canonical_path", null, () => send(platform, "GET", "/api/v1//customers", key)],
      [400, "malformed_target", null, () => send(platform, "GET", "/api/v1/customers?q=%zz", key)],
      [
        400,
        "duplicate_header",
        "/api/v1/customers",
        () =>
          send(platform, "GET", TARGET, [
            "host",
            "x",
            "x-api-key",
            application.apiKey,
            "authorization",
            "a",
            "authorization",
            "b",
          ]),
      ],
      [
        400,
        "body_not_allowed",
        "/api/v1/customers",
        () => send(platform, "GET", TARGET, { ...key, "content-length": "2" }, "{}"),
      ],
      [
        413,
        "payload_too_large",
        "/api/v1/customers",
        () => send(platform, "POST", "/api/v1/customers", { ...key, ...json }, body),
      ],
      [
        415,
        "unsupported_media_type",
        "/api/v1/customers",
        () =>
          send(
            platform,
            "POST",
            "/api/v1/customers",
            { ...key, ...json, "content-encoding": "gzip" },
            gzipSync("{}"),
          ),
      ],
      [401, "token_missing", "/api/v1/customers", () => send(platform, "GET", TARGET, key)],
      [401, "signature_invalid", "/api/v1/customers", () => send(platform, "GET", TARGET, wrongSignature)],
      [
        401,
        "uri_mismatch",
        "/api/v1/customers",
        async () => send(platform, "GET", `${TARGET}1`, await signed("GET", TARGET)),
      ],
      [
        422,
        "validation_failed",
        "/api/v1/customers",
        () => call(platform, application, "GET", "/api/v1/customers?limit=x"),
      ],
      [
        404,
        "not_found",
        "/api/v1/customers/{id}",
        () => call(platform, application, "GET", "/api/v1/customers/cus_unknown"),
      ],
    ];
    for (const [status, reason, route, act] of cases) {
      const answer = await act();
      expect([reason, answer.status]).toEqual([reason, status]);
      const row = await logged(answer);
      expect([reason, row]).toMatchObject([
        reason,
        { status, reason, route, application: { id: application.applicationId }, refusal: { reason } },
      ]);
      expect(row?.refusal?.whatToChange.length).toBeGreaterThan(0);
      expect(row?.refusal?.message).toBe((answer.body as { error: { message: string } }).error.message);
    }
  });

  it("keeps what was expected and received", async () => {
    const answer = await send(platform, "GET", `${TARGET}1`, await signed("GET", TARGET));
    expect(await logged(answer)).toMatchObject({
      reason: "uri_mismatch",
      refusal: { expected: expect.stringContaining("limit=1"), received: expect.stringContaining("limit=1") },
    });
  });

  it("has a row for a request with a personal key, and for its refusals", async () => {
    const key = await makePersonalKey(platform, application.organizationId);
    const bearer = { authorization: `Bearer ${key.apiKey}` };
    const expected = {
      application: null,
      signingKey: null,
      checks: [],
      key: { kind: "personal_key", id: key.personalKeyId, name: "CI", lastFour: key.apiKey.slice(-4) },
    };
    expect(await logged(await send(platform, "GET", TARGET, bearer))).toMatchObject({
      ...expected,
      status: 200,
    });
    expect(await logged(await send(platform, "GET", "/api/v1/none", bearer))).toMatchObject({
      ...expected,
      status: 404,
    });
    const { owner } = platform.database;
    await owner`update personal_api_keys set revoked_at = now(), revoked_by_name = 'Ann'
      where id = ${fromPublicId("personalKey", key.personalKeyId)}`;
    const refused = await logged(await send(platform, "GET", TARGET, bearer));
    expect(refused).toMatchObject({ ...expected, status: 401, reason: "api_key_revoked" });
  });

  it("has no row for a request whose key is nobody's, or that has none, or that is no partner's", async () => {
    const before = await rowsInTable();
    const stranger = {
      "x-api-key": generateApiKey("sandbox", platform.runtime.randomBytes),
      authorization: "Bearer a.b.c",
    };
    const { nobodys } = platform.runtime.requestLog.counters;
    for (const target of [TARGET, "/api/v1/nothing"]) {
      for (const headers of [stranger, { "x-api-key": "wrong" }, {}])
        await send(platform, "GET", target, headers);
    }
    await send(platform, "GET", "/api/health", { "x-api-key": application.apiKey });
    await send(platform, "GET", "/settings", { "x-api-key": application.apiKey });
    expect(await rowsInTable()).toBe(before);
    expect(platform.runtime.requestLog.counters.nobodys).toBe(nobodys + 6);
  });

  it("holds no key, no token and no body", async () => {
    const secret = "a-word-of-the-body";
    const key = application.apiKey;
    const token = await signToken(platform, application, "POST", "/api/v1/customers");
    const calls = [
      () =>
        send(platform, "GET", `/api/v1/customers?key=${key}&token=${token}`, {
          "x-api-key": key,
          "user-agent": key,
        }),
      () =>
        send(platform, "GET", `/api/v1/${key}/${token}`, { "x-api-key": key, "user-agent": `x ${token}` }),
      () =>
        call(platform, application, "POST", "/api/v1/customers", {
          body: JSON.stringify({ companyName: secret }),
        }),
      () => call(platform, application, "POST", "/api/v1/customers", { body: `{"${secret}` }),
      () =>
        send(
          platform,
          "POST",
          "/api/v1/customers",
          { "x-api-key": key, authorization: `Bearer ${token}`, "content-type": "application/json" },
          secret,
        ),
    ];
    for (const act of calls) expect(await logged(await act())).not.toBeNull();
    const { owner } = platform.database;
    const rows =
      await owner`select r::text || k::text as text from request_log r join request_log_kinds k on k.id = r.kind_id`;
    const text = rows.map((row) => row.text).join("\n");
    for (const part of [
      key,
      key.slice(12, -4),
      token,
      ...token.split("."),
      secret,
      application.privateKeyPem,
    ]) {
      expect(text.includes(part)).toBe(false);
    }
  });

  it("takes a target and a user agent of any length and with any character", async () => {
    const long = await send(platform, "GET", `/api/v1/none?${"a".repeat(6_000)}`, {
      "x-api-key": application.apiKey,
      "user-agent": `\u00ff"quoted" \\ {a,b} ${"b".repeat(3_000)}`,
    });
    const row = await logged(long);
    expect(row?.target).toHaveLength(2_000);
    expect(row?.userAgent).toHaveLength(300);
    expect(row?.userAgent).toContain('"quoted" \\ {a,b}');
  });
});

describe("the list of requests", () => {
  it("shows each filter's requests and no others", async () => {
    const { items: all } = await listAll({ limit: 7 });
    expect(all.length).toBeGreaterThan(15);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ id }) => id)).toEqual(
      all
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    const personal = all.find(({ key }) => key?.kind === "personal_key")?.key?.id ?? "";
    const filters: [RequestFilter, (item: RequestPage["items"][number]) => boolean][] = [
      [{ status: "4xx" }, ({ status }) => status >= 400 && status < 500],
      [{ status: "404" }, ({ status }) => status === 404],
      [{ reason: "uri_mismatch" }, ({ reason }) => reason === "uri_mismatch"],
      [{ method: "POST" }, ({ method }) => method === "POST"],
      [{ route: "/api/v1/customers/{id}" }, ({ route }) => route === "/api/v1/customers/{id}"],
      [{ applicationId: application.applicationId }, (item) => item.application !== null],
      [{ keyId: application.apiKeyId }, ({ key }) => key?.kind === "api_key"],
      [{ keyId: personal }, ({ key }) => key?.id === personal],
      [{ text: "LIMIT=1" }, ({ target }) => target.includes("limit=1")],
      [{ text: "100%" }, () => false],
      [{ address: "127.0.0.1" }, () => true],
      [{ address: "192.0.2.1" }, () => false],
      [{ address: "127.0.0.1", text: "none", status: "4xx" }, ({ target }) => target.includes("none")],
      [{ from: platform.clock.now.toISOString() }, () => true],
      [{ to: platform.clock.now.toISOString() }, () => false],
      [{ applicationId: "app_0", keyId: "nonsense" }, () => false],
    ];
    for (const [filter, fits] of filters) {
      const { items, last } = await listAll({ ...filter, limit: 100 });
      const expected = all.filter(fits).map(({ id }) => id);
      expect([filter, items.map(({ id }) => id)]).toEqual([filter, expected]);
      expect(last).toMatchObject({ hasMore: false, searchedBackTo: null });
    }
  });

  it("shows what came after a request", async () => {
    const [newest] = (await list({ limit: 1 })).items;
    const later = await call(platform, application, "GET", TARGET);
    const items = (await list({ after: newest?.id ?? "" })).items;
    expect(items.map(({ id }) => id)).toEqual([idOf(later)]);
    expect((await list({ after: idOf(later) })).items).toEqual([]);
  });

  it("shows another organization and the other environment nothing", async () => {
    const other = await makeApplication(platform);
    const [mine] = (await list({ limit: 1 })).items;
    const requestId = mine?.id ?? "";
    for (const who of [operator(other.organizationId), operator(application.organizationId, "production")]) {
      const page = await runOperation(platform.runtime, who, listRequests, {}, TEST_ORIGIN);
      expect(page.items).toEqual([]);
      for (const filter of [{ text: requestId }, { applicationId: application.applicationId }]) {
        const found = await runOperation(platform.runtime, who, listRequests, filter, TEST_ORIGIN);
        expect(found.items).toEqual([]);
      }
      const shown = runOperation(platform.runtime, who, getRequest, { requestId }, TEST_ORIGIN);
      await expect(shown).rejects.toMatchObject({ reason: "not_found" });
    }
  });
});
