import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listDueSubjects } from "@/db/queries/screening";
import { screenDueSubjects } from "@/lib/operations/screening/job";
import { uiApi } from "@/lib/routes";
import type { DispositionOutcome } from "@/lib/schemas/screening-kinds";
import {
  CUSTOMERS,
  createCustomer,
  idOf,
  minimalCustomer,
  minimalPerson,
  postCustomer,
} from "@/test/integration/support/customers";
import {
  callUi,
  enrolSecondFactor,
  makePerson,
  openTestSession,
  type TestPerson,
} from "@/test/integration/support/members";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtRow } from "@/test/integration/support/race";
import { decide, historyAbout, hubPlaceOf } from "@/test/integration/support/reviews";
import { rowDigests } from "@/test/integration/support/rows";
import { makeBeneficiary, minimalBeneficiary } from "@/test/integration/support/rows-of-the-api";
import {
  beneficiaryScreeningOf,
  decideMatch,
  type Entry,
  importEntries,
  onlyMatch,
  reviewOf,
  screeningOf,
} from "@/test/integration/support/screening";
import { uuidOf } from "@/test/integration/support/tenants";

const COMPANY = "Northern Sail Logistics Ltd";
const ENTRY: Entry = { id: "o-1", schema: "Company", name: "Northern Sail Logistics", topics: "sanction" };
const TWIN: Entry = { ...ENTRY, id: "o-2" };

let platform: TestPlatform;
let application: TestApplication;
let admin: TestPerson;
let support: TestPerson;
let session: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform, { environment: "production" });
  await platform.database.owner`update applications set rate_limit_per_second = 1000`;
  admin = await makePerson(platform, "Nova", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
  support = await makePerson(platform, "Remy", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  for (const person of [admin, support]) await enrolSecondFactor(platform, person);
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  session = await openTestSession(platform, admin);
  await importEntries(platform, [ENTRY]);
});

async function listedCustomer(by = application): Promise<{ id: string; subjectId: string; matchId: string }> {
  const id = await createCustomer(platform, by, { companyName: COMPANY });
  const screening = await screeningOf(platform, by, id);
  return { id, subjectId: screening.subject.subjectId, matchId: onlyMatch(screening) };
}

const review = (subjectId: string) => reviewOf(platform, session, application, subjectId);

const decideOn = (
  { subjectId, matchId }: { subjectId: string; matchId: string },
  outcome: DispositionOutcome,
  more: { replaces?: string; reason?: string; seenFingerprint?: string } = {},
) => decideMatch(platform, session, application, subjectId, { matchId, outcome, ...more });

const pass = (seconds: number) => {
  platform.clock.now = new Date(platform.clock.now.getTime() + seconds * 1000);
};

/** Imports, and has everybody screened against it. */
async function publish(entries: readonly Entry[]): Promise<void> {
  await importEntries(platform, entries);
  await screenDueSubjects(platform.runtime);
}

const dispositionsOf = (matchId: string) =>
  platform.database.owner<{ id: string; outcome: string }[]>`
    select id, outcome from screening_dispositions where match_id = ${uuidOf(matchId)} order by id`;

