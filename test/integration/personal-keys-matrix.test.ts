/**
 * Personal keys at every endpoint there is: an admin's may do everything that a signed request may, a viewer's only reads,
 * and whoever is refused changes no row of any table.
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromPublicId } from "@/lib/ids";
import { generateApiKey } from "@/lib/security/api-key";
import { errorOf, expectRefusal, withoutRequestId } from "@/test/integration/support/answers";
import { bodyOf, endpointCases, makeRequest, type ReadyRequest } from "@/test/integration/support/endpoints";
import {
  type Answer,
  makeApplication,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import {
  callWithKey,
  makePersonalKey,
  setPolicy,
  type TestPersonalKey,
} from "@/test/integration/support/personal-keys";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

let platform: TestPlatform;
let healthy: TestApplication;
let admin: TestPersonalKey;
let viewer: TestPersonalKey;
/** An admin's, who is a viewer by now. */
let demoted: TestPersonalKey;
/** By the reason that each is refused with, and the status. */
let dead: readonly (readonly [reason: string, status: number, key: TestPersonalKey])[];

beforeAll(async () => {
  platform = await startTestPlatform();
  healthy = await makeApplication(platform);
  const { organizationId } = healthy;
  admin = await makePersonalKey(platform, organizationId, { role: "ADMIN" });
  viewer = await makePersonalKey(platform, organizationId, { role: "VIEWER" });
  demoted = await makePersonalKey(platform, organizationId, { role: "ADMIN" });
  dead = await makeDeadKeys();
  const { owner } = platform.database;
  await owner`update memberships set role = 'VIEWER' where user_id = ${demoted.maker.userId}`;
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

async function makeDeadKeys(): Promise<typeof dead> {
  const { owner } = platform.database;
  const { organizationId } = healthy;
  const revoked = await makePersonalKey(platform, organizationId);
  await owner`update personal_api_keys set revoked_at = now(), revoked_by_name = 'Ann'
    where id = ${fromPublicId("personalKey", revoked.personalKeyId)}`;
  const removed = await makePersonalKey(platform, organizationId);
  await owner`delete from memberships where user_id = ${removed.maker.userId}`;
  const now = platform.clock.now;
  platform.clock.now = new Date(now.getTime() - 3_600_000);
  const expiresAt = new Date(now.getTime() - 60_000).toISOString();
  const expired = await makePersonalKey(platform, organizationId, { expiresAt });
  platform.clock.now = now;
  const other = await makeApplication(platform);
  const disallowed = await makePersonalKey(platform, other.organizationId);
  await setPolicy(platform, other.organizationId, "off");
  const third = await makeApplication(platform);
  const suspended = await makePersonalKey(platform, third.organizationId);
  await owner`update organizations set suspended_at = now() where id = ${third.organizationId}`;
  return [
    ["api_key_revoked", 401, revoked],
    ["api_key_revoked", 401, removed],
    ["api_key_expired", 401, expired],
    ["organization_suspended", 401, suspended],
    ["personal_keys_disabled", 403, disallowed],
  ];
}

const signedOnly = endpointCases.filter(({ permission }) => permission === null);

describe.each(endpointCases.filter(({ permission }) => permission !== null))("$title", (endpoint) => {
  let ready: ReadyRequest;
  let right: Answer;
  /** The rows after the one request that is right; no other request of this endpoint may change them. */
  let rows: Record<string, string>;
  const isRead = endpoint.method === "GET";

  const call = (key: Pick<TestPersonalKey, "apiKey">, headers: Record<string, string | undefined> = {}) =>
    callWithKey(platform, key, endpoint.method, ready.target, { ...bodyOf(ready), headers });

  beforeAll(async () => {
    ready = await makeRequest(endpoint, platform, healthy);
    right = await call(admin);
    rows = await rowDigests(platform.database);
  });

  it("does for an admin's key what it does for a signed request", () => {
    expect(right, JSON.stringify(right.body)).toMatchObject({
      status: endpoint.declaration.options.status ?? 200,
    });
    expect(right.headers).toMatchObject({
      "x-request-id": expect.stringMatching(/^req_/),
      "ratelimit-policy": '"default";q=20;w=1',
    });
  });

  it("refuses every key that is not proven, with one and the same answer", async () => {
    const unknown = generateApiKey("sandbox", randomBytes);
    const similar = `${admin.apiKey.slice(0, 12)}${unknown.slice(12)}`;
    const shown: unknown[] = [];
    for (const apiKey of [
      unknown,
      similar,
      admin.apiKey.slice(0, -1),
      "nv_test_",
      healthy.apiKey,
      "nonsense",
    ]) {
      const refused = await call({ apiKey });
      expectRefusal(refused, 401, "invalid_api_key");
      shown.push({ ...withoutRequestId(refused), headers: Object.keys(refused.headers).sort() });
    }
    const without = await call(admin, { authorization: undefined });
    shown.push({ ...withoutRequestId(without), headers: Object.keys(without.headers).sort() });
    for (const one of shown) expect(one).toEqual(shown[0]);
    expect(shown[0]).toMatchObject({
      error: { code: "unauthorized", message: "No valid API key provided.", details: {} },
    });
  });

  it("refuses every key that has ended or is not allowed, with the reason", async () => {
    for (const [reason, status, key] of dead) {
      const refused = await call(key);
      expectRefusal(refused, status, reason);
      expect(errorOf(refused).details.serverTime).toBe(Math.floor(platform.clock.now.getTime() / 1000));
    }
  });

  it("refuses both kinds of credential at once", async () => {
    expectRefusal(await call(admin, { "x-api-key": healthy.apiKey }), 400, "ambiguous_credentials");
    expectRefusal(await call(admin, { "x-api-key": "" }), 400, "ambiguous_credentials");
  });

  it.each([
    ["a viewer's", () => viewer],
    ["a demoted admin's", () => demoted],
  ])(`lets %s key ${isRead ? "read" : "change nothing"}`, async (_, key) => {
    const answer = await call(key());
    if (isRead) {
      expect(answer.status).toBe(200);
      return;
    }
    expectRefusal(answer, 403, "permission_missing");
    expect(errorOf(answer)).toMatchObject({
      code: "forbidden",
      message: "Your API key does not have permission to perform this action.",
      details: { required: [endpoint.permission] },
    });
  });

  it("has changed no row by any of these", async () => {
    expect(await rowDigests(platform.database)).toEqual(rows);
  });
});

describe("the signature check", () => {
  it.each(signedOnly)("$title says that a personal key signs nothing", async ({ method, pattern }) => {
    const refused = await callWithKey(platform, admin, method, pattern);
    expectRefusal(refused, 401, "token_missing");
    expect(errorOf(refused).details).toMatchObject({ received: "a personal API key" });
    expectRefusal(
      await callWithKey(platform, { apiKey: "nv_test_x" }, method, pattern),
      401,
      "invalid_api_key",
    );
  });

  it("takes no personal key in the place of an application's", async () => {
    const token = await signToken(platform, healthy, "GET", "/api/v1/signature-check");
    const headers = { "x-api-key": admin.apiKey, authorization: `Bearer ${token}` };
    const refused = await callWithKey(platform, admin, "GET", "/api/v1/signature-check", { headers });
    expectRefusal(refused, 401, "invalid_api_key");
  });
});
