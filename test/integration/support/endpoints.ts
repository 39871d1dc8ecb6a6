/**
 * Every endpoint of the partner API, read off the route modules, and how to call it rightly. Most endpoints need nothing
 * here. What cannot be known from the declaration has one entry each, keyed by `METHOD /api/v1/path` or by the path:
 *
 * - BODIES: a valid body with nothing optional, where the endpoint has required fields.
 * - ROWS: how a path's parameter gets its value, where that is not "POST BODIES to the collection": a code of reference
 *   data, or a row that somebody else makes. Keyed by the path up to the parameter.
 * - READY: what to do to the rows before the call, where it succeeds in some statuses only.
 *
 * An entry is a function of who calls and of the ids in the path so far (by folder name), so it can make what it names
 * first; `rows-of-the-api.ts` has the makings. A missing entry fails by name, and says what to add.
 */
import { routeModules } from "@/app/api/route-modules.generated";
import { type EndpointDeclaration, isEndpoint } from "@/lib/api/endpoint";
import { HTTP_METHODS } from "@/lib/api/route-table";
import { API_PERMISSIONS, type ApiPermission } from "@/lib/permissions";
import { minimalCustomer, minimalPerson } from "@/test/integration/support/customers";
import {
  type Answer,
  type CallOptions,
  call,
  type TestApplication,
} from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";
import { json, type RequestBody, type Setup } from "@/test/integration/support/request-body";
import {
  create,
  documentForm,
  makeQuote,
  minimalBeneficiary,
  minimalQuote,
  minimalTicket,
  setStatus,
} from "@/test/integration/support/rows-of-the-api";

const BODIES: Readonly<Record<string, (setup: Setup) => RequestBody | Promise<RequestBody>>> = {
  "POST /api/v1/customers": () => json(minimalCustomer()),
  "POST /api/v1/customers/[customerId]/persons": () => json(minimalPerson()),
  "POST /api/v1/customers/[customerId]/beneficiaries": () => json(minimalBeneficiary()),
  "POST /api/v1/documents": () => documentForm(),
  "POST /api/v1/payment/quote": async (setup) => json(await minimalQuote(setup)),
  "POST /api/v1/payment": async (setup) => json({ quoteId: await makeQuote(setup) }),
  "PATCH /api/v1/payment/[paymentId]": () => json({ invoiceNumber: "INV-2025-118" }),
  "POST /api/v1/support/tickets": () => json(minimalTicket()),
  "POST /api/v1/support/tickets/[ticketId]/messages": () => json({ message: "It has arrived." }),
};

const ROWS: Readonly<Record<string, (setup: Setup) => string | Promise<string>>> = {
  "/api/v1/crypto/currencies/[code]": () => "USDC",
};

const READY: Readonly<Record<string, (setup: Setup) => Promise<void>>> = {
  "PATCH /api/v1/payment/[paymentId]": correctPayment,
  "PATCH /api/v1/customers/[customerId]": draftCustomer,
  "POST /api/v1/customers/[customerId]/submit": draftCustomer,
  "POST /api/v1/customers/[customerId]/persons": draftCustomer,
  "PATCH /api/v1/customers/[customerId]/persons/[personId]": draftCustomer,
  "DELETE /api/v1/customers/[customerId]/persons/[personId]": draftCustomer,
  "PATCH /api/v1/customers/[customerId]/beneficiaries/[beneficiaryId]": correctBeneficiary,
  "POST /api/v1/customers/[customerId]/beneficiaries/[beneficiaryId]/submit": correctBeneficiary,
};

function correctPayment({ ids, ...setup }: Setup): Promise<void> {
  return setStatus(setup, "payment", ids.paymentId ?? "", "CORRECTION_NEEDED");
}

function draftCustomer({ ids, ...setup }: Setup): Promise<void> {
  return setStatus(setup, "customer", ids.customerId ?? "", "DRAFT");
}

function correctBeneficiary({ ids, ...setup }: Setup): Promise<void> {
  return setStatus(setup, "beneficiary", ids.beneficiaryId ?? "", "CORRECTION_REQUESTED");
}

const METHODS_WITHOUT_BODY = ["GET", "DELETE"];

