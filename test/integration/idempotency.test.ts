import http from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { holdIdempotencyKey } from "@/db/queries/idempotency";
import { newUuid } from "@/lib/ids";
import { revokeApiKey } from "@/lib/operations/applications/api-keys";
import { setApplicationPermissions } from "@/lib/operations/applications/settings";
import { listIdempotencyKeys } from "@/lib/operations/idempotency/list";
import { runOperation } from "@/lib/operations/run";
import { forgetExpired } from "@/lib/server/maintenance";
import { errorOf, expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import { idOf, minimalCustomer } from "@/test/integration/support/customers";
import {
  type Answer,
  type CallOptions,
  call,
  makeApplication,
  operator,
  reasonOf,
  signToken,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { uuidOf } from "@/test/integration/support/tenants";

const CUSTOMERS = "/api/v1/customers";
const HOUR = 3_600_000;

let platform: TestPlatform;
let application: TestApplication;
let start: Date;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  start = new Date();
  platform.clock.now = start;
  application = await makeApplication(platform);
});

const bodyFor = (companyName: string) => JSON.stringify({ ...minimalCustomer(), companyName });

type PostOptions = CallOptions & { as?: TestApplication; target?: string };

function post(key: string, body: string, { as = application, target, ...options }: PostOptions = {}) {
  const headers = { "idempotency-key": key, ...options.headers };
  return call(platform, as, "POST", target ?? CUSTOMERS, { body, ...options, headers });
}

