import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createReplacementKey, revokeApiKey } from "@/lib/operations/applications/api-keys";
import { disableApplication, enableApplication } from "@/lib/operations/applications/state";
import { runOperation } from "@/lib/operations/run";
import {
  call,
  makeApplication,
  operator,
  reasonOf,
  send,
  sendHoldingBack,
  signToken,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const CHECK = "/api/v1/signature-check";

describe("a signed request", () => {
  let platform: TestPlatform;
  let application: TestApplication;

  beforeAll(async () => {
    platform = await startTestPlatform();
    application = await makeApplication(platform);
  });
  afterAll(() => platform.stop());
  beforeEach(() => {
    platform.clock.now = new Date();
  });

  it("is accepted and shown what the server saw", async () => {
    const answer = await call(platform, application, "GET", `${CHECK}?a=%20b&c=+d`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        application: { id: application.applicationId, environment: "sandbox" },
        apiKey: { id: application.apiKeyId, status: "active", expiresAt: null },
      },
    });
    expect(answer.headers).toMatchObject({ "cache-control": "no-store" });
    expect(answer.headers["x-request-id"]).toMatch(/^req_/);
  });

  it("is refused the second time", async () => {
    const token = await signToken(platform, application, "GET", CHECK);
    expect((await call(platform, application, "GET", CHECK, { token })).status).toBe(200);
    expect(reasonOf(await call(platform, application, "GET", CHECK, { token }))).toBe("token_replayed");
  });

  it("passes exactly once when 200 copies arrive together", async () => {
    const token = await signToken(platform, application, "GET", CHECK);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => call(platform, application, "GET", CHECK, { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => reasonOf(answer) === "token_replayed")).toHaveLength(199);
  });

  it("shares its token id with nobody but the same application", async () => {
    const other = await makeApplication(platform);
    const sign = { jti: "the-same-token-id" };
    expect((await call(platform, application, "GET", CHECK, { sign })).status).toBe(200);
    expect((await call(platform, other, "GET", CHECK, { sign })).status).toBe(200);
  });

  it("does not burn its token id when it is refused", async () => {
    const token = await signToken(platform, application, "GET", CHECK);
    expect(reasonOf(await call(platform, application, "GET", `${CHECK}?x`, { token }))).toBe("uri_mismatch");
    expect((await call(platform, application, "GET", CHECK, { token })).status).toBe(200);
  });

  it("is bound to the target byte for byte", async () => {
    for (const [signed, sent] of [
      ["?q=a%20b", "?q=a+b"],
      ["?q=%2f", "?q=%2F"],
      ["?a", "?a="],
      ["?q[]=1", "?q%5B%5D=1"],
      ["?a=1&b=2", "?b=2&a=1"],
      ["?", ""],
    ]) {
      const answer = await call(platform, application, "GET", `${CHECK}${sent}`, {
        sign: { target: `${CHECK}${signed}` },
      });
      expect([sent, reasonOf(answer)]).toEqual([sent, "uri_mismatch"]);
      expect(answer.body).toMatchObject({
        error: { details: { expected: `${CHECK}${sent}`, received: `${CHECK}${signed}` } },
      });
    }
  });

  it("is bound to the body's bytes", async () => {
    const body = '{"name":"ž"}';
    expect((await call(platform, application, "POST", CHECK, { body })).status).toBe(200);
    const answer = await call(platform, application, "POST", CHECK, {
      body,
      sign: { body: new Uint8Array(Buffer.from('{"name":"z"}')) },
    });
    expect(reasonOf(answer)).toBe("body_hash_mismatch");
  });

  it("is refused with the exact reason once its key is revoked, from the next request on", async () => {
    const doomed = await makeApplication(platform);
    expect((await call(platform, doomed, "GET", CHECK)).status).toBe(200);
    const actor = operator(doomed.organizationId);
    await runOperation(platform.runtime, actor, revokeApiKey, { apiKeyId: doomed.apiKeyId }, TEST_ORIGIN);
    expect(reasonOf(await call(platform, doomed, "GET", CHECK))).toBe("api_key_revoked");
  });

  it("sees a revocation made behind the application's back", async () => {
    const doomed = await makeApplication(platform);
    expect((await call(platform, doomed, "GET", CHECK)).status).toBe(200);
    await platform.database
      .owner`update api_keys set revoked_at = now() where id = ${doomed.apiKeyId.slice(4)}`;
    expect(reasonOf(await call(platform, doomed, "GET", CHECK))).toBe("api_key_revoked");
  });

  it("is refused while the application is disabled and accepted after", async () => {
    const paused = await makeApplication(platform);
    const actor = operator(paused.organizationId);
    const input = { applicationId: paused.applicationId };
    await runOperation(platform.runtime, actor, disableApplication, input, TEST_ORIGIN);
    expect(reasonOf(await call(platform, paused, "GET", CHECK))).toBe("application_disabled");
    await runOperation(platform.runtime, actor, enableApplication, input, TEST_ORIGIN);
    expect((await call(platform, paused, "GET", CHECK)).status).toBe(200);
  });

  it("is refused while the organization is suspended", async () => {
    const suspended = await makeApplication(platform);
    expect((await call(platform, suspended, "GET", CHECK)).status).toBe(200);
    await platform.database
      .owner`update organizations set suspended_at = now() where id = ${suspended.organizationId}`;
    expect(reasonOf(await call(platform, suspended, "GET", CHECK))).toBe("organization_suspended");
  });

  it("is accepted with an old key until the second its grace window ends", async () => {
    const rotated = await makeApplication(platform);
    const actor = operator(rotated.organizationId);
    const input = { applicationId: rotated.applicationId, grace: "1h" as const };
    const { apiKey, apiKeyId } = await runOperation(
      platform.runtime,
      actor,
      createReplacementKey,
      input,
      TEST_ORIGIN,
    );
    const start = platform.clock.now.getTime();
    expect((await call(platform, { ...rotated, apiKey, apiKeyId }, "GET", CHECK)).status).toBe(200);
    platform.clock.now = new Date(start + 3_600_000 - 1);
    expect((await call(platform, rotated, "GET", CHECK)).status).toBe(200);
    platform.clock.now = new Date(start + 3_600_000);
    expect(reasonOf(await call(platform, rotated, "GET", CHECK))).toBe("api_key_expired");
  });

  it("tells a client with a wrong clock what the server's clock says", async () => {
    const serverTime = Math.floor(platform.clock.now.getTime() / 1000);
    const answer = await call(platform, application, "GET", CHECK, {
      sign: { nowSeconds: serverTime - 120 },
    });
    expect(answer.body).toMatchObject({
      error: { reason: "token_expired", details: { serverTime, clockOffsetSeconds: -120 } },
    });
  });

  it("gets one and the same answer for every key that is not proven", async () => {
    const known = application.apiKey;
    const token = await signToken(platform, application, "GET", CHECK);
    const keys = [
      "",
      "x",
      known.slice(0, -1),
      `${known}0`,
      known.replace("test", "live"),
      "n".repeat(10_000),
    ];
    for (const key of keys) {
      const answer = await send(platform, "GET", CHECK, {
        "x-api-key": key,
        authorization: `Bearer ${token}`,
      });
      expect(answer).toMatchObject({
        status: 401,
        body: {
          error: {
            code: "unauthorized",
            reason: "invalid_api_key",
            message: "No valid API key provided.",
            details: {},
          },
        },
      });
    }
  });

  it("cannot outlive its token on a slow body, not even in several copies", async () => {
    const body = '{"slow":true}';
    const token = await signToken(platform, application, "POST", CHECK, { body });
    const copies = Array.from({ length: 3 }, () =>
      sendHoldingBack(platform, application, CHECK, token, body),
    );
    await Promise.all(copies.map(({ received }) => received));
    platform.clock.now = new Date(platform.clock.now.getTime() + 40_000);
    const reasons = await Promise.all(copies.map(async ({ finish }) => reasonOf(await finish())));
    expect(reasons).toEqual(["token_expired", "token_expired", "token_expired"]);
  });

  it("says at once that its announced body is too large, with or without a key", async () => {
    const headers = { "content-length": String(3 * 1024 * 1024), "content-type": "application/json" };
    const answer = await send(platform, "POST", "/api/v1/customers", headers, "");
    expect([answer.status, reasonOf(answer)]).toEqual([413, "payload_too_large"]);
  });

  it("meets no deadlock when keys are rotated and revoked at the same time", async () => {
    const busy = await makeApplication(platform);
    const actor = operator(busy.organizationId);
    const rotate = () =>
      runOperation(
        platform.runtime,
        actor,
        createReplacementKey,
        { applicationId: busy.applicationId, grace: "none" },
        TEST_ORIGIN,
      );
    for (let round = 0; round < 5; round += 1) {
      const { apiKeyId } = await rotate();
      const revoke = () => runOperation(platform.runtime, actor, revokeApiKey, { apiKeyId }, TEST_ORIGIN);
      const outcomes = await Promise.allSettled([rotate(), revoke(), rotate(), revoke()]);
      // Who rotates while somebody else does is told so; nobody waits in a circle.
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
      }
    }
  });
});
