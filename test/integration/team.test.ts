import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUuid, toPublicId } from "@/lib/ids";
import { getApplication } from "@/lib/operations/applications/get";
import { runOperation } from "@/lib/operations/run";
import { getTeam } from "@/lib/operations/team/get";
import { inviteMember } from "@/lib/operations/team/invitations";
import { changeMemberRole, removeMember } from "@/lib/operations/team/members";
import { PARTNER_ROLES, type PartnerRole } from "@/lib/permissions";
import { uiApi } from "@/lib/routes";
import {
  callUi,
  enrolSecondFactor,
  makeMember,
  makePerson,
  openTestSession,
  principalOf,
  type TestPerson,
} from "@/test/integration/support/members";
import {
  call,
  makeApplication,
  makeOrganization,
  operator,
  TEST_ORIGIN,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;
let organizationId: string;
let owner: TestPerson;
let admin: TestPerson;
let developer: TestPerson;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  organizationId = await makeOrganization(platform, "Team Ltd");
  owner = await makeMember(platform, organizationId, "OWNER");
  admin = await makeMember(platform, organizationId, "ADMIN");
  developer = await makeMember(platform, organizationId, "DEVELOPER");
});

const as = (person: TestPerson, role: PartnerRole, provenSecondsAgo = 0) =>
  principalOf(platform, organizationId, person, role, provenSecondsAgo);

type Principal = Parameters<typeof runOperation>[1];
const setRole = (principal: Principal, member: TestPerson, role: string) =>
  runOperation(platform.runtime, principal, changeMemberRole, { userId: member.id, role }, TEST_ORIGIN);
const remove = (principal: Principal, member: TestPerson) =>
  runOperation(platform.runtime, principal, removeMember, { userId: member.id }, TEST_ORIGIN);

async function roleOf(person: TestPerson): Promise<string | null> {
  const [row] = await platform.database.owner`select role from memberships
    where organization_id = ${organizationId} and user_id = ${person.uuid}`;
  return row === undefined ? null : String(row.role);
}

async function auditRows(action: string) {
  return platform.database
    .owner`select actor_label, target_id, before, after, reason, environment from audit_events
    where organization_id = ${organizationId} and action = ${action} order by sequence`;
}

async function isSignedIn(sessionId: string): Promise<boolean> {
  return (await platform.database.owner`select from sessions where id = ${sessionId}`).length === 1;
}

const refused = (status: number, reason: string) => expect.objectContaining({ status, reason });

describe("the team", () => {
  it("lists everybody with role, and whether they use one-time codes", async () => {
    await enrolSecondFactor(platform, owner);
    const team = await runOperation(platform.runtime, as(admin, "ADMIN"), getTeam, {}, TEST_ORIGIN);
    expect(team.members.map(({ userId, role, hasSecondFactor }) => [userId, role, hasSecondFactor])).toEqual([
      [admin.id, "ADMIN", false],
      [developer.id, "DEVELOPER", false],
      [owner.id, "OWNER", true],
    ]);
    expect(team.invitations).toEqual([]);
  });

  it("shows nobody of another organization", async () => {
    const elsewhere = await makeOrganization(platform);
    const stranger = await makeMember(platform, elsewhere, "OWNER");
    const team = await runOperation(platform.runtime, as(owner, "OWNER"), getTeam, {}, TEST_ORIGIN);
    expect(JSON.stringify(team)).not.toContain(stranger.id);
  });
});

