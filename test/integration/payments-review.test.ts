import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toPublicId } from "@/lib/ids";
import { type Place, uiApi } from "@/lib/routes";
import { PAYMENT_STATUSES, type PaymentStatus } from "@/lib/schemas/lifecycle";
import {
  PAYMENT_DECISIONS,
  type PaymentDecision,
  queuePageSchema,
  SETTLEMENT_STEPS,
} from "@/lib/schemas/queue";
import { paymentReviewSchema } from "@/lib/schemas/review-payment";
import {
  callUi,
  enrolSecondFactor,
  makePerson,
  openTestSession,
  type TestPerson,
} from "@/test/integration/support/members";
import {
  decide,
  eventsOf,
  historyOf,
  makePayment,
  makePaymentWorld,
  PAYMENTS,
  type PaymentWorld,
  paymentIn,
  readPayment,
  send,
  setHold,
  settle,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { makeDocument, setStatus } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let world: PaymentWorld;
let admin: TestPerson;
let support: TestPerson;

beforeAll(async () => {
  platform = await startTestPlatform();
  world = await makePaymentWorld(platform, { environment: "production" });
  admin = await makePerson(platform, "Ada", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
  support = await makePerson(platform, "Sue", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  for (const person of [admin, support]) await enrolSecondFactor(platform, person);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

/** The payment, its history and its events. */
const everythingOf = async (id: string) => [
  await readPayment(world, id),
  await historyOf(world, id),
  await eventsOf(world, id),
];

const corrections = [{ field: "invoiceNumber", message: "Name the invoice." }];

const DECIDABLE: Record<PaymentDecision, readonly PaymentStatus[]> = {
  APPROVE: ["PENDING_REVIEW"],
  REJECT: ["PENDING_REVIEW", "ON_HOLD"],
  REQUEST_CORRECTION: ["PENDING_REVIEW"],
  HOLD: ["PENDING_REVIEW", "CORRECTION_NEEDED", "APPROVED"],
  RELEASE: ["ON_HOLD"],
};
const LEADS_TO: Record<PaymentDecision, PaymentStatus> = {
  APPROVE: "APPROVED",
  REJECT: "REJECTED",
  REQUEST_CORRECTION: "CORRECTION_NEEDED",
  HOLD: "ON_HOLD",
  RELEASE: "PENDING_REVIEW",
};

describe("a decision", () => {
  const cases = PAYMENT_DECISIONS.flatMap((decision) =>
    PAYMENT_STATUSES.map((status) => [decision, status] as const),
  );

  it.each(cases)(
    "%s of a payment that is %s is done or refused as its lifecycle says",
    async (decision, status) => {
      const { id } = await paymentIn(world, status);
      const extra = decision === "REQUEST_CORRECTION" ? { corrections } : {};
      const before = await everythingOf(id);
      if (!DECIDABLE[decision].includes(status)) {
        await expect(decide(world, id, decision, extra)).rejects.toMatchObject({
          status: 409,
          reason: "wrong_status",
        });
        expect(await everythingOf(id)).toEqual(before);
        return;
      }
      const after = await decide(world, id, decision, extra);
      const to = LEADS_TO[decision];
      expect(after.status).toBe(to);
      expect(await readPayment(world, id)).toEqual(after);
      expect((await historyOf(world, id)).at(-1)).toBe(`payment.status_changed ${status} ${to}`);
      expect((await eventsOf(world, id)).at(-1)).toBe(`payments.status_changed ${to}`);
    },
  );

  it("tells the partner why", async () => {
    const { id } = await makePayment(world);
    const held = await decide(world, id, "HOLD", { reason: "We ask the bank" });
    expect(held).toMatchObject({ status: "ON_HOLD", statusReason: "We ask the bank", approvedAt: null });
    expect(await decide(world, id, "RELEASE")).toMatchObject({
      status: "PENDING_REVIEW",
      statusReason: null,
    });
    const rejected = await decide(world, id, "REJECT", { reason: "Not our kind of payment" });
    expect(rejected).toMatchObject({ status: "REJECTED", statusReason: "Not our kind of payment" });
  });

  it("is told in its event as the API returns the payment, long corrections and all", async () => {
    const { id } = await makePayment(world);
    const long = [{ field: "invoiceNumber", message: "x".repeat(1000) }];
    await decide(world, id, "REQUEST_CORRECTION", { corrections: long });
    const [event] = await platform.database
      .owner`select data from events where data ->> 'id' = ${id} order by id desc limit 1`;
    expect(event?.data).toEqual(await readPayment(world, id));
  });

  it("to approve says when, and waits in production for whoever moves the money", async () => {
    const { id } = await makePayment(world);
    const approved = await decide(world, id, "APPROVE");
    expect(approved).toMatchObject({ status: "APPROVED", approvedAt: platform.clock.now.toISOString() });
    const [steps] = await platform.database.owner`select count(*)::int as planned from simulator_steps`;
    expect(steps?.planned).toBe(0);
  });

  it("to release leads back to where the payment was held", async () => {
    const waiting = await paymentIn(world, "CORRECTION_NEEDED");
    const { statusReason } = waiting;
    // Nothing can be corrected meanwhile.
    expect(await decide(world, waiting.id, "HOLD", { reason: "Wait" })).toMatchObject({ corrections: [] });
    expect(await decide(world, waiting.id, "RELEASE")).toMatchObject({
      status: "CORRECTION_NEEDED",
      statusReason,
      corrections: waiting.corrections,
    });
    const approved = await paymentIn(world, "APPROVED");
    await decide(world, approved.id, "HOLD");
    expect(await decide(world, approved.id, "RELEASE")).toMatchObject({
      status: "APPROVED",
      approvedAt: approved.approvedAt,
    });
  });

  it("to approve or to send the money needs customer and beneficiary approved", async () => {
    const own = await makePaymentWorld(platform, { environment: "production" });
    const [pending, approved] = [await makePayment(own), await paymentIn(own, "APPROVED")];
    for (const [kind, id] of [
      ["customer", own.customerId],
      ["beneficiary", own.beneficiaryId],
    ] as const) {
      await setStatus({ platform }, kind, id, "SUSPENDED");
      const refusal = { status: 409, reason: "not_approved", details: { [`${kind}Status`]: "SUSPENDED" } };
      await expect(decide(own, pending.id, "APPROVE")).rejects.toMatchObject(refusal);
      await expect(settle(own, approved.id, "START")).rejects.toMatchObject(refusal);
      await setStatus({ platform }, kind, id, "APPROVED");
    }
    expect((await settle(own, approved.id, "START")).status).toBe("PROCESSING");
  });

  it.each([
    ["REQUEST_CORRECTION", undefined, ["corrections"]],
    ["REQUEST_CORRECTION", [], ["corrections"]],
    ["APPROVE", corrections, ["corrections"]],
    ["REQUEST_CORRECTION", [{ field: "purpose", message: "x" }], ["corrections[0].field"]],
    ["REQUEST_CORRECTION", [...corrections, { field: "status", message: "x" }], ["corrections[1].field"]],
    ["REQUEST_CORRECTION", Array(11).fill(corrections[0]), ["corrections"]],
  ] as const)("%s with corrections %j is refused", async (decision, asked, paths) => {
    const { id } = await makePayment(world);
    const list = asked === undefined ? {} : { corrections: [...asked] };
    await expect(decide(world, id, decision, list)).rejects.toMatchObject({
      status: 422,
      details: { fields: paths.map((path) => expect.objectContaining({ path })) },
    });
  });
});

describe("settlement", () => {
  const FROM = { START: "APPROVED", COMPLETE: "PROCESSING", FAIL: "PROCESSING" } as const;
  const cases = SETTLEMENT_STEPS.flatMap((step) => PAYMENT_STATUSES.map((status) => [step, status] as const));

  it.each(cases)(
    "%s of a payment that is %s is done or refused as its lifecycle says",
    async (step, status) => {
      const { id } = await paymentIn(world, status);
      const reference = step === "COMPLETE" ? "MT103-7" : undefined;
      const before = await everythingOf(id);
      if (status !== FROM[step]) {
        const refusal = { status: 409, reason: "wrong_status" };
        await expect(settle(world, id, step, reference)).rejects.toMatchObject(refusal);
        expect(await everythingOf(id)).toEqual(before);
        return;
      }
      await settle(world, id, step, reference);
      const { now } = platform.clock;
      const ends = {
        START: { status: "PROCESSING", settlementReference: null, completedAt: null },
        COMPLETE: { status: "COMPLETED", settlementReference: "MT103-7", completedAt: now.toISOString() },
        FAIL: { status: "FAILED", statusReason: "At the bank", completedAt: null },
      };
      expect(await readPayment(world, id)).toMatchObject(ends[step]);
    },
  );

  it("is told as an event of its own, besides the change of status", async () => {
    const { id } = await paymentIn(world, "COMPLETED");
    expect((await eventsOf(world, id)).slice(-3)).toEqual([
      "payments.status_changed PROCESSING",
      "payments.status_changed COMPLETED",
      "payments.completed COMPLETED",
    ]);
    const failed = await paymentIn(world, "FAILED");
    expect((await eventsOf(world, failed.id)).at(-1)).toBe("payments.failed FAILED");
  });

  it("is complete with the bank's reference, and not without", async () => {
    const { id } = await paymentIn(world, "PROCESSING");
    const refusal = { status: 422, details: { fields: [{ path: "settlementReference" }] } };
    await expect(settle(world, id, "COMPLETE")).rejects.toMatchObject(refusal);
    await expect(settle(world, id, "FAIL", "MT103-1")).rejects.toMatchObject(refusal);
  });
});

describe("the hub", () => {
  const place = ({ application }: PaymentWorld): Place => ({
    area: "hub",
    organizationId: toPublicId("organization", application.organizationId),
    environment: application.environment,
  });
  const WHY = "Looked at the invoice";

  async function as(person: TestPerson, method: "GET" | "POST", path: string, body?: object) {
    return callUi(platform, await openTestSession(platform, person), method, path, body);
  }
  const review = async (id: string, of = world) => {
    const answer = await as(admin, "GET", uiApi.hubReview(place(of), "payments", id));
    expect(answer).toMatchObject({ status: 200 });
    return paymentReviewSchema.parse(answer.body);
  };

  it("shows a payment with who pays whom, what screening says and what happened", async () => {
    const own = await makePaymentWorld(platform, { environment: "production" });
    const { id } = await paymentIn(own, "CORRECTION_NEEDED", { internalReference: "PO-1" });
    const shown = await review(id, own);
    expect(shown).toMatchObject({
      organization: { id: place(own).organizationId, name: "Test Org" },
      environment: "production",
      payment: await readPayment(own, id),
      customer: { id: own.customerId, companyName: "Acme Ltd", status: "APPROVED" },
      beneficiary: { id: own.beneficiaryId, companyName: "Rhein Werft GmbH", iban: "DE89370400440532013000" },
      correctionCount: 1,
      heldFrom: null,
      heldByScreening: false,
      heldByStaff: false,
      possibleDecisions: ["HOLD"],
      possibleSettlementSteps: [],
      approvalBlockedBecause: null,
    });
    expect(shown.history.map(({ action, actorLabel }) => [action, actorLabel])).toEqual([
      ["payment.status_changed", "Reviewer"],
      ["payment.created", "Test application"],
    ]);
    await setHold(own, "beneficiary", true);
    expect(await review(id, own)).toMatchObject({
      heldFrom: "CORRECTION_NEEDED",
      heldByScreening: true,
      heldByStaff: false,
      possibleDecisions: ["REJECT"],
      approvalBlockedBecause: expect.stringContaining("Screening"),
      beneficiary: { screening: { paymentHold: true, openMatchCount: 1 } },
    });
  });

  it("names the documents of a payment by what they are, in the payment's order", async () => {
    const documents = [await makeDocument(world), await makeDocument(world)].reverse();
    const { id } = await makePayment(world, { documentIds: documents });
    const shown = (await review(id)).documents;
    expect(shown.map((document) => document.id)).toEqual(documents);
    expect(shown[0]).toMatchObject({
      type: "OTHER",
      fileName: "document.pdf",
      contentType: "application/pdf",
      sizeBytes: expect.any(Number),
    });
  });

  it("takes a decision with its reason from an admin, and from no one else", async () => {
    const { id } = await makePayment(world);
    const path = uiApi.hubReview(place(world), "payments", id, "decision");
    const body = { decision: "APPROVE", reason: WHY };
    expect(await as(support, "POST", path, body)).toMatchObject({ status: 403 });
    expect(await as(admin, "POST", path, { decision: "APPROVE" })).toMatchObject({ status: 422 });
    expect((await readPayment(world, id)).status).toBe("PENDING_REVIEW");
    expect(await as(admin, "POST", path, body)).toMatchObject({ status: 200, body: { status: "APPROVED" } });
    expect((await review(id)).history[0]).toMatchObject({ actorLabel: "Ada", reason: WHY });
    const settlement = uiApi.hubReview(place(world), "payments", id, "settlement");
    expect(await as(support, "POST", settlement, { step: "START", reason: WHY })).toMatchObject({
      status: 403,
    });
    expect(await as(admin, "POST", settlement, { step: "START", reason: WHY })).toMatchObject({
      status: 200,
      body: { status: "PROCESSING" },
    });
  });

  it("leaves a payment undecided that the partner corrected after somebody looked at it", async () => {
    const { id } = await makePayment(world);
    const seen = await review(id);
    platform.clock.now = new Date(platform.clock.now.getTime() + 1000);
    await decide(world, id, "REQUEST_CORRECTION", { corrections });
    const corrected = await send(world, "PATCH", `${PAYMENTS}/${id}`, { amount: "900000.00" });
    expect(corrected).toMatchObject({ status: 200, body: { status: "PENDING_REVIEW" } });
    const path = uiApi.hubReview(place(world), "payments", id, "decision");
    const approve = { decision: "APPROVE", reason: WHY };
    const tooLate = await as(admin, "POST", path, { ...approve, seenUpdatedAt: seen.payment.updatedAt });
    expect(tooLate).toMatchObject({ status: 409, body: { error: { reason: "conflict" } } });
    expect((await readPayment(world, id)).status).toBe("PENDING_REVIEW");
    const { updatedAt } = await readPayment(world, id);
    expect(await as(admin, "POST", path, { ...approve, seenUpdatedAt: updatedAt })).toMatchObject({
      status: 200,
      body: { status: "APPROVED", paymentAmount: "900000.00" },
    });
  });

  it("asks for a fresh proof before it says that production money moved", async () => {
    const sandbox = await makePaymentWorld(platform);
    const [real, simulated] = [await paymentIn(world, "APPROVED"), await paymentIn(sandbox, "APPROVED")];
    const session = await openTestSession(platform, admin);
    platform.clock.now = new Date(platform.clock.now.getTime() + 11 * 60_000);
    const start = (of: PaymentWorld, id: string) => {
      const path = uiApi.hubReview(place(of), "payments", id, "settlement");
      return callUi(platform, session, "POST", path, { step: "START", reason: WHY });
    };
    expect(await start(world, real.id)).toMatchObject({
      status: 403,
      body: { error: { reason: "proof_required" } },
    });
    expect((await readPayment(world, real.id)).status).toBe("APPROVED");
    expect(await start(sandbox, simulated.id)).toMatchObject({ status: 200 });
    await platform.database
      .owner`update sessions set last_proof_at = ${platform.clock.now} where id = ${session}`;
    expect(await start(world, real.id)).toMatchObject({ status: 200, body: { status: "PROCESSING" } });
  });

  it("answers a payment of another place like one that never was", async () => {
    const { id } = await makePayment(world);
    const elsewhere = await makePaymentWorld(platform);
    for (const part of [undefined, "decision", "settlement"] as const) {
      const path = uiApi.hubReview(place(elsewhere), "payments", id, part);
      const body = { reason: WHY, ...(part === "decision" ? { decision: "APPROVE" } : { step: "START" }) };
      const answer = await as(admin, part === undefined ? "GET" : "POST", path, part && body);
      expect(answer).toMatchObject({ status: 404, body: { error: { reason: "not_found" } } });
    }
  });

  it("queues what waits for a decision and for settlement, longest waiting first, across organizations", async () => {
    await platform.database.owner`delete from payments`;
    const other = await makePaymentWorld(platform, { environment: "production" });
    const sandbox = await makePaymentWorld(platform);
    const pass = () => {
      platform.clock.now = new Date(platform.clock.now.getTime() + 60_000);
    };
    const inOrder: [string, string][] = [];
    for (const [of, status] of [
      [world, "PENDING_REVIEW"],
      [other, "ON_HOLD"],
      [world, "APPROVED"],
      [other, "PROCESSING"],
      [world, "CORRECTION_NEEDED"],
      [other, "COMPLETED"],
      [sandbox, "PENDING_REVIEW"],
      [world, "PENDING_REVIEW"],
      [other, "APPROVED"],
    ] as const) {
      const { id } = await paymentIn(of, status);
      inOrder.push([id, of === sandbox ? "sandbox" : status]);
      pass();
    }
    const idsOf = (...statuses: string[]) =>
      inOrder.filter(([, status]) => statuses.includes(status)).map(([id]) => id);
    const pages = async (queue: "payments" | "settlements", query = "") => {
      const ids: string[] = [];
      let cursor = "";
      do {
        const answer = await as(support, "GET", `${uiApi.hubQueue(queue)}?limit=2${query}${cursor}`);
        const page = queuePageSchema.parse(answer.body);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
      } while (cursor !== "");
      return ids;
    };
    expect(await pages("payments")).toEqual(idsOf("PENDING_REVIEW", "ON_HOLD"));
    expect(await pages("settlements")).toEqual(idsOf("APPROVED", "PROCESSING"));
    expect(await pages("payments", "&environment=sandbox")).toEqual(idsOf("sandbox"));

    const { body } = await as(support, "GET", uiApi.hubQueue("payments"));
    const [first, second] = queuePageSchema.parse(body).items;
    expect(first).toEqual({
      kind: "payments",
      id: inOrder[0]?.[0],
      organizationId: place(world).organizationId,
      organizationName: "Test Org",
      environment: "production",
      customer: { id: world.customerId, companyName: "Acme Ltd" },
      title: "To Rhein Werft GmbH",
      status: "PENDING_REVIEW",
      priority: null,
      amount: { amount: "1000.00", currencyCode: "USD" },
      openMatchCount: 0,
      paymentHold: false,
      waitingSince: (await readPayment(world, inOrder[0]?.[0] ?? "")).createdAt,
    });
    await setHold(other, "customer", true);
    const again = await as(support, "GET", uiApi.hubQueue("payments"));
    expect(queuePageSchema.parse(again.body).items.find(({ id }) => id === second?.id)).toMatchObject({
      openMatchCount: 1,
      paymentHold: true,
    });
    // What was held after it had been approved waits here from its submission on, and not for settlement.
    expect(await pages("settlements")).not.toContain(inOrder.at(-1)?.[0]);
    expect(await pages("payments")).toContain(inOrder.at(-1)?.[0]);
  });
});
