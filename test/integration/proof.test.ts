import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findSession } from "@/lib/auth/session";
import { requireFreshProof } from "@/lib/operations/recent-proof";
import { uiApi } from "@/lib/routes";
import {
  codeAt,
  enrol,
  makeAccount,
  PASSWORD,
  passTime,
  signedIn,
  type TestAccount,
} from "@/test/integration/support/accounts";
import { TestBrowser } from "@/test/integration/support/browser";
import { makeOrganization } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;
let person: TestAccount;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  await platform.database.owner`delete from sign_in_throttles`;
  platform.clock.now = new Date(Math.floor(Date.now() / 30_000) * 30_000 + 10_000);
  const organizations = [await makeOrganization(platform)];
  person = await makeAccount(platform, { kind: "PARTNER", organizations });
});

const prove = (browser: TestBrowser, proof: object) => browser.send(uiApi.accountProof, proof);

/** What a dangerous action would say to this session. */
async function refusalFor(browser: TestBrowser): Promise<unknown> {
  const session = await findSession(
    platform.runtime.database,
    (await browser.sessionId()) ?? "",
    platform.clock.now,
  );
  try {
    if (session !== null) requireFreshProof(session.proof, platform.clock.now);
    return session === null ? "no session" : null;
  } catch (error) {
    return error;
  }
}

const fieldRefused = (path: string) => ({
  status: 422,
  body: { error: { details: { fields: [{ path, message: expect.any(String) }] } } },
});

describe("a fresh proof", () => {
  it("lasts ten minutes from the sign-in, and from when it was given again", async () => {
    const browser = await signedIn(person);
    passTime(platform, 600);
    expect(await refusalFor(browser)).toBeNull();
    passTime(platform, 1);
    expect(await refusalFor(browser)).toMatchObject({
      reason: "proof_required",
      details: { prove: ["password"] },
    });
    expect((await prove(browser, { password: PASSWORD })).status).toBe(200);
    expect(await refusalFor(browser)).toBeNull();
    passTime(platform, 601);
    expect(await refusalFor(browser)).toMatchObject({ reason: "proof_required" });
  });

  it("is this session's alone", async () => {
    const [here, there] = [await signedIn(person), await signedIn(person)];
    passTime(platform, 601);
    await prove(here, { password: PASSWORD });
    expect(await refusalFor(here)).toBeNull();
    expect(await refusalFor(there)).toMatchObject({ reason: "proof_required" });
  });

  it("is not given by a wrong password, which names the field and signs nobody out", async () => {
    const browser = await signedIn(person);
    passTime(platform, 601);
    expect(await prove(browser, { password: "not the password" })).toMatchObject(fieldRefused("password"));
    expect(await refusalFor(browser)).toMatchObject({ reason: "proof_required" });
  });

  it("takes a code where codes are set up, each once", async () => {
    const browser = await signedIn(person);
    const { secret } = await enrol(platform, browser);
    passTime(platform, 601);
    expect(await refusalFor(browser)).toMatchObject({ details: { prove: ["password", "code"] } });
    expect(await prove(browser, { password: PASSWORD })).toMatchObject(fieldRefused("code"));
    expect(await prove(browser, { password: PASSWORD, code: "000000" })).toMatchObject(fieldRefused("code"));
    expect(await refusalFor(browser)).toMatchObject({ reason: "proof_required" });
    const proof = { password: PASSWORD, code: codeAt(platform, secret) };
    expect((await prove(browser, proof)).status).toBe(200);
    expect(await refusalFor(browser)).toBeNull();
    expect(await prove(browser, proof)).toMatchObject(fieldRefused("code"));
  });

  it("is throttled together with signing in, and says how long", async () => {
    const browser = await signedIn(person);
    for (let count = 0; count < 5; count += 1) await prove(browser, { password: "not the password" });
    const refused = await prove(browser, { password: PASSWORD });
    expect(refused).toMatchObject({ status: 429, body: { error: { reason: "rate_limited" } } });
    const retryAfter = Number(refused.headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThan(0);
    expect((await new TestBrowser().signIn(person.email, PASSWORD)).text).toContain("throttled");
    passTime(platform, retryAfter + 1);
    expect((await prove(browser, { password: PASSWORD })).status).toBe(200);
  });

  it("is for people with a session, from our own pages", async () => {
    expect((await prove(new TestBrowser(), { password: PASSWORD })).status).toBe(401);
    const browser = await signedIn(person);
    const body = { password: PASSWORD };
    const foreign = await browser.call("POST", uiApi.accountProof, { body, site: "cross-site" });
    expect(foreign).toMatchObject({ status: 403, body: { error: { reason: "cross_site_request" } } });
  });
});
