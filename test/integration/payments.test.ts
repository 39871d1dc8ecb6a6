import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PAYMENT_LIFECYCLE, PAYMENT_STATUSES } from "@/lib/schemas/lifecycle";
import { errorOf, expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import type { TestApplication } from "@/test/integration/support/partner";
import {
  addBeneficiary,
  decide,
  eventsOf,
  historyOf,
  makePayment,
  makePaymentWorld,
  makeQuote,
  PAYMENTS,
  type PaymentWorld,
  paymentIn,
  plannedSteps,
  QUOTES,
  readPayment,
  send,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";
import { makeDocument, setStatus } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let world: PaymentWorld;

beforeAll(async () => {
  platform = await startTestPlatform();
  world = await makePaymentWorld(platform);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const pass = (seconds: number) => {
  platform.clock.now = new Date(platform.clock.now.getTime() + seconds * 1000);
};
const pay = (body: object, of = world) => send(of, "POST", PAYMENTS, body);
const cancel = (id: string) => send(world, "POST", `${PAYMENTS}/${id}/cancel`);
const correct = (id: string, body: object, of = world) => send(of, "PATCH", `${PAYMENTS}/${id}`, body);

describe("a payment", () => {
  it("is made of a quote, with what the partner says about it", async () => {
    const quote = await makeQuote(world);
    const documentId = await makeDocument(world);
    pass(10);
    const details = {
      internalReference: "PO-2291 \u2192 Köln",
      invoiceNumber: "INV-118",
      documentIds: [documentId],
      purpose: "Machine parts",
    };
    const answer = await pay({ quoteId: quote.id, ...details });
    const now = platform.clock.now.toISOString();
    const { paymentAmount, paymentCurrencyCode, totalTarget, targetCurrencyCode, rate, priceBreakdown } =
      quote;
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^pay_[0-9a-f-]{36}$/),
      quoteId: quote.id,
      customerId: world.customerId,
      beneficiaryId: world.beneficiaryId,
      ...{ paymentAmount, paymentCurrencyCode, totalTarget, targetCurrencyCode, rate, priceBreakdown },
      status: "PENDING_REVIEW",
      statusReason: null,
      corrections: [],
      ...details,
      settlementReference: null,
      createdAt: now,
      updatedAt: now,
      approvedAt: null,
      completedAt: null,
    });
    const payment = await readPayment(world, (answer.body as { id: string }).id);
    expect(payment).toEqual(answer.body);
    expect((await send(world, "GET", `${QUOTES}/${quote.id}`)).body).toMatchObject({ usedAt: now });
    expect(await historyOf(world, payment.id)).toEqual(["payment.created PENDING_REVIEW"]);
    expect(await eventsOf(world, payment.id)).toEqual(["payments.created PENDING_REVIEW"]);
  });

  it("uses its quote, which makes no other", async () => {
    const quote = await makeQuote(world);
    expect((await pay({ quoteId: quote.id })).status).toBe(201);
    const answer = await pay({ quoteId: quote.id });
    expectRefusal(answer, 409, "quote_used");
    pass(400);
    expectRefusal(await pay({ quoteId: quote.id }), 409, "quote_used");
  });

  it("is made until the quote's last moment, and not at it", async () => {
    const [early, late] = [await makeQuote(world), await makeQuote(world)];
    pass(299.999);
    expect((await pay({ quoteId: early.id })).status).toBe(201);
    pass(0.001);
    const answer = await pay({ quoteId: late.id });
    expectRefusal(answer, 409, "quote_expired");
    expect(errorOf(answer).details).toEqual({ expiresAt: late.expiresAt });
    expect((await send(world, "GET", `${QUOTES}/${late.id}`)).body).toMatchObject({ usedAt: null });
  });

  it.each([
    ["customer", "SUSPENDED"],
    ["beneficiary", "SUSPENDED"],
    ["beneficiary", "CORRECTION_REQUESTED"],
  ] as const)("is not made once the %s is %s; its quote can still be used", async (kind, status) => {
    const own = await makePaymentWorld(platform);
    const quote = await makeQuote(own);
    const id = kind === "customer" ? own.customerId : own.beneficiaryId;
    await setStatus({ platform }, kind, id, status);
    const before = await rowDigests(platform.database);
    expectRefusal(await pay({ quoteId: quote.id }, own), 409, "not_approved");
    expect(await rowDigests(platform.database)).toEqual(before);
    await setStatus({ platform }, kind, id, "APPROVED");
    expect((await pay({ quoteId: quote.id }, own)).status).toBe(201);
  });

  it.each([
    [{ quoteId: undefined }, ["quoteId"]],
    [{ quoteId: "quo_1" }, ["quoteId"]],
    [{ quoteId: 1 }, ["quoteId"]],
    [{ documentIds: ["x"] }, ["documentIds[0]"]],
    [{ documentIds: "x" }, ["documentIds"]],
    [{ internalReference: "" }, ["internalReference"]],
    [{ internalReference: "x".repeat(101) }, ["internalReference"]],
    [{ internalReference: "a\u0000b" }, ["internalReference"]],
    [{ invoiceNumber: null }, ["invoiceNumber"]],
    [{ purpose: "x".repeat(501) }, ["purpose"]],
    [{ status: "APPROVED", paymentAmount: "1" }, ["paymentAmount", "status"]],
    [{ organizationId: "org_x" }, ["organizationId"]],
  ])("is refused for %j, whatever its quote is by then", async (changes, paths) => {
    const quote = await makeQuote(world);
    const body = { quoteId: quote.id, ...changes };
    expect(fieldPaths(await pay(body))).toEqual(paths);
    pass(400);
    expect(fieldPaths(await pay(body))).toEqual(paths);
  });

  it("keeps its documents from being deleted", async () => {
    const documentId = await makeDocument(world);
    const { id } = await makePayment(world, { documentIds: [documentId] });
    const remove = () => send(world, "DELETE", `/api/v1/documents/${documentId}`);
    expectRefusal(await remove(), 409, "document_referenced");
    await decide(world, id, "REQUEST_CORRECTION", {
      corrections: [{ field: "documentIds[0]", message: "Another document." }],
    });
    expect((await correct(id, { documentIds: [] })).body).toMatchObject({ documentIds: [] });
    expect((await remove()).status).toBeLessThan(300);
  });
});

describe("a correction", () => {
  const corrections = [{ field: "invoiceNumber", message: "Name the invoice." }];

  it("is asked for in words, made once, and sends the payment to review again", async () => {
    const { id } = await makePayment(world, { internalReference: "Keep", invoiceNumber: "Wrong" });
    pass(5);
    const asked = await decide(world, id, "REQUEST_CORRECTION", {
      corrections,
      reason: "The invoice is another's",
    });
    expect(asked).toMatchObject({
      status: "CORRECTION_NEEDED",
      statusReason: "The invoice is another's",
      corrections,
    });
    pass(5);
    const answer = await correct(id, { invoiceNumber: "INV-118" });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      ...asked,
      status: "PENDING_REVIEW",
      statusReason: null,
      corrections: [],
      invoiceNumber: "INV-118",
      updatedAt: platform.clock.now.toISOString(),
    });
    expectRefusal(await correct(id, { invoiceNumber: "INV-119" }), 409, "wrong_status");
    expect(await historyOf(world, id)).toEqual([
      "payment.created PENDING_REVIEW",
      "payment.status_changed PENDING_REVIEW CORRECTION_NEEDED",
      "payment.status_changed CORRECTION_NEEDED PENDING_REVIEW",
      "payment.updated",
    ]);
    const [entry] = await platform.database.owner`
      select before, after from audit_events where target_id = ${id} and action = 'payment.updated'`;
    expect(entry).toEqual({ before: { invoiceNumber: "Wrong" }, after: { invoiceNumber: "INV-118" } });
    expect(await eventsOf(world, id)).toEqual([
      "payments.created PENDING_REVIEW",
      "payments.status_changed CORRECTION_NEEDED",
      "payments.status_changed PENDING_REVIEW",
    ]);
    expect(await plannedSteps(world, id)).toEqual(["review_payment"]);
  });

  it("takes a text away by null", async () => {
    const { id } = await paymentIn(world, "CORRECTION_NEEDED", {
      internalReference: "A",
      invoiceNumber: "B",
    });
    expect((await correct(id, { internalReference: null })).body).toMatchObject({
      internalReference: null,
      invoiceNumber: "B",
    });
  });

  it("of the amount gives the payment a new price at the rate of the moment", async () => {
    const own = await makePaymentWorld(platform);
    const { id } = await paymentIn(own, "CORRECTION_NEEDED");
    expect((await correct(id, { amount: "50.00" }, own)).body).toMatchObject({
      paymentAmount: "50.00",
      paymentCurrencyCode: "USD",
      totalTarget: "49.75",
      priceBreakdown: { payout: { amount: "49.75" }, fee: { amount: "0.25" } },
    });
    await decide(own, id, "REQUEST_CORRECTION", { corrections });
    expect((await correct(id, { amount: "20000", currencyCode: "XOF" }, own)).body).toMatchObject({
      paymentAmount: "20000",
      paymentCurrencyCode: "XOF",
      rate: "0.001757",
      totalTarget: "34.96",
      targetCurrencyCode: "USD",
      priceBreakdown: { fee: { amount: "100", currencyCode: "XOF" } },
      status: "PENDING_REVIEW",
    });
  });

  it.each([
    [{}, [""]],
    [{ currencyCode: "XOF" }, ["amount"]],
    [{ amount: "1.5", currencyCode: "XOF" }, ["amount"]],
    [{ amount: "1.001" }, ["amount"]],
    [{ amount: "0.01" }, ["amount"]],
    [{ amount: null }, ["amount"]],
    [{ amount: 5 }, ["amount"]],
    [{ documentIds: ["doc_x"] }, ["documentIds[0]"]],
    [{ documentIds: null }, ["documentIds"]],
    [{ purpose: "Another" }, ["", "purpose"]],
    [{ status: "APPROVED" }, ["", "status"]],
    [{ quoteId: "quo_x" }, ["", "quoteId"]],
  ])("is refused for %j, whatever the payment's status", async (body, paths) => {
    for (const status of ["CORRECTION_NEEDED", "PENDING_REVIEW"] as const) {
      const { id } = await paymentIn(world, status);
      expect(fieldPaths(await correct(id, body))).toEqual(paths);
    }
  });

  it.each(PAYMENT_STATUSES.filter((status) => status !== "CORRECTION_NEEDED"))(
    "is not made of a payment that is %s",
    async (status) => {
      const { id } = await paymentIn(world, status);
      const before = await rowDigests(platform.database);
      const answer = await correct(id, { invoiceNumber: "INV-1", amount: "5.00" });
      expectRefusal(answer, 409, "wrong_status");
      expect(errorOf(answer).details).toEqual({ status, allowed: ["CORRECTION_NEEDED"] });
      expect(await rowDigests(platform.database)).toEqual(before);
    },
  );
});

