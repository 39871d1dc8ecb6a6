import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUuid, OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { mailSealPurpose } from "@/lib/operations/mail";
import { uiApi } from "@/lib/routes";
import { accountSchema } from "@/lib/schemas/account";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import {
  codeAt,
  enrol,
  historyOf,
  makeAccount,
  PASSWORD,
  signedIn,
  type TestAccount,
} from "@/test/integration/support/accounts";
import { TestBrowser } from "@/test/integration/support/browser";
import { makeOrganization } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const NEW_PASSWORD = "another horse battery";

let platform: TestPlatform;
let organizationId: string;
let person: TestAccount;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  await platform.database.owner`delete from sign_in_throttles`;
  platform.clock.now = new Date(Math.floor(Date.now() / 30_000) * 30_000 + 10_000);
  organizationId = await makeOrganization(platform);
  person = await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId] });
});

async function accountOf(browser: TestBrowser) {
  const answer = await browser.call("GET", uiApi.account);
  return { status: answer.status, account: answer.status === 200 ? accountSchema.parse(answer.body) : null };
}

const change = (browser: TestBrowser, body: object = {}) =>
  browser.send(uiApi.accountPassword, { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, ...body });

describe("the account", () => {
  it("is the person's own, with the sessions that are open and which of them this is", async () => {
    const [here, there] = [await signedIn(person), await signedIn(person)];
    await signedIn(await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId] }));
    const { account } = await accountOf(here);
    expect(account).toMatchObject({ email: person.email, secondFactor: { enabled: false, required: false } });
    const ids = [await here.sessionId(), await there.sessionId()].map((id) => `ses_${id}`);
    expect(account?.sessions.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(account?.sessions.find(({ isCurrent }) => isCurrent)?.id).toBe(ids[0]);
    expect(account?.sessions[0]).toMatchObject({ address: "192.0.2.1", userAgent: "test" });
  });

  it("says of staff that codes are required, and is nobody's without a session", async () => {
    const staff = await makeAccount(platform, { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
    const { account } = await accountOf(await signedIn(staff));
    expect(account?.secondFactor).toMatchObject({ enabled: false, required: true });
    expect((await accountOf(new TestBrowser())).status).toBe(401);
  });
});

describe("changing the password", () => {
  it("ends every other session, and this one goes on with its id", async () => {
    const [here, there] = [await signedIn(person), await signedIn(person)];
    const id = await here.sessionId();
    expect((await change(here)).status).toBe(200);
    expect((await accountOf(there)).status).toBe(401);
    const { account } = await accountOf(here);
    expect(account?.sessions).toMatchObject([{ id: `ses_${id}`, isCurrent: true, userAgent: "test" }]);
    expect((await new TestBrowser().signIn(person.email, PASSWORD)).status).toBe(401);
    await signedIn(person, undefined, NEW_PASSWORD);
    expect(await historyOf(platform, organizationId, person.userId)).toContain("password.changed");
  });

  it("is told to the person by mail, with nothing of either password", async () => {
    const here = await signedIn(person);
    await change(here, { currentPassword: "not the password" });
    await change(here);
    const mails = await platform.database.owner`select id, subject, sealed_body from mails
      where recipient = ${person.email}`;
    expect(mails.map(({ subject }) => subject)).toEqual(["Your password was changed"]);
    const [mail] = mails;
    const { peppers } = platform.runtime;
    const body = openSealedSecret(String(mail?.sealed_body), mailSealPurpose(String(mail?.id)), peppers);
    expect(body).toMatch(/was changed on .* UTC, from the address 192\.0\.2\.1\./);
    for (const secret of [PASSWORD, NEW_PASSWORD]) expect(body).not.toContain(secret);
  });

  it("counts as a fresh proof, but does not lengthen the session", async () => {
    const here = await signedIn(person);
    const before = (await accountOf(here)).account?.sessions[0];
    platform.clock.now = new Date(platform.clock.now.getTime() + 3600_000);
    await change(here);
    const after = (await accountOf(here)).account?.sessions[0];
    expect(after).toEqual(before);
    expect((await here.send(uiApi.secondFactor("begin"))).status).toBe(200);
  });

  it.each([
    ["a wrong one", { currentPassword: "not the password" }, "currentPassword"],
    ["a short new one", { newPassword: "short" }, "newPassword"],
    ["the same again", { newPassword: PASSWORD }, "newPassword"],
  ])("is refused for %s, at its field, and nothing changes", async (_, body, path) => {
    const [here, there] = [await signedIn(person), await signedIn(person)];
    expect(await change(here, body)).toMatchObject({
      status: 422,
      body: { error: { details: { fields: [{ path }] } } },
    });
    expect((await accountOf(there)).status).toBe(200);
    await signedIn(person);
    expect(await historyOf(platform, organizationId, person.userId)).not.toContain("password.changed");
  });

  it("takes a code where codes are set up", async () => {
    const here = await signedIn(person);
    const { secret } = await enrol(platform, here);
    expect(await change(here)).toMatchObject({
      status: 422,
      body: { error: { details: { fields: [{ path: "code" }] } } },
    });
    expect((await change(here, { code: codeAt(platform, secret) })).status).toBe(200);
  });

  it("of two at the same time lets one win", async () => {
    const here = await signedIn(person);
    const both = await Promise.all(
      [NEW_PASSWORD, `${NEW_PASSWORD} 2`].map((newPassword) => change(here, { newPassword })),
    );
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await accountOf(here)).status).toBe(200);
  });
});

