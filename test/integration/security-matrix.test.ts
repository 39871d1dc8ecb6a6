import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { routeModules } from "@/app/api/route-modules.generated";
import { HTTP_METHODS } from "@/lib/api/route-table";
import { newUuid } from "@/lib/ids";
import { API_PERMISSIONS, type ApiPermission, readNeededBy } from "@/lib/permissions";
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
  type EndpointCase,
  endpointCases,
  fillPattern,
  isEndpoint,
  makeRowsFor,
  parametersOf,
  partnerRoutes,
} from "@/test/integration/support/endpoints";
import {
  type Answer,
  type CallOptions,
  call,
  makeApplication,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

let platform: TestPlatform;
let healthy: TestApplication;
let stranger: TestApplication;
let production: TestApplication;
let dead: Readonly<Record<string, TestApplication>>;
const lacking = new Map<ApiPermission | null, TestApplication>();

beforeAll(async () => {
  platform = await startTestPlatform();
  healthy = await makeApplication(platform);
  stranger = await makeApplication(platform);
  production = await makeApplication(platform, {
    organizationId: healthy.organizationId,
    environment: "production",
  });
  for (const { permission } of endpointCases) {
    if (!lacking.has(permission)) lacking.set(permission, await applicationWithout(permission));
  }
  dead = await makeDeadCredentials(platform);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

/** Everything but `permission` and the writes that need it; nothing at all where none is asked for. */
function applicationWithout(permission: ApiPermission | null): Promise<TestApplication> {
  const permissions = API_PERMISSIONS.filter(
    (held) => permission !== null && held !== permission && readNeededBy(held) !== permission,
  );
  return makeApplication(platform, { organizationId: healthy.organizationId, permissions });
}

/** Signed for `target` and sent there, unless told otherwise. */
function callEndpoint(
  endpoint: EndpointCase,
  target: string,
  application: TestApplication,
  options: CallOptions = {},
): Promise<Answer> {
  const body = bodyOf(endpoint);
  return call(platform, application, endpoint.method, target, {
    ...(body === undefined ? {} : { body }),
    ...options,
  });
}

/** The request is refused in this way and no row of any table has changed. */
async function expectRefused(
  request: () => Promise<Answer>,
  status: number,
  reason: string,
): Promise<Answer> {
  const before = await rowDigests(platform.database);
  const answer = await request();
  expectRefusal(answer, status, reason);
  expect(await rowDigests(platform.database)).toEqual(before);
  return answer;
}

describe.each(endpointCases)("$title", (endpoint) => {
  let ids: Record<string, string>;
  let target: string;

  beforeAll(async () => {
    ids = await makeRowsFor(endpoint.pattern, platform, healthy);
    target = fillPattern(endpoint.pattern, ids);
  });

  const tokenFor = (application: TestApplication) => {
    const body = bodyOf(endpoint);
    return signToken(platform, application, endpoint.method, target, body === undefined ? {} : { body });
  };
  const withKey = async (apiKey: string | undefined) =>
    callEndpoint(endpoint, target, healthy, { headers: { "x-api-key": apiKey } });

  it("answers the right request", async () => {
    const application = endpoint.permission === null ? lacking.get(null) : healthy;
    const answer = await callEndpoint(endpoint, target, application ?? healthy);
    expect(bodyOf(endpoint) === "{}" ? [200, 201, 409, 422] : [200, 201]).toContain(answer.status);
    expectCommonHeaders(answer);
  });

  it("refuses every key that is not proven, with one and the same answer", async () => {
    const unknown = generateApiKey("sandbox", randomBytes);
    const similar = `${healthy.apiKey.slice(0, 12)}${unknown.slice(12)}`;
    const answers: Answer[] = [];
    for (const key of [undefined, "", "nonsense", healthy.apiKey.slice(0, -1), unknown, similar]) {
      answers.push(await expectRefused(() => withKey(key), 401, "invalid_api_key"));
    }
    const shown = answers.map((answer) => ({
      ...withoutRequestId(answer),
      headers: Object.keys(answer.headers).sort(),
    }));
    for (const one of shown) expect(one).toEqual(shown[0]);
    expect(shown[0]).toMatchObject({ error: { message: "No valid API key provided.", details: {} } });
  });

  it("refuses every credential that has ended, with the way it ended", async () => {
    for (const [how, application] of Object.entries(dead)) {
      const reason = how.replace(/:.*/, "");
      await expectRefused(() => callEndpoint(endpoint, target, application), 401, reason);
    }
  });

  it.each<[string, string, () => Promise<CallOptions>]>([
    ["no token", "token_missing", async () => ({ headers: { authorization: undefined } })],
    [
      "a token under another scheme",
      "token_missing",
      async () => ({ headers: { authorization: "Basic eA==" } }),
    ],
    ["a token that is none", "token_malformed", async () => ({ token: "abc" })],
    ["another application's token", "signature_invalid", async () => ({ token: await tokenFor(stranger) })],
    [
      "a token for another application's key",
      "subject_mismatch",
      async () => ({ sign: { apiKeyId: stranger.apiKeyId } }),
    ],
    ["a token for another method", "method_mismatch", async () => ({ sign: { method: "PUT" } })],
    ["a token for another path", "uri_mismatch", async () => ({ sign: { target: `${target}/other` } })],
    ["a token for another query", "uri_mismatch", async () => ({ sign: { target: `${target}?limit=1` } })],
    ["a token for another body", "body_hash_mismatch", async () => ({ sign: { body: new Uint8Array([1]) } })],
    [
      "an expired token",
      "token_expired",
      async () => ({ sign: { nowSeconds: Math.floor(Date.now() / 1000) - 61 } }),
    ],
    [
      "a token of the future",
      "token_not_yet_valid",
      async () => ({ sign: { nowSeconds: Math.floor(Date.now() / 1000) + 7 } }),
    ],
  ])("refuses %s", async (_, reason, options) => {
    const request = await options();
    const answer = await expectRefused(() => callEndpoint(endpoint, target, healthy, request), 401, reason);
    expect(errorOf(answer).details.serverTime).toBe(Math.floor(platform.clock.now.getTime() / 1000));
  });

  it("refuses a token that was used before", async () => {
    const token = await tokenFor(healthy);
    expect((await callEndpoint(endpoint, target, healthy, { token })).status).not.toBe(401);
    await expectRefused(() => callEndpoint(endpoint, target, healthy, { token }), 401, "token_replayed");
  });

  it.each(endpoint.permission === null ? [] : [endpoint.permission])(
    "refuses an application that lacks %s alone",
    async (permission) => {
      const request = () => callEndpoint(endpoint, target, lacking.get(permission) ?? healthy);
      const answer = await expectRefused(request, 403, "permission_missing");
      expect(errorOf(answer)).toMatchObject({
        code: "forbidden",
        message: "Your API key does not have permission to perform this action.",
        details: { required: [permission] },
      });
    },
  );

  it.each(parametersOf(endpoint.pattern))(
    "answers somebody else's %s exactly like one that never was",
    async (name) => {
      const own = ids[name] ?? "";
      const foreign = await makeRowsFor(endpoint.pattern, platform, stranger);
      const otherEnvironment = await makeRowsFor(endpoint.pattern, platform, production);
      const values = [
        own.replace(/[0-9a-f-]{36}$/, newUuid()),
        foreign[name] ?? "",
        otherEnvironment[name] ?? "",
        own.toUpperCase(),
        own.replace(/^[a-z]+_/, "usr_"),
        own.replace(/^[a-z]+_/, ""),
        `${own}%20`,
        "x",
        "%27%20or%20true--",
        "__proto__",
      ];
      const shown: unknown[] = [];
      for (const value of values) {
        const foreignTarget = fillPattern(endpoint.pattern, { ...ids, [name]: value });
        const request = () => callEndpoint(endpoint, foreignTarget, healthy);
        shown.push(withoutRequestId(await expectRefused(request, 404, "not_found")));
      }
      for (const one of shown) expect(one).toEqual(shown[0]);
    },
  );
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