describe("roles", () => {
  it("change with an audit row that names the person and both roles, and end their sessions", async () => {
    const session = await openTestSession(platform, developer);
    expect(await setRole(as(admin, "ADMIN"), developer, "VIEWER")).toMatchObject({ role: "VIEWER" });
    expect(await roleOf(developer)).toBe("VIEWER");
    expect(await isSignedIn(session)).toBe(false);
    expect(await auditRows("member.role_changed")).toEqual([
      {
        actor_label: admin.displayName,
        target_id: developer.id,
        before: { email: developer.email, role: "DEVELOPER" },
        after: { email: developer.email, role: "VIEWER" },
        reason: null,
        environment: null,
      },
    ]);
  });

  it("stay without an audit row when there is nothing to change", async () => {
    const session = await openTestSession(platform, developer);
    await setRole(as(owner, "OWNER"), developer, "DEVELOPER");
    expect(await isSignedIn(session)).toBe(true);
    expect(await auditRows("member.role_changed")).toEqual([]);
  });

  it.each([
    ["make an owner", () => developer, "OWNER"],
    ["make themselves an owner", () => admin, "OWNER"],
    ["change an owner", () => owner, "VIEWER"],
  ])("of others: an admin cannot %s", async (_, member, role) => {
    const before = await roleOf(member());
    await expect(setRole(as(admin, "ADMIN"), member(), role)).rejects.toEqual(
      refused(403, "permission_missing"),
    );
    expect(await roleOf(member())).toBe(before);
  });

  it("are read anew under the team's lock: a session of before a demotion does not help", async () => {
    await platform.database.owner`update memberships set role = 'VIEWER' where user_id = ${admin.uuid}`;
    await expect(setRole(as(admin, "ADMIN"), developer, "MEMBER")).rejects.toEqual(
      refused(401, "session_missing"),
    );
    const stale = { ...as(admin, "ADMIN"), sessionId: await openTestSession(platform, admin) };
    await expect(setRole(stale, developer, "MEMBER")).rejects.toEqual(refused(403, "permission_missing"));
    await expect(setRole(stale, admin, "ADMIN")).rejects.toEqual(refused(403, "permission_missing"));
  });

  it("cannot leave the organization without an owner", async () => {
    await expect(setRole(as(owner, "OWNER"), owner, "ADMIN")).rejects.toEqual(refused(409, "conflict"));
    expect(await roleOf(owner)).toBe("OWNER");
    await setRole(as(owner, "OWNER"), admin, "OWNER");
    await setRole(as(owner, "OWNER"), owner, "ADMIN");
    expect(await roleOf(owner)).toBe("ADMIN");
  });

  it("are changed by who has proven themselves lately only", async () => {
    await expect(setRole(as(owner, "OWNER", 601), developer, "ADMIN")).rejects.toEqual(
      refused(403, "proof_required"),
    );
    expect(await roleOf(developer)).toBe("DEVELOPER");
    await setRole(as(owner, "OWNER", 599), developer, "ADMIN");
  });

  it.each(["NUVERA_ADMIN", "owner", "", null, ["OWNER"]])("refuse %j, which is none", async (role) => {
    const call = runOperation(
      platform.runtime,
      as(owner, "OWNER"),
      changeMemberRole,
      { userId: developer.id, role },
      TEST_ORIGIN,
    );
    await expect(call).rejects.toEqual(refused(422, "validation_failed"));
  });
});