describe("what staff see", () => {
  it("is the partner's view, the customer, everything around it, and the history", async () => {
    const id = await createCustomer(platform, application, {
      companyName: COMPANY,
      persons: [minimalPerson()],
    });
    const beneficiary = await makeBeneficiary({ platform, application }, id);
    const own = await screeningOf(platform, application, id);
    const seen = await review(own.subject.subjectId);
    const { related, readOnlyReason: _, ...shared } = own;
    expect(seen).toMatchObject({
      ...shared,
      readOnlyReason: null,
      organizationName: "Test Org",
      environment: "production",
      customer: { id, companyName: COMPANY, status: "PENDING_REVIEW", registrationNumber: "12345678" },
      facts: expect.arrayContaining([{ label: "Name", value: COMPANY }]),
      history: [],
    });
    expect(seen.relatedSubjects.map(({ entityId }) => entityId).sort()).toEqual(
      [beneficiary, related[0]?.subject.entityId].sort(),
    );
  });

  it("is read only for support, who may not decide", async () => {
    const { subjectId, matchId } = await listedCustomer();
    const theirs = await openTestSession(platform, support);
    const seen = await reviewOf(platform, theirs, application, subjectId);
    expect(seen.readOnlyReason).toMatch(/role/);
    const answer = await decideMatch(platform, theirs, application, subjectId, {
      matchId,
      outcome: "TRUE_MATCH",
    });
    expect(answer).toMatchObject({ status: 403, body: { error: { reason: "permission_missing" } } });
  });

  it("is 404 for a subject of another organization or environment", async () => {
    const { subjectId } = await listedCustomer();
    const stranger = await makeApplication(platform, { environment: "production" });
    const sandbox = { ...application, environment: "sandbox" as const };
    for (const place of [stranger, sandbox]) {
      const target = uiApi.hubReview(hubPlaceOf(place), "screening", subjectId);
      expect(await callUi(platform, session, "GET", target)).toMatchObject({ status: 404 });
    }
  });
});

describe("a false positive", () => {
  it("clears the match, lifts hold and block, and stands in the history", async () => {
    const listed = await listedCustomer();
    const answer = await decideOn(listed, "FALSE_POSITIVE", { reason: "Another registration number" });
    expect(answer).toMatchObject({ status: 200 });
    const screening = await screeningOf(platform, application, listed.id);
    expect(screening).toMatchObject({
      subject: { paymentHold: false, onboardingBlocked: false, openMatchCount: 0 },
      openMatches: [],
      previouslyCleared: [
        {
          matchId: listed.matchId,
          disposition: {
            id: expect.stringMatching(/^dis_/),
            osEntityId: "o-1",
            reason: "Another registration number",
            topicsAtDecision: ["sanction"],
            reviewedByUserId: admin.id,
            reviewedByDisplayName: admin.displayName,
            reviewedAt: platform.clock.now.toISOString(),
          },
        },
      ],
      historyCount: 1,
    });
    expect((await review(listed.subjectId)).history).toMatchObject([
      {
        matchId: listed.matchId,
        outcome: "FALSE_POSITIVE",
        caption: ENTRY.name,
        reason: "Another registration number",
      },
    ]);
    expect(await historyAbout(platform, listed.matchId)).toMatchObject([
      {
        action: "screening.match_reviewed",
        before: { state: "OPEN" },
        after: { state: "CLEARED" },
        reason: "Another registration number",
      },
    ]);
    expect(await historyAbout(platform, listed.subjectId)).toMatchObject([
      { action: "screening.completed" },
      { action: "screening.hold_changed", after: { paymentHold: true } },
      {
        action: "screening.hold_changed",
        after: { paymentHold: false },
        reason: "Another registration number",
      },
    ]);
  });

  it("lets the customer be approved, which the open match prevented", async () => {
    const listed = await listedCustomer();
    const approve = () =>
      decide(platform, session, application, "customers", listed.id, { decision: "APPROVE" });
    expect(await approve()).toMatchObject({
      status: 409,
      body: { error: { details: { onboardingBlocked: true } } },
    });
    await decideOn(listed, "FALSE_POSITIVE");
    expect(await approve()).toMatchObject({ status: 200, body: { status: "APPROVED" } });
  });

  it("of one match of two leaves the hold", async () => {
    await importEntries(platform, [ENTRY, TWIN]);
    const id = await createCustomer(platform, application, { companyName: COMPANY });
    const { subject, openMatches } = await screeningOf(platform, application, id);
    expect(openMatches).toHaveLength(2);
    await decideOn(
      { subjectId: subject.subjectId, matchId: openMatches[0]?.matchId ?? "" },
      "FALSE_POSITIVE",
    );
    expect((await screeningOf(platform, application, id)).subject).toMatchObject({
      paymentHold: true,
      openMatchCount: 1,
    });
  });

  it("of a beneficiary lifts its hold and lets it be approved", async () => {
    const customerId = await createCustomer(platform, application);
    const made = await call(platform, application, "POST", `${CUSTOMERS}/${customerId}/beneficiaries`, {
      body: JSON.stringify(minimalBeneficiary({ companyName: COMPANY })),
    });
    const id = idOf(made.body);
    const screening = await beneficiaryScreeningOf(platform, application, customerId, id);
    const approve = () =>
      decide(platform, session, application, "beneficiaries", id, { decision: "APPROVE" });
    expect(await approve()).toMatchObject({ status: 409 });
    await decideOn(
      { subjectId: screening.subject.subjectId, matchId: onlyMatch(screening) },
      "FALSE_POSITIVE",
    );
    expect(await approve()).toMatchObject({ status: 200 });
  });
});

