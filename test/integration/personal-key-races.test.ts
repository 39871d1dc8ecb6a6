/** Personal keys that are made, or used, while what they depend on changes. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createPersonalKey } from "@/lib/operations/personal-keys/create";
import { runOperation } from "@/lib/operations/run";
import { changeMemberRole, removeMember } from "@/lib/operations/team/members";
import type { UserPrincipal } from "@/lib/principal";
import { expectRefusal } from "@/test/integration/support/answers";
import { CUSTOMERS, minimalCustomer } from "@/test/integration/support/customers";
import { makeMember, openTestSession, principalOf } from "@/test/integration/support/members";
import { type Answer, makeOrganization, TEST_ORIGIN } from "@/test/integration/support/partner";
import { callWithKey, makePersonalKey, setPolicy } from "@/test/integration/support/personal-keys";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

/** PostgreSQL looks for a circle once, a second after it began to wait; who waits longer is not the one that gives way. */
const PAST_DEADLOCK_TIMEOUT_MILLISECONDS = 1_300;

let platform: TestPlatform;
let organizationId: string;
let owner: UserPrincipal;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  organizationId = await makeOrganization(platform);
  const person = await makeMember(platform, organizationId, "OWNER");
  owner = principalOf(platform, organizationId, person, "OWNER");
});

const remove = (userId: string) =>
  runOperation(platform.runtime, owner, removeMember, { userId }, TEST_ORIGIN);
const demote = (userId: string) =>
  runOperation(platform.runtime, owner, changeMemberRole, { userId, role: "VIEWER" }, TEST_ORIGIN);

async function untilWaiting(count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const [row] = await platform.database.owner`select count(*)::integer as waiting from pg_stat_activity
        where datname = current_database() and usename = 'nuvera_app' and wait_event_type = 'Lock'`;
      if (row?.waiting !== count) throw new Error(`${row?.waiting} of ${count} wait.`);
    },
    { timeout: 10_000, interval: 20 },
  );
}

describe("a key that its maker makes meanwhile", () => {
  it.each([
    ["removal", remove, 0],
    ["demotion", demote, 1],
  ] as const)("does not stop the maker's %s", async (_, change, livingKeys) => {
    const person = await makeMember(platform, organizationId, "MEMBER");
    const second = await openTestSession(platform, person);
    const maker = { ...principalOf(platform, organizationId, person, "MEMBER"), sessionId: second };
    let outcomes: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
    await platform.database.owner.begin(async (tx) => {
      // Something else that the person does holds up the change half-way.
      await tx`select id from sessions where id = ${person.sessionId} for update`;
      const changed = change(person.id);
      await untilWaiting(1);
      const made = runOperation(platform.runtime, maker, createPersonalKey, { name: "CI" }, TEST_ORIGIN);
      outcomes = Promise.allSettled([changed, made]);
      await sleep(PAST_DEADLOCK_TIMEOUT_MILLISECONDS);
    });
    const [changed, made] = await outcomes;
    expect(changed).toMatchObject({ status: "fulfilled" });
    const ended = { status: "rejected", reason: { reason: "session_missing" } };
    if (made?.status !== "fulfilled") expect(made).toMatchObject(ended);
    const [row] = await platform.database.owner`select count(*)::integer as living from personal_api_keys
      where user_id = ${person.uuid} and revoked_at is null`;
    expect(row?.living).toBe(made?.status === "fulfilled" ? livingKeys : 0);
  });
});

describe("a request that is under way", () => {
  const suspend = () =>
    platform.database.owner`update organizations set suspended_at = now() where id = ${organizationId}`;
  const turnOff = () => setPolicy(platform, organizationId, "off");

  it.each([
    ["is suspended", suspend, 401, "organization_suspended"],
    ["turns personal keys off", turnOff, 403, "personal_keys_disabled"],
  ] as const)("changes nothing any more once the organization %s", async (_, change, status, reason) => {
    const key = await makePersonalKey(platform, organizationId);
    const create = () =>
      callWithKey(platform, key, "POST", CUSTOMERS, { body: JSON.stringify(minimalCustomer()) });
    let answer: Promise<Answer | null> = Promise.resolve(null);
    await platform.database.owner.begin(async (tx) => {
      await tx`select user_id from memberships where user_id = ${key.maker.userId} for update`;
      answer = create();
      await untilWaiting(1);
      await change();
    });
    expect(await answer).toMatchObject({ status: 503 });
    const [row] = await platform.database.owner`select count(*)::integer as customers from customers
      where organization_id = ${organizationId}`;
    expect(row?.customers).toBe(0);
    expectRefusal(await create(), status, reason);
  });
});
