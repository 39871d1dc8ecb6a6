import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { signIn } from "@/lib/auth/sign-in";
import { noSuchPath } from "@/lib/errors";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { pureOperation } from "@/lib/operations/operation";
import { uiApi } from "@/lib/routes";
import { accountSchema, secondFactorEnrolmentSchema } from "@/lib/schemas/account";
import { hubEndpoint } from "@/lib/web/hub-endpoint";
import {
  codeAt,
  enrol,
  historyOf,
  makeAccount,
  PASSWORD,
  passTime,
  signedIn,
  type TestAccount,
} from "@/test/integration/support/accounts";
import { TestBrowser } from "@/test/integration/support/browser";
import { makeOrganization } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const WRONG_CODE = { ok: false, problem: "wrong_code" };
const CODE_REQUIRED = { ok: false, problem: "code_required" };
const THROTTLED = { ok: false, problem: "throttled", retryAfterSeconds: expect.any(Number) };
const NOT_RIGHT = {
  error: { details: { fields: [{ path: "code", message: expect.stringContaining("not right") }] } },
};

let platform: TestPlatform;
let organizationId: string;
let person: TestAccount;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  await platform.database.owner`delete from sign_in_throttles`;
  // Mid-step, so that a test's own duration never crosses into the next.
  platform.clock.now = new Date(Math.floor(Date.now() / 30_000) * 30_000 + 10_000);
  organizationId = await makeOrganization(platform);
  person = await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId] });
});

/** One step after another, so that no test needs a code that another has spent. */
function attempt(code: string | null, options: { password?: string; address?: string } = {}) {
  const origin = { requestId: "req_test", address: options.address ?? "198.51.100.7", userAgent: "test" };
  return signIn(platform.runtime, person.email, options.password ?? PASSWORD, origin, code);
}

async function accountOf(browser: TestBrowser) {
  return accountSchema.parse((await browser.call("GET", uiApi.account)).body);
}

describe("setting up one-time codes", () => {
  it("takes effect with the first code, shows ten recovery codes, and keeps none of it readable", async () => {
    const browser = await signedIn(person);
    const begun = await browser.send(uiApi.secondFactor("begin"));
    const { secret, otpauthUri } = secondFactorEnrolmentSchema.parse(begun.body);
    expect(decodeURIComponent(otpauthUri)).toContain(`Nuvera:${person.email}`);
    expect(await attempt(null), "an unconfirmed secret asks nobody for a code").toMatchObject({ ok: true });

    const wrong = await browser.send(uiApi.secondFactor("confirm"), { code: "000000" });
    expect(wrong).toMatchObject({ status: 422, body: NOT_RIGHT });

    const code = codeAt(platform, secret);
    const confirmed = await browser.send(uiApi.secondFactor("confirm"), { code });
    const { recoveryCodes } = z.object({ recoveryCodes: z.array(z.string()) }).parse(confirmed.body);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const recoveryCode of recoveryCodes) expect(recoveryCode).toMatch(/^[2-9a-km-np-z]{16}$/);
    const rows = await platform.database.owner`
      select f.sealed_secret, string_agg(encode(c.code_digest, 'escape'), ' ') as digests
        from second_factors f join recovery_codes c on c.user_id = f.user_id
       where f.user_id = ${person.userId} group by 1`;
    for (const kept of [secret, ...recoveryCodes]) expect(JSON.stringify(rows)).not.toContain(kept);

    expect(await attempt(code), "the code that confirmed is spent").toEqual(WRONG_CODE);
    expect(await accountOf(browser)).toMatchObject({
      secondFactor: { enabled: true, required: false, unusedRecoveryCodes: 10 },
    });
    expect(await historyOf(platform, organizationId)).toContain("second_factor.enabled");
  });

  it("and giving them up is told to the person by mail", async () => {
    const browser = await signedIn(person);
    await enrol(platform, browser);
    expect((await browser.send(uiApi.secondFactor("disable"))).status).toBe(200);
    const mails = await platform.database
      .owner`select subject from mails where recipient = ${person.email} order by id`;
    expect(mails.map(({ subject }) => subject)).toEqual([
      "One-time codes were turned on",
      "One-time codes were turned off",
    ]);
  });

  it("ends the person's other sessions and nobody else's", async () => {
    const [here, there] = [await signedIn(person), await signedIn(person)];
    const colleague = await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId] });
    const theirs = await signedIn(colleague);
    await enrol(platform, here);
    expect((await there.call("GET", uiApi.account)).status).toBe(401);
    expect((await here.call("GET", uiApi.account)).status).toBe(200);
    expect((await theirs.call("GET", uiApi.account)).status).toBe(200);
  });

  it("is refused with 409 while they are on, and to confirm what was not begun", async () => {
    const browser = await signedIn(person);
    expect((await browser.send(uiApi.secondFactor("confirm"), { code: "123456" })).status).toBe(409);
    const { secret } = await enrol(platform, browser);
    expect((await browser.send(uiApi.secondFactor("begin"))).status).toBe(409);
    const again = await browser.send(uiApi.secondFactor("confirm"), { code: codeAt(platform, secret) });
    expect(again.status).toBe(409);
  });

  it("happens once when two confirmations come at the same time", async () => {
    const browser = await signedIn(person);
    const begun = await browser.send(uiApi.secondFactor("begin"));
    const { secret } = secondFactorEnrolmentSchema.parse(begun.body);
    const code = codeAt(platform, secret);
    const both = await Promise.all([1, 2].map(() => browser.send(uiApi.secondFactor("confirm"), { code })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await accountOf(browser)).secondFactor.unusedRecoveryCodes).toBe(10);
  });

  it("needs a fresh proof, for a session left open must not lock its person out", async () => {
    const browser = await signedIn(person);
    passTime(platform, 601);
    expect(await browser.send(uiApi.secondFactor("begin"))).toMatchObject({
      status: 403,
      body: { error: { reason: "proof_required" } },
    });
  });
});