describe("a true match", () => {
  it("keeps hold and block, and waits for nobody any more", async () => {
    const listed = await listedCustomer();
    await decideOn(listed, "TRUE_MATCH");
    const screening = await screeningOf(platform, application, listed.id);
    expect(screening.subject).toMatchObject({
      paymentHold: true,
      onboardingBlocked: true,
      openMatchCount: 0,
    });
    expect(screening.openMatches).toMatchObject([{ disposition: { osEntityId: "o-1" } }]);
    expect(await queue()).not.toContain(listed.subjectId);
  });

  it("stays one when the list forgets it", async () => {
    const listed = await listedCustomer();
    await decideOn(listed, "TRUE_MATCH");
    await publish([{ id: "z", name: "Somebody Else" }]);
    expect((await screeningOf(platform, application, listed.id)).subject).toMatchObject({
      paymentHold: true,
    });
  });

  it("goes on counting when its person is removed", async () => {
    await importEntries(platform, [{ id: "p-1", name: "Vladislav Ostrogradov" }]);
    const person = minimalPerson({ firstName: "Vladislav", lastName: "Ostrogradov" });
    const made = await postCustomer(
      platform,
      application,
      minimalCustomer({ persons: [person], submit: false }),
    );
    const id = idOf(made.body);
    const [related] = (await screeningOf(platform, application, id)).related;
    if (related === undefined) throw new Error("no person was screened");
    await decideOn({ subjectId: related.subject.subjectId, matchId: onlyMatch(related) }, "TRUE_MATCH");
    const gone = await call(
      platform,
      application,
      "DELETE",
      `${CUSTOMERS}/${id}/persons/${related.subject.entityId}`,
    );
    expect(gone.status).toBe(200);
    const answer = await call(platform, application, "GET", `${CUSTOMERS}/${id}`);
    expect(answer.body).toMatchObject({ screening: { paymentHold: true, onboardingBlocked: true } });
    const newest = (await review(related.subject.subjectId)).history[0]?.id ?? "";
    const reversal = { subjectId: related.subject.subjectId, matchId: onlyMatch(related) };
    expect(await decideOn(reversal, "FALSE_POSITIVE", { replaces: newest })).toMatchObject({ status: 200 });
    const after = await call(platform, application, "GET", `${CUSTOMERS}/${id}`);
    expect(after.body).toMatchObject({ screening: { paymentHold: false, onboardingBlocked: false } });
  });
});

