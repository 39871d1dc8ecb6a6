import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newUuid, toPublicId } from "@/lib/ids";
import { createReplacementKey } from "@/lib/operations/applications/api-keys";
import { getApplication } from "@/lib/operations/applications/get";
import { runOperation } from "@/lib/operations/run";
import { type Place, uiApi } from "@/lib/routes";
import {
  callUi,
  enrolSecondFactor,
  makeMember,
  makePerson,
  openTestSession,
  principalOf,
  type TestPerson,
} from "@/test/integration/support/members";
import { makeApplication, TEST_ORIGIN, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  application = await makeApplication(platform);
});

const placeIn = (area: Place["area"]): Place => ({
  area,
  organizationId: toPublicId("organization", application.organizationId),
  environment: "sandbox",
});
const disable = (area: Place["area"] = "partner") =>
  uiApi.applicationPart(placeIn(area), application.applicationId, "disable");

/** A body that comes only after `happens`, which comes only after the request has begun to be read. */
function bodyAfter(happens: () => Promise<unknown>, content: unknown): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      pull: async (controller) => {
        await happens();
        controller.enqueue(new TextEncoder().encode(JSON.stringify(content)));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

async function isDisabled(): Promise<boolean> {
  const [row] = await platform.database.owner`
    select disabled_at from applications where id = ${application.applicationId.slice(4)}`;
  return row?.disabled_at !== null;
}

const sessionMissing = { status: 401, body: { error: { reason: "session_missing" } } };
const sql = () => platform.database.owner;

describe("a request whose person loses their standing before its body has come", () => {
  it.each<[string, (person: TestPerson, session: string) => Promise<unknown>]>([
    ["is removed", ({ uuid }) => sql()`delete from memberships where user_id = ${uuid}`],
    [
      "gets another role",
      ({ uuid }) => sql()`update memberships set role = 'VIEWER' where user_id = ${uuid}`,
    ],
    ["changes the password", ({ uuid }) => sql()`update users set password_hash = 'new' where id = ${uuid}`],
    ["signs out", (_, session) => sql()`delete from sessions where id = ${session}`],
  ])("changes nothing: one who %s", async (_, happens) => {
    const person = await makeMember(platform, application.organizationId, "ADMIN");
    const session = await openTestSession(platform, person);
    const body = bodyAfter(() => happens(person, session), { reason: "Too late" });
    expect(await callUi(platform, session, "POST", disable(), body)).toMatchObject(sessionMissing);
    expect(await isDisabled()).toBe(false);
  });

  it("changes nothing: one whose session runs out", async () => {
    const person = await makeMember(platform, application.organizationId, "ADMIN");
    const session = await openTestSession(platform, person);
    const body = bodyAfter(async () => {
      platform.clock.now = new Date(platform.clock.now.getTime() + 3_600_000);
    }, {});
    expect(await callUi(platform, session, "POST", disable(), body)).toMatchObject(sessionMissing);
    expect(await isDisabled()).toBe(false);
  });

  it("changes nothing: staff who are staff no more", async () => {
    const staff = await makePerson(platform, "Nova", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
    await enrolSecondFactor(platform, staff);
    const session = await openTestSession(platform, staff);
    const demote = () => sql()`update users set operator_role = 'NUVERA_SUPPORT' where id = ${staff.uuid}`;
    const body = bodyAfter(demote, { reason: "Too late" });
    expect(await callUi(platform, session, "POST", disable("hub"), body)).toMatchObject(sessionMissing);
    expect(await isDisabled()).toBe(false);
  });

  it("changes something where nothing happens meanwhile", async () => {
    const person = await makeMember(platform, application.organizationId, "ADMIN");
    const session = await openTestSession(platform, person);
    const body = bodyAfter(async () => undefined, {});
    expect(await callUi(platform, session, "POST", disable(), body)).toMatchObject({ status: 200 });
    expect(await isDisabled()).toBe(true);
  });
});

describe("a change and the end of its session", () => {
  const waiting = async (count: number) => {
    const [row] = await sql()`select count(*)::integer as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (row?.waiting !== count) throw new Error(`${row?.waiting} of ${count} wait.`);
  };
  const rotateAs = (person: TestPerson, sessionId = person.sessionId) =>
    runOperation(
      platform.runtime,
      { ...principalOf(platform, application.organizationId, person, "ADMIN"), sessionId },
      createReplacementKey,
      { applicationId: application.applicationId },
      TEST_ORIGIN,
    );

  it("queue: one that comes while the person is being removed waits, and then changes nothing", async () => {
    const person = await makeMember(platform, application.organizationId, "ADMIN");
    let change: Promise<unknown> = Promise.resolve();
    await sql().begin(async (tx) => {
      await tx`delete from memberships where user_id = ${person.uuid}`;
      change = rotateAs(person).catch((error: unknown) => error);
      await vi.waitFor(() => waiting(1), { timeout: 15_000, interval: 20 });
    });
    expect(await change).toMatchObject({ status: 401, reason: "session_missing" });
  });

  it("queue: a removal waits for the change that has begun", async () => {
    const person = await makeMember(platform, application.organizationId, "ADMIN");
    let change: Promise<unknown> = Promise.resolve();
    let removal: Promise<unknown> = Promise.resolve();
    await sql().begin(async (tx) => {
      await tx`select id from applications where id = ${application.applicationId.slice(4)} for update`;
      change = rotateAs(person);
      await vi.waitFor(() => waiting(1), { timeout: 15_000, interval: 20 });
      removal = sql()`delete from memberships where user_id = ${person.uuid}`.execute();
      await vi.waitFor(() => waiting(2), { timeout: 15_000, interval: 20 });
    });
    expect(await change).toMatchObject({ apiKeyId: expect.stringMatching(/^key_/) });
    await removal;
    await expect(rotateAs(person)).rejects.toMatchObject({ status: 401 });
  });

  it("are of one person: somebody else's session, or one that never was, carries no change", async () => {
    const [one, other] = [
      await makeMember(platform, application.organizationId, "ADMIN"),
      await makeMember(platform, application.organizationId, "ADMIN"),
    ];
    for (const sessionId of [other.sessionId, newUuid()]) {
      await expect(rotateAs(one, sessionId)).rejects.toMatchObject({ reason: "session_missing" });
    }
    const input = { applicationId: application.applicationId };
    const reader = principalOf(platform, application.organizationId, one, "ADMIN");
    const view = await runOperation(platform.runtime, reader, getApplication, input, TEST_ORIGIN);
    expect(view.apiKeys).toHaveLength(1);
  });
});

describe("two owners who remove each other at the same moment", () => {
  it("are one removed and one refused, never failed, by whichever lock they meet at", async () => {
    const { organizationId } = application;
    const team = { area: "partner", organizationId: placeIn("partner").organizationId } as const;
    for (let round = 0; round < 4; round += 1) {
      const one = await makeMember(platform, organizationId, "OWNER");
      const other = await makeMember(platform, organizationId, "OWNER");
      const remove = async (actor: TestPerson, member: TestPerson) =>
        callUi(
          platform,
          await openTestSession(platform, actor),
          "POST",
          uiApi.memberAction(team, member.id, "remove"),
          {},
        );
      const answers = await Promise.all([remove(one, other), remove(other, one)]);
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses[0]).toBe(200);
      expect([401, 404, 409]).toContain(statuses[1]);
      await sql()`delete from memberships where user_id in (${one.uuid}, ${other.uuid})`;
    }
  });

  it("hear of a deadlock as a conflict", async () => {
    const { organizationId } = application;
    const team = { area: "partner", organizationId: placeIn("partner").organizationId } as const;
    const one = await makeMember(platform, organizationId, "OWNER");
    const other = await makeMember(platform, organizationId, "OWNER");
    const session = await openTestSession(platform, one);
    let answer: ReturnType<typeof callUi> | undefined;
    // Holds what the removal wants last, and then wants what the removal holds.
    await sql().begin(async (tx) => {
      await tx`select id from sessions where user_id = ${other.uuid} for key share`;
      answer = callUi(platform, session, "POST", uiApi.memberAction(team, other.id, "remove"), {});
      await vi.waitFor(() => waitingForOther(), { timeout: 15_000, interval: 20 });
      await tx`set local deadlock_timeout = '1min'`;
      await tx`select id from organizations where id = ${organizationId} for update`;
    });
    expect(await answer).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
  });

  async function waitingForOther(): Promise<void> {
    const [row] = await sql()`select count(*)::integer as waiting from pg_stat_activity
      where datname = current_database() and usename = 'nuvera_app' and wait_event_type = 'Lock'`;
    if (row?.waiting !== 1) throw new Error("The removal does not wait yet.");
  }
});
