import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Transaction } from "@/db/client";
import { replacePasswordHash } from "@/db/queries/users";
import { memberships } from "@/db/schema";
import { hashPassword } from "@/lib/auth/password";
import { findSession } from "@/lib/auth/session";
import { type SignInResult, signIn } from "@/lib/auth/sign-in";
import { newUuid } from "@/lib/ids";
import { closeRuntime, createRuntime, provideRuntime } from "@/lib/runtime";
import { forgetWhatIsOver } from "@/lib/server/maintenance";
import { makeOrganization } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const PASSWORD = "correct horse battery";
const OTHER_PASSWORD = "another horse battery";
const HOME = "198.51.100.7";
const WRONG = { ok: false, problem: "wrong_credentials" };
const THROTTLED = { ok: false, problem: "throttled", retryAfterSeconds: expect.any(Number) };

let platform: TestPlatform;
let passwordHash: string;
let otherHash: string;
let organizationId: string;
let userId: string;
let email: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  [passwordHash, otherHash] = await Promise.all([hashPassword(PASSWORD), hashPassword(OTHER_PASSWORD)]);
});
afterAll(() => platform.stop());
beforeEach(async () => {
  const { owner } = platform.database;
  await owner`delete from sign_in_throttles`;
  organizationId = await makeOrganization(platform);
  ({ userId, email } = await makePerson(organizationId));
});

/** An admin of the organization, with the password. */
async function makePerson(organization: string): Promise<{ userId: string; email: string }> {
  const { owner } = platform.database;
  const id = newUuid();
  await owner`insert into users (id, email, display_name, kind, password_hash, created_at)
    values (${id}, ${`${id}@example.com`}, 'A member', 'PARTNER', ${passwordHash}, now())`;
  await owner`insert into memberships (organization_id, user_id, role, created_at)
    values (${organization}, ${id}, 'ADMIN', now())`;
  return { userId: id, email: `${id}@example.com` };
}

function attempt(password = PASSWORD, options: { email?: string; address?: string } = {}) {
  const origin = { requestId: "req_test", address: options.address ?? HOME, userAgent: "test" };
  return signIn(platform.runtime, options.email ?? email, password, origin);
}

function sessionIdOf(result: SignInResult): string {
  if (!result.ok) throw new Error(`The sign-in was refused: ${result.problem}.`);
  return result.sessionId;
}

async function isAlive(sessionId: string): Promise<boolean> {
  return (await findSession(platform.runtime.database, sessionId, platform.clock.now)) !== null;
}

async function historyOf(organization: string): Promise<string[]> {
  const rows = await platform.database
    .owner`select action from audit_events where organization_id = ${organization} order by sequence`;
  return rows.map(({ action }) => String(action));
}