/** The same with the answer's bytes as they came. */
async function postRaw(
  key: string,
  body: string,
): Promise<{ headers: http.IncomingHttpHeaders; text: string }> {
  const token = await signToken(platform, application, "POST", CUSTOMERS, { body });
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: "127.0.0.1",
        port: platform.port,
        method: "POST",
        path: CUSTOMERS,
        agent: false,
        headers: {
          "x-api-key": application.apiKey,
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ headers: response.headers, text: Buffer.concat(chunks).toString("latin1") }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

async function customersNamed(companyName: string): Promise<number> {
  const [row] = await platform.database
    .owner`select count(*)::int as rows from customers where company_name = ${companyName}`;
  return Number(row?.rows);
}

const isReplay = (answer: Pick<Answer, "headers">) => answer.headers["idempotency-replayed"] === "true";

describe("a POST with an Idempotency-Key", () => {
  it("is done once, and answered alike byte for byte each time it is sent", async () => {
    const name = "Once Ltd, Zürich 株式会社";
    const first = await postRaw("order-1", bodyFor(name));
    platform.clock.now = new Date(start.getTime() + 23 * HOUR);
    const second = await postRaw("order-1", bodyFor(name));
    expect(second.text).toBe(first.text);
    expect([isReplay(first), isReplay(second)]).toEqual([false, true]);
    expect(second.headers["x-request-id"]).not.toBe(first.headers["x-request-id"]);
    expect(second.headers.ratelimit).toBeDefined();
    expect(await customersNamed(name)).toBe(1);
    const events = await platform.database.owner`select action from audit_events
      where organization_id = ${application.organizationId} and action = 'customer.created'`;
    expect(events).toHaveLength(1);
  });

  it("keeps the status of what was created", async () => {
    const answers = [await post("status", bodyFor("Status")), await post("status", bodyFor("Status"))];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });

  it("is refused when the key stands for another body or path", async () => {
    const first = await post("reused", bodyFor("First"));
    const other = await post("reused", bodyFor("Second"));
    expectRefusal(other, 422, "idempotency_key_reused");
    expect(errorOf(other).details).toEqual({
      first: { method: "POST", path: CUSTOMERS, createdAt: start.toISOString() },
    });
    const elsewhere = await post("reused", "{}", { target: `${CUSTOMERS}/${idOf(first.body)}/submit` });
    expectRefusal(elsewhere, 422, "idempotency_key_reused");
    // White space counts: what is compared are bytes.
    expectRefusal(await post("reused", ` ${bodyFor("First")}`), 422, "idempotency_key_reused");
    expect(await customersNamed("Second")).toBe(0);
  });

  it("belongs to one application of one environment", async () => {
    const { organizationId } = application;
    const sibling = await makeApplication(platform, { organizationId });
    const production = await makeApplication(platform, { organizationId, environment: "production" });
    const stranger = await makeApplication(platform);
    for (const as of [application, sibling, production, stranger]) {
      const answer = await post("shared", bodyFor("Everybody's"), { as });
      expect([answer.status, isReplay(answer)]).toEqual([201, false]);
    }
    expect(await customersNamed("Everybody's")).toBe(4);
  });

  it("is free again after 24 hours, swept or not", async () => {
    const first = await post("tomorrow", bodyFor("Today"));
    platform.clock.now = new Date(start.getTime() + 24 * HOUR);
    const second = await post("tomorrow", bodyFor("Tomorrow"));
    expect([first.status, second.status, isReplay(second)]).toEqual([201, 201, false]);
    expect(isReplay(await post("tomorrow", bodyFor("Tomorrow")))).toBe(true);
    const left = async () =>
      (
        await platform.database.owner`select from idempotency_keys
          where organization_id = ${application.organizationId}`
      ).length;
    await forgetExpired(platform.runtime);
    expect(await left()).toBe(1);
    platform.clock.now = new Date(start.getTime() + 48 * HOUR);
    await forgetExpired(platform.runtime);
    expect(await left()).toBe(0);
  });

  it("is not bound by a refusal, which did nothing: corrected, it goes through", async () => {
    expect(fieldPaths(await post("corrected", "{}"))).toContain("companyName");
    const answer = await post("corrected", bodyFor("Corrected"));
    expect([answer.status, isReplay(answer)]).toEqual([201, false]);
    const submit = { target: `${CUSTOMERS}/${idOf(answer.body)}/submit` };
    expectRefusal(await post("submit", "{}", submit), 409, "wrong_status");
    const kept = await platform.database.owner`select key from idempotency_keys
      where organization_id = ${application.organizationId}`;
    expect(kept.map(({ key }) => key)).toEqual(["corrected"]);
  });

  it("waits for nobody: while another one has the key it is refused, and goes through afterwards", async () => {
    const { organizationId, environment } = application;
    const applicationId = uuidOf(application.applicationId);
    await platform.runtime.database.inScope({ organizationId, environment }, async (tx) => {
      expect(await holdIdempotencyKey(tx, applicationId, "held")).toBe(true);
      const answer = await post("held", bodyFor("Held"));
      expectRefusal(answer, 409, "idempotency_in_progress");
      expect((await post("not held", bodyFor("Not held").trim())).status).toBe(400);
      expect((await post("not-held", bodyFor("Not held"))).status).toBe(201);
    });
    expect((await post("held", bodyFor("Held"))).status).toBe(201);
  });

  it("makes one change out of fifty at once", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post("fifty", bodyFor("Fifty"))));
    expect(await customersNamed("Fifty")).toBe(1);
    const made = answers.filter(({ status }) => status === 201);
    expect(made.filter((answer) => !isReplay(answer))).toHaveLength(1);
    expect(new Set(made.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const others = answers.filter(({ status }) => status !== 201);
    expect(new Set(others.map(reasonOf))).toEqual(
      new Set(others.length === 0 ? [] : ["idempotency_in_progress"]),
    );
    expect(isReplay(await post("fifty", bodyFor("Fifty")))).toBe(true);
  });

  it("tells nothing to a credential that has ended or has lost the permission", async () => {
    await post("secret", bodyFor("Secret"));
    const actor = operator(application.organizationId);
    const { applicationId, apiKeyId } = application;
    const change = { applicationId, permissions: ["CUSTOMERS_READ"] };
    await runOperation(platform.runtime, actor, setApplicationPermissions, change, TEST_ORIGIN);
    expectRefusal(await post("secret", bodyFor("Secret")), 403, "permission_missing");
    await runOperation(platform.runtime, actor, revokeApiKey, { apiKeyId }, TEST_ORIGIN);
    expectRefusal(await post("secret", bodyFor("Secret")), 401, "api_key_revoked");
  });

  it.each([
    ["empty", ""],
    ["with a space in it", "a b"],
    ["too long", "k".repeat(256)],
    ["not ASCII", "schlüssel"],
    ["with a tab in it", "a\tb"],
  ])("is refused for a key that is %s", async (_, key) => {
    const answer = await post(key, bodyFor("Never"));
    expectRefusal(answer, 400, "invalid_idempotency_key");
    expect(await customersNamed("Never")).toBe(0);
  });

  it("takes any visible characters as they stand: quotes are part of the key", async () => {
    for (const key of ["k".repeat(255), "~!#$%&'()*+,-./:;<=>?@[]^_`{|}", 'abc"', '"abc"', "abc"]) {
      const answer = await post(key, bodyFor(`Key ${key.length}`));
      expect([key, answer.status, isReplay(answer)]).toEqual([key, 201, false]);
      expect(isReplay(await post(key, bodyFor(`Key ${key.length}`)))).toBe(true);
    }
  });

  it("means nothing where nothing is created: there the key is not looked at", async () => {
    const headers = { "idempotency-key": "not a key" };
    const check = "/api/v1/signature-check";
    expect((await call(platform, application, "POST", check, { body: "{}", headers })).status).toBe(200);
    expect((await call(platform, application, "GET", CUSTOMERS, { headers })).status).toBe(200);
  });
});

