import "next/dist/server/node-environment-baseline.js";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operatorCli } from "@/lib/auth/operator-cli";
import { signIn } from "@/lib/auth/sign-in";
import { type DataDirectory, openDataDirectory } from "@/lib/boot/data-directory";
import { type DemoUser, ensureDemoData } from "@/lib/boot/demo";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { listBeneficiaryQueue } from "@/lib/operations/beneficiaries/queue";
import { listCustomerQueue } from "@/lib/operations/customers/queue";
import { listPaymentQueue, listSettlementQueue } from "@/lib/operations/payments/queue";
import { runOperation } from "@/lib/operations/run";
import { listTicketQueue } from "@/lib/operations/tickets/queue";
import { runSimulatorOnce } from "@/lib/sandbox/simulator";
import { codeAt, passTime } from "@/test/integration/support/accounts";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const ROLES = ["OWNER", "DEVELOPER", "VIEWER", "NUVERA_ADMIN", "NUVERA_SUPPORT", "CUSTOMER"];
const QUEUES = {
  customers: listCustomerQueue,
  beneficiaries: listBeneficiaryQueue,
  payments: listPaymentQueue,
  settlements: listSettlementQueue,
  tickets: listTicketQueue,
};
const TITLES: Readonly<Record<string, readonly string[]>> = {
  customers: ["Harbour & Vale Trading Ltd", "Meridian Freight Services Ltd"],
  beneficiaries: ["Rhein Feinmechanik GmbH"],
  payments: ["PO-2291"],
  settlements: ["PO-2274"],
  tickets: ["When will PO-2274 arrive?", "How long does a review take?"],
};
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
    expect(Object.fromEntries(audited.map(({ action, count }) => [action, count]))).toMatchObject({
      "beneficiary.created": 2,
      "customer.created": 7,
      "document.created": 1,
      "member.added": 5,
      "organization.created": 2,
      "payment.created": 2,
      "ticket.created": 3,
      "watchlist.imported": 1,
    });
    const operators = await owner`
      select after ->> 'role' as role from audit_events where organization_id = ${OPERATOR_ORGANIZATION_ID}
       and action = 'member.added' order by sequence`;
    expect(operators.map(({ role }) => role)).toEqual(STAFF);
    await expectToSignIn(first);
  });

  it("has something in every queue of the staff", async () => {
    await ensure();
    const staff = operatorCli(OPERATOR_ORGANIZATION_ID, "sandbox");
    const origin = { requestId: "req_test", address: null, userAgent: null };
    for (const [queue, operation] of Object.entries(QUEUES)) {
      const { items } = await runOperation(platform.runtime, staff, operation, {}, origin);
      expect([queue, items.map(({ title }) => title)]).toEqual([queue, TITLES[queue]]);
    }
  });

  it("gives the sandbox's simulator something to do", async () => {
    await ensure();
    passTime(platform, 5);
    await runSimulatorOnce(platform.runtime);
    const reviewed = await platform.database.owner`
      select company_name, status from customers where environment = 'sandbox' order by id`;
    expect(reviewed.map(({ status }) => status)).toEqual([
      "APPROVED",
      "APPROVED",
      "DRAFT",
      "CORRECTION_REQUESTED",
    ]);
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
