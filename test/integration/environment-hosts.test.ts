import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { revokeApiKey } from "@/lib/operations/applications/api-keys";
import { getDeployment } from "@/lib/operations/hub/get-deployment";
import { runOperation } from "@/lib/operations/run";
import { actingStaff } from "@/test/integration/support/actors";
import { errorOf, expectRefusal } from "@/test/integration/support/answers";
import { CUSTOMERS } from "@/test/integration/support/customers";
import {
  type Answer,
  call,
  makeApplication,
  operator,
  reasonOf,
  send,
  signToken,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { exchange } from "@/test/integration/support/raw-http";
import { startSecondServer } from "@/test/integration/support/start-second-server";

const CHECK = "/api/v1/signature-check";
const URLS = { sandbox: "https://sandbox.api.test", production: "http://api.test:8080" };
const [SANDBOX, PRODUCTION, PAGES] = ["sandbox.api.test", "api.test:8080", "pages.test"];

let platform: TestPlatform;
let sandbox: TestApplication;
let production: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform(
    {},
    {},
    { baseUrl: "https://pages.test", environmentBaseUrls: URLS, trustedProxies: ["192.0.2.0/24"] },
  );
  sandbox = await makeApplication(platform);
  production = await makeApplication(platform, { environment: "production" });
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const ask = (application: TestApplication, host: string, target = CUSTOMERS, server = platform) =>
  call(server, application, "GET", target, { headers: { host } });
const outcome = (answer: Answer) => (answer.status === 200 ? 200 : reasonOf(answer));

describe("where each environment has a host of its own", () => {
  it.each([
    ["a sandbox key", () => sandbox, "sandbox.api.test"],
    ["a sandbox key, in capitals", () => sandbox, "SANDBOX.Api.Test"],
    ["a sandbox key, fully qualified", () => sandbox, "sandbox.api.test."],
    ["a sandbox key, with the default port", () => sandbox, "sandbox.api.test:443"],
    ["a sandbox key, with an empty port", () => sandbox, "sandbox.api.test:"],
    ["a sandbox key, fully qualified with the port", () => sandbox, "sandbox.api.test.:443"],
    ["a live key", () => production, "api.test:8080"],
    ["a live key, fully qualified", () => production, "API.test.:8080"],
  ])("%s counts at its own: %s", async (_, application, host) => {
    expect(outcome(await ask(application(), host))).toBe(200);
  });

  it.each([
    ["a live key on the sandbox host", () => production, SANDBOX, URLS.production],
    ["a sandbox key on the production host", () => sandbox, PRODUCTION, URLS.sandbox],
    ["a sandbox key on the host of the pages", () => sandbox, PAGES, URLS.sandbox],
    ["a sandbox key on an unknown host", () => sandbox, "other.test", URLS.sandbox],
    ["a sandbox key at the bare address", () => sandbox, "127.0.0.1", URLS.sandbox],
    ["another port", () => sandbox, "sandbox.api.test:8443", URLS.sandbox],
    ["the other scheme's port", () => sandbox, "sandbox.api.test:80", URLS.sandbox],
    ["no port where there is one", () => production, "api.test", URLS.production],
    ["a name that ends alike", () => sandbox, "evil-sandbox.api.test", URLS.sandbox],
    ["a name that begins alike", () => sandbox, "sandbox.api.test.evil.test", URLS.sandbox],
    ["user information before the name", () => sandbox, "x@sandbox.api.test", URLS.sandbox],
    ["a path after it", () => sandbox, "sandbox.api.test/x", URLS.sandbox],
    ["two dots after it", () => sandbox, "sandbox.api.test..", URLS.sandbox],
    ["two names", () => sandbox, "sandbox.api.test, api.test:8080", URLS.sandbox],
  ])("%s is refused with the right base URL", async (_, application, host, expected) => {
    const answer = await ask(application(), host);
    expect([answer.status, reasonOf(answer)]).toEqual([401, "wrong_environment"]);
    const { message, details } = errorOf(answer);
    expect(message).toContain(expected);
    expect(details).toEqual({
      expected,
      received: host,
      serverTime: Math.floor(platform.clock.now.getTime() / 1000),
    });
  });

  it("believes no header that names another host", async () => {
    const headers = {
      host: PRODUCTION,
      "x-forwarded-host": SANDBOX,
      forwarded: `host=${SANDBOX}`,
      "x-original-host": SANDBOX,
    };
    expect(outcome(await call(platform, sandbox, "GET", CUSTOMERS, { headers }))).toBe("wrong_environment");
  });

  it("refuses two Host headers before anything else", async () => {
    const token = await signToken(platform, sandbox, "GET", CHECK);
    const answer = await exchange(
      platform,
      [
        `GET ${CHECK} HTTP/1.1`,
        `Host: ${SANDBOX}`,
        `Host: ${PRODUCTION}`,
        `x-api-key: ${sandbox.apiKey}`,
        `Authorization: Bearer ${token}`,
        "Connection: close",
        "",
        "",
      ].join("\r\n"),
    );
    expect([answer.status, reasonOf(answer)]).toEqual([400, "duplicate_header"]);
  });

  it("refuses a request of HTTP/1.0 without a host", async () => {
    const token = await signToken(platform, sandbox, "GET", CHECK);
    const lines = [`GET ${CHECK} HTTP/1.0`, `x-api-key: ${sandbox.apiKey}`, `Authorization: Bearer ${token}`];
    const answer = await exchange(platform, [...lines, "", ""].join("\r\n"));
    expect(reasonOf(answer)).toBe("wrong_environment");
    expect(errorOf(answer).details).toMatchObject({ received: "no Host" });
  });

  it("tells nobody anything before the key is proven, and of a dead key that it is dead", async () => {
    const unknown = `${sandbox.apiKey.slice(0, -1)}${sandbox.apiKey.endsWith("0") ? "1" : "0"}`;
    const headers = { host: PRODUCTION, "x-api-key": unknown };
    const answer = await call(platform, sandbox, "GET", CHECK, { headers });
    expect([answer.status, reasonOf(answer)]).toEqual([401, "invalid_api_key"]);
    const dead = await makeApplication(platform);
    const { organizationId, apiKeyId } = dead;
    await runOperation(platform.runtime, operator(organizationId), revokeApiKey, { apiKeyId }, TEST_ORIGIN);
    expect(outcome(await ask(dead, PRODUCTION))).toBe("api_key_revoked");
  });

  it("says the wrong host before a wrong token, and burns no token by it", async () => {
    expect(
      outcome(await call(platform, sandbox, "GET", CHECK, { token: "none", headers: { host: PRODUCTION } })),
    ).toBe("wrong_environment");
    const token = await signToken(platform, sandbox, "GET", CHECK);
    const at = (host: string) => call(platform, sandbox, "GET", CHECK, { token, headers: { host } });
    expect([outcome(await at(PRODUCTION)), outcome(await at(SANDBOX))]).toEqual(["wrong_environment", 200]);
  });

  it("holds on a second server, and for credentials that it knows by heart", async () => {
    const second = await startSecondServer(platform);
    const other = { ...platform, port: second.port };
    try {
      for (const server of [platform, other, platform, other]) {
        expect(outcome(await ask(sandbox, SANDBOX, CHECK, server))).toBe(200);
        expect(outcome(await ask(sandbox, PRODUCTION, CHECK, server))).toBe("wrong_environment");
      }
    } finally {
      await second.stop();
    }
  });

  it("lets the pages send their test request to their own host, and nothing else", async () => {
    expect(outcome(await ask(sandbox, PAGES, CHECK))).toBe(200);
    expect(outcome(await ask(production, PAGES, `${CHECK}?try=1`))).toBe(200);
    expect(outcome(await ask(sandbox, PAGES, CUSTOMERS))).toBe("wrong_environment");
  });
});

describe("the hub's system page", () => {
  it("names the base URLs and the proxies that are trusted", async () => {
    const staff = await actingStaff(platform, OPERATOR_ORGANIZATION_ID, "NUVERA_ADMIN");
    expect(await runOperation(platform.runtime, staff, getDeployment, {}, TEST_ORIGIN)).toMatchObject({
      baseUrl: "https://pages.test",
      environmentBaseUrls: URLS,
      trustedProxies: ["192.0.2.0/24"],
    });
  });
});

describe("a host of the API", () => {
  const get = (host: string, target: string) => send(platform, "GET", target, { host });

  it.each(["/", "/sign-in", "/overview", "/hub", "/api/auth/csrf", "/api/ui/account", "/_next/static/x.js"])(
    "has no %s",
    async (target) => {
      for (const host of [SANDBOX, PRODUCTION, "SANDBOX.api.test.:443", "sandbox.api.test:"]) {
        const answer = await get(host, target);
        expect([answer.status, reasonOf(answer)]).toEqual([404, "not_found"]);
        expect(answer.headers).not.toHaveProperty("set-cookie");
      }
      expect((await get(PAGES, target)).status).not.toBe(404);
    },
  );

  it("has the API, its description and its health", async () => {
    expect((await get(SANDBOX, "/openapi.json")).status).toBe(200);
    expect((await get(SANDBOX, "/.well-known/webhook-ips.json")).status).toBe(200);
    expect((await get(SANDBOX, "/api/health")).status).toBe(200);
    const answer = await get(SANDBOX, CHECK);
    expect([answer.status, reasonOf(answer)]).toEqual([401, "invalid_api_key"]);
  });

  it("is no way around it by an odd spelling", async () => {
    for (const target of [
      "/api/v1/../ui/account",
      "/api/v1/%2e%2e/ui/account",
      "//sign-in",
      "/api//ui/account",
    ]) {
      expect([400, 404]).toContain((await get(SANDBOX, target)).status);
    }
  });
});

describe("where one host serves both environments", () => {
  it("the key alone decides", async () => {
    const one = await startTestPlatform();
    try {
      for (const environment of ["sandbox", "production"] as const) {
        const application = await makeApplication(one, { environment });
        for (const host of ["127.0.0.1", "anything.test"]) {
          expect(outcome(await ask(application, host, CUSTOMERS, one))).toBe(200);
        }
      }
      expectRefusal(await send(one, "GET", CHECK, { host: "x" }), 401, "invalid_api_key");
    } finally {
      await one.stop();
    }
  });
});
