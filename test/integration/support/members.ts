/** People of the test platform, signed in: as principals for operations, and as browsers that call our data routes. */
import "next/dist/server/node-environment-baseline.js";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { routeModules } from "@/app/api/route-modules.generated";
import { matchRoute, pathParameters, toRouteTable } from "@/lib/api/route-table";
import { runWithWire } from "@/lib/api/wire";
import { newUuid, toPublicId } from "@/lib/ids";
import { type OperatorRole, type PartnerRole, permissionsOfRole } from "@/lib/permissions";
import type { UserPrincipal } from "@/lib/principal";
import { sessionCookieName } from "@/lib/web/next-auth";
import { inScopeOfNext } from "@/test/integration/support/next-auth-client";
import type { TestPlatform } from "@/test/integration/support/platform";

export type TestPerson = {
  uuid: string;
  id: string;
  email: string;
  displayName: string;
  /** A session that was open all along and lasts whatever the clock says. */
  sessionId: string;
};

type Standing = { kind: "PARTNER" } | { kind: "OPERATOR"; role: OperatorRole } | { kind: "CUSTOMER" };

/** A person without a password that anybody knows. */
export async function makePerson(
  { database }: TestPlatform,
  displayName: string,
  standing: Standing = { kind: "PARTNER" },
): Promise<TestPerson> {
  const uuid = newUuid();
  const email = `${uuid}@example.com`;
  const operatorRole = standing.kind === "OPERATOR" ? standing.role : null;
  await database.owner`insert into users (id, email, display_name, kind, operator_role, password_hash, created_at)
    values (${uuid}, ${email}, ${displayName}, ${standing.kind}, ${operatorRole}, 'none', now())`;
  const sessionId = newUuid();
  await database.owner`insert into sessions (id, user_id, created_at, expires_at, last_proof_at)
    values (${sessionId}, ${uuid}, now(), now() + interval '10 years', now())`;
  return { uuid, id: toPublicId("user", uuid), email, displayName, sessionId };
}

/** A new person with this role in the organization. */
export async function makeMember(
  platform: TestPlatform,
  organizationId: string,
  role: PartnerRole,
  displayName = `The ${role.toLowerCase()}`,
): Promise<TestPerson> {
  const person = await makePerson(platform, displayName);
  await platform.database.owner`insert into memberships (organization_id, user_id, role, created_at)
    values (${organizationId}, ${person.uuid}, ${role}, now())`;
  return person;
}

/** The person as the session door would hand them to an operation, having proven themselves just now. */
export function principalOf(
  platform: TestPlatform,
  organizationId: string,
  person: TestPerson,
  role: PartnerRole,
  provenSecondsAgo = 0,
): UserPrincipal {
  return {
    kind: "user",
    organizationId,
    environment: "sandbox",
    userId: person.uuid,
    sessionId: person.sessionId,
    displayName: person.displayName,
    role,
    permissions: permissionsOfRole(role),
    proof: {
      lastProofAt: new Date(platform.clock.now.getTime() - provenSecondsAgo * 1000),
      hasSecondFactor: false,
    },
  };
}

/** Opens a session of the person; returns its UUID. */
export async function openTestSession(platform: TestPlatform, person: TestPerson): Promise<string> {
  const id = newUuid();
  const { now } = platform.clock;
  const expiresAt = new Date(now.getTime() + 3_600_000);
  await platform.database.owner`insert into sessions (id, user_id, created_at, expires_at, last_proof_at)
    values (${id}, ${person.uuid}, ${now}, ${expiresAt}, ${now})`;
  return id;
}

export async function enrolSecondFactor({ database }: TestPlatform, person: TestPerson): Promise<void> {
  await database.owner`insert into second_factors (user_id, sealed_secret, created_at, confirmed_at)
    values (${person.uuid}, 'none', now(), now())`;
}

export type UiAnswer = { status: number; body: unknown };

/**
 * A call of one of our data routes as our own page makes it, by whoever has this session; by nobody without one. A body
 * that is a stream is sent as it comes.
 */
export async function callUi(
  platform: TestPlatform,
  sessionId: string | null,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<UiAnswer> {
  const response = await fetchUi(platform, sessionId, method, path, body, headers);
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return {
    status: response.status,
    body: isJson ? await response.json() : new Uint8Array(await response.arrayBuffer()),
  };
}

/** The same with the whole answer. */
export async function fetchUi(
  platform: TestPlatform,
  sessionId: string | null,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { settings } = platform.runtime;
  const cookie =
    sessionId === null
      ? ""
      : `${sessionCookieName(settings)}=${await encode({ token: { sessionId }, secret: settings.sessionSecret })}`;
  const sent = { "sec-fetch-site": "same-origin", "content-type": "application/json", cookie, ...headers };
  const content = body instanceof ReadableStream ? body : JSON.stringify(body);
  const request = new NextRequest(new URL(path, "http://127.0.0.1"), {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body: content, duplex: "half" }),
  });
  const wire = {
    requestId: toPublicId("request", newUuid()),
    method,
    target: path,
    rawHeaders: Object.entries(sent).flat(),
    remoteAddress: "192.0.2.1",
  };
  const pathname = request.nextUrl.pathname;
  const route = matchRoute(toRouteTable(routeModules), pathname);
  const handler = route?.handlers.get(method);
  if (route === null || route === undefined || handler === undefined) {
    throw new Error(`No handler for ${method} ${path}.`);
  }
  const parameters = pathParameters(route, pathname);
  // As Next.js does, against its own types: paths without a parameter get no object.
  const given = (Object.keys(parameters).length === 0 ? undefined : parameters) as typeof parameters;
  const params = Promise.resolve(given);
  return runWithWire(wire, () => inScopeOfNext(request, () => handler(request, { params })));
}
