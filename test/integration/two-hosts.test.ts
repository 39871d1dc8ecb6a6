/**
 * Both hosts of the partner API answer alike, byte for byte: the server in front, which calls the handlers itself, and Next.js,
 * which serves them under `npm run dev`. The cases are those of the security matrix, of the transport and of single mistakes.
 */
import { createPrivateKey, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUuid } from "@/lib/ids";
import { createReplacementKey } from "@/lib/operations/applications/api-keys";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { runOperation } from "@/lib/operations/run";
import { generateApiKey } from "@/lib/security/api-key";
import { CUSTOMERS, minimalCustomer } from "@/test/integration/support/customers";
import { makeDeadCredentials } from "@/test/integration/support/dead-credentials";
import {
  bodyOf,
  type EndpointCase,
  endpointCases,
  fillPattern,
  makeRequest,
  parametersOf,
  type ReadyRequest,
} from "@/test/integration/support/endpoints";
import { goodRequest, sendParts } from "@/test/integration/support/mutations";
import { ELSEWHERE, MALFORMED, NOT_CANONICAL, OTHER_METHODS } from "@/test/integration/support/odd-targets";
import {
  type CallOptions,
  makeApplication,
  makeKeyPair,
  operator,
  signToken,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { exchange, head, type RawAnswer } from "@/test/integration/support/raw-http";
import { makeDocument } from "@/test/integration/support/rows-of-the-api";
import { type Subject, singleMistakes } from "@/test/integration/support/single-mistakes";
import { startTwoHosts, type TwoHosts } from "@/test/integration/support/start-two-hosts";
import { unprovenCalls } from "@/test/integration/support/unproven-calls";
import { callWhole, toWholeAnswer, type WholeAnswer } from "@/test/integration/support/whole-answer";

const CHECK = "/api/v1/signature-check";
const MIB = 1024 * 1024;
/** A build of the app, where there is none of these sources yet. */
const BUILD_MILLISECONDS = 600_000;

let platform: TestPlatform;
let hosts: TwoHosts;
let healthy: TestApplication;
let stranger: TestApplication;
let powerless: TestApplication;
let dead: Readonly<Record<string, TestApplication>>;
let subject: Subject;

beforeAll(async () => {
  platform = await startTestPlatform();
  hosts = await startTwoHosts(platform);
  [healthy, stranger] = [await makeApplication(platform), await makeApplication(platform)];
  const { organizationId } = healthy;
  powerless = await makeApplication(platform, { organizationId, permissions: [] });
  dead = await makeDeadCredentials(platform);
  subject = await makeSubject();
}, BUILD_MILLISECONDS);
afterAll(async () => {
  await hosts.stop();
  await platform.stop();
});

async function makeSubject(): Promise<Subject> {
  const made = await makeApplication(platform);
  const { applicationId } = made;
  const actor = operator(made.organizationId);
  const keys = makeKeyPair();
  const { publicKeyPem } = keys;
  await runOperation(
    platform.runtime,
    actor,
    replaceSigningKey,
    { applicationId, publicKeyPem },
    TEST_ORIGIN,
  );
  const replacement = { applicationId, grace: "1h" as const };
  const other = await runOperation(platform.runtime, actor, createReplacementKey, replacement, TEST_ORIGIN);
  return {
    application: { ...made, ...keys },
    formerKey: createPrivateKey(made.privateKeyPem),
    strangersKey: createPrivateKey(makeKeyPair().privateKeyPem),
    otherApiKeyId: other.apiKeyId,
  };
}

/** Asks both hosts; what they answer is the same. */
async function expectAlike(ask: (host: TestPlatform) => Promise<WholeAnswer>): Promise<WholeAnswer> {
  const direct = await ask(hosts.direct);
  expect(await ask(hosts.byNext)).toEqual(direct);
  return direct;
}

const whole = ({ status, rawHeaders, text }: RawAnswer) => toWholeAnswer(status, rawHeaders, text);

describe.each(endpointCases)("$title", (endpoint) => {
  it("is answered alike, whoever asks for whatever", async () => {
    const requests = new Map<TestPlatform, { ready: ReadyRequest; usedToken: string }>();
    const right = await expectAlike(async (host) => {
      const ready = await makeRequest(endpoint, platform, healthy);
      const usedToken = await signToken(host, healthy, endpoint.method, ready.target, bodyOf(ready));
      requests.set(host, { ready, usedToken });
      return ask(host, endpoint, ready, healthy, { token: usedToken });
    });
    expect(right.status, right.body).toBe(endpoint.declaration.options.status ?? 200);
    const requestOf = (host: TestPlatform) => {
      const request = requests.get(host);
      if (request === undefined) throw new Error("No request was made for this host.");
      return request;
    };
    const alike = (application: TestApplication, options: CallOptions = {}) =>
      expectAlike((host) => ask(host, endpoint, requestOf(host).ready, application, options));

    for (const [, , options] of unprovenCalls) {
      await expectAlike(async (host) => {
        const { ready, usedToken } = requestOf(host);
        const { method } = endpoint;
        const unproven = { platform: host, healthy, stranger, method, ready, usedToken };
        return ask(host, endpoint, ready, healthy, await options(unproven));
      });
    }
    const unknown = generateApiKey("sandbox", randomBytes);
    for (const key of [undefined, "", "nonsense", unknown])
      await alike(healthy, { headers: { "x-api-key": key } });
    for (const application of [...Object.values(dead), powerless, stranger]) await alike(application);
    for (const name of parametersOf(endpoint.pattern)) {
      for (const value of ["x", "%27%20or%20true--", `${newUuid()}`]) {
        await expectAlike((host) => {
          const { ready } = requestOf(host);
          const target = fillPattern(endpoint.pattern, { ...ready.ids, [name]: value });
          return ask(host, endpoint, { ...ready, target }, healthy);
        });
      }
    }
  }, 120_000);
});

function ask(
  host: TestPlatform,
  { method }: EndpointCase,
  ready: ReadyRequest,
  application: TestApplication,
  options: CallOptions = {},
): Promise<WholeAnswer> {
  return callWhole(host, application, method, ready.target, { ...bodyOf(ready), ...options });
}

describe("the transport", () => {
  it.each([...NOT_CANONICAL, ...MALFORMED, ...ELSEWHERE])("%j is answered alike", async (target) => {
    await expectAlike(async (host) => whole(await exchange(host, head(`GET ${target}`))));
  });

  it.each(OTHER_METHODS)("%s is answered alike", async (method) => {
    await expectAlike(async (host) => whole(await exchange(host, head(`${method} ${CUSTOMERS}`))));
  });

  it.each<[string, string, string[], string]>([
    ["a GET with a body", `GET ${CUSTOMERS}`, ["Content-Length: 2"], "{}"],
    ["a GET with chunks", `GET ${CUSTOMERS}`, ["Transfer-Encoding: chunked"], "0\r\n\r\n"],
    ["a body that is too large", `POST ${CHECK}`, [`Content-Length: ${100 * MIB}`], "x"],
    ["a body that nobody reads", `POST ${CHECK}`, [`Content-Length: ${MIB}`], "x"],
    ["a key twice", `GET ${CUSTOMERS}`, ["x-api-key: a", "x-api-key: b"], ""],
    ["another protocol", `GET ${CUSTOMERS}`, ["Upgrade: h2c"], ""],
    ["an expectation", `POST ${CHECK}`, ["Content-Length: 0", "Expect: 200-ok"], ""],
    ["two lengths", `POST ${CHECK}`, ["Content-Length: 2", "Content-Length: 3"], "{}"],
  ])("%s is answered alike", async (_, line, lines, body) => {
    await expectAlike(async (host) => whole(await exchange(host, head(line, ...lines), body)));
  });

  it("a connection is kept alike", async () => {
    await expectAlike((host) =>
      callWhole(host, healthy, "GET", CHECK, { headers: { connection: "keep-alive" } }),
    );
    const body = "x".repeat(MIB + 1);
    await expectAlike((host) => callWhole(host, healthy, "POST", CHECK, { body }));
    const chunked = { body: "x".repeat(MIB), headers: { "transfer-encoding": "chunked" } };
    await expectAlike((host) => callWhole(host, healthy, "POST", CHECK, chunked));
  });
});

describe("a single mistake in a good request", () => {
  it.each(singleMistakes(() => subject))("%s is answered alike", async (_, change) => {
    await expectAlike(async (host) => {
      const parts = goodRequest(host, subject.application);
      change(parts);
      return whole(await sendParts(host, parts));
    });
  });
});

describe("more than one answer", () => {
  it.each([
    ["whole", {}],
    ["in part", { range: "bytes=2-9" }],
    ["to its end", { range: "bytes=-5" }],
    ["where the range is beyond it", { range: "bytes=100000-" }],
    ["where several ranges are asked for", { range: "bytes=0-1,4-5" }],
    ["where the content is another", { range: "bytes=2-9", "if-range": '"another"' }],
  ])("is a document's content alike: %s", async (_, headers) => {
    const id = await makeDocument({ platform, application: healthy });
    const target = `/api/v1/documents/${id}/content`;
    await expectAlike((host) => callWhole(host, healthy, "GET", target, { headers }));
  });

  it("is a replay alike", async () => {
    const body = JSON.stringify(minimalCustomer());
    const keys = new Map<TestPlatform, string>();
    const post = (host: TestPlatform) => {
      const key = keys.get(host) ?? newUuid();
      keys.set(host, key);
      return callWhole(host, healthy, "POST", CUSTOMERS, { body, headers: { "idempotency-key": key } });
    };
    expect((await expectAlike(post)).status).toBe(201);
    expect((await expectAlike(post)).headers).toContain("idempotency-replayed: true");
  });

  it("is a refusal over the rate limit alike", async () => {
    const limited = await makeApplication(platform, { rateLimitPerSecond: 1 });
    const call = (host: TestPlatform) => callWhole(host, limited, "GET", CHECK);
    for (let calls = 0; calls < 20; calls += 1) await call(hosts.direct);
    expect((await expectAlike(call)).status).toBe(429);
  });
});
