import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countDueSubjects, listDueSubjects } from "@/db/queries/screening";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { screenDueSubjects } from "@/lib/operations/screening/job";
import { createRuntime } from "@/lib/runtime";
import { CUSTOMERS, createCustomer, minimalPerson } from "@/test/integration/support/customers";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { historyAbout } from "@/test/integration/support/reviews";
import { type Entry, importEntries, screeningOf } from "@/test/integration/support/screening";
import { uuidOf } from "@/test/integration/support/tenants";

const COMPANY = "Northern Sail Logistics Ltd";
const NOBODY: Entry = { id: "z", name: "Somebody Else" };
const LISTED: Entry = { id: "o-1", schema: "Company", name: "Northern Sail Logistics", topics: "sanction" };

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  await platform.database.owner`update applications set rate_limit_per_second = 1000`;
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  await screenDueSubjects(platform.runtime);
});
afterEach(async () => {
  await platform.database.owner`truncate watchlists, watchlist_entries, watchlist_names, watchlist_imports`;
  await platform.database
    .owner`update screening_subjects set list_sequence = 0, next_due_at = '2999-01-01', retry_after = null`;
});

const pass = (hours: number) => {
  platform.clock.now = new Date(platform.clock.now.getTime() + hours * 3600 * 1000);
};
const due = () => listDueSubjects(platform.runtime.database, { now: platform.clock.now, limit: 1_000 });
const subjectOf = async (id: string, by = application) => (await screeningOf(platform, by, id)).subject;

describe("a subject", () => {
  it("is due a day after its last screening, whatever happened to the lists", async () => {
    await importEntries(platform, [NOBODY]);
    const id = await createCustomer(platform, application, { persons: [minimalPerson()] });
    const first = await subjectOf(id);
    pass(23.9);
    expect(await due()).toEqual([]);
    expect(await screenDueSubjects(platform.runtime)).toBe(0);
    pass(0.2);
    expect(await due()).toHaveLength(2);
    expect(await screenDueSubjects(platform.runtime)).toBe(2);
    const second = await subjectOf(id);
    expect(second.lastScreenedAt).toBe(platform.clock.now.toISOString());
    expect(Date.parse(second.nextDueAt) - Date.parse(first.nextDueAt)).toBeGreaterThan(24 * 3600 * 1000);
    expect(await due()).toEqual([]);
    // Nothing came of it, so the history says nothing.
    expect(await historyAbout(platform, first.subjectId)).toEqual([]);
  });

  it("is due at once after an import into its environment, and found by what is new", async () => {
    await importEntries(platform, [NOBODY]);
    const live = await makeApplication(platform, { environment: "production" });
    const [id, other] = [
      await createCustomer(platform, application, { companyName: COMPANY }),
      await createCustomer(platform, live, { companyName: COMPANY }),
    ];
    pass(1);
    await importEntries(platform, [LISTED], { list: "more", environments: ["sandbox"] });
    expect(new Set((await due()).map(({ environment }) => environment))).toEqual(new Set(["sandbox"]));
    await screenDueSubjects(platform.runtime);
    expect(await subjectOf(id)).toMatchObject({
      openMatchCount: 1,
      paymentHold: true,
      onboardingBlocked: true,
    });
    expect(await subjectOf(other, live)).toMatchObject({ openMatchCount: 0 });
    const [completed, held] = await historyAbout(platform, (await subjectOf(id)).subjectId);
    expect(completed).toMatchObject({ action: "screening.completed", actor: "system Screening" });
    expect(held).toMatchObject({ action: "screening.hold_changed", actor: "system Screening" });
  });

  it("is let go when the list no longer names it", async () => {
    await importEntries(platform, [LISTED]);
    const id = await createCustomer(platform, application, { companyName: COMPANY });
    await importEntries(platform, [NOBODY]);
    await screenDueSubjects(platform.runtime);
    const screening = await screeningOf(platform, application, id);
    expect(screening).toMatchObject({ subject: { paymentHold: false, openMatchCount: 0 }, openMatches: [] });
    const answer = await call(platform, application, "GET", `${CUSTOMERS}/${id}`);
    expect(answer.body).toMatchObject({ screening: { paymentHold: false, onboardingBlocked: false } });
  });

  it("that was never screened is, as soon as somebody looks", async () => {
    const id = await createCustomer(platform, application, { companyName: COMPANY });
    expect(await subjectOf(id)).toMatchObject({ lastScreenedAt: null, openMatchCount: 0 });
    const { query } = await screeningOf(platform, application, id);
    expect(query).toMatchObject({ datasetScope: "none", dataVersion: null });
    await importEntries(platform, [LISTED]);
    await screenDueSubjects(platform.runtime);
    expect(await subjectOf(id)).toMatchObject({
      lastScreenedAt: platform.clock.now.toISOString(),
      openMatchCount: 1,
    });
  });

  it("whose person is gone without a word is closed", async () => {
    await importEntries(platform, [NOBODY]);
    const id = await createCustomer(platform, application, { persons: [minimalPerson()] });
    const [person] = (await screeningOf(platform, application, id)).related;
    await platform.database
      .owner`delete from customer_persons where id = ${uuidOf(person?.subject.entityId ?? "")}`;
    pass(25);
    await screenDueSubjects(platform.runtime);
    expect((await screeningOf(platform, application, id)).related).toEqual([]);
    expect(await due()).toEqual([]);
  });
});

