import "next/dist/server/node-environment-baseline.js";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "@/lib/auth/sign-in";
import { newUuid, toPublicId } from "@/lib/ids";
import { mailSealPurpose } from "@/lib/operations/mail";
import { runOperation } from "@/lib/operations/run";
import { getTeam } from "@/lib/operations/team/get";
import { inviteMember, revokeInvitation } from "@/lib/operations/team/invitations";
import type { PartnerRole } from "@/lib/permissions";
import { uiApi } from "@/lib/routes";
import type { CreatedInvitation } from "@/lib/schemas/team";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import {
  callUi,
  makeMember,
  makePerson,
  openTestSession,
  principalOf,
  type TestPerson,
} from "@/test/integration/support/members";
import { makeOrganization, TEST_ORIGIN } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const NEW_ACCOUNT = { displayName: "Ida Invited", password: "correct horse battery" };

let platform: TestPlatform;
let organizationId: string;
let owner: TestPerson;
let admin: TestPerson;
let email: string;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  organizationId = await makeOrganization(platform, "Inviting Ltd");
  owner = await makeMember(platform, organizationId, "OWNER");
  admin = await makeMember(platform, organizationId, "ADMIN");
  email = `${newUuid()}@example.com`;
});

const as = (person: TestPerson, role: PartnerRole) => principalOf(platform, organizationId, person, role);

function invite(
  role: PartnerRole = "DEVELOPER",
  to = email,
  by = as(owner, "OWNER"),
): Promise<CreatedInvitation> {
  return runOperation(platform.runtime, by, inviteMember, { email: to, role }, TEST_ORIGIN);
}

const revoke = (invitationId: string, by = as(owner, "OWNER")) =>
  runOperation(platform.runtime, by, revokeInvitation, { invitationId }, TEST_ORIGIN);

const secretOf = ({ link }: CreatedInvitation) => link.slice(link.indexOf("#") + 1);

function lookUp({ invitation }: CreatedInvitation, secret: string) {
  return callUi(platform, null, "POST", uiApi.invitation(invitation.id, "look-up"), { secret });
}

function accept(created: CreatedInvitation, body: object = {}, session: string | null = null) {
  const path = uiApi.invitation(created.invitation.id, "accept");
  return callUi(platform, session, "POST", path, { secret: secretOf(created), ...body });
}

async function membersWith(address: string) {
  return platform.database.owner`select m.role, u.kind, u.display_name from memberships m
    join users u on u.id = m.user_id where m.organization_id = ${organizationId} and u.email = ${address}`;
}

async function history() {
  return platform.database.owner`select action, actor_label, target_id, before, after from audit_events
    where organization_id = ${organizationId} order by sequence`;
}

const refused = (status: number, reason: string) => expect.objectContaining({ status, reason });