describe("cancelling", () => {
  it.each(PAYMENT_STATUSES)(
    "a payment that is %s is done or refused as its lifecycle says",
    async (status) => {
      const { id } = await paymentIn(world, status);
      pass(1);
      const before = await rowDigests(platform.database);
      const answer = await cancel(id);
      if (PAYMENT_LIFECYCLE[status].includes("CANCELLED")) {
        expect(answer).toMatchObject({ status: 200, body: { status: "CANCELLED", corrections: [] } });
        expect((await historyOf(world, id)).at(-1)).toBe(`payment.status_changed ${status} CANCELLED`);
        expect((await eventsOf(world, id)).at(-1)).toBe("payments.status_changed CANCELLED");
        return;
      }
      expectRefusal(answer, 409, "wrong_status");
      expect(await rowDigests(platform.database)).toEqual(before);
    },
  );

  it("takes no body, or an empty one", async () => {
    const { id } = await makePayment(world);
    const target = `${PAYMENTS}/${id}/cancel`;
    expect(fieldPaths(await send(world, "POST", target, { reason: "x" }))).toEqual(["reason"]);
    expect((await send(world, "POST", target, {})).status).toBe(200);
  });

  it("frees no quote", async () => {
    const payment = await paymentIn(world, "CANCELLED");
    expectRefusal(await pay({ quoteId: payment.quoteId }), 409, "quote_used");
  });
});