describe("a decision", () => {
  it("can be reversed by who names it, and both stay in the history", async () => {
    const listed = await listedCustomer();
    await decideOn(listed, "FALSE_POSITIVE");
    const [first] = (await review(listed.subjectId)).history;
    pass(60);
    expect(await decideOn(listed, "TRUE_MATCH", { replaces: first?.id ?? "" })).toMatchObject({
      status: 200,
    });
    const seen = await review(listed.subjectId);
    expect(seen.history.map(({ outcome }) => outcome)).toEqual(["TRUE_MATCH", "FALSE_POSITIVE"]);
    expect(seen.subject).toMatchObject({ paymentHold: true });
    expect(seen.historyCount).toBe(2);
    expect(seen.previouslyCleared).toEqual([]);
    const stale = await decideOn(listed, "FALSE_POSITIVE", { replaces: first?.id ?? "" });
    expect(stale).toMatchObject({
      status: 409,
      body: { error: { details: { newestDispositionId: seen.history[0]?.id } } },
    });
  });

  it("is refused where somebody decided before, where it is the one that stands, and where the match is gone", async () => {
    const listed = await listedCustomer();
    await decideOn(listed, "FALSE_POSITIVE");
    const [standing] = (await review(listed.subjectId)).history;
    const before = await rowDigests(platform.database);
    for (const [outcome, replaces] of [
      ["TRUE_MATCH", undefined],
      ["FALSE_POSITIVE", standing?.id],
      ["TRUE_MATCH", "dis_x"],
    ] as const) {
      const answer = await decideOn(listed, outcome, replaces === undefined ? {} : { replaces });
      expect(answer).toMatchObject({ status: 409, body: { error: { reason: "conflict" } } });
    }
    expect(withoutReads(await rowDigests(platform.database))).toEqual(withoutReads(before));
    const other = await listedCustomer();
    await publish([{ id: "z", name: "Somebody Else" }]);
    expect(await decideOn(other, "TRUE_MATCH")).toMatchObject({
      status: 409,
      body: { error: { reason: "wrong_status" } },
    });
  });

  it("says why, and about which match of this subject", async () => {
    const listed = await listedCustomer();
    const other = await listedCustomer();
    const target = uiApi.hubReview(hubPlaceOf(application), "screening", listed.subjectId, "decision");
    const body = { matchId: listed.matchId, outcome: "FALSE_POSITIVE" };
    for (const [changed, path] of [
      [body, "reason"],
      [{ ...body, matchId: other.matchId, reason: "Why not" }, "matchId"],
      [{ ...body, matchId: "mat_x", reason: "Why not" }, "matchId"],
      [{ ...body, outcome: "MAYBE", reason: "Why not" }, "outcome"],
    ] as const) {
      const answer = await callUi(platform, session, "POST", target, changed);
      expect(answer).toMatchObject({ status: 422, body: { error: { details: { fields: [{ path }] } } } });
    }
    expect(await dispositionsOf(listed.matchId)).toEqual([]);
  });

  it("is about what was looked at, not about what was changed since", async () => {
    const made = await postCustomer(
      platform,
      application,
      minimalCustomer({ companyName: COMPANY, submit: false }),
    );
    const id = idOf(made.body);
    const { subject, openMatches } = await screeningOf(platform, application, id);
    const listed = { subjectId: subject.subjectId, matchId: openMatches[0]?.matchId ?? "" };
    const seenFingerprint = (await review(listed.subjectId)).fingerprints[listed.matchId] ?? "";
    const change = { body: JSON.stringify({ registrationNumber: "998877665" }) };
    expect((await call(platform, application, "PATCH", `${CUSTOMERS}/${id}`, change)).status).toBe(200);
    expect(await decideOn(listed, "FALSE_POSITIVE", { seenFingerprint })).toMatchObject({
      status: 409,
      body: { error: { reason: "conflict" } },
    });
    const now = (await review(listed.subjectId)).fingerprints[listed.matchId] ?? "";
    expect(await decideOn(listed, "FALSE_POSITIVE", { seenFingerprint: now })).toMatchObject({ status: 200 });
  });

  it("by two reviewers at once is made once", async () => {
    const listed = await listedCustomer();
    const answers = await meetAtRow(platform, "screening_subjects", listed.subjectId, [
      () => decideOn(listed, "FALSE_POSITIVE"),
      () => decideOn(listed, "TRUE_MATCH"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await dispositionsOf(listed.matchId)).toHaveLength(1);
  });

  it("and a change of the customer at the same moment wait for each other in one order", async () => {
    for (let round = 0; round < 3; round += 1) {
      const made = await postCustomer(
        platform,
        application,
        minimalCustomer({ companyName: COMPANY, submit: false }),
      );
      const id = idOf(made.body);
      const screening = await screeningOf(platform, application, id);
      const listed = { subjectId: screening.subject.subjectId, matchId: onlyMatch(screening) };
      // Each needs the customer's row and the subject's; whoever took them the other way round would be in a deadlock.
      const answers = await meetAtRow<{ status: number }>(platform, "screening_subjects", listed.subjectId, [
        () => decideOn(listed, "FALSE_POSITIVE"),
        () =>
          call(platform, application, "PATCH", `${CUSTOMERS}/${id}`, {
            body: JSON.stringify({ website: "https://acme.example" }),
          }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    }
  });

  it("cannot be taken out of the history, not even by the application", async () => {
    const rows = await platform.database.owner`
      select has_table_privilege('nuvera_app', 'screening_dispositions', 'update') as may_update,
             has_table_privilege('nuvera_app', 'screening_dispositions', 'delete') as may_delete`;
    expect(rows).toEqual([{ may_update: false, may_delete: false }]);
  });
});

/** Looking is recorded; that is all that a refusal may leave. */
function withoutReads({
  operator_reads: _,
  audit_events: __,
  audit_heads: ___,
  sessions: ____,
  ...rest
}: Record<string, string>) {
  return rest;
}

describe("a cleared match", () => {
  const cleared = async () => {
    const listed = await listedCustomer();
    await decideOn(listed, "FALSE_POSITIVE");
    return listed;
  };
  const openMatches = async ({ id }: { id: string }) =>
    (await screeningOf(platform, application, id)).subject.openMatchCount;

  it("stays cleared while the list says the same, or only something that nobody decided on", async () => {
    const listed = await cleared();
    await publish([{ ...ENTRY, sanctions: "Another programme" }, TWIN]);
    // Its twin is news; the match itself is not.
    const { openMatches: open } = await screeningOf(platform, application, listed.id);
    expect(open.map(({ osEntityId }) => osEntityId)).toEqual(["o-2"]);
  });

  it.each([
    ["a topic", { topics: "sanction;crime.fraud" }],
    ["a name", { aliases: "Sailing North" }],
    ["a birth date", { birth_date: "1990" }],
  ])("is open again with %s more, and shows the old decision", async (_, change) => {
    const listed = await cleared();
    await publish([{ ...ENTRY, ...change }]);
    const screening = await screeningOf(platform, application, listed.id);
    expect(screening.subject).toMatchObject({
      openMatchCount: 1,
      paymentHold: true,
      onboardingBlocked: true,
    });
    expect(screening.openMatches).toMatchObject([{ matchId: listed.matchId, disposition: null }]);
    expect(screening.previouslyCleared).toMatchObject([
      { matchId: listed.matchId, disposition: { topicsAtDecision: ["sanction"] } },
    ]);
    expect(await decideOn(listed, "FALSE_POSITIVE")).toMatchObject({ status: 200 });
    await publish([{ ...ENTRY, ...change, sanctions: "Anything" }]);
    expect(await openMatches(listed)).toBe(0);
  });

  it("is open again when its subject becomes more like it", async () => {
    const made = await postCustomer(
      platform,
      application,
      minimalCustomer({ companyName: COMPANY, submit: false }),
    );
    const id = idOf(made.body);
    const screening = await screeningOf(platform, application, id);
    await decideOn(
      { subjectId: screening.subject.subjectId, matchId: onlyMatch(screening) },
      "FALSE_POSITIVE",
    );
    const change = async (body: object) => {
      const answer = await call(platform, application, "PATCH", `${CUSTOMERS}/${id}`, {
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(200);
    };
    await change({ website: "https://acme.example" });
    expect(await openMatches({ id })).toBe(0);
    await change({ registrationNumber: "998877665" });
    expect(await openMatches({ id })).toBe(1);
  });

  it("is remembered where the list forgets it and names it again", async () => {
    const listed = await cleared();
    await publish([{ id: "z", name: "Somebody Else" }]);
    await publish([ENTRY]);
    expect(await openMatches(listed)).toBe(0);
  });
});

describe("production without a list", () => {
  const withdraw = () => importEntries(platform, [ENTRY], { environments: ["sandbox"] });
  const approve = (part: "customers" | "beneficiaries", id: string, by = application) =>
    decide(platform, session, by, part, id, { decision: "APPROVE" });

  it("approves nobody, says why, and goes on when there is one", async () => {
    await withdraw();
    const id = await createCustomer(platform, application);
    const beneficiary = await makeBeneficiary({ platform, application }, id);
    const target = uiApi.hubReview(hubPlaceOf(application), "customers", id);
    expect((await callUi(platform, session, "GET", target)).body).toMatchObject({
      approvalBlockedBecause: expect.stringContaining("Screening lists"),
      customer: { screening: { paymentHold: false, onboardingBlocked: true, lastScreenedAt: null } },
    });
    for (const [part, one] of [
      ["customers", id],
      ["beneficiaries", beneficiary],
    ] as const) {
      expect(await approve(part, one)).toMatchObject({
        status: 409,
        body: { error: { reason: "conflict", message: expect.stringContaining("no watchlist") } },
      });
    }
    await publish([ENTRY]);
    expect(await approve("customers", id)).toMatchObject({ status: 200 });
    expect(await approve("beneficiaries", beneficiary)).toMatchObject({ status: 200 });
  });

  it("screens again whom its last list had screened, and leaves nobody due for ever", async () => {
    const listed = await listedCustomer();
    await withdraw();
    pass(25 * 3600);
    session = await openTestSession(platform, admin);
    await screenDueSubjects(platform.runtime);
    expect((await screeningOf(platform, application, listed.id)).subject).toMatchObject({
      openMatchCount: 0,
      onboardingBlocked: true,
    });
    const due = await listDueSubjects(platform.runtime.database, { now: platform.clock.now, limit: 1_000 });
    expect(due).toEqual([]);
    expect(await approve("customers", listed.id)).toMatchObject({ status: 409 });
  });
});

describe("a customer with very many beneficiaries", () => {
  it("is shown with itself and its persons first", async () => {
    const id = await createCustomer(platform, application, { persons: [minimalPerson()] });
    const beneficiary = await makeBeneficiary({ platform, application }, id);
    const { subject } = await beneficiaryScreeningOf(platform, application, id, beneficiary);
    await platform.database.owner`
      insert into screening_subjects (id, organization_id, environment, subject_type, entity_id, customer_id, display_name,
        query, payment_hold, onboarding_blocked, open_match_count, next_due_at, created_at)
      select gen_random_uuid(), organization_id, environment, 'BENEFICIARY', gen_random_uuid(), customer_id, 'Many', '[]',
        false, false, 0, '2999-01-01', now()
        from screening_subjects, generate_series(1, 100) where id = ${uuidOf(subject.subjectId)}`;
    const shown = (await review(subject.subjectId)).relatedSubjects.map(({ subjectType }) => subjectType);
    expect(shown.slice(0, 3)).toEqual(["CUSTOMER", "CUSTOMER_PERSON", "BENEFICIARY"]);
    await platform.database.owner`delete from screening_subjects where display_name = 'Many'`;
  });
});

describe("the simulated hold", () => {
  it("ends with its match, and does not come back", async () => {
    const sandbox = await makeApplication(platform);
    const id = await createCustomer(platform, sandbox, { companyName: "Acme SIM-HOLD Ltd" });
    const before = await screeningOf(platform, sandbox, id);
    const decision = { matchId: onlyMatch(before), outcome: "FALSE_POSITIVE" } as const;
    expect(await decideMatch(platform, session, sandbox, before.subject.subjectId, decision)).toMatchObject({
      status: 200,
    });
    pass(25 * 3600);
    await publish([ENTRY, TWIN]);
    expect((await screeningOf(platform, sandbox, id)).subject).toMatchObject({
      paymentHold: false,
      openMatchCount: 0,
    });
  });
});

describe("the end of a block in the sandbox", () => {
  it("has the simulator review again, and nothing of the kind in production", async () => {
    const sandbox = await makeApplication(platform);
    const listed = await listedCustomer(sandbox);
    const { owner } = platform.database;
    const planned = async () =>
      (await owner`select step from simulator_steps where entity_id = ${uuidOf(listed.id)}`).map(
        ({ step }) => step,
      );
    await owner`delete from simulator_steps`;
    const decision = { matchId: listed.matchId, outcome: "FALSE_POSITIVE" } as const;
    await decideMatch(platform, session, sandbox, listed.subjectId, decision);
    expect(await planned()).toEqual(["review_customer"]);
    await owner`delete from simulator_steps`;
    await decideOn(await listedCustomer(), "FALSE_POSITIVE");
    expect(await owner`select * from simulator_steps`).toEqual([]);
  });
});

async function queue(environment = "production"): Promise<string[]> {
  const ids: string[] = [];
  let cursor = "";
  for (;;) {
    const target = `${uiApi.hubQueue("screening")}?environment=${environment}&limit=2${cursor}`;
    const answer = await callUi(platform, session, "GET", target);
    expect(answer).toMatchObject({ status: 200 });
    const page = answer.body as { items: { id: string }[]; nextCursor: string | null };
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) return ids;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

describe("the queue", () => {
  it("has subjects with open matches of every organization, longest waiting first", async () => {
    await platform.database.owner`update screening_subjects set open_match_count = 0`;
    const another = await makeApplication(platform, { environment: "production" });
    const listed: { subjectId: string; matchId: string }[] = [];
    for (const by of [another, application, another]) {
      pass(60);
      listed.push(await listedCustomer(by));
    }
    expect(await queue()).toEqual(listed.map(({ subjectId }) => subjectId));
    const answer = await callUi(platform, session, "GET", `${uiApi.hubQueue("screening")}?limit=1`);
    expect(answer.body).toMatchObject({
      items: [
        {
          kind: "screening",
          id: listed[0]?.subjectId,
          organizationName: "Test Org",
          environment: "production",
          customer: { companyName: COMPANY },
          title: COMPANY,
          status: "CUSTOMER",
          openMatchCount: 1,
          paymentHold: true,
        },
      ],
      hasMore: true,
    });
    const [, own] = listed;
    if (own !== undefined) await decideOn(own, "FALSE_POSITIVE");
    expect(await queue()).toEqual([listed[0]?.subjectId, listed[2]?.subjectId]);
    expect(await queue("sandbox")).not.toContain(listed[0]?.subjectId);
  });

  it("counts the wait from the match, not from the last screening", async () => {
    await platform.database.owner`update screening_subjects set open_match_count = 0`;
    const first = await listedCustomer();
    pass(3600);
    const second = await listedCustomer();
    pass(25 * 3600);
    session = await openTestSession(platform, admin);
    await publish([ENTRY, TWIN]);
    expect((await queue()).slice(0, 2)).toEqual([first.subjectId, second.subjectId]);
  });
});

it("shows staff the lists, how old they are, and what is due", async () => {
  const answer = await callUi(platform, session, "GET", uiApi.hubWatchlists);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      items: [
        {
          name: "test",
          environments: ["sandbox", "production"],
          entryCount: 1,
          sourceSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
      imports: [{ list: "test", state: "COMPLETED", failure: null }],
      dueSubjects: { sandbox: expect.any(Number), production: expect.any(Number) },
      importCommand: expect.stringContaining("screening import"),
    },
  });
});