export type EndpointCase = {
  title: string;
  method: string;
  pattern: string;
  permission: ApiPermission | null;
  declaration: EndpointDeclaration;
};

export const partnerRoutes = Object.entries(routeModules).filter(([pattern]) =>
  pattern.startsWith("/api/v1/"),
);

export const endpointCases: readonly EndpointCase[] = partnerRoutes.flatMap(([pattern, module]) =>
  HTTP_METHODS.flatMap((method) => {
    const handler = module[method];
    if (!isEndpoint(handler)) return [];
    const { declaration } = handler;
    const known = API_PERMISSIONS.find((candidate) => candidate === declaration.operation.permission) ?? null;
    return [{ title: `${method} ${pattern}`, method, pattern, permission: known, declaration }];
  }),
);

/** The names of a pattern's parameters, outermost first. */
export function parametersOf(pattern: string): string[] {
  return [...pattern.matchAll(/\[(\w+)\]/g)].map((match) => String(match[1]));
}

/** The pattern with its parameters filled in. */
export function fillPattern(pattern: string, ids: Readonly<Record<string, string>>): string {
  return pattern.replace(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "");
}

/** A request that succeeds: whose rows, where to, and with which body (`undefined` where it takes none). */
export type ReadyRequest = { ids: Record<string, string>; target: string; body: RequestBody | undefined };

/** Makes, as `application`, everything that a successful call of the endpoint names. */
export async function makeRequest(
  endpoint: EndpointCase,
  platform: TestPlatform,
  application: TestApplication,
): Promise<ReadyRequest> {
  const ids = await makeRowsFor(endpoint.pattern, platform, application);
  const setup = { platform, application, ids };
  await READY[endpoint.title]?.(setup);
  const body = METHODS_WITHOUT_BODY.includes(endpoint.method) ? undefined : await bodyFor(endpoint, setup);
  return { ids, target: fillPattern(endpoint.pattern, ids), body };
}

/** Signed for its target and sent there, unless told otherwise. */
export function callEndpoint(
  platform: TestPlatform,
  { method }: EndpointCase,
  request: ReadyRequest,
  application: TestApplication,
  options: CallOptions = {},
): Promise<Answer> {
  return call(platform, application, method, request.target, { ...bodyOf(request), ...options });
}

/** The body as an option of `call`. */
export function bodyOf({ body }: Pick<ReadyRequest, "body">): CallOptions {
  return body === undefined ? {} : { body: body.bytes, contentType: body.contentType };
}

/** The ids of the path under the names that the operation's input has for them. */
export function inputIds(
  { declaration }: Pick<EndpointCase, "declaration">,
  ids: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = declaration.options.parameters ?? {};
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [names[name] ?? name, id]));
}

/** Makes the rows that a pattern names, as `application`, and gives their ids by parameter. */
export async function makeRowsFor(
  pattern: string,
  platform: TestPlatform,
  application: TestApplication,
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const name of parametersOf(pattern)) {
    const place = pattern.slice(0, pattern.indexOf(`/[${name}]`));
    ids[name] = await makeRow(place, name, { platform, application, ids });
  }
  return ids;
}

async function makeRow(collection: string, name: string, setup: Setup): Promise<string> {
  const special = ROWS[`${collection}/[${name}]`];
  if (special !== undefined) return special(setup);
  const creator = endpointCases.find(({ title }) => title === `POST ${collection}`);
  if (creator === undefined) {
    throw new Error(`Nothing is posted to ${collection}: say in ROWS how "${collection}/[${name}]" is made.`);
  }
  await READY[creator.title]?.(setup);
  return create(setup, fillPattern(collection, setup.ids), await bodyFor(creator, setup));
}

async function bodyFor({ title, declaration }: EndpointCase, setup: Setup): Promise<RequestBody> {
  const made = await BODIES[title]?.(setup);
  if (made !== undefined) return made;
  const { operation, options } = declaration;
  const fromPath = inputIds({ declaration }, setup.ids);
  if (options.input !== "ignored" && !operation.input.safeParse(fromPath).success) {
    throw new Error(`${title} has required fields: give it a valid body in BODIES.`);
  }
  return json({});
}
