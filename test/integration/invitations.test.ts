import "next/dist/server/node-environment-baseline.js";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "@/lib/auth/sign-in";
import { newUuid, toPublicId } from "@/lib/ids";
import { mailSealPurpose } from "@/lib/operations/mail";
import { runOperation } from "@/lib/operations/run";
import { getTeam } from "@/lib/operations/team/get";
import { inviteMember, revokeInvitation } from "@/lib/operations/team/invitations";
import { changeMemberRole, removeMember } from "@/lib/operations/team/members";
import type { PartnerRole } from "@/lib/permissions";
import { uiApi } from "@/lib/routes";
import type { CreatedInvitation } from "@/lib/schemas/team";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import { forgetWhatIsOver } from "@/lib/server/maintenance";
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
    const body = openSealedSecret(
      String(mail?.sealed_body),
      mailSealPurpose(String(mail?.id)),
      platform.runtime.peppers,
    );
    expect(body).toContain(link);
    // Names are whatever somebody typed in.
    expect(mail?.subject).toBe("You are invited to an organization on Nuvera");
    expect(body).toMatch(/^You are invited to join an organization on Nuvera/);
    expect(body).toContain('calls itself "Inviting Ltd"; who invites you goes by "The owner"');
  });

  it.each([
    ["accepted", (created: CreatedInvitation) => accept(created, { newAccount: NEW_ACCOUNT })],
    ["withdrawn", (created: CreatedInvitation) => revoke(created.invitation.id)],
  ])("leaves no link in the outbox once it is %s", async (_, end) => {
    const created = await invite();
    await end(created);
    const bodies = await platform.database.owner`select sealed_body from mails where recipient = ${email}`;
    expect(bodies.map((row) => row.sealed_body)).toEqual([null]);
  });

  it("is one of fifty a day of its organization, and says when there can be more", async () => {
    for (let count = 0; count < 50; count += 1) await invite("VIEWER", `${newUuid()}@example.com`);
    await expect(invite()).rejects.toMatchObject({
      status: 429,
      reason: "rate_limited",
      message: "An organization sends at most 50 invitations a day. Try again in 24 h.",
      headers: { "Retry-After": "86400" },
    });
    expect(await platform.database.owner`select from mails where recipient = ${email}`).toHaveLength(0);
    platform.clock.now = new Date(platform.clock.now.getTime() + 86_401_000);
    await invite();
  });

  it("is one of three an hour to its address, whichever organizations invite", async () => {
    for (let count = 0; count < 3; count += 1) {
      organizationId = await makeOrganization(platform);
      owner = await makeMember(platform, organizationId, "OWNER");
      await invite("VIEWER", email);
    }
    organizationId = await makeOrganization(platform);
    owner = await makeMember(platform, organizationId, "OWNER");
    await expect(invite("VIEWER", email.toUpperCase())).rejects.toEqual(refused(429, "rate_limited"));
    await invite("VIEWER", `${newUuid()}@example.com`);
    platform.clock.now = new Date(platform.clock.now.getTime() + 3_601_000);
    await invite("VIEWER", email);
  });

  it("can be sent again where a hundred are open, while no other can be made", async () => {
    await invite();
    await platform.database.owner`insert into invitations
      (id, organization_id, email, role, secret_digest, created_at, created_by_name, expires_at)
      select gen_random_uuid(), ${organizationId}, n || '@example.com', 'VIEWER', '', now(), 'A', now() + interval '1 day'
        from generate_series(1, 99) n`;
    await expect(invite("VIEWER", `${newUuid()}@example.com`)).rejects.toEqual(refused(409, "conflict"));
    await invite();
  });

  it("is forgotten ninety days after it was settled, and not while it is open", async () => {
    const settled = await invite();
    await revoke(settled.invitation.id);
    const open = await invite("VIEWER", `${newUuid()}@example.com`);
    const kept = async () => {
      const rows = await platform.database
        .owner`select id from invitations where organization_id = ${organizationId}`;
      return rows.map(({ id }) => toPublicId("invitation", String(id)));
    };
    const day = 86_400_000;
    platform.clock.now = new Date(platform.clock.now.getTime() + 90 * day - 1000);
    await forgetWhatIsOver(platform.runtime);
    expect(await kept()).toHaveLength(2);
    platform.clock.now = new Date(platform.clock.now.getTime() + 2000);
    await forgetWhatIsOver(platform.runtime);
    expect(await kept()).toEqual([open.invitation.id]);
    platform.clock.now = new Date(platform.clock.now.getTime() + 7 * day);
    await forgetWhatIsOver(platform.runtime);
    expect(await kept()).toEqual([]);
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

describe("the power of who invites", () => {
  const statusOf = async (created: CreatedInvitation) => (await lookUp(created, secretOf(created))).body;

  it("ends with their membership, and their open invitations with it", async () => {
    const theirs = await invite("VIEWER", email, as(admin, "ADMIN"));
    const others = await invite("VIEWER", `${newUuid()}@example.com`);
    const input = { userId: admin.id };
    await runOperation(platform.runtime, as(owner, "OWNER"), removeMember, input, TEST_ORIGIN);
    expect(await statusOf(theirs)).toMatchObject({ status: "revoked" });
    expect(await statusOf(others)).toMatchObject({ status: "open" });
    expect((await history()).at(-1)).toMatchObject({
      action: "invitation.revoked",
      actor_label: owner.displayName,
      target_id: theirs.invitation.id,
      before: { email, role: "VIEWER" },
      after: { invitedBy: admin.id },
    });
    const [mail] = await platform.database.owner`select sealed_body from mails where recipient = ${email}`;
    expect(mail?.sealed_body).toBeNull();
  });

  it("shrinks with their role: what they could not invite to any more ends, the rest stays", async () => {
    const second = await makeMember(platform, organizationId, "OWNER", "Second owner");
    const toOwner = await invite("OWNER", email, as(second, "OWNER"));
    const toViewer = await invite("VIEWER", `${newUuid()}@example.com`, as(second, "OWNER"));
    const demote = (role: PartnerRole) =>
      runOperation(
        platform.runtime,
        as(owner, "OWNER"),
        changeMemberRole,
        { userId: second.id, role },
        TEST_ORIGIN,
      );
    await demote("ADMIN");
    expect(await statusOf(toOwner)).toMatchObject({ status: "revoked" });
    expect(await statusOf(toViewer)).toMatchObject({ status: "open" });
    await demote("DEVELOPER");
    expect(await statusOf(toViewer)).toMatchObject({ status: "revoked" });
  });

  it.each([
    ["who is no member any more", () => null],
    ["whose role is too low by now", () => "DEVELOPER"],
  ])("is asked again at the acceptance: an invitation of somebody %s is a 409", async (_, role) => {
    const created = await invite("VIEWER", email, as(admin, "ADMIN"));
    const { owner: sql } = platform.database;
    if (role() === null) await sql`delete from memberships where user_id = ${admin.uuid}`;
    else await sql`update memberships set role = ${role()} where user_id = ${admin.uuid}`;
    const { status, body } = await accept(created, { newAccount: NEW_ACCOUNT });
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: { message: expect.stringContaining("cannot invite to this role") } });
    expect(await membersWith(email)).toEqual([]);
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
      expect((await lookUp(created, secretOf(created))).body).toMatchObject({ hasAccount: false });
      expect((await accept(created, { newAccount: NEW_ACCOUNT })).status).toBe(409);
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
