import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decideBeneficiary } from "@/lib/operations/reviews/decide-beneficiary";
import { decideCustomer } from "@/lib/operations/reviews/decide-customer";
import { runOperation } from "@/lib/operations/run";
import { TEST_ORIGIN } from "@/test/integration/support/partner";
import {
  decide,
  eventsOf,
  makePayment,
  makePaymentWorld,
  PAYMENTS,
  type PaymentWorld,
  plannedSteps,
  readPayment,
  send,
  setHold,
  simulate,
  systemIn,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { setStatus } from "@/test/integration/support/rows-of-the-api";

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

const statusOf = async (id: string, of = world) => (await readPayment(of, id)).status;

/** What staff decide about a side of the world's payments. */
async function decideOn(
  of: PaymentWorld,
  side: "customer" | "beneficiary",
  decision: "SUSPEND" | "REINSTATE",
) {
  const { runtime } = platform;
  const reason = "Because the test says so";
  if (side === "customer") {
    const input = { customerId: of.customerId, decision };
    return runOperation(runtime, systemIn(of), decideCustomer, input, TEST_ORIGIN, reason);
  }
  const input = { beneficiaryId: of.beneficiaryId, decision };
  return runOperation(runtime, systemIn(of), decideBeneficiary, input, TEST_ORIGIN, reason);
}

describe("a payment in the sandbox", () => {
  it("is approved after a second and complete within five, with all that is told of it", async () => {
    const { id } = await makePayment(world);
    await simulate(world, 1);
    expect(await statusOf(id)).toBe("APPROVED");
    await simulate(world, 4);
    expect(await readPayment(world, id)).toMatchObject({
      status: "COMPLETED",
      statusReason: null,
      settlementReference: expect.stringMatching(/^SIMULATED-/),
      completedAt: expect.any(String),
    });
    expect(await eventsOf(world, id)).toEqual([
      "payments.created PENDING_REVIEW",
      "payments.status_changed APPROVED",
      "payments.status_changed PROCESSING",
      "payments.status_changed COMPLETED",
      "payments.completed COMPLETED",
    ]);
    expect(await plannedSteps(world, id)).toEqual([]);
    const actors = await platform.database.owner`
      select distinct actor_kind || ' ' || actor_label as actor from audit_events
       where target_id = ${id} and action = 'payment.status_changed'`;
    expect(actors.map(({ actor }) => actor)).toEqual(["system Sandbox simulator"]);
  });

  it("waits for nobody's correction but the partner's, and asks for one once", async () => {
    const { id } = await makePayment(world, { internalReference: "sim-correct" });
    await simulate(world, 2);
    expect(await readPayment(world, id)).toMatchObject({
      status: "CORRECTION_NEEDED",
      corrections: [{ field: "internalReference" }],
    });
    await simulate(world, 70);
    expect(await statusOf(id)).toBe("CORRECTION_NEEDED");
    const answer = await send(world, "PATCH", `${PAYMENTS}/${id}`, { invoiceNumber: "INV-1" });
    expect(answer).toMatchObject({ status: 200 });
    await simulate(world, 5);
    expect(await statusOf(id)).toBe("COMPLETED");
  });

  it("with SIM-HOLD is on hold for a minute, and goes on", async () => {
    const { id } = await makePayment(world, { internalReference: "SIM-HOLD SIM-FAIL" });
    await simulate(world, 1.5);
    expect(await statusOf(id)).toBe("ON_HOLD");
    await simulate(world, 59);
    expect(await statusOf(id)).toBe("ON_HOLD");
    await simulate(world, 6);
    expect(await statusOf(id)).toBe("FAILED");
    expect(await eventsOf(world, id)).toEqual([
      "payments.created PENDING_REVIEW",
      "payments.status_changed ON_HOLD",
      "payments.status_changed PENDING_REVIEW",
      "payments.status_changed APPROVED",
      "payments.status_changed PROCESSING",
      "payments.status_changed FAILED",
      "payments.failed FAILED",
    ]);
  });

  it("with SIM-SLOW is reviewed after a minute", async () => {
    const { id } = await makePayment(world, { internalReference: "SIM-SLOW" });
    await simulate(world, 59);
    expect(await statusOf(id)).toBe("PENDING_REVIEW");
    await simulate(world, 5);
    expect(await statusOf(id)).toBe("COMPLETED");
  });

  it("is rejected where its customer is no longer approved", async () => {
    const own = await makePaymentWorld(platform);
    const { id } = await makePayment(own);
    await setStatus({ platform }, "customer", own.customerId, "SUSPENDED");
    await simulate(own, 2);
    expect(await readPayment(own, id)).toMatchObject({
      status: "REJECTED",
      statusReason: "The customer is SUSPENDED. Both have to be APPROVED.",
    });
  });

  it("that was approved waits while a side of it is suspended, and goes on when it is reinstated", async () => {
    for (const side of ["customer", "beneficiary"] as const) {
      const own = await makePaymentWorld(platform);
      const { id } = await makePayment(own);
      await simulate(own, 1);
      await decideOn(own, side, "SUSPEND");
      await simulate(own, 300);
      expect(await statusOf(id, own)).toBe("APPROVED");
      expect(await plannedSteps(own, id)).toEqual([]);
      await decideOn(own, side, "REINSTATE");
      await simulate(own, 4);
      expect(await statusOf(id, own)).toBe("COMPLETED");
    }
  });

  it("with SIM-HOLD goes on after screening, however long that holds it too", async () => {
    const own = await makePaymentWorld(platform);
    const { id } = await makePayment(own, { internalReference: "SIM-HOLD" });
    await simulate(own, 1.5);
    await setHold(own, "customer", true);
    await simulate(own, 300);
    expect(await statusOf(id, own)).toBe("ON_HOLD");
    await setHold(own, "customer", false);
    await simulate(own, 6);
    expect(await statusOf(id, own)).toBe("COMPLETED");
  });

  it("that staff hold is theirs to release, whatever its reference", async () => {
    const { id } = await makePayment(world, { internalReference: "SIM-HOLD" });
    await decide(world, id, "HOLD", { reason: "We ask the bank" });
    await simulate(world, 120);
    expect(await readPayment(world, id)).toMatchObject({
      status: "ON_HOLD",
      statusReason: "We ask the bank",
    });
    await decide(world, id, "RELEASE");
    await simulate(world, 6);
    expect(await statusOf(id)).toBe("COMPLETED");
  });

  it("that is cancelled, or held by screening, is left alone", async () => {
    const own = await makePaymentWorld(platform);
    const [cancelled, held] = [await makePayment(own), await makePayment(own)];
    await send(own, "POST", `${PAYMENTS}/${cancelled.id}/cancel`);
    await setHold(own, "beneficiary", true);
    await simulate(own, 10);
    expect([await statusOf(cancelled.id, own), await statusOf(held.id, own)]).toEqual([
      "CANCELLED",
      "ON_HOLD",
    ]);
  });
});

describe("a payment in production", () => {
  it("means nothing to the simulator, whatever its reference", async () => {
    const { organizationId } = world.application;
    const production = await makePaymentWorld(platform, { organizationId, environment: "production" });
    const { id } = await makePayment(production, { internalReference: "SIM-REJECT SIM-HOLD" });
    expect(await plannedSteps(production, id)).toEqual([]);
    await simulate(production, 70);
    expect(await statusOf(id, production)).toBe("PENDING_REVIEW");
  });
});
