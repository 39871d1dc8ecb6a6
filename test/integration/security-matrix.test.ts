/** Who is not proven gets nothing, at every endpoint there is. What the proven may not do is in access-matrix.test.ts. */
import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { routeModules } from "@/app/api/route-modules.generated";
import { isEndpoint } from "@/lib/api/endpoint";
import { HTTP_METHODS } from "@/lib/api/route-table";
import { generateApiKey } from "@/lib/security/api-key";
import {
  errorOf,
  expectCommonHeaders,
  expectRefusal,
  withoutRequestId,
} from "@/test/integration/support/answers";
import { makeDeadCredentials } from "@/test/integration/support/dead-credentials";
import {
  bodyOf,
  callEndpoint,
  endpointCases,
  makeRequest,
  partnerRoutes,
  type ReadyRequest,
} from "@/test/integration/support/endpoints";
import {
  type Answer,
  type CallOptions,
  makeApplication,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";
import { unprovenCalls } from "@/test/integration/support/unproven-calls";

let platform: TestPlatform;
let healthy: TestApplication;
let stranger: TestApplication;
let dead: Readonly<Record<string, TestApplication>>;

beforeAll(async () => {
  platform = await startTestPlatform();
  healthy = await makeApplication(platform);
  stranger = await makeApplication(platform);
  dead = await makeDeadCredentials(platform);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

describe.each(endpointCases)("$title", (endpoint) => {
  let ready: ReadyRequest;
  let usedToken: string;
  let answer: Answer;
  /** The rows after the one request that is right; no other request of this endpoint may change them. */
  let rows: Record<string, string>;

  beforeAll(async () => {
    ready = await makeRequest(endpoint, platform, healthy);
    usedToken = await tokenFor(healthy);
    answer = await send(healthy, { token: usedToken });
    rows = await rowDigests(platform.database);
  });

  const send = (application: TestApplication, options: CallOptions = {}) =>
    callEndpoint(platform, endpoint, ready, application, options);
  const tokenFor = (application: TestApplication) =>
    signToken(platform, application, endpoint.method, ready.target, bodyOf(ready));
  const expectRefused = async (request: Promise<Answer>, reason: string) => {
    const refused = await request;
    expectRefusal(refused, 401, reason);
    return refused;
  };

  it("answers the right request", () => {
    expect(answer, JSON.stringify(answer.body)).toMatchObject({
      status: endpoint.declaration.options.status ?? 200,
    });
    if (!(answer.body instanceof Uint8Array)) expectCommonHeaders(answer);
  });

  it("refuses every key that is not proven, with one and the same answer", async () => {
    const unknown = generateApiKey("sandbox", randomBytes);
    const similar = `${healthy.apiKey.slice(0, 12)}${unknown.slice(12)}`;
    const answers: Answer[] = [];
    for (const key of [undefined, "", "nonsense", healthy.apiKey.slice(0, -1), unknown, similar]) {
      answers.push(await expectRefused(send(healthy, { headers: { "x-api-key": key } }), "invalid_api_key"));
    }
    const shown = answers.map((one) => ({
      ...withoutRequestId(one),
      headers: Object.keys(one.headers).sort(),
    }));
    for (const one of shown) expect(one).toEqual(shown[0]);
    expect(shown[0]).toMatchObject({ error: { message: "No valid API key provided.", details: {} } });
  });

  it("refuses every credential that has ended, with the way it ended", async () => {
    for (const [how, application] of Object.entries(dead)) {
      await expectRefused(send(application), how.replace(/:.*/, ""));
    }
  });

  it.each(unprovenCalls)("refuses %s", async (_, reason, options) => {
    const subject = { platform, healthy, stranger, method: endpoint.method, ready, usedToken };
    const refused = await expectRefused(send(healthy, await options(subject)), reason);
    expect(errorOf(refused).details.serverTime).toBe(Math.floor(platform.clock.now.getTime() / 1000));
  });

  it("has changed no row by any of these", async () => {
    expect(await rowDigests(platform.database)).toEqual(rows);
  });
});

describe("the partner API", () => {
  it("consists of endpoints and of nothing else", () => {
    const others = partnerRoutes.flatMap(([pattern, module]) =>
      Object.entries(module).flatMap(([name, value]) => (isEndpoint(value) ? [] : [`${pattern} ${name}`])),
    );
    expect(others).toEqual([]);
  });

  it("exports nothing from a route file but HTTP methods", () => {
    const methods: readonly string[] = HTTP_METHODS;
    const others = Object.entries(routeModules).flatMap(([pattern, module]) =>
      Object.keys(module).flatMap((name) => (methods.includes(name) ? [] : [`${pattern} ${name}`])),
    );
    expect(others).toEqual([]);
  });

  it("serves every route file there is", async () => {
    const root = fileURLToPath(new URL("../../app/api", import.meta.url));
    const files = await readdir(root, { recursive: true });
    const patterns = files
      .filter((file) => path.basename(file) === "route.ts")
      .map((file) => `/api/${path.dirname(file).split(path.sep).join("/")}`);
    expect(Object.keys(routeModules).sort()).toEqual(patterns.sort());
  });

  it("names a permission for every endpoint but the signature check", () => {
    const open = endpointCases.filter(({ permission }) => permission === null);
    expect(open.map(({ pattern }) => pattern)).toEqual(open.map(() => "/api/v1/signature-check"));
  });

  it("reads with read permissions and changes with write permissions", () => {
    const odd = endpointCases.filter(
      ({ method, permission }) => permission !== null && permission.endsWith("_READ") !== (method === "GET"),
    );
    expect(odd).toEqual([]);
  });
});
