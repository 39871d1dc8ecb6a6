import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DECISION_MOVES } from "@/lib/operations/reviews/decision";
import { uiApi } from "@/lib/routes";
import { BENEFICIARY_STATUSES, CUSTOMER_STATUSES } from "@/lib/schemas/lifecycle";
import { REVIEW_DECISIONS } from "@/lib/schemas/queue";
import { beneficiaryReviewSchema, customerReviewSchema } from "@/lib/schemas/review";
import { CUSTOMERS, minimalPerson } from "@/test/integration/support/customers";
import {
  callUi,
  enrolSecondFactor,
  makeMember,
  makePerson,
  openTestSession,
  type TestPerson,
  type UiAnswer,
} from "@/test/integration/support/members";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtRow } from "@/test/integration/support/race";
import {
  decide,
  eventsAbout,
  historyAbout,
  hubPlaceOf,
  type Reviewed,
  setScreening,
  WHY,
} from "@/test/integration/support/reviews";
import { rowDigests } from "@/test/integration/support/rows";
import {
  makeBeneficiary,
  makeCustomer,
  makeDocument,
  setStatus,
} from "@/test/integration/support/rows-of-the-api";
import { importEntries } from "@/test/integration/support/screening";

let platform: TestPlatform;
let application: TestApplication;
let admin: TestPerson;
let support: TestPerson;
let session: string;
let customer: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  await importEntries(platform, [{ id: "z", name: "Somebody Else" }]);
  application = await makeApplication(platform, { environment: "production" });
  admin = await makePerson(platform, "Nova", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
  support = await makePerson(platform, "Remy", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  for (const person of [admin, support]) await enrolSecondFactor(platform, person);
  customer = await makeCustomer({ platform, application });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  session = await openTestSession(platform, admin);
});

const KINDS = {
  customers: {
    what: "customer",
    statuses: CUSTOMER_STATUSES,
    make: () => makeCustomer({ platform, application }),
    pathOf: (id: string) => `${CUSTOMERS}/${id}`,
    field: "registrationNumber",
  },
  beneficiaries: {
    what: "beneficiary",
    statuses: BENEFICIARY_STATUSES,
    make: () => makeBeneficiary({ platform, application }, customer),
    pathOf: (id: string) => `${CUSTOMERS}/${customer}/beneficiaries/${id}`,
    field: "iban",
  },
} as const;

const corrections = (field: string) => [{ field, message: "Differs from the register" }];

/** What a decision needs beside its name. */
const bodyOf = (decision: string, part: Reviewed) =>
  decision === "REQUEST_CORRECTION"
    ? { decision, corrections: corrections(KINDS[part].field) }
    : { decision };

function reasonOf({ body }: UiAnswer): unknown {
  return (body as { error?: { reason: string } }).error?.reason;
}

function pathsOf({ body }: UiAnswer): unknown {
  return (body as { error: { details: { fields: { path: string }[] } } }).error.details.fields.map(
    ({ path }) => path,
  );
}