describe("signing in with one-time codes", () => {
  let secret: string;
  let recoveryCodes: string[];

  beforeEach(async () => {
    ({ secret, recoveryCodes } = await enrol(platform, await signedIn(person)));
  });

  it("asks for the code after the right password only", async () => {
    expect(await attempt(null)).toEqual(CODE_REQUIRED);
    expect(await attempt(null, { password: "not the password" })).toMatchObject({
      problem: "wrong_credentials",
    });
    expect(await attempt("000000", { password: "not the password" })).toMatchObject({
      problem: "wrong_credentials",
    });
    expect(await attempt("000000")).toEqual(WRONG_CODE);
    expect(await attempt(codeAt(platform, secret))).toMatchObject({ ok: true });
  });

  it("says so at the door, and opens no session", async () => {
    const browser = new TestBrowser();
    const asked = await browser.signIn(person.email, PASSWORD);
    expect(asked).toMatchObject({
      status: 401,
      body: { url: expect.stringContaining("error=code_required") },
    });
    const wrong = await browser.signIn(person.email, PASSWORD, "000000");
    expect(wrong).toMatchObject({ status: 401, body: { url: expect.stringContaining("error=wrong_code") } });
    expect(await browser.sessionId()).toBeNull();
    expect((await browser.signIn(person.email, PASSWORD, codeAt(platform, secret))).status).toBe(200);
    expect(await browser.sessionId()).not.toBeNull();
  });

  it.each([-1, 0, 1])("takes the code of the step %i away", async (steps) => {
    passTime(platform, 60);
    expect(await attempt(codeAt(platform, secret, steps))).toMatchObject({ ok: true });
  });

  it.each([-2, 2])("refuses the code of the step %i away", async (steps) => {
    passTime(platform, 90);
    expect(await attempt(codeAt(platform, secret, steps))).toEqual(WRONG_CODE);
  });

  it("takes a code once, and none of an earlier step after it", async () => {
    passTime(platform, 60);
    expect(await attempt(codeAt(platform, secret))).toMatchObject({ ok: true });
    expect(await attempt(codeAt(platform, secret))).toEqual(WRONG_CODE);
    expect(await attempt(codeAt(platform, secret, -1))).toEqual(WRONG_CODE);
    expect(await attempt(codeAt(platform, secret, 1))).toMatchObject({ ok: true });
  });

  it("takes one code of many equal ones that come at the same time", async () => {
    const code = codeAt(platform, secret);
    const results = await Promise.all(
      Array.from({ length: 5 }, (_, place) => attempt(code, { address: `203.0.113.${place}` })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 4 }, () => WRONG_CODE));
  });

  it("takes a recovery code once, however it is typed, and the history says so", async () => {
    const [first = "", second = ""] = recoveryCodes;
    const typed = `${first.slice(0, 4)}-${first.slice(4, 8)} ${first.slice(8).toUpperCase()}`;
    expect(await attempt(typed)).toMatchObject({ ok: true });
    expect(await attempt(first)).toEqual(WRONG_CODE);
    const many = await Promise.all(
      Array.from({ length: 4 }, (_, place) => attempt(second, { address: `203.0.113.${place}` })),
    );
    expect(many.filter(({ ok }) => ok)).toHaveLength(1);
    const used = (await historyOf(platform, organizationId)).filter(
      (action) => action === "second_factor.recovery_code_used",
    );
    expect(used).toHaveLength(2);
    const browser = await signedIn(person, codeAt(platform, secret));
    expect((await accountOf(browser)).secondFactor.unusedRecoveryCodes).toBe(8);
  });

  it("does not take somebody else's recovery code", async () => {
    const other = await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId] });
    const theirs = await enrol(platform, await signedIn(other));
    expect(await attempt(theirs.recoveryCodes[0] ?? "")).toEqual(WRONG_CODE);
  });

  it("allows ten wrong codes in a window, wherever they come from, with the right one then too", async () => {
    for (let place = 0; place < 10; place += 1) {
      expect(await attempt("000000", { address: `203.0.113.${place}` })).toEqual(WRONG_CODE);
    }
    const right = () => attempt(codeAt(platform, secret), { address: "192.0.2.50" });
    expect(await right()).toEqual(THROTTLED);
    passTime(platform, 15 * 60 + 1);
    expect(await right()).toMatchObject({ ok: true });
  });

  it("does not forgive wrong codes for a right one", async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let place = 0; place < 5; place += 1) {
        await attempt("000000", { address: `203.0.113.${place}` });
      }
      const result = await attempt(codeAt(platform, secret), { address: "192.0.2.50" });
      expect(result).toMatchObject(round === 0 ? { ok: true } : THROTTLED);
      passTime(platform, 30);
    }
  });

  it("counts an attempt without a code neither as failed nor as forgiven", async () => {
    await expect.poll(() => historyOf(platform, organizationId)).toContain("second_factor.enabled");
    const before = await historyOf(platform, organizationId);
    for (let count = 0; count < 4; count += 1) await attempt(null, { password: "not the password" });
    for (let count = 0; count < 10; count += 1) expect(await attempt(null)).toEqual(CODE_REQUIRED);
    await attempt(null, { password: "not the password" });
    expect(await attempt(codeAt(platform, secret))).toEqual(THROTTLED);
    const failures = async () => (await historyOf(platform, organizationId)).slice(before.length);
    await expect.poll(failures).toEqual(Array.from({ length: 5 }, () => "session.sign_in_failed"));
  });

  it("opens no session for a password proven before codes were set up", async () => {
    const other = await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId] });
    await platform.database.owner
      .begin(async (tx) => {
        await tx`select from users where id = ${other.userId} for update`;
        await tx`insert into second_factors (user_id, sealed_secret, created_at, confirmed_at)
        values (${other.userId}, 'sealed', now(), now())`;
        const origin = { requestId: "req_test", address: null, userAgent: null };
        const result = signIn(platform.runtime, other.email, PASSWORD, origin);
        await expect
          .poll(
            () => platform.database.owner`select from pg_stat_activity
            where datname = current_database() and usename = 'nuvera_app' and wait_event_type = 'Lock'`,
            { timeout: 10_000 },
          )
          .toHaveLength(1);
        return { result };
      })
      .then(async ({ result }) => expect(await result).toMatchObject({ ok: false }));
  });
});

