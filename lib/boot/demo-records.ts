/**
 * What there is to see in a new demo organization: something in every queue of the staff, and in the sandbox something
 * for the simulator to do. All of it is made by the operations that partners and staff use.
 */
import { Readable } from "node:stream";
import type { z } from "zod";
import {
  APPROVED_BENEFICIARY,
  APPROVED_CUSTOMER,
  DEMO_WATCHLIST,
  SANDBOX_CUSTOMERS,
  SCREENED_CUSTOMER,
  WAITING_BENEFICIARY,
  WAITING_CUSTOMER,
} from "@/lib/boot/demo-customers";
import { demoPdf } from "@/lib/boot/demo-document";
import { Spool } from "@/lib/documents/spool";
import { newUuid, OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import { createBeneficiary } from "@/lib/operations/beneficiaries/create";
import { createCustomer } from "@/lib/operations/customers/create";
import { createDocument } from "@/lib/operations/documents/create";
import type { CallOrigin, Operation } from "@/lib/operations/operation";
import { createPayment } from "@/lib/operations/payments/create";
import { decidePayment } from "@/lib/operations/payments/decide";
import { createQuote } from "@/lib/operations/quotes/create";
import { decideBeneficiary } from "@/lib/operations/reviews/decide-beneficiary";
import { decideCustomer } from "@/lib/operations/reviews/decide-customer";
import { runOperation } from "@/lib/operations/run";
import { importWatchlist } from "@/lib/operations/screening/import-watchlist";
import { createTicket } from "@/lib/operations/tickets/create";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import type { SystemPrincipal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";
import type { Environment } from "@/lib/schemas/common";

const REASON = "An example that came with the demo.";

/** Somebody who may do everything in one organization and environment, under a name that says what this is. */
class DemoHand {
  readonly #principal: SystemPrincipal;

  constructor(
    readonly runtime: Runtime,
    organizationId: string,
    environment: Environment,
  ) {
    const name = "Demo data";
    this.#principal = { kind: "system", organizationId, environment, name, permissions: ALL_PERMISSIONS };
  }

  get principal(): SystemPrincipal {
    return this.#principal;
  }

  run<Input extends z.ZodType, Output extends z.ZodType>(
    operation: Operation<Input, Output>,
    input: z.input<Input>,
    reason: string | null = null,
  ): Promise<z.output<Output>> {
    return runOperation(this.runtime, this.#principal, operation, input, origin(), reason);
  }
}

function origin(): CallOrigin {
  return { requestId: toPublicId("request", newUuid()), address: null, userAgent: null };
}

/** Fills both environments of the organization with this UUID. */
export async function makeDemoRecords(runtime: Runtime, organizationId: string): Promise<void> {
  await fillSandbox(new DemoHand(runtime, organizationId, "sandbox"));
  await importDemoWatchlist(new DemoHand(runtime, OPERATOR_ORGANIZATION_ID, "production"));
  await fillProduction(new DemoHand(runtime, organizationId, "production"));
}

async function fillSandbox(hand: DemoHand): Promise<void> {
  for (const customer of SANDBOX_CUSTOMERS) await hand.run(createCustomer, customer);
  await hand.run(createTicket, {
    subject: "Which values steer the sandbox?",
    category: "API",
    priority: "LOW",
    message: "SIM-ANSWER: is this how one gets an answer from the simulator?",
  });
}

/** So that screening in production finds somebody, before anybody has imported a real list. */
async function importDemoWatchlist({ runtime, principal }: DemoHand): Promise<void> {
  await importWatchlist(runtime, {
    list: "demo",
    environments: ["production"],
    source: { name: "Demonstration list", open: () => Readable.from([Buffer.from(DEMO_WATCHLIST)]) },
    principal,
    origin: origin(),
    reason: REASON,
  });
}

async function fillProduction(hand: DemoHand): Promise<void> {
  const certificate = await upload(hand, "certificate-of-incorporation.pdf", [
    "Certificate of incorporation",
    "",
    `${WAITING_CUSTOMER.companyName}, number ${WAITING_CUSTOMER.registrationNumber}`,
    "An example that came with the demo. It certifies nothing.",
  ]);
  await hand.run(createCustomer, { ...WAITING_CUSTOMER, documentIds: [certificate] });
  await hand.run(createCustomer, SCREENED_CUSTOMER);
  const { customerId, beneficiaryId } = await makeApprovedParties(hand);
  await hand.run(createBeneficiary, { customerId, ...WAITING_BENEFICIARY });
  const waiting = await pay(hand, { customerId, beneficiaryId }, "12500.00", "PO-2291");
  const toSettle = await pay(hand, { customerId, beneficiaryId }, "4800.50", "PO-2274");
  await hand.run(decidePayment, { id: toSettle, decision: "APPROVE" }, REASON);
  await hand.run(createTicket, {
    subject: "When will PO-2274 arrive?",
    category: "PAYMENTS",
    priority: "URGENT",
    message:
      "Our customer's supplier ships today, but only when the money is there. Can you send it before noon?",
    relatedIds: [toSettle, beneficiaryId],
  });
  await hand.run(createTicket, {
    subject: "How long does a review take?",
    category: "PAYMENTS",
    priority: "NORMAL",
    message: "We would like to tell our customers what to expect. Is there anything missing for this one?",
    relatedIds: [waiting],
  });
}

async function makeApprovedParties(hand: DemoHand): Promise<{ customerId: string; beneficiaryId: string }> {
  const { id: customerId } = await hand.run(createCustomer, APPROVED_CUSTOMER);
  await hand.run(decideCustomer, { customerId, decision: "APPROVE" }, REASON);
  const { id: beneficiaryId } = await hand.run(createBeneficiary, { customerId, ...APPROVED_BENEFICIARY });
  await hand.run(decideBeneficiary, { beneficiaryId, decision: "APPROVE" }, REASON);
  return { customerId, beneficiaryId };
}

/** In dollars from end to end, which needs no exchange rate. Gives the payment's id. */
async function pay(
  hand: DemoHand,
  parties: { customerId: string; beneficiaryId: string },
  paymentAmount: string,
  internalReference: string,
): Promise<string> {
  const dollars = { paymentCurrencyCode: "USD", targetCurrencyCode: "USD" } as const;
  const quote = await hand.run(createQuote, { ...parties, ...dollars, paymentAmount });
  const purpose = "Optical parts";
  const payment = await hand.run(createPayment, { quoteId: quote.id, internalReference, purpose });
  return payment.id;
}

/** Gives the document's id. */
async function upload(hand: DemoHand, fileName: string, lines: readonly string[]): Promise<string> {
  const spool = await Spool.begin(hand.runtime.settings.documents.spoolDirectory);
  try {
    await spool.write(demoPdf(lines));
    const file = { ...(await spool.finish()), fileName };
    const document = await hand.run(createDocument, { file, type: "CERTIFICATE_OF_INCORPORATION" });
    return document.id;
  } finally {
    await spool.discard();
  }
}
