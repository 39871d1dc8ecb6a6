/**
 * Rows that requests name, made as partners make them: by calls to the API. What only the operator can do (a review) is
 * done behind the application's back, on the owner's connection.
 */
import { fromPublicId, type IdKind } from "@/lib/ids";
import { CUSTOMERS, idOf, minimalCustomer } from "@/test/integration/support/customers";
import { call } from "@/test/integration/support/partner";
import { json, multipart, type RequestBody, type Setup } from "@/test/integration/support/request-body";

type Caller = Pick<Setup, "platform" | "application">;
type JsonObject = Record<string, unknown>;

/** Posts `body` and gives the id of what it made. */
export async function create(
  { platform, application }: Caller,
  collection: string,
  body: RequestBody,
): Promise<string> {
  const { bytes, contentType } = body;
  const answer = await call(platform, application, "POST", collection, { body: bytes, contentType });
  if (answer.status !== 201) {
    throw new Error(`POST ${collection} made nothing: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return idOf(answer.body);
}

const REVIEWED_TABLES = {
  customer: "customers",
  beneficiary: "beneficiaries",
  payment: "payments",
  ticket: "tickets",
} as const satisfies Partial<Record<IdKind, string>>;

/** Gives a row this status, as if a review had. */
export async function setStatus(
  { platform }: Pick<Setup, "platform">,
  kind: keyof typeof REVIEWED_TABLES,
  id: string,
  status: string,
): Promise<void> {
  const { owner } = platform.database;
  await owner`update ${owner(REVIEWED_TABLES[kind])} set status = ${status} where id = ${fromPublicId(kind, id)}`;
}

export function makeCustomer(caller: Caller, changes: JsonObject = {}): Promise<string> {
  return create(caller, CUSTOMERS, json(minimalCustomer(changes)));
}

export async function makeApprovedCustomer(caller: Caller): Promise<string> {
  const customerId = await makeCustomer(caller);
  await setStatus(caller, "customer", customerId, "APPROVED");
  return customerId;
}

/** A dollar account at a German bank. */
export function minimalBeneficiary(changes: JsonObject = {}): JsonObject {
  return {
    companyName: "Rhein Werft GmbH",
    country: "DE",
    currencyCode: "USD",
    bankName: "Commerzbank",
    bankCountryCode: "DE",
    bankBic: "COBADEFFXXX",
    iban: "DE89370400440532013000",
    ...changes,
  };
}

export function makeBeneficiary(caller: Caller, customerId: string): Promise<string> {
  return create(caller, `${CUSTOMERS}/${customerId}/beneficiaries`, json(minimalBeneficiary()));
}

export async function makeApprovedBeneficiary(caller: Caller, customerId: string): Promise<string> {
  const beneficiaryId = await makeBeneficiary(caller, customerId);
  await setStatus(caller, "beneficiary", beneficiaryId, "APPROVED");
  return beneficiaryId;
}

/**
 * What a quote asks for, between an approved customer and an approved beneficiary of theirs. Dollars for dollars need no
 * exchange rate, so there is a price in production too.
 */
export async function minimalQuote(caller: Caller): Promise<JsonObject> {
  const customerId = await makeApprovedCustomer(caller);
  const beneficiaryId = await makeApprovedBeneficiary(caller, customerId);
  return {
    customerId,
    beneficiaryId,
    paymentCurrencyCode: "USD",
    targetCurrencyCode: "USD",
    paymentAmount: "1000",
  };
}

export async function makeQuote(caller: Caller): Promise<string> {
  return create(caller, "/api/v1/payment/quote", json(await minimalQuote(caller)));
}

export async function makePayment(caller: Caller): Promise<string> {
  return create(caller, "/api/v1/payment", json({ quoteId: await makeQuote(caller) }));
}

/** A small PDF; `content` tells one from another. */
export function documentForm(fields: Record<string, string> = { type: "OTHER" }, content = ""): RequestBody {
  const bytes = Buffer.from(`%PDF-1.4\n% ${content}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
  return multipart(fields, { name: "document.pdf", contentType: "application/pdf", bytes });
}

export function makeDocument(caller: Caller): Promise<string> {
  return create(caller, "/api/v1/documents", documentForm());
}

export function minimalTicket(changes: JsonObject = {}): JsonObject {
  return {
    subject: "A question about payouts",
    category: "PAYMENTS",
    priority: "NORMAL",
    message: "When do payouts to Kenya arrive?",
    ...changes,
  };
}

export function makeTicket(caller: Caller): Promise<string> {
  return create(caller, "/api/v1/support/tickets", json(minimalTicket()));
}