describe("removal", () => {
  it("ends membership and sessions at once, and stands in the history", async () => {
    const session = await openTestSession(platform, developer);
    await remove(as(admin, "ADMIN"), developer);
    expect(await roleOf(developer)).toBeNull();
    expect(await isSignedIn(session)).toBe(false);
    expect(await auditRows("member.removed")).toMatchObject([
      {
        actor_label: admin.displayName,
        target_id: developer.id,
        before: { email: developer.email, displayName: developer.displayName, role: "DEVELOPER" },
      },
    ]);
  });

  it("leaves the applications that the person created as they are, with the creator's name", async () => {
    const application = await makeApplication(platform, { organizationId });
    const uuid = application.applicationId.replace("app_", "");
    await platform.database
      .owner`update applications set created_by_user_id = ${developer.uuid} where id = ${uuid}`;
    await remove(as(owner, "OWNER"), developer);
    expect((await call(platform, application, "GET", "/api/v1/signature-check")).status).toBe(200);
    const { applicationId } = application;
    const principal = as(owner, "OWNER");
    const view = await runOperation(
      platform.runtime,
      principal,
      getApplication,
      { applicationId },
      TEST_ORIGIN,
    );
    expect(view.createdBy).toEqual({ id: developer.id, displayName: developer.displayName });
  });

  it.each(PARTNER_ROLES.filter((role) => role !== "OWNER"))("of oneself: a %s may leave", async (role) => {
    const person = await makeMember(platform, organizationId, role);
    await remove(as(person, role), person);
    expect(await roleOf(person)).toBeNull();
  });

  it("of an owner is an owner's, and never of the last one", async () => {
    const second = await makeMember(platform, organizationId, "OWNER", "Second owner");
    await expect(remove(as(admin, "ADMIN"), second)).rejects.toEqual(refused(403, "permission_missing"));
    await remove(as(owner, "OWNER"), second);
    await expect(remove(as(owner, "OWNER"), owner)).rejects.toEqual(refused(409, "conflict"));
    expect(await roleOf(owner)).toBe("OWNER");
  });

  it("leaves one owner when two remove each other at the same moment", async () => {
    for (let round = 0; round < 8; round += 1) {
      const one = await makeMember(platform, organizationId, "OWNER", "One");
      const other = await makeMember(platform, organizationId, "OWNER", "Other");
      await platform.database.owner`delete from memberships where user_id = ${owner.uuid}`;
      const outcomes = await Promise.allSettled([
        remove(as(one, "OWNER"), other),
        remove(as(other, "OWNER"), one),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const left = await Promise.all([roleOf(one), roleOf(other)]);
      expect(left.filter((role) => role === "OWNER")).toHaveLength(1);
      await platform.database.owner`delete from memberships where user_id in (${one.uuid}, ${other.uuid})`;
      owner = await makeMember(platform, organizationId, "OWNER");
    }
  });

  it("leaves one owner when two step down at the same moment", async () => {
    const other = await makeMember(platform, organizationId, "OWNER", "Other");
    await Promise.allSettled([
      setRole(as(owner, "OWNER"), owner, "MEMBER"),
      setRole(as(other, "OWNER"), other, "MEMBER"),
    ]);
    expect(
      (await Promise.all([roleOf(owner), roleOf(other)])).filter((role) => role === "OWNER"),
    ).toHaveLength(1);
  });

  it("asks for a recent proof", async () => {
    await expect(remove(as(owner, "OWNER", 601), developer)).rejects.toEqual(refused(403, "proof_required"));
    expect(await roleOf(developer)).toBe("DEVELOPER");
  });

  it.each([
    [
      "somebody of another organization",
      async () => makeMember(platform, await makeOrganization(platform), "VIEWER"),
    ],
    ["somebody of none", () => makePerson(platform, "Nobody")],
    ["an id of nothing", async () => ({ ...developer, id: toPublicId("user", newUuid()) })],
    ["no id at all", async () => ({ ...developer, id: "usr_'; drop table users" })],
  ])("of %s is a 404", async (_, find) => {
    await expect(remove(as(owner, "OWNER"), await find())).rejects.toEqual(refused(404, "not_found"));
  });

  it("works at the command line, which has no membership", async () => {
    await remove(operator(organizationId), developer);
    expect(await roleOf(developer)).toBeNull();
  });
});

describe("through the session door", () => {
  const place = (uuid = organizationId) =>
    ({ area: "partner", organizationId: toPublicId("organization", uuid) }) as const;

  it.each(["DEVELOPER", "MEMBER", "VIEWER"] as const)(
    "a %s neither reads nor changes the team",
    async (role) => {
      const person = await makeMember(platform, organizationId, role);
      const session = await openTestSession(platform, person);
      const calls = [
        await callUi(platform, session, "GET", uiApi.team(place())),
        await callUi(platform, session, "POST", uiApi.invitations(place()), {
          email: "a@example.com",
          role: "VIEWER",
        }),
        await callUi(platform, session, "POST", uiApi.memberAction(place(), person.id, "role"), {
          role: "OWNER",
        }),
        await callUi(platform, session, "POST", uiApi.memberAction(place(), owner.id, "remove"), {}),
      ];
      for (const { status, body } of calls) {
        expect(status).toBe(403);
        expect(body).toMatchObject({ error: { reason: "permission_missing" } });
      }
      expect(await roleOf(person)).toBe(role);
      expect(await roleOf(owner)).toBe("OWNER");
    },
  );

  it("another organization's team is not there, whoever asks", async () => {
    const elsewhere = await makeOrganization(platform);
    const theirs = await makeMember(platform, elsewhere, "VIEWER");
    const customer = await makePerson(platform, "A customer", { kind: "CUSTOMER" });
    for (const person of [owner, customer]) {
      const session = await openTestSession(platform, person);
      const answers = [
        await callUi(platform, session, "GET", uiApi.team(place(elsewhere))),
        await callUi(platform, session, "POST", uiApi.invitations(place(elsewhere)), {
          email: "a@example.com",
          role: "OWNER",
        }),
        await callUi(
          platform,
          session,
          "POST",
          uiApi.memberAction(place(elsewhere), theirs.id, "remove"),
          {},
        ),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
    const [{ count } = { count: 0 }] = await platform.database.owner`select count(*)::integer as count
      from invitations where organization_id = ${elsewhere}`;
    expect(count).toBe(0);
  });

  it("a body cannot name more than the contract does", async () => {
    const session = await openTestSession(platform, owner);
    const smuggled = {
      role: "VIEWER",
      organizationId: "org_x",
      createdAt: "2020-01-01T00:00:00Z",
      userId: owner.id,
    };
    const change = await callUi(
      platform,
      session,
      "POST",
      uiApi.memberAction(place(), developer.id, "role"),
      smuggled,
    );
    expect(change.status).toBe(422);
    const invite = await callUi(platform, session, "POST", uiApi.invitations(place()), {
      email: "a@example.com",
      role: "VIEWER",
      expiresAt: "2099-01-01T00:00:00Z",
      acceptedAt: null,
    });
    expect(invite.status).toBe(422);
    expect(await roleOf(developer)).toBe("DEVELOPER");
  });

  it("the reason stands in the history, and a page of another site changes nothing", async () => {
    const session = await openTestSession(platform, owner);
    const path = uiApi.memberAction(place(), developer.id, "role");
    const crossSite = await callUi(
      platform,
      session,
      "POST",
      path,
      { role: "VIEWER" },
      { "sec-fetch-site": "cross-site" },
    );
    expect(crossSite.status).toBe(403);
    expect(await roleOf(developer)).toBe("DEVELOPER");
    const change = await callUi(platform, session, "POST", path, { role: "VIEWER", reason: "left the team" });
    expect(change.status).toBe(200);
    expect(await auditRows("member.role_changed")).toMatchObject([{ reason: "left the team" }]);
  });

  it("operator staff read the team in the hub and change nothing; partners get the 404 of no such path", async () => {
    const staff = await makePerson(platform, "Sue Support", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
    await enrolSecondFactor(platform, staff);
    const hub = { ...place(), area: "hub" } as const;
    const session = await openTestSession(platform, staff);
    const read = await callUi(platform, session, "GET", uiApi.team(hub));
    expect(read.status).toBe(200);
    expect(read.body).toMatchObject({ members: [{}, {}, {}] });
    expect((await callUi(platform, session, "GET", uiApi.team(place()))).status).toBe(404);
    expect(
      (await callUi(platform, await openTestSession(platform, owner), "GET", uiApi.team(hub))).status,
    ).toBe(404);
  });

  it("a role that was changed counts from the next call on, for the session is gone", async () => {
    const session = await openTestSession(platform, admin);
    await setRole(as(owner, "OWNER"), admin, "VIEWER");
    expect((await callUi(platform, session, "GET", uiApi.team(place()))).status).toBe(401);
  });
});

describe("invitations by members", () => {
  it("to the powerful roles ask for a recent proof, to the others not", async () => {
    const invite = (role: string) =>
      runOperation(
        platform.runtime,
        as(owner, "OWNER", 601),
        inviteMember,
        { email: `${role}@example.com`, role },
        TEST_ORIGIN,
      );
    for (const role of ["OWNER", "ADMIN"]) {
      await expect(invite(role)).rejects.toEqual(refused(403, "proof_required"));
    }
    await invite("DEVELOPER");
  });
});