describe("the list of payments", () => {
  type Page = { items: { id: string; status: string }[]; nextCursor: string | null; hasMore: boolean };
  let own: PaymentWorld;
  let second: PaymentWorld;
  let third: PaymentWorld;
  const made: { id: string; of: PaymentWorld; status: string }[] = [];

  beforeAll(async () => {
    own = await makePaymentWorld(platform);
    second = { ...own, beneficiaryId: await addBeneficiary(own) };
    const application: TestApplication = own.application;
    const { organizationId } = application;
    third = { ...(await makePaymentWorld(platform, { organizationId })), application };
    for (const of of [own, second, third, own, second, own]) {
      for (const status of ["PENDING_REVIEW", "CANCELLED"] as const) {
        const { id } = await paymentIn(of, status);
        made.unshift({ id, of, status });
      }
    }
  });

  async function list(query: string): Promise<Page> {
    const answer = await send(own, "GET", `${PAYMENTS}?${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    // The endpoint's output schema has checked the shape.
    return answer.body as Page;
  }

  async function all(query: string, limit: number): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await list(`${query}&limit=${limit}${cursor === null ? "" : `&cursor=${cursor}`}`);
      expect(page.hasMore).toBe(page.nextCursor !== null);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return ids;
  }

  it("is complete over its pages for every combination of filters, newest first", async () => {
    for (const status of [undefined, "PENDING_REVIEW", "CANCELLED", "FAILED"]) {
      for (const customer of [undefined, own, third]) {
        for (const beneficiary of [undefined, own, second, third]) {
          if (customer !== undefined && beneficiary !== undefined) {
            if (customer.customerId !== beneficiary.customerId) continue;
          }
          const query = [
            ...(status === undefined ? [] : [`status=${status}`]),
            ...(customer === undefined ? [] : [`customerId=${customer.customerId}`]),
            ...(beneficiary === undefined ? [] : [`beneficiaryId=${beneficiary.beneficiaryId}`]),
          ].join("&");
          const expected = made.filter(
            (payment) =>
              (status === undefined || payment.status === status) &&
              (customer === undefined || payment.of.customerId === customer.customerId) &&
              (beneficiary === undefined || payment.of.beneficiaryId === beneficiary.beneficiaryId),
          );
          expect([query, await all(query, 3)]).toEqual([query, expected.map(({ id }) => id)]);
        }
      }
    }
  });

  it("binds its cursor to its filters", async () => {
    const { nextCursor } = await list(`status=CANCELLED&limit=1`);
    for (const query of ["limit=1", "status=FAILED", `status=CANCELLED&customerId=${own.customerId}`]) {
      const answer = await send(own, "GET", `${PAYMENTS}?${query}&cursor=${nextCursor}`);
      expect(fieldPaths(answer)).toEqual(["cursor"]);
    }
  });

  it("names a filter that fits nothing", async () => {
    const stranger = await makePaymentWorld(platform);
    for (const [query, paths] of [
      ["status=DONE", ["status"]],
      ["customerId=x", ["customerId"]],
      [`customerId=${stranger.customerId}`, ["customerId"]],
      [`beneficiaryId=${stranger.beneficiaryId}`, ["beneficiaryId"]],
      [`customerId=${third.customerId}&beneficiaryId=${own.beneficiaryId}`, ["beneficiaryId"]],
      ["quoteId=x", ["quoteId"]],
    ] as const) {
      expect(fieldPaths(await send(own, "GET", `${PAYMENTS}?${query}`))).toEqual(paths);
    }
  });
});
