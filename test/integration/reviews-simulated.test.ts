import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runSimulatorOnce } from "@/lib/sandbox/simulator";
import { CUSTOMERS } from "@/test/integration/support/customers";
import { enrolSecondFactor, makePerson, openTestSession } from "@/test/integration/support/members";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { json } from "@/test/integration/support/request-body";
import {
  decide,
  eventsAbout,
  historyAbout,
  type Reviewed,
  setScreening,
} from "@/test/integration/support/reviews";
import { create, makeCustomer, minimalBeneficiary } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let application: TestApplication;
let customer: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  customer = await makeCustomer({ platform, application });
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const KINDS = {
  customers: {
    make: (companyName: string, as = application) =>
      makeCustomer({ platform, application: as }, { companyName }),
    pathOf: (id: string) => `${CUSTOMERS}/${id}`,
  },
  beneficiaries: {
    make: (companyName: string) =>
      create(
        { platform, application },
        `${CUSTOMERS}/${customer}/beneficiaries`,
        json(minimalBeneficiary({ companyName })),
      ),
    pathOf: (id: string) => `${CUSTOMERS}/${customer}/beneficiaries/${id}`,
  },
} as const;

async function simulate(afterSeconds: number): Promise<void> {
  platform.clock.now = new Date(platform.clock.now.getTime() + afterSeconds * 1000);
  await runSimulatorOnce(platform.runtime);
}

const stepsFor = async (id: string) =>
  platform.database.owner`select step from simulator_steps where entity_id = ${id.slice(4)}`;

describe.each(["customers", "beneficiaries"] as const)(
  "in the sandbox the review of %s",
  (part: Reviewed) => {
    const { make, pathOf } = KINDS[part];
    const statusOf = async (id: string) => {
      const { body } = await call(platform, application, "GET", pathOf(id));
      return (body as { status: string }).status;
    };
    const submit = (id: string) => call(platform, application, "POST", `${pathOf(id)}/submit`);

    it("approves after a second, as the simulator, with its event and its row in the history", async () => {
      const id = await make("Plain Ltd");
      await simulate(0.9);
      expect(await statusOf(id)).toBe("PENDING_REVIEW");
      await simulate(0.2);
      expect(await statusOf(id)).toBe("APPROVED");
      expect(await stepsFor(id)).toHaveLength(0);
      expect((await historyAbout(platform, id)).at(-1)).toEqual({
        action: `${part === "customers" ? "customer" : "beneficiary"}.status_changed`,
        actor: "system Sandbox simulator",
        before: { status: "PENDING_REVIEW" },
        after: { status: "APPROVED" },
        reason: expect.any(String),
      });
      expect((await eventsAbout(platform, id)).at(-1)).toMatchObject({
        type: `${part}.status_changed`,
        data: { status: "APPROVED", statusReason: null },
      });
    });

    it("takes a minute with SIM-SLOW", async () => {
      const id = await make("Sim-Slow Ltd");
      await simulate(59);
      expect(await statusOf(id)).toBe("PENDING_REVIEW");
      await simulate(2);
      expect(await statusOf(id)).toBe("APPROVED");
    });

    it("rejects with SIM-REJECT, and says why", async () => {
      const id = await make("We SIM-REJECT Ltd, SIM-CORRECT");
      await simulate(1);
      expect((await call(platform, application, "GET", pathOf(id))).body).toMatchObject({
        status: "REJECTED",
        statusReason: expect.stringContaining("SIM-REJECT"),
      });
    });

    it("asks once for a correction with SIM-CORRECT, whether or not one is made", async () => {
      for (const isCorrected of [false, true]) {
        const id = await make("SIM-CORRECT Ltd");
        await simulate(1);
        expect((await call(platform, application, "GET", pathOf(id))).body).toMatchObject({
          status: "CORRECTION_REQUESTED",
          corrections: [{ field: "companyName" }],
        });
        if (isCorrected) {
          const change = { body: JSON.stringify({ companyName: "SIM-CORRECT again Ltd" }) };
          expect((await call(platform, application, "PATCH", pathOf(id), change)).status).toBe(200);
        }
        expect((await submit(id)).status).toBe(200);
        await simulate(1);
        expect(await statusOf(id)).toBe("APPROVED");
      }
    });

    it("leaves what screening blocks where it is", async () => {
      const id = await make("Blocked Ltd");
      await setScreening(platform, id, { onboardingBlocked: true, openMatchCount: 1 });
      await simulate(1);
      expect([await statusOf(id), (await stepsFor(id)).length]).toEqual(["PENDING_REVIEW", 0]);
    });

    it("approves what SIM-HOLD only keeps from being paid", async () => {
      const id = await make("SIM-HOLD Ltd");
      await simulate(1);
      expect((await call(platform, application, "GET", pathOf(id))).body).toMatchObject({
        status: "APPROVED",
        screening: { paymentHold: true, openMatchCount: 1 },
      });
    });

    it("does nothing about what staff have decided", async () => {
      const id = await make("Decided Ltd");
      const admin = await makePerson(platform, "Nova", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
      await enrolSecondFactor(platform, admin);
      const session = await openTestSession(platform, admin);
      const body = { decision: "REJECT", reason: "Known to us" };
      expect((await decide(platform, session, application, part, id, body)).status).toBe(200);
      const history = await historyAbout(platform, id);
      await simulate(1);
      expect(await historyAbout(platform, id)).toEqual(history);
      expect(await stepsFor(id)).toHaveLength(0);
    });
  },
);

describe("the simulator", () => {
  it("leaves a draft alone until it is submitted", async () => {
    const id = await makeCustomer({ platform, application }, { submit: false });
    expect(await stepsFor(id)).toHaveLength(0);
    await call(platform, application, "POST", `${CUSTOMERS}/${id}/submit`);
    expect(await stepsFor(id)).toHaveLength(1);
  });

  it("decides nothing in production", async () => {
    const production = await makeApplication(platform, { environment: "production" });
    const id = await KINDS.customers.make("Plain Ltd", production);
    await simulate(120);
    expect((await call(platform, production, "GET", `${CUSTOMERS}/${id}`)).body).toMatchObject({
      status: "PENDING_REVIEW",
    });
  });
});
