/** Payments of the test platform: who pays whom, what staff decide, and what screening says meanwhile. */
import { expect } from "vitest";
import { z } from "zod";
import { lockParty } from "@/db/queries/payments";
import { screeningSubjects } from "@/db/schema";
import { newUuid } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";
import { decidePayment } from "@/lib/operations/payments/decide";
import { applyPaymentHolds } from "@/lib/operations/payments/holds";
import { runOperation } from "@/lib/operations/run";
import { settlePayment } from "@/lib/operations/settlement/settle";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import type { SystemPrincipal } from "@/lib/principal";
import { runSimulatorOnce } from "@/lib/sandbox/simulator";
import type { Environment } from "@/lib/schemas/common";
import { type PaymentView, paymentSchema } from "@/lib/schemas/payment";
import { type QuoteView, quoteSchema } from "@/lib/schemas/quote";
import {
  type Answer,
  call,
  makeApplication,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";
import { json } from "@/test/integration/support/request-body";
import {
  create,
  makeApprovedCustomer,
  minimalBeneficiary,
  setStatus,
} from "@/test/integration/support/rows-of-the-api";
import { uuidOf } from "@/test/integration/support/tenants";

export const QUOTES = "/api/v1/payment/quote";
export const PAYMENTS = "/api/v1/payment";

/** A partner with an approved customer who has an approved beneficiary. */
export type PaymentWorld = {
  platform: TestPlatform;
  application: TestApplication;
  customerId: string;
  beneficiaryId: string;
};

type WorldOptions = { environment?: Environment; organizationId?: string; currencyCode?: string };

export async function makePaymentWorld(
  platform: TestPlatform,
  { currencyCode = "USD", ...options }: WorldOptions = {},
): Promise<PaymentWorld> {
  const application = await makeApplication(platform, options);
  await platform.database.owner`update applications set rate_limit_per_second = 10000`;
  const caller = { platform, application };
  const customerId = await makeApprovedCustomer(caller);
  const beneficiaryId = await addBeneficiary({ ...caller, customerId }, currencyCode);
  return { ...caller, customerId, beneficiaryId };
}

/** Another approved beneficiary of the customer, with an account in this currency. */
export async function addBeneficiary(
  { customerId, ...caller }: Omit<PaymentWorld, "beneficiaryId">,
  currencyCode = "USD",
): Promise<string> {
  const path = `/api/v1/customers/${customerId}/beneficiaries`;
  const id = await create(caller, path, json(minimalBeneficiary({ currencyCode })));
  await setStatus(caller, "beneficiary", id, "APPROVED");
  return id;
}

export function send(
  { platform, application }: Pick<PaymentWorld, "platform" | "application">,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  return call(platform, application, method, path, body === undefined ? {} : { body: JSON.stringify(body) });
}

/** What a quote asks for: 1,000 dollars to the dollar account. */
export function quoteBody({ customerId, beneficiaryId }: PaymentWorld, changes: object = {}): object {
  const currencies = { paymentCurrencyCode: "USD", targetCurrencyCode: "USD" };
  return { customerId, beneficiaryId, ...currencies, paymentAmount: "1000.00", ...changes };
}

export async function makeQuote(world: PaymentWorld, changes: object = {}): Promise<QuoteView> {
  const answer = await send(world, "POST", QUOTES, quoteBody(world, changes));
  expect(answer).toMatchObject({ status: 201 });
  return quoteSchema.parse(answer.body);
}

export async function makePayment(world: PaymentWorld, changes: object = {}): Promise<PaymentView> {
  const { id: quoteId } = await makeQuote(world);
  const answer = await send(world, "POST", PAYMENTS, { quoteId, ...changes });
  expect(answer).toMatchObject({ status: 201 });
  return paymentSchema.parse(answer.body);
}

export async function readPayment(world: PaymentWorld, id: string): Promise<PaymentView> {
  const answer = await send(world, "GET", `${PAYMENTS}/${id}`);
  expect(answer).toMatchObject({ status: 200 });
  return paymentSchema.parse(answer.body);
}

/** Somebody who may do everything in the world's place, and is no person whose session could end. */
export function systemIn({ application }: Pick<PaymentWorld, "application">): SystemPrincipal {
  const { organizationId, environment } = application;
  return { kind: "system", organizationId, environment, name: "Reviewer", permissions: ALL_PERMISSIONS };
}

type Decision = Omit<z.input<typeof decidePayment.input>, "id">;

export function decide(
  world: PaymentWorld,
  id: string,
  decision: Decision["decision"],
  rest: Omit<Decision, "decision"> & { reason?: string } = {},
): Promise<PaymentView> {
  const { reason = "Because the test says so", ...input } = rest;
  const { runtime } = world.platform;
  return runOperation(
    runtime,
    systemIn(world),
    decidePayment,
    { id, decision, ...input },
    TEST_ORIGIN,
    reason,
  );
}

export function settle(
  world: PaymentWorld,
  id: string,
  step: z.input<typeof settlePayment.input>["step"],
  settlementReference?: string,
): Promise<PaymentView> {
  const input = { id, step, settlementReference };
  return runOperation(
    world.platform.runtime,
    systemIn(world),
    settlePayment,
    input,
    TEST_ORIGIN,
    "At the bank",
  );
}

const MISSING_INVOICE = [{ field: "invoiceNumber", message: "Name the invoice." }];

type Step = (world: PaymentWorld, id: string) => Promise<unknown>;
const approve: Step = (world, id) => decide(world, id, "APPROVE");
const start: Step = (world, id) => settle(world, id, "START");

/** What brings a new payment to each status. */
const WAYS: ReadonlyMap<PaymentView["status"], readonly Step[]> = new Map([
  [
    "CORRECTION_NEEDED",
    [(world, id) => decide(world, id, "REQUEST_CORRECTION", { corrections: MISSING_INVOICE })],
  ],
  ["ON_HOLD", [(world, id) => decide(world, id, "HOLD")]],
  ["REJECTED", [(world, id) => decide(world, id, "REJECT")]],
  ["CANCELLED", [(world, id) => send(world, "POST", `${PAYMENTS}/${id}/cancel`)]],
  ["APPROVED", [approve]],
  ["PROCESSING", [approve, start]],
  ["COMPLETED", [approve, start, (world, id) => settle(world, id, "COMPLETE", "MT103-1")]],
  ["FAILED", [approve, start, (world, id) => settle(world, id, "FAIL")]],
]);

/** A payment brought to this status by what staff do. */
export async function paymentIn(
  world: PaymentWorld,
  status: PaymentView["status"],
  changes: object = {},
): Promise<PaymentView> {
  const { id } = await makePayment(world, changes);
  for (const step of WAYS.get(status) ?? []) await step(world, id);
  const payment = await readPayment(world, id);
  expect(payment.status).toBe(status);
  return payment;
}

const partySchema = z.union([
  z.strictObject({ customerId: z.string() }),
  z.strictObject({ beneficiaryId: z.string() }),
]);

/** What screening does when it finds or clears somebody: it says so, and has payments follow, in one transaction. */
const testScreening = writeOperation({
  name: "testScreening",
  summary: "Say that a customer or a beneficiary is held, or is not",
  permission: null,
  audit: "screening.hold_changed",
  input: z.strictObject({ party: partySchema, customerId: z.string(), paymentHold: z.boolean() }),
  output: z.strictObject({}),
  run: async (context, { party, customerId, paymentHold }) => {
    const { scope, tx, now } = context;
    const isCustomer = "customerId" in party;
    const entityId = isCustomer ? party.customerId : party.beneficiaryId;
    const said = { paymentHold, openMatchCount: paymentHold ? 1 : 0, lastScreenedAt: now };
    // In the order of everybody else: the party, its subjects, its payments.
    await lockParty(tx, scope, party);
    await tx
      .insert(screeningSubjects)
      .values({
        id: newUuid(),
        ...scope,
        subjectType: isCustomer ? "CUSTOMER" : "BENEFICIARY",
        entityId,
        customerId,
        beneficiaryId: isCustomer ? null : entityId,
        displayName: "Somebody",
        query: [],
        onboardingBlocked: false,
        nextDueAt: now,
        createdAt: now,
        ...said,
      })
      .onConflictDoUpdate({
        target: [
          screeningSubjects.organizationId,
          screeningSubjects.environment,
          screeningSubjects.subjectType,
          screeningSubjects.entityId,
        ],
        set: said,
      });
    await applyPaymentHolds(context, party);
    context.audit("unchanged");
    return {};
  },
});

/** Begins or ends a hold of the world's customer or beneficiary. */
export async function setHold(
  world: PaymentWorld,
  side: "customer" | "beneficiary",
  paymentHold: boolean,
): Promise<void> {
  const customerId = uuidOf(world.customerId);
  const party = side === "customer" ? { customerId } : { beneficiaryId: uuidOf(world.beneficiaryId) };
  const input = { party, customerId, paymentHold };
  await runOperation(world.platform.runtime, systemIn(world), testScreening, input, TEST_ORIGIN);
}

/** Lets the time go by, the simulator looking for work twice a second as it does in a server. */
export async function simulate({ platform }: Pick<PaymentWorld, "platform">, seconds: number): Promise<void> {
  for (let half = 0; half < seconds * 2; half += 1) {
    platform.clock.now = new Date(platform.clock.now.getTime() + 500);
    await runSimulatorOnce(platform.runtime);
  }
}

/** The types of the events about the payment, in their order, with the status that each tells of. */
export async function eventsOf({ platform }: PaymentWorld, id: string): Promise<string[]> {
  const rows = await platform.database.owner<{ event: string }[]>`
    select type || ' ' || (data ->> 'status') as event from events where data ->> 'id' = ${id} order by id`;
  return rows.map(({ event }) => event);
}

/** What the audit history says of the payment: actions, and from which status to which. */
export async function historyOf({ platform }: PaymentWorld, id: string): Promise<string[]> {
  const rows = await platform.database.owner<{ entry: string }[]>`
    select concat_ws(' ', action, before ->> 'status', after ->> 'status') as entry
      from audit_events where target_id = ${id} order by sequence`;
  return rows.map(({ entry }) => entry);
}

/** How often the simulator means to do something with the payment, by the name of the step. */
export async function plannedSteps({ platform }: PaymentWorld, id: string): Promise<string[]> {
  const rows = await platform.database.owner<{ step: string }[]>`
    select step from simulator_steps where entity_id = ${uuidOf(id)} order by step`;
  return rows.map(({ step }) => step);
}
