import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PAYMENT_STATUSES } from "@/lib/schemas/lifecycle";
import { expectRefusal } from "@/test/integration/support/answers";
import {
  addBeneficiary,
  decide,
  eventsOf,
  historyOf,
  makePayment,
  makePaymentWorld,
  PAYMENTS,
  type PaymentWorld,
  paymentIn,
  plannedSteps,
  readPayment,
  send,
  setHold,
  settle,
  simulate,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

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

const statusOf = async (id: string, of = world) => (await readPayment(of, id)).status;
const HELD = ["PENDING_REVIEW", "CORRECTION_NEEDED", "APPROVED"] as const;

describe.each(["customer", "beneficiary"] as const)("a hold of the %s", (side) => {
  it.each(HELD)("holds a payment that is %s, and lets it go back there", async (status) => {
    const before = await paymentIn(world, status);
    await setHold(world, side, true);
    const held = await readPayment(world, before.id);
    expect(held).toMatchObject({
      status: "ON_HOLD",
      statusReason: "Screening of the customer or the beneficiary holds payments.",
    });
    await setHold(world, side, false);
    expect(await readPayment(world, before.id)).toEqual(before);
    expect((await historyOf(world, before.id)).slice(-2)).toEqual([
      `payment.status_changed ${status} ON_HOLD`,
      `payment.status_changed ON_HOLD ${status}`,
    ]);
    expect((await eventsOf(world, before.id)).slice(-2)).toEqual([
      "payments.status_changed ON_HOLD",
      `payments.status_changed ${status}`,
    ]);
  });

  it("leaves alone what has been sent or has ended", async () => {
    const others = PAYMENT_STATUSES.filter((status) => ![...HELD, "ON_HOLD"].includes(status));
    const payments = [];
    for (const status of others) payments.push(await paymentIn(world, status));
    await setHold(world, side, true);
    for (const payment of payments) expect(await readPayment(world, payment.id)).toEqual(payment);
  });

  it("has a new payment begin on hold; it waits for its review when the hold ends", async () => {
    await setHold(world, side, true);
    const payment = await makePayment(world);
    expect(payment).toMatchObject({ status: "ON_HOLD", statusReason: expect.stringContaining("Screening") });
    expect(await eventsOf(world, payment.id)).toEqual(["payments.created ON_HOLD"]);
    await setHold(world, side, false);
    expect(await readPayment(world, payment.id)).toMatchObject({
      status: "PENDING_REVIEW",
      statusReason: null,
    });
  });

  it("keeps staff and partner from moving the payment on", async () => {
    const { id } = await paymentIn(world, "APPROVED");
    await setHold(world, side, true);
    for (const attempt of [() => decide(world, id, "APPROVE"), () => settle(world, id, "START")]) {
      await expect(attempt()).rejects.toMatchObject({ status: 409, reason: "wrong_status" });
    }
    await expect(decide(world, id, "RELEASE")).rejects.toMatchObject({ status: 409, reason: "conflict" });
    expectRefusal(await send(world, "POST", `${PAYMENTS}/${id}/cancel`), 409, "wrong_status");
    expect(await statusOf(id)).toBe("ON_HOLD");
    expect(await decide(world, id, "REJECT")).toMatchObject({ status: "REJECTED" });
    await setHold(world, side, false);
    expect(await statusOf(id)).toBe("REJECTED");
  });
});

describe("holds together", () => {
  it("end with the last of them", async () => {
    const { id } = await paymentIn(world, "APPROVED");
    await setHold(world, "customer", true);
    await setHold(world, "beneficiary", true);
    await setHold(world, "customer", false);
    expect(await statusOf(id)).toBe("ON_HOLD");
    await setHold(world, "beneficiary", false);
    expect(await statusOf(id)).toBe("APPROVED");
    expect((await historyOf(world, id)).slice(-2)).toEqual([
      "payment.status_changed APPROVED ON_HOLD",
      "payment.status_changed ON_HOLD APPROVED",
    ]);
  });

  it("of staff and of screening end apart", async () => {
    const { id } = await makePayment(world);
    await decide(world, id, "HOLD", { reason: "We ask the bank" });
    await setHold(world, "customer", true);
    await expect(decide(world, id, "RELEASE")).rejects.toMatchObject({ status: 409, reason: "conflict" });
    await setHold(world, "customer", false);
    expect(await readPayment(world, id)).toMatchObject({
      status: "ON_HOLD",
      statusReason: "We ask the bank",
    });
    expect(await decide(world, id, "RELEASE")).toMatchObject({ status: "PENDING_REVIEW" });
  });

  it("of one beneficiary leave payments to another alone", async () => {
    const other = { ...world, beneficiaryId: await addBeneficiary(world) };
    const [mine, others] = [await makePayment(world), await makePayment(other)];
    await setHold(world, "beneficiary", true);
    expect([await statusOf(mine.id), await statusOf(others.id)]).toEqual(["ON_HOLD", "PENDING_REVIEW"]);
    await setHold(world, "customer", true);
    expect([await statusOf(mine.id), await statusOf(others.id)]).toEqual(["ON_HOLD", "ON_HOLD"]);
    await setHold(world, "customer", false);
    expect([await statusOf(mine.id), await statusOf(others.id)]).toEqual(["ON_HOLD", "PENDING_REVIEW"]);
  });

  it("stay in their organization and environment", async () => {
    const { organizationId } = world.application;
    const sandbox = await makePaymentWorld(platform, { organizationId });
    const stranger = await makePaymentWorld(platform, { environment: "production" });
    const untouched = [await makePayment(sandbox), await makePayment(stranger)];
    await setHold(world, "customer", true);
    expect(await readPayment(sandbox, untouched[0]?.id ?? "")).toEqual(untouched[0]);
    expect(await readPayment(stranger, untouched[1]?.id ?? "")).toEqual(untouched[1]);
  });
});

describe("a hold in the sandbox", () => {
  it("stops the simulator, which goes on when it ends", async () => {
    const sandbox = await makePaymentWorld(platform);
    const pending = await makePayment(sandbox);
    const approved = await paymentIn(sandbox, "APPROVED");
    await setHold(sandbox, "customer", true);
    const late = await makePayment(sandbox);
    await simulate(sandbox, 5);
    for (const { id } of [pending, approved, late]) {
      expect(await statusOf(id, sandbox)).toBe("ON_HOLD");
      expect(await plannedSteps(sandbox, id)).toEqual([]);
    }
    await setHold(sandbox, "customer", false);
    await simulate(sandbox, 5);
    for (const { id } of [pending, approved, late]) expect(await statusOf(id, sandbox)).toBe("COMPLETED");
  });
});
