import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyPassword } from "@/lib/auth/password";
import { type DataDirectory, openDataDirectory } from "@/lib/boot/data-directory";
import { type DemoUser, ensureDemoData } from "@/lib/boot/demo";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const ROLES = ["OWNER", "DEVELOPER", "VIEWER", "NUVERA_ADMIN", "CUSTOMER"];

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

  async function expectToSignIn(users: readonly DemoUser[]): Promise<void> {
    expect(users.map(({ role }) => role)).toEqual(ROLES);
    for (const { email, password } of users) {
      const [row] = await platform.database.owner`select password_hash from users where email = ${email}`;
      expect(await verifyPassword(String(row?.password_hash), password)).toBe(true);
    }
  }

  it("comes about once when two servers start together", async () => {
    const [first, second] = await Promise.all([ensure(), ensure()]);
    expect(second).toEqual(first);
    await expectToSignIn(first);
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
      { kind: "CUSTOMER", operator_role: null, role: null, slug: null },
    ]);
    const audited = await owner`select action, count(*)::int from audit_events group by 1 order by 1`;
    expect(audited.map((row) => ({ ...row }))).toEqual([
      { action: "customer.created", count: 3 },
      { action: "member.added", count: 3 },
      { action: "organization.created", count: 1 },
    ]);
  });

  it("keeps the passwords in a file for its owner alone, and they stay", async () => {
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
