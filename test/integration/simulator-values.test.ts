import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runSimulatorOnce } from "@/lib/sandbox/simulator";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { json } from "@/test/integration/support/request-body";
import {
  create,
  makeApprovedCustomer,
  makeCustomer,
  makeQuote,
  minimalBeneficiary,
} from "@/test/integration/support/rows-of-the-api";

/** What `docs/site/sandbox.md` promises, by the values that partners write. */
describe("the sandbox simulator", () => {
  let platform: TestPlatform;
  let application: TestApplication;

  beforeAll(async () => {
    platform = await startTestPlatform();
    application = await makeApplication(platform);
    await platform.database.owner`update applications set rate_limit_per_second = 1000`;
  });
  afterAll(() => platform.stop());
  beforeEach(() => pass(1));

  const pass = (seconds: number) => {
    platform.clock.now = new Date(platform.clock.now.getTime() + seconds * 1000);
  };

  /** Lets the time go by, with the simulator looking for work twice a second as it does in a server. */
  async function simulate(seconds: number): Promise<void> {
    for (let half = 0; half < seconds * 2; half += 1) {
      pass(0.5);
      await runSimulatorOnce(platform.runtime);
    }
  }

  type Thing = { path: string; name: string };

  async function customer(name: string): Promise<Thing> {
    const id = await makeCustomer({ platform, application }, { companyName: name });
    return { path: `/api/v1/customers/${id}`, name: "companyName" };
  }

  async function beneficiary(name: string): Promise<Thing> {
    const caller = { platform, application };
    const collection = `/api/v1/customers/${await makeApprovedCustomer(caller)}/beneficiaries`;
    const id = await create(caller, collection, json(minimalBeneficiary({ companyName: name })));
    return { path: `${collection}/${id}`, name: "companyName" };
  }

  async function payment(internalReference: string): Promise<Thing> {
    const caller = { platform, application };
    const body = json({ quoteId: await makeQuote(caller), internalReference });
    return {
      path: `/api/v1/payment/${await create(caller, "/api/v1/payment", body)}`,
      name: "internalReference",
    };
  }

  const read = async ({ path }: Thing) => {
    const answer = await call(platform, application, "GET", path);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const send = async (method: string, path: string, body: object = {}) => {
    const answer = await call(platform, application, method, path, { body: JSON.stringify(body) });
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };

  it.each([
    ["customer", customer, "APPROVED"],
    ["beneficiary", beneficiary, "APPROVED"],
    ["payment", payment, "COMPLETED"],
  ])("brings a %s that asks for nothing to its end within five seconds", async (_, make, end) => {
    const thing = await make("Plain");
    expect(await read(thing)).toMatchObject({ status: "PENDING_REVIEW" });
    await simulate(5);
    expect(await read(thing)).toMatchObject({ status: end });
  });

  it.each([
    ["customer", customer],
    ["beneficiary", beneficiary],
    ["payment", payment],
  ])("rejects a %s with SIM-REJECT, in any case", async (_, make) => {
    const thing = await make("A sim-reject B");
    await simulate(5);
    expect(await read(thing)).toMatchObject({
      status: "REJECTED",
      statusReason: expect.stringContaining("SIM-REJECT"),
    });
  });

  it.each([
    ["customer", customer, "CORRECTION_REQUESTED", "APPROVED"],
    ["beneficiary", beneficiary, "CORRECTION_REQUESTED", "APPROVED"],
  ])("asks for a correction of a %s with SIM-CORRECT, once", async (_, make, asked, end) => {
    const thing = await make("SIM-CORRECT");
    await simulate(5);
    expect(await read(thing)).toMatchObject({ status: asked, corrections: [{ field: thing.name }] });
    await send("POST", `${thing.path}/submit`);
    await simulate(5);
    expect(await read(thing)).toMatchObject({ status: end, corrections: [] });
  });

  it("asks for a correction of a payment with SIM-CORRECT, once", async () => {
    const thing = await payment("SIM-CORRECT");
    await simulate(5);
    expect(await read(thing)).toMatchObject({
      status: "CORRECTION_NEEDED",
      corrections: [{ field: "internalReference" }],
    });
    await send("PATCH", thing.path, { invoiceNumber: "2026-17" });
    await simulate(5);
    expect(await read(thing)).toMatchObject({ status: "COMPLETED", internalReference: "SIM-CORRECT" });
  });

  it.each([
    ["customer", customer],
    ["beneficiary", beneficiary],
  ])("approves a %s with SIM-HOLD and holds its payments", async (_, make) => {
    const thing = await make("SIM-HOLD Trading");
    await simulate(5);
    expect(await read(thing)).toMatchObject({
      status: "APPROVED",
      screening: { paymentHold: true, openMatchCount: 1 },
    });
  });

  it("holds a payment with SIM-HOLD for a minute", async () => {
    const thing = await payment("SIM-HOLD");
    await simulate(5);
    expect(await read(thing)).toMatchObject({ status: "ON_HOLD" });
    await simulate(50);
    expect(await read(thing)).toMatchObject({ status: "ON_HOLD" });
    await simulate(15);
    expect(await read(thing)).toMatchObject({ status: "COMPLETED" });
  });

  it("fails a payment with SIM-FAIL", async () => {
    const thing = await payment("SIM-FAIL");
    await simulate(5);
    expect(await read(thing)).toMatchObject({
      status: "FAILED",
      statusReason: expect.stringContaining("SIM-FAIL"),
    });
  });

  it.each([
    ["customer", customer, "APPROVED"],
    ["beneficiary", beneficiary, "APPROVED"],
    ["payment", payment, "COMPLETED"],
  ])("takes a minute over a %s with SIM-SLOW", async (_, make, end) => {
    const thing = await make("SIM-SLOW");
    await simulate(59);
    expect(await read(thing)).toMatchObject({ status: "PENDING_REVIEW" });
    await simulate(6);
    expect(await read(thing)).toMatchObject({ status: end });
  });

  it("takes several values together, a rejection before a correction and both before a hold", async () => {
    const [slow, both] = [
      await customer("SIM-SLOW SIM-REJECT"),
      await payment("SIM-HOLD SIM-CORRECT SIM-REJECT"),
    ];
    await simulate(5);
    expect(await read(slow)).toMatchObject({ status: "PENDING_REVIEW" });
    expect(await read(both)).toMatchObject({ status: "REJECTED" });
    await simulate(60);
    expect(await read(slow)).toMatchObject({ status: "REJECTED" });
  });
});