describe("giving one-time codes up", () => {
  it("needs a fresh proof, ends other sessions and lets the password alone in again", async () => {
    const browser = await signedIn(person);
    const { secret } = await enrol(platform, browser);
    const other = await signedIn(person, codeAt(platform, secret));
    passTime(platform, 601);
    expect(await browser.send(uiApi.secondFactor("disable"))).toMatchObject({
      status: 403,
      body: { error: { reason: "proof_required", details: { prove: ["password", "code"] } } },
    });
    const proof = { password: PASSWORD, code: codeAt(platform, secret) };
    expect((await browser.send(uiApi.accountProof, proof)).status).toBe(200);
    expect((await browser.send(uiApi.secondFactor("disable"))).status).toBe(200);
    expect((await other.call("GET", uiApi.account)).status).toBe(401);
    expect(await accountOf(browser)).toMatchObject({
      secondFactor: { enabled: false, confirmedAt: null, unusedRecoveryCodes: 0 },
    });
    expect(await attempt(null)).toMatchObject({ ok: true });
    expect((await browser.send(uiApi.secondFactor("disable"))).status).toBe(409);
    expect(await historyOf(platform, organizationId)).toContain("second_factor.disabled");
  });

  it("replaces recovery codes with a fresh proof, and the old ones are worth nothing", async () => {
    const browser = await signedIn(person);
    const { secret, recoveryCodes } = await enrol(platform, browser);
    passTime(platform, 601);
    const replace = () => browser.send(uiApi.secondFactor("recovery-codes"));
    expect((await replace()).status).toBe(403);
    await browser.send(uiApi.accountProof, { password: PASSWORD, code: codeAt(platform, secret) });
    const answer = await replace();
    expect(answer.status).toBe(200);
    const fresh = z.object({ recoveryCodes: z.array(z.string()) }).parse(answer.body).recoveryCodes;
    expect(await attempt(recoveryCodes[0] ?? "")).toEqual(WRONG_CODE);
    expect(await attempt(fresh[0] ?? "")).toMatchObject({ ok: true });
    expect(await historyOf(platform, organizationId)).toContain("second_factor.recovery_codes_replaced");
  });
});