describe("ending a session", () => {
  it("ends that one at once, and the history says which", async () => {
    const [here, there] = [await signedIn(person), await signedIn(person)];
    const id = `ses_${await there.sessionId()}`;
    expect((await here.send(uiApi.endSession(id))).status).toBe(200);
    expect((await accountOf(there)).status).toBe(401);
    expect((await accountOf(here)).status).toBe(200);
    expect((await here.send(uiApi.endSession(id))).status).toBe(404);
    const [row] = await platform.database.owner`
      select target_kind, target_id, actor_id from audit_events
       where organization_id = ${organizationId} and action = 'session.ended'`;
    expect(row).toMatchObject({ target_kind: "session", target_id: id, actor_id: `usr_${person.userId}` });
  });

  it("does not end somebody else's, nor one that is none", async () => {
    const colleague = await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId] });
    const [here, theirs] = [await signedIn(person), await signedIn(colleague)];
    const foreign = `ses_${await theirs.sessionId()}`;
    for (const id of [foreign, `ses_${newUuid()}`, "ses_none", "none"]) {
      expect((await here.send(uiApi.endSession(id))).status).toBe(404);
    }
    expect((await accountOf(theirs)).status).toBe(200);
  });
});

describe("signing in as somebody without an organization", () => {
  it.each([
    ["staff", { kind: "OPERATOR", role: "NUVERA_ADMIN" }, "operator"],
    ["a customer of the platform", { kind: "CUSTOMER" }, "user"],
  ] as const)("puts %s into the operator's own history, failures too", async (_, standing, actorKind) => {
    const someone = await makeAccount(platform, standing);
    await new TestBrowser().signIn(someone.email, "not the password");
    await expect
      .poll(() => historyOf(platform, OPERATOR_ORGANIZATION_ID, someone.userId))
      .toEqual(["session.sign_in_failed"]);
    await signedIn(someone);
    const rows = await platform.database.owner`
      select action, actor_kind from audit_events
       where organization_id = ${OPERATOR_ORGANIZATION_ID} and actor_id = ${`usr_${someone.userId}`} order by sequence`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { action: "session.sign_in_failed", actor_kind: actorKind },
      { action: "session.signed_in", actor_kind: actorKind },
    ]);
  });
});
