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

  it("is not kept from its person by strangers who try to sign in, from anywhere", async () => {
    const browser = await signedIn(person);
    for (let place = 1; place <= 10; place += 1) {
      const stranger = new TestBrowser(`203.0.113.${place}`);
      for (let count = 0; count < 6; count += 1) await stranger.signIn(person.email, "not the password");
    }
    const neighbour = new TestBrowser();
    for (let count = 0; count < 6; count += 1) await neighbour.signIn(person.email, "not the password");
    expect((await neighbour.signIn(person.email, PASSWORD)).text).toContain("throttled");
    expect((await prove(browser, { password: PASSWORD })).status).toBe(200);
  });

  it("that is wrong for the tenth time ends the session, and no other; the history says all of it", async () => {
    const [here, there] = [await signedIn(person), await signedIn(person)];
    for (let count = 0; count < 9; count += 1) {
      expect(await prove(here, { password: "not the password" })).toMatchObject(fieldRefused("password"));
    }
    expect((await prove(here, { password: "not the password" })).status).toBe(401);
    expect((await prove(here, { password: PASSWORD })).status).toBe(401);
    expect((await prove(there, { password: PASSWORD })).status).toBe(200);
    const rows = await platform.database.owner`select action, after from audit_events
      where actor_id = ${`usr_${person.userId}`} and action <> 'session.signed_in' order by sequence`;
    expect(rows).toHaveLength(11);
    expect(rows[0]).toEqual({
      action: "session.sign_in_failed",
      after: { wrong: "password", during: "confirmation" },
    });
    expect(rows.at(-1)).toEqual({ action: "session.ended", after: { wrongProofs: 10 } });
  });

  it("may be wrong ten times again after a right one, and after a quarter of an hour", async () => {
    const browser = await signedIn(person);
    const wrong = async () => {
      for (let count = 0; count < 9; count += 1) await prove(browser, { password: "not the password" });
    };
    await wrong();
    expect((await prove(browser, { password: PASSWORD })).status).toBe(200);
    await wrong();
    passTime(platform, 901);
    await wrong();
    expect((await prove(browser, { password: PASSWORD })).status).toBe(200);
  });

  it("counts in full when guesses come at once", async () => {
    const browser = await signedIn(person);
    const guesses = Array.from({ length: 14 }, () => prove(browser, { password: "not the password" }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(9);
    expect((await prove(browser, { password: PASSWORD })).status).toBe(401);
  });

  it("is for people with a session, from our own pages", async () => {
    expect((await prove(new TestBrowser(), { password: PASSWORD })).status).toBe(401);
    const browser = await signedIn(person);
    const body = { password: PASSWORD };
    const foreign = await browser.call("POST", uiApi.accountProof, { body, site: "cross-site" });
    expect(foreign).toMatchObject({ status: 403, body: { error: { reason: "cross_site_request" } } });
  });
});
