import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { newUuid } from "@/lib/ids";
import { mailSealPurpose } from "@/lib/operations/mail";
import { uiApi } from "@/lib/routes";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import { forgetWhatIsOver } from "@/lib/server/maintenance";
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

const NEW_PASSWORD = "another horse battery";
const OVER = { status: 404, body: { error: { message: expect.stringContaining("Ask for a new link") } } };

let platform: TestPlatform;
let organizationId: string;
let person: TestAccount;
const stranger = new TestBrowser();

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  await platform.database.owner`delete from sign_in_throttles`;
  await platform.database.owner`delete from mails`;
  platform.clock.now = new Date(Math.floor(Date.now() / 30_000) * 30_000 + 10_000);
  organizationId = await makeOrganization(platform);
  person = await makeAccount(platform, { kind: "PARTNER", organizations: [organizationId] });
});

type Link = { resetId: string; secret: string };

/** The links in the mails to this person, oldest first, once there are `count`. */
async function linksTo({ email }: TestAccount, count: number): Promise<Link[]> {
  const rows = () => platform.database.owner`
    select id, sealed_body from mails
     where recipient = ${email} and subject = 'Set a new password' order by created_at, id`;
  await expect.poll(async () => (await rows()).length).toBe(count);
  return (await rows()).map((row) => {
    const { id, sealed_body: sealed } = z.object({ id: z.string(), sealed_body: z.string() }).parse(row);
    const body = openSealedSecret(sealed, mailSealPurpose(id), platform.runtime.peppers) ?? "";
    const [, resetId = "", secret = ""] =
      /http:\/\/127\.0\.0\.1\/reset\/(pwr_[^#\s]+)#(\S+)/.exec(body) ?? [];
    return { resetId, secret };
  });
}

async function askFor(email: string) {
  return stranger.send(uiApi.passwordResets, { email });
}

async function linkFor(someone: TestAccount): Promise<Link> {
  await askFor(someone.email);
  const [link] = await linksTo(someone, 1);
  if (link === undefined) throw new Error("There is no link.");
  return link;
}

async function twoLinks(): Promise<[Link, Link]> {
  await linkFor(person);
  await askFor(person.email);
  const [first, second] = await linksTo(person, 2);
  if (first === undefined || second === undefined) throw new Error("There are no two links.");
  return [first, second];
}

/** How many mails still hold a link to a new password. */
async function keptBodies(): Promise<number> {
  const rows = await platform.database.owner`select id from mails
    where recipient = ${person.email} and subject = 'Set a new password' and sealed_body is not null`;
  return rows.length;
}

const reset = ({ resetId, secret }: Link, newPassword = NEW_PASSWORD) =>
  stranger.send(uiApi.passwordReset(resetId), { secret, newPassword });

describe("a link for a new password", () => {
  it("sets it once, ends every session and stands in the history", async () => {
    const before = await signedIn(person);
    const link = await linkFor(person);
    expect((await reset(link)).status).toBe(200);
    expect((await before.call("GET", uiApi.account)).status).toBe(401);
    expect((await stranger.signIn(person.email, PASSWORD)).status).toBe(401);
    await signedIn(person, undefined, NEW_PASSWORD);
    expect(await reset(link, "a third horse battery")).toMatchObject(OVER);
    await signedIn(person, undefined, NEW_PASSWORD);
    expect(await historyOf(platform, organizationId, person.userId)).toContain("password.reset");
  });

  it("is used once when two come at the same time", async () => {
    const link = await linkFor(person);
    const both = await Promise.all([reset(link), reset(link, "a third horse battery")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404]);
  });

  it("is good for an hour", async () => {
    const link = await linkFor(person);
    passTime(platform, 3600);
    expect(await reset(link)).toMatchObject(OVER);
    await signedIn(person);
  });

  it("is good in its last second, and a password that is too short does not use it up", async () => {
    const link = await linkFor(person);
    passTime(platform, 3599);
    expect((await reset(link, "short")).status).toBe(422);
    expect((await reset(link)).status).toBe(200);
  });

  it("dies when the password changes or another one is used, and its mail is forgotten", async () => {
    const [first, second] = await twoLinks();
    expect((await reset(second)).status).toBe(200);
    expect(await reset(first)).toMatchObject(OVER);
    expect(await keptBodies()).toBe(0);
    passTime(platform, 901);
    await askFor(person.email);
    await expect.poll(keptBodies).toBe(1);
    const browser = await signedIn(person, undefined, NEW_PASSWORD);
    await browser.send(uiApi.accountPassword, { currentPassword: NEW_PASSWORD, newPassword: PASSWORD });
    expect(await keptBodies()).toBe(0);
    const open = await platform.database.owner`
      select id from password_resets where user_id = ${person.userId} and used_at is null`;
    expect(open).toHaveLength(0);
  });

  it("lives on when strangers ask for more, and no more than three are open", async () => {
    const mine = await linkFor(person);
    for (let place = 1; place <= 4; place += 1) {
      await new TestBrowser(`203.0.113.${place}`).send(uiApi.passwordResets, { email: person.email });
    }
    await platform.runtime.pending.settled();
    await linksTo(person, 3);
    expect((await reset(mine)).status).toBe(200);
  });

  it("can be had where its person has signed in from lately, whatever strangers ask for", async () => {
    await signedIn(person);
    const asked = [];
    for (let place = 1; place <= 6; place += 1) {
      const stranger = new TestBrowser(`203.0.113.${place}`);
      asked.push((await stranger.send(uiApi.passwordResets, { email: person.email })).status);
      await platform.runtime.pending.settled();
    }
    expect(asked).toEqual([200, 200, 200, 200, 200, 429]);
    passTime(platform, 1);
    expect((await askFor(person.email)).status).toBe(200);
    await platform.runtime.pending.settled();
    const open = await platform.database.owner`select created_at from password_resets
      where user_id = ${person.userId} order by created_at`;
    expect(open).toHaveLength(3);
    expect(open.at(-1)?.created_at).toEqual(platform.clock.now);
    expect(await keptBodies()).toBe(3);
  });

  it("is told to its person by mail once it was used: when, from where, and what to do", async () => {
    await reset(await linkFor(person));
    const [mail] = await platform.database.owner`
      select id, subject, sealed_body from mails where recipient = ${person.email} and subject <> 'Set a new password'`;
    expect(mail?.subject).toBe("Your password was reset");
    const body = openSealedSecret(
      String(mail?.sealed_body),
      mailSealPurpose(String(mail?.id)),
      platform.runtime.peppers,
    );
    const at = platform.clock.now.toISOString().slice(0, 16).replace("T", " at ");
    expect(body).toContain(`on ${at} UTC, from the address 192.0.2.1.`);
    expect(body).toMatch(/If it was not, set a new password at once.*http:\/\/127\.0\.0\.1\/reset\n/s);
  });

  it("is forgotten seven days after it was over", async () => {
    await linkFor(person);
    const kept = () =>
      platform.database.owner`select id from password_resets where user_id = ${person.userId}`;
    passTime(platform, 3600 + 7 * 86_400 - 1);
    await forgetWhatIsOver(platform.runtime);
    expect(await kept()).toHaveLength(1);
    passTime(platform, 2);
    await forgetWhatIsOver(platform.runtime);
    expect(await kept()).toHaveLength(0);
  });

  it("is nothing without its secret, or with another id", async () => {
    const link = await linkFor(person);
    expect(await reset({ ...link, secret: "x".repeat(43) })).toMatchObject(OVER);
    expect(await reset({ ...link, resetId: `pwr_${newUuid()}` })).toMatchObject(OVER);
    expect(await reset({ ...link, resetId: "none" })).toMatchObject(OVER);
    const [row] = await platform.database.owner`
      select encode(secret_digest, 'escape') as kept from password_resets where id = ${link.resetId.slice(4)}`;
    expect(JSON.stringify(row)).not.toContain(link.secret);
    expect((await reset(link)).status).toBe(200);
  });

  it("does not stand in for a one-time code", async () => {
    const staff = await makeAccount(platform, { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
    const { secret } = await enrol(platform, await signedIn(staff));
    expect((await reset(await linkFor(staff))).status).toBe(200);
    expect((await stranger.signIn(staff.email, NEW_PASSWORD)).text).toContain("code_required");
    await signedIn(staff, codeAt(platform, secret), NEW_PASSWORD);
  });

  it("lets somebody in who has been throttled for the old password", async () => {
    for (let count = 0; count < 6; count += 1) await stranger.signIn(person.email, "not the password");
    await reset(await linkFor(person));
    await signedIn(person, undefined, NEW_PASSWORD);
  });
});

describe("asking for a link", () => {
  it("is answered alike whether or not somebody has the address, without waiting for the mail", async () => {
    const { owner } = platform.database;
    const known = await owner.begin(async (tx) => {
      await tx`lock table mails, password_resets in access exclusive mode`;
      return askFor(person.email);
    });
    const answers = [
      known,
      await askFor("nobody@example.com"),
      await askFor("no address"),
      await askFor("\u0000"),
    ];
    for (const answer of answers) {
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: {} });
    }
    await linksTo(person, 1);
    expect(await owner`select id from mails`).toHaveLength(1);
  });

  it("writes to the address on file, however it was typed", async () => {
    await askFor(` ${person.email.toUpperCase()} `);
    await linksTo(person, 1);
  });

  it.each(["known", "unknown"])("is throttled per %s address and says how long", async (which) => {
    const email = which === "known" ? person.email : "nobody@example.com";
    for (let count = 0; count < 5; count += 1) expect((await askFor(email)).status).toBe(200);
    const refused = await askFor(email);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await askFor("somebody.else@example.com")).status).toBe(200);
  });

  it("is throttled per place", async () => {
    for (let count = 0; count < 20; count += 1) await askFor(`nobody${count}@example.com`);
    expect((await askFor(person.email)).status).toBe(429);
    const elsewhere = await new TestBrowser("198.51.100.9").send(uiApi.passwordResets, {
      email: person.email,
    });
    expect(elsewhere.status).toBe(200);
  });

  it("is refused from another site's page", async () => {
    const body = { email: person.email };
    const answer = await stranger.call("POST", uiApi.passwordResets, { body, site: "cross-site" });
    expect(answer).toMatchObject({ status: 403, body: { error: { reason: "cross_site_request" } } });
  });
});
