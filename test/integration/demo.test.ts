import "next/dist/server/node-environment-baseline.js";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "@/lib/auth/sign-in";
import { type DataDirectory, openDataDirectory } from "@/lib/boot/data-directory";
import { type DemoUser, ensureDemoData } from "@/lib/boot/demo";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { codeAt, passTime } from "@/test/integration/support/accounts";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const ROLES = ["OWNER", "DEVELOPER", "VIEWER", "NUVERA_ADMIN", "NUVERA_SUPPORT", "CUSTOMER"];
const STAFF = ["NUVERA_ADMIN", "NUVERA_SUPPORT"];

describe("the demo organization", () => {
  let platform: TestPlatform;
  let directory: DataDirectory;

  beforeAll(async () => {
    platform = await startTestPlatform();
    directory = await openDataDirectory(await mkdtemp(path.join(tmpdir(), "nuvera-demo-")));
  });
  afterAll(async () => {
    await platform.stop();
    await rm(directory.root, { recursive: true, force: true });
  });

  const ensure = () => ensureDemoData(platform.runtime, directory);

  /** Everybody with their password, staff with a code of their secret too, and not without. */
  async function expectToSignIn(users: readonly DemoUser[]): Promise<void> {
    expect(users.map(({ role }) => role)).toEqual(ROLES);
    passTime(platform, 60);
    const origin = { requestId: "req_test", address: null, userAgent: null };
    for (const { email, password, role, totpSecret } of users) {
      expect(totpSecret !== undefined).toBe(STAFF.includes(role));
      if (totpSecret !== undefined) {
        expect(await signIn(platform.runtime, email, password, origin)).toMatchObject({
          problem: "code_required",
        });
      }
      const code = totpSecret === undefined ? null : codeAt(platform, totpSecret);
      expect(await signIn(platform.runtime, email, password, origin, code)).toMatchObject({ ok: true });
    }
  }

  it("comes about once when two servers start together", async () => {
    const [first, second] = await Promise.all([ensure(), ensure()]);
    expect(second).toEqual(first);
    const { owner } = platform.database;
    const rows = await owner`
      select u.kind, u.operator_role, m.role, o.slug from users u
        left join memberships m on m.user_id = u.id left join organizations o on o.id = m.organization_id
       order by u.created_at, u.id`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { kind: "PARTNER", operator_role: null, role: "OWNER", slug: "demo" },
      { kind: "PARTNER", operator_role: null, role: "DEVELOPER", slug: "demo" },
      { kind: "PARTNER", operator_role: null, role: "VIEWER", slug: "demo" },
      { kind: "OPERATOR", operator_role: "NUVERA_ADMIN", role: null, slug: null },
      { kind: "OPERATOR", operator_role: "NUVERA_SUPPORT", role: null, slug: null },
      { kind: "CUSTOMER", operator_role: null, role: null, slug: null },
    ]);
    const audited = await owner`select action, count(*)::int from audit_events group by 1 order by 1`;
    expect(audited.map((row) => ({ ...row }))).toEqual([
      { action: "customer.created", count: 3 },
      { action: "member.added", count: 5 },
      { action: "organization.created", count: 2 },
    ]);
    const operators = await owner`
      select after ->> 'role' as role from audit_events where organization_id = ${OPERATOR_ORGANIZATION_ID}
       and action = 'member.added' order by sequence`;
    expect(operators.map(({ role }) => role)).toEqual(STAFF);
    await expectToSignIn(first);
  });

  it("keeps how they sign in in a file for its owner alone, and it stays", async () => {
    const users = await ensure();
    expect(JSON.parse(await readFile(directory.demoFile, "utf8"))).toEqual({ users });
    expect((await stat(directory.demoFile)).mode & 0o777).toBe(0o600);
    expect(await ensure()).toEqual(users);
  });

  it.each([
    ["lost", () => rm(directory.demoFile)],
    ["damaged", () => writeFile(directory.demoFile, '{ "users": [ {')],
  ])("gets new passwords when the file is %s", async (_, harm) => {
    const before = await ensure();
    await harm();
    const after = await ensure();
    expect(after.map(({ password }) => password)).not.toContain(before[0]?.password);
    await expectToSignIn(after);
    expect(await ensure()).toEqual(after);
  });

  it("gives staff of an older data folder one-time codes, and leaves everybody's password", async () => {
    const before = await ensure();
    const older = before
      .filter(({ role }) => role !== "NUVERA_SUPPORT")
      .map(({ email, password, role }) => ({ email, password, role }));
    await writeFile(directory.demoFile, JSON.stringify({ users: older }));
    await platform.database.owner`delete from users where email like 'support@%'`;
    await platform.database.owner`delete from second_factors`;
    const after = await ensure();
    const passwords = (users: readonly DemoUser[]) =>
      users.filter(({ role }) => role !== "NUVERA_SUPPORT").map(({ password }) => password);
    expect(passwords(after)).toEqual(passwords(before));
    await expectToSignIn(after);
    expect(await ensure()).toEqual(after);
  });

  it("gets people back who vanished, under their old passwords", async () => {
    const before = await ensure();
    const { owner } = platform.database;
    await owner`delete from memberships`;
    await owner`delete from users where email like 'owner@%' or email like 'admin@%'`;
    expect(await ensure()).toEqual(before);
    await expectToSignIn(before);
    const [members] = await owner`select count(*)::int from memberships`;
    expect(members).toEqual({ count: 3 });
  });
});