describe("the list of idempotency keys", () => {
  const list = (input: object = {}, as = application) =>
    runOperation(
      platform.runtime,
      operator(as.organizationId, as.environment),
      listIdempotencyKeys,
      { applicationId: application.applicationId, ...input },
      TEST_ORIGIN,
    );

  it("shows what each stands for, newest first and page by page, without what was answered", async () => {
    const answers = [];
    for (const key of ["one", "two", "three"]) answers.push(await post(key, bodyFor(`List ${key}`)));
    const first = await list({ limit: 2 });
    expect(first.items.map(({ key }) => key)).toEqual(["three", "two"]);
    expect(first.items[0]).toEqual({
      key: "three",
      method: "POST",
      path: CUSTOMERS,
      status: 201,
      requestId: answers[2]?.headers["x-request-id"],
      createdAt: start.toISOString(),
      expiresAt: new Date(start.getTime() + 24 * HOUR).toISOString(),
    });
    const rest = await list({ limit: 2, cursor: first.nextCursor });
    expect([rest.items.map(({ key }) => key), rest.hasMore]).toEqual([["one"], false]);
    await expect(list({ cursor: first.nextCursor, key: "two" })).rejects.toMatchObject({ status: 422 });
  });

  it("finds one exactly", async () => {
    for (const key of ["find", "find-me"]) await post(key, bodyFor(`Find ${key}`));
    expect((await list({ key: "find" })).items.map(({ key }) => key)).toEqual(["find"]);
    expect((await list({ key: "FIND" })).items).toEqual([]);
    await expect(list({ key: "two words" })).rejects.toMatchObject({ status: 422 });
  });

  it("leaves out what has expired", async () => {
    await post("old", bodyFor("Old"));
    platform.clock.now = new Date(start.getTime() + 24 * HOUR);
    expect((await list()).items).toEqual([]);
  });

  it("is nobody else's", async () => {
    await post("mine", bodyFor("Mine"));
    const stranger = await makeApplication(platform);
    await expect(list({}, stranger)).rejects.toMatchObject({ status: 404 });
    await expect(list({ applicationId: `app_${newUuid()}` })).rejects.toMatchObject({ status: 404 });
  });
});