describe("staff", () => {
  const look = pureOperation({
    name: "look",
    summary: "Look at nothing",
    permission: "ORGANIZATIONS_READ",
    input: z.strictObject({}),
    output: z.strictObject({ seen: z.boolean() }),
    run: async () => ({ seen: true }),
  });
  const handler = hubEndpoint(look, { place: "deployment" });
  const lookWith = (browser: TestBrowser) => browser.call("GET", "/api/ui/hub/look", { handler });

  it("without codes may set them up, and do nothing else until they have", async () => {
    const staff = await makeAccount(platform, { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
    const browser = await signedIn(staff);
    expect(await lookWith(browser)).toMatchObject({
      status: 403,
      body: { error: { reason: "second_factor_required" } },
    });
    await enrol(platform, browser);
    expect(await lookWith(browser)).toMatchObject({ status: 200, body: { seen: true } });
    expect(await browser.send(uiApi.secondFactor("disable"))).toMatchObject({
      status: 403,
      body: { error: { reason: "second_factor_required" } },
    });
    expect((await lookWith(browser)).status).toBe(200);
  });

  it("alone reach the hub: others are told that the path does not exist", async () => {
    const customer = await makeAccount(platform, { kind: "CUSTOMER" });
    const nobody = await lookWith(new TestBrowser());
    expect(nobody.status).toBe(401);
    for (const stranger of [person, customer]) {
      const browser = await signedIn(stranger);
      expect(await lookWith(browser)).toMatchObject({
        status: 404,
        body: { error: { message: noSuchPath().message } },
      });
      await enrol(platform, browser);
      expect((await lookWith(browser)).status).toBe(404);
    }
  });

  it("and customers of the platform stand in the operator's own history", async () => {
    const staff = await makeAccount(platform, { kind: "OPERATOR", role: "NUVERA_ADMIN" });
    const customer = await makeAccount(platform, { kind: "CUSTOMER" });
    for (const someone of [staff, customer]) {
      await enrol(platform, await signedIn(someone));
      expect(await historyOf(platform, OPERATOR_ORGANIZATION_ID, someone.userId)).toEqual([
        "session.signed_in",
        "second_factor.enabled",
      ]);
    }
  });
});

it("a person of two organizations stands in the history of both", async () => {
  const second = await makeOrganization(platform);
  const member = await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId, second] });
  await enrol(platform, await signedIn(member));
  for (const organization of [organizationId, second]) {
    expect(await historyOf(platform, organization, member.userId)).toEqual([
      "session.signed_in",
      "second_factor.enabled",
    ]);
  }
  expect(await historyOf(platform, OPERATOR_ORGANIZATION_ID, member.userId)).toEqual([]);
});