describe.each(["customers", "beneficiaries"] as const)("a decision about %s", (part) => {
  const { what, statuses, make, pathOf, field } = KINDS[part];
  const decideOn = (id: string, body: object, by = session, as = application) =>
    decide(platform, by, as, part, id, body);
  const shown = async (id: string) => (await call(platform, application, "GET", pathOf(id))).body;

  it.each(REVIEW_DECISIONS)("%s moves it, and is told and recorded with its reason", async (decision) => {
    const id = await make();
    const { from, to } = DECISION_MOVES[decision];
    await setStatus({ platform }, what, id, from);
    platform.clock.now = new Date(platform.clock.now.getTime() + 1000);
    const answer = await decideOn(id, bodyOf(decision, part));
    const isApproval = to === "APPROVED";
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id,
        status: to,
        statusReason: isApproval ? null : WHY,
        corrections: to === "CORRECTION_REQUESTED" ? corrections(field) : [],
        updatedAt: platform.clock.now.toISOString(),
      },
    });
    expect(await shown(id)).toEqual(answer.body);
    expect((await eventsAbout(platform, id)).at(-1)).toEqual({
      type: `${part}.status_changed`,
      data: answer.body,
    });
    expect((await historyAbout(platform, id)).at(-1)).toEqual({
      action: `${what}.status_changed`,
      actor: "operator Nova",
      before: { status: from },
      after: { status: to, ...(to === "CORRECTION_REQUESTED" ? { corrections: corrections(field) } : {}) },
      reason: WHY,
    });
  });

  it("is refused in every status it does not start from, and changes nothing", async () => {
    const id = await make();
    for (const status of statuses) {
      await setStatus({ platform }, what, id, status);
      const before = await rowDigests(platform.database);
      for (const decision of REVIEW_DECISIONS) {
        const { from } = DECISION_MOVES[decision];
        if (from === status) continue;
        const answer = await decideOn(id, bodyOf(decision, part));
        expect([status, decision, answer]).toMatchObject([
          status,
          decision,
          { status: 409, body: { error: { reason: "wrong_status", details: { status, allowed: [from] } } } },
        ]);
      }
      const {
        operator_reads: _,
        audit_events: __,
        audit_heads: ___,
        ...rows
      } = await rowDigests(platform.database);
      expect(before).toMatchObject(rows);
    }
  });

  it("is taken once, whoever decides at the same moment", async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await make();
      const events = (await eventsAbout(platform, id)).length;
      const other = await openTestSession(platform, admin);
      const outcomes = await meetAtRow(platform, part, id, [
        () => decideOn(id, { decision: "APPROVE" }),
        () => decideOn(id, { decision: "REJECT" }, other),
        () => decideOn(id, bodyOf("REQUEST_CORRECTION", part), other),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(outcomes.filter(({ status }) => status === 409).map(reasonOf)).toEqual([
        "wrong_status",
        "wrong_status",
      ]);
      const winner = outcomes.find(({ status }) => status === 200);
      expect(await shown(id)).toEqual(winner?.body);
      expect(await eventsAbout(platform, id)).toHaveLength(events + 1);
    }
  });

  it("and a change by the partner never both count", async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await make();
      const change = { body: JSON.stringify({ companyName: "Changed meanwhile" }) };
      const [decided, changed] = await meetAtRow<{ status: number }>(platform, part, id, [
        () => decideOn(id, { decision: "APPROVE" }),
        () => call(platform, application, "PATCH", pathOf(id), change),
      ]);
      expect([decided?.status, changed?.status]).toEqual([200, 409]);
      expect(await shown(id)).not.toMatchObject({ companyName: "Changed meanwhile" });
    }
    const id = await make();
    await setStatus({ platform }, what, id, "CORRECTION_REQUESTED");
    const [submitted, changed, decided] = await meetAtRow<{ status: number }>(platform, part, id, [
      () => call(platform, application, "POST", `${pathOf(id)}/submit`),
      () =>
        call(platform, application, "PATCH", pathOf(id), { body: JSON.stringify({ companyName: "New" }) }),
      () => decideOn(id, { decision: "APPROVE" }),
    ]);
    expect(submitted?.status).toBe(200);
    const hasChanged = changed?.status === 200;
    expect(await shown(id)).toMatchObject({
      ...(hasChanged ? { companyName: "New" } : {}),
      status: decided?.status === 200 ? "APPROVED" : "PENDING_REVIEW",
    });
  });

  it("says what to correct: known fields, with REQUEST_CORRECTION and only there", async () => {
    const id = await make();
    const before = await rowDigests(platform.database);
    const correction = (changes: object) => ({ field, message: "x", ...changes });
    for (const [body, paths] of [
      [{ decision: "REQUEST_CORRECTION" }, ["corrections"]],
      [{ decision: "REQUEST_CORRECTION", corrections: [] }, ["corrections"]],
      [{ decision: "APPROVE", corrections: [correction({})] }, ["corrections"]],
      [
        { decision: "REQUEST_CORRECTION", corrections: [correction({ message: "" })] },
        ["corrections[0].message"],
      ],
      [
        {
          decision: "REQUEST_CORRECTION",
          corrections: [correction({}), correction({ field: "status" }), correction({ field: "toString" })],
        },
        ["corrections[1].field", "corrections[2].field"],
      ],
      [{ decision: "WAVE_THROUGH" }, ["decision"]],
      [{}, ["decision"]],
      [{ decision: "APPROVE", status: "APPROVED" }, ["status"]],
      [{ decision: "APPROVE", reason: "" }, ["reason"]],
      [{ decision: "APPROVE", reason: undefined }, ["reason"]],
    ] as const) {
      const answer = await decideOn(id, body);
      expect([body, answer.status, pathsOf(answer)]).toEqual([body, 422, paths]);
    }
    const {
      operator_reads: _,
      audit_events: __,
      audit_heads: ___,
      ...rows
    } = await rowDigests(platform.database);
    expect(before).toMatchObject(rows);
  });

  it("is about what was looked at: what was corrected and submitted again since is not approved unseen", async () => {
    const id = await make();
    const seen = (await shown(id)) as { updatedAt: string };
    expect((await decideOn(id, bodyOf("REQUEST_CORRECTION", part))).status).toBe(200);
    platform.clock.now = new Date(platform.clock.now.getTime() + 1000);
    const change = { body: JSON.stringify({ companyName: "Somebody Quite Different" }) };
    expect((await call(platform, application, "PATCH", pathOf(id), change)).status).toBe(200);
    expect((await call(platform, application, "POST", `${pathOf(id)}/submit`)).status).toBe(200);
    const late = await decideOn(id, { decision: "APPROVE", seenUpdatedAt: seen.updatedAt });
    expect(late).toMatchObject({
      status: 409,
      body: { error: { reason: "conflict", details: { updatedAt: platform.clock.now.toISOString() } } },
    });
    const now = (await shown(id)) as { status: string; updatedAt: string };
    expect(now.status).toBe("PENDING_REVIEW");
    const answer = await decideOn(id, { decision: "APPROVE", seenUpdatedAt: now.updatedAt });
    expect(answer).toMatchObject({ status: 200, body: { status: "APPROVED" } });
  });

  it("counts the corrections, and a submission clears what was asked for", async () => {
    const id = await make();
    for (const count of [1, 2]) {
      expect((await decideOn(id, bodyOf("REQUEST_CORRECTION", part))).status).toBe(200);
      const [row] = await platform.database
        .owner`select correction_count from ${platform.database.owner(part)}
        where id = ${id.slice(4)}`;
      expect(row).toEqual({ correction_count: count });
      expect(await call(platform, application, "POST", `${pathOf(id)}/submit`)).toMatchObject({
        status: 200,
        body: { status: "PENDING_REVIEW", statusReason: null, corrections: [] },
      });
    }
    expect((await decideOn(id, { decision: "APPROVE" })).status).toBe(200);
  });

  it("approves and reinstates nothing while screening blocks it; a payment hold alone is no block", async () => {
    const id = await make();
    for (const [from, decision] of [
      ["PENDING_REVIEW", "APPROVE"],
      ["SUSPENDED", "REINSTATE"],
    ] as const) {
      await setStatus({ platform }, what, id, from);
      await setScreening(platform, id, { paymentHold: true, onboardingBlocked: true, openMatchCount: 2 });
      expect(await decideOn(id, { decision })).toMatchObject({
        status: 409,
        body: { error: { reason: "conflict", message: expect.stringContaining("2 screening matches wait") } },
      });
      expect(await shown(id)).toMatchObject({ status: from });
      await setScreening(platform, id, { paymentHold: true });
      expect(await decideOn(id, { decision })).toMatchObject({ status: 200 });
    }
    const other = await make();
    await setScreening(platform, other, { onboardingBlocked: true });
    expect(await decideOn(other, { decision: "REJECT" })).toMatchObject({ status: 200 });
  });

  it("is staff's with the right to decide, about what is there", async () => {
    const id = await make();
    const before = await rowDigests(platform.database);
    const body = { decision: "APPROVE" };
    const reader = await openTestSession(platform, support);
    expect(await decideOn(id, body, reader)).toMatchObject({ status: 403 });
    const member = await makeMember(platform, application.organizationId, "OWNER");
    expect(await decideOn(id, body, member.sessionId)).toMatchObject({ status: 404 });
    const sandbox = await makeApplication(platform, { organizationId: application.organizationId });
    const stranger = await makeApplication(platform, { environment: "production" });
    for (const as of [sandbox, stranger]) {
      expect(await decideOn(id, body, session, as)).toMatchObject({ status: 404 });
    }
    for (const unknown of [`${id.slice(0, 4)}0192f0c1-7e2a-7000-8000-000000000000`, "x", id.toUpperCase()]) {
      expect(await decideOn(unknown, body)).toMatchObject({ status: 404 });
    }
    const after = await rowDigests(platform.database);
    expect(after[part]).toBe(before[part]);
    expect(after.events).toBe(before.events);
  });
});

