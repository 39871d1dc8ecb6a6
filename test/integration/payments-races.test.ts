import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "@/lib/errors";
import { expectRefusal } from "@/test/integration/support/answers";
import {
  decide,
  eventsOf,
  historyOf,
  makePayment,
  makePaymentWorld,
  makeQuote,
  PAYMENTS,
  type PaymentWorld,
  paymentIn,
  readPayment,
  send,
  setHold,
  settle,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtRow } from "@/test/integration/support/race";

let platform: TestPlatform;
let world: PaymentWorld;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  world = await makePaymentWorld(platform, { environment: "production" });
});

/** What came of an attempt: the status that it led to, or the reason of the refusal. */
async function outcome(attempt: Promise<{ status: string }>): Promise<string> {
  try {
    return (await attempt).status;
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return error.reason;
    throw error;
  }
}

const cancel = async (id: string): Promise<{ status: string }> => {
  const answer = await send(world, "POST", `${PAYMENTS}/${id}/cancel`);
  if (answer.status === 200) return readPayment(world, id);
  expectRefusal(answer, 409, "wrong_status");
  throw new ApiError("conflict", "wrong_status", "refused");
};

/** Both begin before either is done, and end in one of these two ways. */
async function race(
  id: string,
  attempts: readonly (() => Promise<{ status: string }>)[],
  ends: readonly (readonly string[])[],
): Promise<readonly string[]> {
  const results = await meetAtRow(
    platform,
    "payments",
    id,
    attempts.map((attempt) => () => outcome(attempt())),
  );
  expect(ends).toContainEqual(results);
  return results;
}

describe("one quote", () => {
  it("makes one payment of fifty that are asked for at once", async () => {
    const { id: quoteId } = await makeQuote(world);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send(world, "POST", PAYMENTS, { quoteId })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectRefusal(answer, 409, "quote_used");
    }
    const { owner } = platform.database;
    const [row] = await owner`select
      (select count(*)::int from payments p where p.organization_id = ${world.application.organizationId}) as payments,
      (select count(*)::int from audit_events a
        where a.organization_id = ${world.application.organizationId} and action = 'payment.created') as entries,
      (select count(*)::int from events e where e.organization_id = ${world.application.organizationId}) as events`;
    expect(row).toMatchObject({ payments: 1, entries: 1 });
  });
});