/** Runs `work` while a transaction with `change` is open; the transaction is committed when `work` says so. */
async function duringTransaction(
  change: (tx: TestPlatform["database"]["owner"]) => Promise<unknown>,
  work: (commit: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { owner } = platform.database;
  const connection = await owner.reserve();
  let isOpen = true;
  const commit = async () => {
    isOpen = false;
    await connection`commit`;
  };
  try {
    await connection`begin`;
    await change(connection);
    await work(commit);
  } finally {
    if (isOpen) await connection`rollback`;
    connection.release();
  }
}

async function waitForBlockedStatement(): Promise<void> {
  await vi.waitFor(
    async () => {
      const blocked = await platform.database.owner`select pid from pg_stat_activity
        where datname = current_database() and usename = 'nuvera_app' and wait_event_type = 'Lock'`;
      expect(blocked.length).toBeGreaterThan(0);
    },
    { timeout: 10_000, interval: 20 },
  );
}

describe("signing in", () => {
  it("opens a session in whatever case the address is written, and the history says so", async () => {
    const sessionId = sessionIdOf(await attempt(PASSWORD, { email: ` ${email.toUpperCase()} ` }));
    const session = await findSession(platform.runtime.database, sessionId, platform.clock.now);
    expect(session).toMatchObject({ userId, email, memberships: [{ organizationId, role: "ADMIN" }] });
    expect(await historyOf(organizationId)).toEqual(["session.signed_in"]);
  });

  it("opens a new session each time; none is taken over", async () => {
    const first = sessionIdOf(await attempt());
    const second = sessionIdOf(await attempt());
    expect(second).not.toBe(first);
    expect(await isAlive(second)).toBe(true);
  });

  it.each([
    "nobody@example.com",
    "no address",
    "",
    "\u0000",
    "owner\u0000@example.com",
    "\ud800@example.com",
    "x".repeat(100_000),
  ])("takes %j for an unknown person", async (unknown) => {
    expect(await attempt(PASSWORD, { email: unknown })).toEqual(WRONG);
  });

  it("is not without its row in the history", async () => {
    const { owner } = platform.database;
    await owner`alter table audit_events add constraint no_sign_ins check (action <> 'session.signed_in') not valid`;
    try {
      await expect(attempt()).rejects.toThrow();
    } finally {
      await owner`alter table audit_events drop constraint no_sign_ins`;
    }
    expect(await owner`select id from sessions where user_id = ${userId}`).toHaveLength(0);
  });

  it("that fails as the server stops is in the history all the same", async () => {
    const leaving = createRuntime(platform.runtime.settings, { clock: () => platform.clock.now });
    provideRuntime(leaving);
    try {
      const origin = { requestId: "req_test", address: HOME, userAgent: "test" };
      expect(await signIn(leaving, email, "not the password", origin)).toEqual(WRONG);
      await closeRuntime();
    } finally {
      provideRuntime(platform.runtime);
    }
    expect(await historyOf(organizationId)).toEqual(["session.sign_in_failed"]);
  });

  it("does not make a failure wait for the history of the person's organizations, which still gets it", async () => {
    await platform.database.owner`insert into audit_heads (organization_id, sequence, hash)
      values (${organizationId}, 0, decode(repeat('00', 32), 'hex'))`;
    await duringTransaction(
      (tx) => tx`select from audit_heads where organization_id = ${organizationId} for update`,
      async (commit) => {
        const answer = await Promise.race([attempt("not the password"), sleep(5_000, "no answer")]);
        expect(answer).toEqual(WRONG);
        await waitForBlockedStatement();
        expect(await historyOf(organizationId)).toEqual([]);
        await commit();
      },
    );
    await expect.poll(() => historyOf(organizationId)).toEqual(["session.sign_in_failed"]);
  });
});

describe("a session ends at once", () => {
  const inOrganization = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    platform.runtime.database.inScope({ organizationId, environment: null }, work);

  it.each<[string, () => Promise<unknown>]>([
    ["the role changes", () => inOrganization((tx) => tx.update(memberships).set({ role: "VIEWER" }))],
    ["the membership is removed", () => inOrganization((tx) => tx.delete(memberships))],
    ["the password changes", () => replacePasswordHash(platform.runtime.database.db, userId, otherHash)],
    [
      "the person changes sides",
      () => platform.database.owner`
        update users set kind = 'OPERATOR', operator_role = 'NUVERA_SUPPORT' where id = ${userId}`,
    ],
  ])("when %s, on every device and for nobody else", async (_, change) => {
    const [here, there] = [sessionIdOf(await attempt()), sessionIdOf(await attempt())];
    const other = await makePerson(await makeOrganization(platform));
    const others = sessionIdOf(await attempt(PASSWORD, { email: other.email }));
    await change();
    expect(await Promise.all([here, there, others].map(isAlive))).toEqual([false, false, true]);
  });

  it("but not when nothing of that changes", async () => {
    const sessionId = sessionIdOf(await attempt());
    await inOrganization((tx) => tx.update(memberships).set({ role: "ADMIN", createdAt: new Date() }));
    await platform.database.owner`update users set display_name = 'Renamed' where id = ${userId}`;
    expect(await isAlive(sessionId)).toBe(true);
  });

  it("and is not opened at all with a password that changes while it is being checked", async () => {
    await duringTransaction(
      (tx) => tx`update users set password_hash = ${otherHash} where id = ${userId}`,
      async (commit) => {
        const result = attempt(PASSWORD);
        await waitForBlockedStatement();
        await commit();
        expect(await result).toEqual(WRONG);
      },
    );
    expect(await platform.database.owner`select id from sessions where user_id = ${userId}`).toHaveLength(0);
    expect(await attempt(OTHER_PASSWORD)).toMatchObject({ ok: true });
    await expect.poll(() => historyOf(organizationId)).toContain("session.sign_in_failed");
  });
});

describe("too many attempts", () => {
  const fail = (address: string, times: number, account = email) =>
    Promise.all(
      Array.from({ length: times }, () => attempt("not the password", { address, email: account })),
    );

  it("are refused after five for one person from one place, with the right password too, until the window ends", async () => {
    for (let count = 0; count < 5; count += 1) expect(await attempt("not the password")).toEqual(WRONG);
    expect(await attempt()).toEqual(THROTTLED);
    platform.clock.now = new Date(platform.clock.now.getTime() + 15 * 60_000 + 1_000);
    expect(await attempt()).toMatchObject({ ok: true });
  });

  it("count in full when they come at once", async () => {
    const results = await fail(HOME, 12);
    expect(results.filter((result) => !result.ok && result.problem === "wrong_credentials")).toHaveLength(5);
    expect(results.filter((result) => !result.ok && result.problem === "throttled")).toHaveLength(7);
  });

  it("by a stranger cannot lock me out", async () => {
    await fail("203.0.113.9", 120);
    expect(await attempt(PASSWORD, { address: "203.0.113.9" })).toEqual(THROTTLED);
    expect(await attempt()).toMatchObject({ ok: true });
  });

  it("on one account are refused after fifty wherever they come from", async () => {
    for (let place = 1; place <= 10; place += 1) await fail(`203.0.113.${place}`, 5);
    expect(await attempt()).toEqual(THROTTLED);
  });

  it("elsewhere do not lock me out of where I have signed in from in the last thirty days", async () => {
    const elsewhere = "198.51.100.8";
    const fill = async () => {
      for (let place = 1; place <= 10; place += 1) await fail(`203.0.113.${place}`, 5);
    };
    expect(await attempt()).toMatchObject({ ok: true });
    await fill();
    expect(await attempt(PASSWORD, { address: elsewhere })).toEqual(THROTTLED);
    expect(await attempt()).toMatchObject({ ok: true });
    platform.clock.now = new Date(platform.clock.now.getTime() + 30 * 86_400_000 - 1000);
    await forgetWhatIsOver(platform.runtime);
    await fill();
    expect(await attempt()).toMatchObject({ ok: true });
    platform.clock.now = new Date(platform.clock.now.getTime() + 30 * 86_400_000);
    await fill();
    expect(await attempt()).toEqual(THROTTLED);
  });

  it("of my own where I usually am are refused after five, and hold me up nowhere else", async () => {
    expect(await attempt()).toMatchObject({ ok: true });
    for (let place = 1; place <= 10; place += 1) await fail(`203.0.113.${place}`, 5);
    await fail(HOME, 4);
    expect(await attempt()).toMatchObject({ ok: true });
    await fail(HOME, 5);
    expect(await attempt()).toEqual(THROTTLED);
    expect(await attempt(PASSWORD, { address: "198.51.100.8" })).toMatchObject({ ok: true });
  });

  it("from one place are refused after a hundred, and then count for no more accounts", async () => {
    for (let person = 0; person < 20; person += 1) await fail(HOME, 5, `nobody${person}@example.com`);
    expect(await attempt()).toEqual(THROTTLED);
    expect(await attempt(PASSWORD, { address: "203.0.113.9" })).toMatchObject({ ok: true });
  });

  it("are forgiven by the right password", async () => {
    await fail(HOME, 4);
    expect(await attempt()).toMatchObject({ ok: true });
    await fail(HOME, 4);
    expect(await attempt()).toMatchObject({ ok: true });
  });

  it.each([
    ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"],
    ["2001:db8::1", "2001:DB8:0:0:1::", "2001:db8:0:1::1"],
    ["::1", "::2:0:0:1", "::1:0:0:0:1"],
    ["fe80::1%eth0", "fe80::2%eth0", "fe80:0:0:1::1"],
    ["198.51.100.1", "198.51.100.1", "198.51.100.2"],
  ])("from %s count for %s and not for %s", async (address, same, elsewhere) => {
    await fail(address, 5);
    expect(await attempt(PASSWORD, { address: same })).toEqual(THROTTLED);
    expect(await attempt(PASSWORD, { address: elsewhere })).toMatchObject({ ok: true });
  });
});