describe("working off what is due", () => {
  it("goes over every organization, each in its own scope", async () => {
    await importEntries(platform, [NOBODY]);
    const others = [
      await makeApplication(platform),
      await makeApplication(platform, { environment: "production" }),
    ];
    const ids = new Map<TestApplication, string>();
    for (const by of [application, ...others]) {
      ids.set(by, await createCustomer(platform, by, { companyName: COMPANY }));
    }
    await importEntries(platform, [LISTED]);
    await screenDueSubjects(platform.runtime);
    for (const [by, id] of ids) expect(await subjectOf(id, by)).toMatchObject({ openMatchCount: 1 });
    const rows = await platform.database.owner`
      select count(*)::integer as strays from screening_matches m join screening_subjects s on s.id = m.subject_id
       where (m.organization_id, m.environment) <> (s.organization_id, s.environment)`;
    expect(rows).toEqual([{ strays: 0 }]);
  });

  it("is done by several processes at once without a match being found twice", async () => {
    await importEntries(platform, [NOBODY]);
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      ids.push(await createCustomer(platform, application, { companyName: COMPANY }));
    }
    await importEntries(platform, [LISTED]);
    const another = createRuntime(platform.runtime.settings, { clock: () => platform.clock.now });
    try {
      await Promise.all([screenDueSubjects(platform.runtime), screenDueSubjects(another)]);
    } finally {
      await another.database.close();
    }
    for (const id of ids) {
      const { subject } = await screeningOf(platform, application, id);
      expect(subject.openMatchCount).toBe(1);
      const actions = (await historyAbout(platform, subject.subjectId)).map(({ action }) => action);
      expect(actions).toEqual(["screening.completed", "screening.hold_changed"]);
    }
    expect(await due()).toEqual([]);
  });

  it("is not held up by one that fails, which is tried again later", async () => {
    await importEntries(platform, [NOBODY]);
    const bad = await createCustomer(platform, application, { companyName: COMPANY });
    const good = await createCustomer(platform, application, { companyName: COMPANY });
    await importEntries(platform, [LISTED]);
    const { owner } = platform.database;
    await owner.unsafe(`create function fail_for_test() returns trigger language plpgsql as
      $$ begin if new.list_sequence <> old.list_sequence and new.entity_id = '${uuidOf(bad)}' then
        raise exception 'no'; end if; return new; end $$`);
    await owner`create trigger fail_for_test before update on screening_subjects
      for each row execute function fail_for_test()`;
    try {
      await screenDueSubjects(platform.runtime);
      expect(await subjectOf(good)).toMatchObject({ openMatchCount: 1 });
      expect(await subjectOf(bad)).toMatchObject({ openMatchCount: 0 });
      expect(await due()).toEqual([]);
    } finally {
      await owner`drop trigger fail_for_test on screening_subjects`;
      await owner`drop function fail_for_test()`;
    }
    pass(0.2);
    await screenDueSubjects(platform.runtime);
    expect(await subjectOf(bad)).toMatchObject({ openMatchCount: 1 });
  });

  it("ends with the process that does it", async () => {
    await importEntries(platform, [NOBODY]);
    const id = await createCustomer(platform, application, { companyName: COMPANY });
    await importEntries(platform, [LISTED]);
    expect(await screenDueSubjects(platform.runtime, AbortSignal.abort())).toBe(0);
    expect(await subjectOf(id)).toMatchObject({ openMatchCount: 0 });
    expect(await due()).not.toEqual([]);
  });

  it("is counted for staff", async () => {
    await importEntries(platform, [NOBODY]);
    await createCustomer(platform, application);
    const scope = { organizationId: OPERATOR_ORGANIZATION_ID, environment: null };
    const count = () =>
      platform.runtime.database.inScope(scope, (tx) => countDueSubjects(tx, platform.clock.now));
    await screenDueSubjects(platform.runtime);
    expect(await count()).toEqual({ sandbox: 0, production: 0 });
    await importEntries(platform, [LISTED], { environments: ["sandbox"] });
    expect((await count()).sandbox).toBeGreaterThan(0);
    expect((await count()).production).toBe(0);
  });
});