describe("a payment", () => {
  it("is cancelled or approved, never both", async () => {
    const { id } = await makePayment(world);
    await race(
      id,
      [() => cancel(id), () => decide(world, id, "APPROVE")],
      [
        ["CANCELLED", "wrong_status"],
        ["wrong_status", "APPROVED"],
      ],
    );
    expect(await historyOf(world, id)).toHaveLength(2);
    expect(await eventsOf(world, id)).toHaveLength(2);
  });

  it("is decided once, whoever decides at the same time", async () => {
    const { id } = await makePayment(world);
    const attempts = (["APPROVE", "REJECT", "HOLD", "APPROVE"] as const).map(
      (decision) => () => outcome(decide(world, id, decision)),
    );
    const results = await meetAtRow(platform, "payments", id, attempts);
    // A hold is no end: what is approved can still be held. Whatever comes first, nothing happens twice.
    const done = results.filter((result) => result !== "wrong_status");
    expect(done.filter((result) => result !== "ON_HOLD")).toHaveLength(
      done.includes("ON_HOLD") ? done.length - 1 : 1,
    );
    expect(await historyOf(world, id)).toHaveLength(1 + done.length);
    expect(new Set(done).size).toBe(done.length);
  });

  it("is sent once", async () => {
    const { id } = await paymentIn(world, "APPROVED");
    const before = (await historyOf(world, id)).length;
    await race(
      id,
      [() => settle(world, id, "START"), () => settle(world, id, "START")],
      [
        ["PROCESSING", "wrong_status"],
        ["wrong_status", "PROCESSING"],
      ],
    );
    expect(await historyOf(world, id)).toHaveLength(before + 1);
  });

  it("arrives or fails, never both", async () => {
    const { id } = await paymentIn(world, "PROCESSING");
    const [complete] = await race(
      id,
      [() => settle(world, id, "COMPLETE", "MT103-1"), () => settle(world, id, "FAIL")],
      [
        ["COMPLETED", "wrong_status"],
        ["wrong_status", "FAILED"],
      ],
    );
    const payment = await readPayment(world, id);
    expect(payment.settlementReference).toBe(complete === "COMPLETED" ? "MT103-1" : null);
  });

  it("is corrected once", async () => {
    const { id } = await paymentIn(world, "CORRECTION_NEEDED");
    const correct = (invoiceNumber: string) => () =>
      send(world, "PATCH", `${PAYMENTS}/${id}`, { invoiceNumber });
    const answers = await meetAtRow(platform, "payments", id, [correct("A"), correct("B")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? "A" : "B";
    expect(await readPayment(world, id)).toMatchObject({ status: "PENDING_REVIEW", invoiceNumber: winner });
  });
});

describe("a hold that begins", () => {
  it.each(["customer", "beneficiary"] as const)(
    "while the money of a payment is being sent stops it or comes too late, of the %s",
    async (side) => {
      const { id } = await paymentIn(world, "APPROVED");
      const hold = async () => {
        await setHold(world, side, true);
        return { status: "held" };
      };
      const results = await meetAtRow(platform, "payments", id, [
        () => outcome(settle(world, id, "START")),
        () => outcome(hold()),
      ]);
      expect(results[1]).toBe("held");
      const { status } = await readPayment(world, id);
      expect([status, results[0]]).toEqual(
        status === "PROCESSING" ? ["PROCESSING", "PROCESSING"] : ["ON_HOLD", "wrong_status"],
      );
    },
  );

  it.each([
    ["customer", "customers"],
    ["beneficiary", "beneficiaries"],
  ] as const)("while a payment is being made finds it: of the %s", async (side, table) => {
    for (let round = 0; round < 5; round += 1) {
      const own = await makePaymentWorld(platform, { environment: "production" });
      const { id: quoteId } = await makeQuote(own);
      const row = side === "customer" ? own.customerId : own.beneficiaryId;
      const [answer] = await meetAtRow(platform, table, row, [
        () => send(own, "POST", PAYMENTS, { quoteId }),
        async () => {
          await setHold(own, side, true);
          return null;
        },
      ]);
      expect(answer).toMatchObject({ status: 201, body: { id: expect.any(String) } });
      const rows = await platform.database
        .owner`select status from payments where organization_id = ${own.application.organizationId}`;
      expect(rows.map(({ status }) => status)).toEqual(["ON_HOLD"]);
    }
  });

  it("on one side while it ends on the other leaves the payment on hold", async () => {
    for (let round = 0; round < 5; round += 1) {
      const own = await makePaymentWorld(platform, { environment: "production" });
      const { id } = await makePayment(own);
      await setHold(own, "customer", true);
      const swap = (side: "customer" | "beneficiary", paymentHold: boolean) => async () => {
        await setHold(own, side, paymentHold);
      };
      await meetAtRow(platform, "payments", id, [swap("customer", false), swap("beneficiary", true)]);
      expect((await readPayment(own, id)).status).toBe("ON_HOLD");
      await setHold(own, "beneficiary", false);
      expect((await readPayment(own, id)).status).toBe("PENDING_REVIEW");
    }
  });

  it("while staff release keeps the payment on hold", async () => {
    for (let round = 0; round < 5; round += 1) {
      const own = await makePaymentWorld(platform, { environment: "production" });
      const { id } = await makePayment(own);
      // Known to screening, as everybody is who was approved.
      await setHold(own, "customer", true);
      await setHold(own, "customer", false);
      await decide(own, id, "HOLD");
      const results = await meetAtRow(platform, "payments", id, [
        () => outcome(decide(own, id, "RELEASE")),
        async () => {
          await setHold(own, "customer", true);
          return "held";
        },
      ]);
      expect(["PENDING_REVIEW", "conflict"]).toContain(results[0]);
      expect((await readPayment(own, id)).status).toBe("ON_HOLD");
    }
  });
});