describe("an invitation", () => {
  it("has a link with 256 random bits in the fragment, of which only a digest is kept", async () => {
    const created = await invite();
    const { link, invitation } = created;
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1\/invite\/inv_[0-9a-f-]{36}#[\w-]{43}$/);
    expect(new URL(link).pathname).toBe(`/invite/${invitation.id}`);
    const secret = secretOf(created);
    const [row] = await platform.database.owner`select * from invitations where email = ${email}`;
    expect(row?.secret_digest).toEqual(createHash("sha256").update(secret).digest());
    const everything = await platform.database.owner`select row_to_json(i)::text as i from invitations i
      union all select row_to_json(a)::text from audit_events a union all select row_to_json(m)::text from mails m`;
    expect(JSON.stringify(everything)).not.toContain(secret);
  });

  it("goes out as a mail with the link, sealed at rest", async () => {
    const { link } = await invite();
    const [mail] = await platform.database
      .owner`select id, subject, sealed_body from mails where recipient = ${email}`;
    expect(mail?.subject).toBe("The owner invites you to Inviting Ltd on Nuvera");
    const body = openSealedSecret(
      String(mail?.sealed_body),
      mailSealPurpose(String(mail?.id)),
      platform.runtime.peppers,
    );
    expect(body).toContain(link);
  });

  it("stands in the history with address and role", async () => {
    const { invitation } = await invite("VIEWER");
    expect(await history()).toEqual([
      {
        action: "invitation.created",
        actor_label: owner.displayName,
        target_id: invitation.id,
        before: null,
        after: { email, role: "VIEWER", expiresAt: invitation.expiresAt },
      },
    ]);
  });

  it("of somebody who is a member already is a 409, in whatever case the address is written", async () => {
    await expect(invite("VIEWER", admin.email.toUpperCase())).rejects.toEqual(refused(409, "conflict"));
  });

  it("replaces the open one of the same address, whose link ends", async () => {
    const first = await invite("VIEWER");
    const second = await invite("DEVELOPER", email.toUpperCase());
    expect((await lookUp(first, secretOf(first))).body).toMatchObject({ status: "revoked" });
    expect((await accept(first, { newAccount: NEW_ACCOUNT })).status).toBe(409);
    const team = await runOperation(platform.runtime, as(owner, "OWNER"), getTeam, {}, TEST_ORIGIN);
    expect(team.invitations.map(({ id }) => id)).toEqual([second.invitation.id]);
    expect((await history()).map(({ action }) => action)).toEqual([
      "invitation.created",
      "invitation.revoked",
      "invitation.created",
    ]);
  });

  it("is one, when two invite the same address at the same moment", async () => {
    const outcomes = await Promise.allSettled([
      invite("VIEWER"),
      invite("MEMBER", email, as(admin, "ADMIN")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const team = await runOperation(platform.runtime, as(owner, "OWNER"), getTeam, {}, TEST_ORIGIN);
    expect(team.invitations).toHaveLength(1);
  });

  it("to become an owner is an owner's to make, to replace and to withdraw", async () => {
    await expect(invite("OWNER", email, as(admin, "ADMIN"))).rejects.toEqual(
      refused(403, "permission_missing"),
    );
    const { invitation } = await invite("OWNER");
    await expect(invite("VIEWER", email, as(admin, "ADMIN"))).rejects.toEqual(
      refused(403, "permission_missing"),
    );
    await expect(revoke(invitation.id, as(admin, "ADMIN"))).rejects.toEqual(
      refused(403, "permission_missing"),
    );
    await revoke(invitation.id);
  });

  it("of another organization is not there to withdraw", async () => {
    const { invitation } = await invite();
    const elsewhere = await makeOrganization(platform);
    const stranger = await makeMember(platform, elsewhere, "OWNER");
    const principal = principalOf(platform, elsewhere, stranger, "OWNER");
    await expect(revoke(invitation.id, principal)).rejects.toEqual(refused(404, "not_found"));
    await expect(revoke("inv_nonsense")).rejects.toEqual(refused(404, "not_found"));
    const [row] = await platform.database.owner`select revoked_at from invitations where email = ${email}`;
    expect(row?.revoked_at).toBeNull();
  });
});

describe("the link", () => {
  it("tells its holder what it invites to", async () => {
    const created = await invite("DEVELOPER");
    expect(await lookUp(created, secretOf(created))).toEqual({
      status: 200,
      body: {
        organizationName: "Inviting Ltd",
        email,
        role: "DEVELOPER",
        invitedBy: owner.displayName,
        expiresAt: created.invitation.expiresAt,
        status: "open",
        hasAccount: false,
      },
    });
  });

  it("with another secret or another id tells nothing", async () => {
    const created = await invite();
    const other = await invite("VIEWER", `${newUuid()}@example.com`);
    const wrong = [
      await lookUp(created, secretOf(other)),
      await lookUp(created, "guess"),
      await lookUp(
        { ...created, invitation: { ...created.invitation, id: "inv_nonsense" } },
        secretOf(created),
      ),
      await lookUp(
        { ...created, invitation: { ...created.invitation, id: toPublicId("invitation", newUuid()) } },
        secretOf(created),
      ),
      await accept({ ...created, link: "#guess" }, { newAccount: NEW_ACCOUNT }),
    ];
    for (const { status, body } of wrong) {
      expect(status).toBe(404);
      expect(JSON.stringify(body)).not.toContain(email);
    }
    expect(await membersWith(email)).toEqual([]);
  });

  it("makes a new account a member, who then signs in with the password", async () => {
    const created = await invite("DEVELOPER");
    const { status, body } = await accept(created, { newAccount: NEW_ACCOUNT });
    expect(status).toBe(200);
    expect(body).toEqual({ organizationId: toPublicId("organization", organizationId), email });
    expect(await membersWith(email)).toEqual([
      { role: "DEVELOPER", kind: "PARTNER", display_name: NEW_ACCOUNT.displayName },
    ]);
    const origin = { requestId: "req_test", address: "192.0.2.1", userAgent: null };
    expect(await signIn(platform.runtime, email, NEW_ACCOUNT.password, origin)).toMatchObject({ ok: true });
    const rows = await history();
    expect(rows.map(({ action, actor_label }) => [action, actor_label]).slice(0, 3)).toEqual([
      ["invitation.created", owner.displayName],
      ["invitation.accepted", NEW_ACCOUNT.displayName],
      ["member.added", NEW_ACCOUNT.displayName],
    ]);
    expect(rows[2]?.after).toMatchObject({ email, role: "DEVELOPER", invitationId: created.invitation.id });
    expect(JSON.stringify(rows)).not.toContain(secretOf(created));
  });

  it("works once, also when two accept at the same moment", async () => {
    const created = await invite();
    const answers = await Promise.all([
      accept(created, { newAccount: NEW_ACCOUNT }),
      accept(created, { newAccount: { ...NEW_ACCOUNT, displayName: "Somebody else" } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await membersWith(email)).toHaveLength(1);
    expect((await accept(created, { newAccount: NEW_ACCOUNT })).status).toBe(409);
    expect((await lookUp(created, secretOf(created))).body).toMatchObject({ status: "accepted" });
  });

  it("is either accepted or withdrawn, when both happen at the same moment", async () => {
    const created = await invite();
    const [accepted, withdrawn] = await Promise.allSettled([
      accept(created, { newAccount: NEW_ACCOUNT }),
      revoke(created.invitation.id),
    ]);
    const isMember = (await membersWith(email)).length === 1;
    expect(accepted).toMatchObject({ value: { status: isMember ? 200 : 409 } });
    expect(withdrawn.status).toBe(isMember ? "rejected" : "fulfilled");
  });

  it("ends after seven days, to the second, and says so", async () => {
    const created = await invite();
    platform.clock.now = new Date(Date.parse(created.invitation.expiresAt));
    const { status, body } = await accept(created, { newAccount: NEW_ACCOUNT });
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: { message: expect.stringContaining("expired") } });
    platform.clock.now = new Date(Date.parse(created.invitation.expiresAt) - 1000);
    expect((await accept(created, { newAccount: NEW_ACCOUNT })).status).toBe(200);
  });

  it("ends when it is withdrawn, and says so", async () => {
    const created = await invite();
    await revoke(created.invitation.id);
    const { status, body } = await accept(created, { newAccount: NEW_ACCOUNT });
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: { message: expect.stringContaining("withdrawn") } });
    await revoke(created.invitation.id);
    expect((await history()).map(({ action }) => action)).toEqual([
      "invitation.created",
      "invitation.revoked",
    ]);
  });

  it("gives no role, kind or address but its own", async () => {
    const created = await invite("VIEWER");
    for (const smuggled of [
      { role: "OWNER" },
      { email: "other@example.com" },
      { newAccount: { ...NEW_ACCOUNT, kind: "OPERATOR" } },
      { newAccount: { ...NEW_ACCOUNT, operatorRole: "NUVERA_ADMIN" } },
    ]) {
      expect((await accept(created, { newAccount: NEW_ACCOUNT, ...smuggled })).status).toBe(422);
    }
    expect((await accept(created, { newAccount: { ...NEW_ACCOUNT, password: "short" } })).status).toBe(422);
    expect(await membersWith(email)).toEqual([]);
  });

  it("is not taken from another site's page", async () => {
    const created = await invite();
    const path = uiApi.invitation(created.invitation.id, "accept");
    const body = { secret: secretOf(created), newAccount: NEW_ACCOUNT };
    const { status } = await callUi(platform, null, "POST", path, body, { "sec-fetch-site": "cross-site" });
    expect(status).toBe(403);
    expect(await membersWith(email)).toEqual([]);
  });
});

describe("somebody who has an account", () => {
  it("accepts with their session, and keeps it", async () => {
    const person = await makePerson(platform, "Paula Partner");
    const created = await invite("MEMBER", person.email.toUpperCase());
    expect((await lookUp(created, secretOf(created))).body).toMatchObject({ hasAccount: true });
    const session = await openTestSession(platform, person);
    expect((await accept(created, {}, session)).status).toBe(200);
    expect(await membersWith(person.email)).toMatchObject([
      { role: "MEMBER", display_name: "Paula Partner" },
    ]);
    expect(await platform.database.owner`select from sessions where id = ${session}`).toHaveLength(1);
  });

  it("is asked to sign in first, and cannot make a second account of the address", async () => {
    const person = await makePerson(platform, "Paula Partner");
    const created = await invite("MEMBER", person.email);
    expect((await accept(created)).status).toBe(401);
    expect((await accept(created, { newAccount: NEW_ACCOUNT })).status).toBe(409);
    expect(await membersWith(person.email)).toEqual([]);
  });

  it("cannot accept what is for another address", async () => {
    const created = await invite();
    const other = await makePerson(platform, "Somebody else");
    const { status, body } = await accept(created, {}, await openTestSession(platform, other));
    expect(status).toBe(403);
    expect(body).toMatchObject({ error: { message: expect.stringContaining(email) } });
    expect(await membersWith(other.email)).toEqual([]);
  });

  it.each([{ kind: "OPERATOR" as const, role: "NUVERA_ADMIN" as const }, { kind: "CUSTOMER" as const }])(
    "cannot accept as $kind",
    async (standing) => {
      const person = await makePerson(platform, "Not a partner", standing);
      const created = await invite("OWNER", person.email);
      expect((await accept(created, {}, await openTestSession(platform, person))).status).toBe(403);
      expect(await membersWith(person.email)).toEqual([]);
    },
  );

  it("is told when they are a member already", async () => {
    const person = await makePerson(platform, "Paula Partner");
    const created = await invite("MEMBER", person.email);
    await platform.database.owner`insert into memberships (organization_id, user_id, role, created_at)
      values (${organizationId}, ${person.uuid}, 'VIEWER', now())`;
    expect((await accept(created, {}, await openTestSession(platform, person))).status).toBe(409);
    expect(await membersWith(person.email)).toMatchObject([{ role: "VIEWER" }]);
  });
});
