import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { resetCodes } from "@/lib/auth/reset-codes";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { runOperation } from "@/lib/operations/run";
import { createOperator } from "@/lib/operations/users/create-operator";
import { resetOperatorCodes } from "@/lib/operations/users/reset-operator-codes";
import { uiApi } from "@/lib/routes";
import { accountSchema } from "@/lib/schemas/account";
import { codeAt, enrol, makeAccount, PASSWORD, signedIn } from "@/test/integration/support/accounts";
import { TestBrowser } from "@/test/integration/support/browser";
import { makeOrganization } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

const own = operatorCli(OPERATOR_ORGANIZATION_ID, "sandbox");
const origin = operatorCliOrigin();

const create = (email: string, place = own) =>
  runOperation(
    platform.runtime,
    place,
    createOperator,
    { email, password: PASSWORD, role: "NUVERA_SUPPORT" },
    origin,
  );

const reset = (email: string) => runOperation(platform.runtime, own, resetOperatorCodes, { email }, origin);

describe("staff made at the command line", () => {
  it("sign in with the password alone until they have set up codes, and the operator's history says who came", async () => {
    const email = "new.staff@example.com";
    const { userId } = await create(email);
    const browser = await signedIn({ userId, email });
    const account = accountSchema.parse((await browser.call("GET", uiApi.account)).body);
    expect(account).toMatchObject({
      displayName: "new.staff",
      secondFactor: { required: true, enabled: false },
    });
    await enrol(platform, browser);
    expect((await new TestBrowser().signIn(email, PASSWORD)).text).toContain("code_required");
    const [row] = await platform.database.owner`
      select action, after from audit_events
       where organization_id = ${OPERATOR_ORGANIZATION_ID} and target_id = ${userId} order by sequence limit 1`;
    expect(row).toEqual({
      action: "member.added",
      after: { email, displayName: "new.staff", role: "NUVERA_SUPPORT" },
    });
    await expect(create(email.toUpperCase())).rejects.toMatchObject({ code: "conflict" });
  });

  it("are made in no partner's organization", async () => {
    const partner = operatorCli(await makeOrganization(platform), "sandbox");
    await expect(create("other@example.com", partner)).rejects.toThrow("operator's own organization");
  });

  it("who lost phone and recovery codes begin anew, all signed out", async () => {
    const email = "lost.phone@example.com";
    const { userId } = await create(email);
    const browser = await signedIn({ userId, email });
    const { secret } = await enrol(platform, browser);
    expect(await reset(email)).toEqual({ userId });
    expect((await browser.call("GET", uiApi.account)).status).toBe(401);
    const again = await signedIn({ userId, email });
    expect((await again.send(uiApi.secondFactor("begin"))).status).toBe(200);
    const old = await again.send(uiApi.secondFactor("confirm"), { code: codeAt(platform, secret) });
    expect(old.status).toBe(422);
    await expect(reset(email)).rejects.toMatchObject({ code: "conflict" });
    const rows = await platform.database.owner`
      select actor_label from audit_events where target_id = ${userId} and action = 'second_factor.disabled'`;
    expect(rows.map(({ actor_label }) => actor_label)).toEqual(["operator CLI"]);
  });

  it("alone can be given that: a partner's person cannot", async () => {
    const organizations = [await makeOrganization(platform)];
    const partner = await makeAccount(platform, { kind: "PARTNER", organizations });
    await enrol(platform, await signedIn(partner));
    await expect(reset(partner.email)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("people of partners who lost phone and recovery codes", () => {
  const give = (email: string, reason: string | null = "Ticket 12: phone lost, called back") =>
    resetCodes(platform.runtime, own, { email, reason }, origin);

  it("begin anew, all signed out; each of their organizations and their mailbox hear of it", async () => {
    const organizations = [await makeOrganization(platform), await makeOrganization(platform)];
    const partner = await makeAccount(platform, { kind: "PARTNER", organizations });
    const browser = await signedIn(partner);
    await enrol(platform, browser);
    expect(await give(partner.email.toUpperCase())).toEqual({ userId: `usr_${partner.userId}` });
    expect((await browser.call("GET", uiApi.account)).status).toBe(401);
    await signedIn(partner);
    const rows = await platform.database.owner`
      select organization_id, actor_label, actor_id, target_id, before, reason from audit_events
       where action = 'second_factor.disabled' and organization_id = any (${organizations}) order by organization_id`;
    expect(rows.map((row) => ({ ...row }))).toEqual(
      organizations.toSorted().map((organization) => ({
        organization_id: organization,
        actor_label: "operator CLI",
        actor_id: null,
        target_id: `usr_${partner.userId}`,
        before: { email: partner.email },
        reason: "Ticket 12: phone lost, called back",
      })),
    );
    const mails = await platform.database
      .owner`select subject from mails where recipient = ${partner.email} order by id`;
    expect(mails.map(({ subject }) => subject)).toEqual([
      "One-time codes were turned on",
      "Your one-time codes were reset",
    ]);
    await expect(give(partner.email)).rejects.toMatchObject({ code: "conflict" });
  });

  it("are not staff, nor nobody", async () => {
    const staff = await makeAccount(platform, { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
    await enrol(platform, await signedIn(staff));
    for (const email of [staff.email, "nobody@example.com"]) {
      await expect(give(email)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