describe("what a review shows", () => {
  const look = (part: Reviewed, id: string, by = session, as = application) =>
    callUi(platform, by, "GET", uiApi.hubReview(hubPlaceOf(as), part, id));

  it("is the customer whole, with its beneficiaries and what happened to it, newest first", async () => {
    const caller = { platform, application };
    const document = await makeDocument(caller);
    const id = await makeCustomer(caller, {
      companyName: "Reviewed Ltd",
      persons: [minimalPerson({ documentIds: [document] })],
    });
    const beneficiary = await makeBeneficiary(caller, id);
    const answer = await look("customers", id);
    const review = customerReviewSchema.parse(answer.body);
    expect(review).toMatchObject({
      organization: { id: `org_${application.organizationId}`, name: "Test Org" },
      environment: "production",
      submittedAt: platform.clock.now.toISOString(),
      correctionCount: 0,
      possibleDecisions: ["APPROVE", "REJECT", "REQUEST_CORRECTION"],
      approvalBlockedBecause: null,
      beneficiaries: { items: [{ id: beneficiary }], hasMore: false },
      history: [{ action: "customer.created", actorLabel: "Test application" }],
    });
    expect(review.customer).toEqual((await call(platform, application, "GET", `${CUSTOMERS}/${id}`)).body);
    expect(review.customer).toMatchObject({ persons: [{ firstName: "Ada" }], documents: [{ id: document }] });
    await decide(platform, session, application, "customers", id, { decision: "APPROVE" });
    await decide(platform, session, application, "customers", id, {
      decision: "SUSPEND",
      reason: "Complaint",
    });
    expect(customerReviewSchema.parse((await look("customers", id)).body)).toMatchObject({
      possibleDecisions: ["REINSTATE"],
      history: [
        {
          action: "customer.status_changed",
          actorLabel: "Nova",
          reason: "Complaint",
          before: { status: "APPROVED" },
          after: { status: "SUSPENDED" },
        },
        { action: "customer.status_changed", after: { status: "APPROVED" } },
        { action: "customer.created" },
      ],
    });
  });

  it("is the beneficiary with its customer", async () => {
    const id = await makeBeneficiary({ platform, application }, customer);
    await setScreening(platform, id, { onboardingBlocked: true, openMatchCount: 1 });
    const review = beneficiaryReviewSchema.parse((await look("beneficiaries", id)).body);
    expect(review).toMatchObject({
      environment: "production",
      beneficiary: { id, customerId: customer },
      customer: { id: customer, companyName: "Acme Ltd" },
      approvalBlockedBecause: "1 screening match waits for a review.",
      history: [{ action: "beneficiary.created" }],
    });
  });

  it("says why nothing can be approved", async () => {
    const id = await makeCustomer({ platform, application });
    for (const [openMatchCount, because] of [
      [3, "3 screening matches wait for a review."],
      [0, "A screening match was found to be true."],
    ] as const) {
      await setScreening(platform, id, { onboardingBlocked: true, openMatchCount });
      const review = customerReviewSchema.parse((await look("customers", id)).body);
      expect(review.approvalBlockedBecause).toBe(because);
    }
  });

  it("is for staff alone, and only in the place where the thing is", async () => {
    const id = await makeBeneficiary({ platform, application }, customer);
    const member = await makeMember(platform, application.organizationId, "OWNER");
    const reader = await openTestSession(platform, support);
    const sandbox = await makeApplication(platform, { organizationId: application.organizationId });
    for (const [part, one] of [
      ["customers", customer],
      ["beneficiaries", id],
    ] as const) {
      expect((await look(part, one, reader)).status).toBe(200);
      expect((await look(part, one, member.sessionId)).status).toBe(404);
      expect((await look(part, one, session, sandbox)).status).toBe(404);
      expect((await look(part, "x")).status).toBe(404);
    }
  });
});
