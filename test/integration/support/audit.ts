/** Histories to tamper with, and people who ask for them. */
import "next/dist/server/node-environment-baseline.js";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { routeModules } from "@/app/api/route-modules.generated";
import { matchRoute, pathParameters, toRouteTable } from "@/lib/api/route-table";
import { runWithWire } from "@/lib/api/wire";
import { linkHash } from "@/lib/audit/content";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { newUuid, toPublicId } from "@/lib/ids";
import { type AuditAction, type AuditRecord, appendAuditRecord } from "@/lib/operations/audit";
import { createOrganization } from "@/lib/operations/organizations/create";
import { runOperation } from "@/lib/operations/run";
import type { OperatorRole, PartnerRole } from "@/lib/permissions";
import { sessionCookieName } from "@/lib/web/next-auth";
import { inScopeOfNext } from "@/test/integration/support/next-auth-client";
import type { TestPlatform } from "@/test/integration/support/platform";

/** A partner's organization as the command line makes it, with `rows` rows of history; its bare UUID. */
export async function makeHistory({ runtime, clock }: TestPlatform, rows: number): Promise<string> {
  const organizationId = newUuid();
  const principal = operatorCli(organizationId, "sandbox");
  const name = { name: `Org ${organizationId}` };
  await runOperation(runtime, principal, createOrganization, name, operatorCliOrigin());
  await runtime.database.inScope({ organizationId, environment: null }, async (tx) => {
    for (let number = 2; number <= rows; number += 1) {
      await appendAuditRecord(tx, eventOf(organizationId, { occurredAt: clock.now, number }));
    }
  });
  return organizationId;
}

type EventOptions = Partial<Omit<AuditRecord, "id" | "organizationId">> & { number?: number };

/** An event with something in every field. */
export function eventOf(
  organizationId: string,
  { number = 0, ...given }: EventOptions = {},
): Omit<AuditRecord, "id"> {
  const action: AuditAction = "application.permissions_changed";
  return {
    organizationId,
    occurredAt: new Date(),
    environment: "sandbox",
    action,
    actor: { kind: "user", id: `usr_${number}`, label: `Ann ${number}` },
    entry: {
      target: { kind: "application", id: `app_${number % 3}` },
      before: { permissions: ["CUSTOMERS_READ"], limit: number },
      after: { permissions: [], nested: { ü: "✓", n: 0.1 } },
      reason: "Because.",
    },
    origin: { requestId: `req_${number}`, address: "192.0.2.7", userAgent: "curl/8" },
    ...given,
  };
}

/** The public id of the row with this sequence. */
export async function auditIdAt({ database }: TestPlatform, organizationId: string, sequence: number) {
  const [row] = await database.owner`select id from audit_events
    where organization_id = ${organizationId} and sequence = ${sequence}`;
  return toPublicId("auditEvent", String(row?.id));
}

/**
 * What somebody does who owns the tables and knows how the chain is made: every link from `sequence` on is computed
 * anew, and the head.
 */
export async function forgeLinksFrom(
  { database }: TestPlatform,
  organizationId: string,
  sequence: number,
): Promise<void> {
  const { owner } = database;
  const rows = await owner<{ id: string; sequence: string; hash: Buffer; content_hash: Buffer }[]>`
    select id, sequence, hash, content_hash from audit_events
    where organization_id = ${organizationId} and sequence >= ${sequence - 1} order by sequence`;
  let previous: Buffer = sequence === 1 ? Buffer.alloc(32) : Buffer.alloc(0);
  for (const row of rows) {
    if (Number(row.sequence) >= sequence) {
      row.hash = linkHash(previous, Number(row.sequence), row.content_hash);
      await owner`update audit_events set previous_hash = ${previous}, hash = ${row.hash} where id = ${row.id}`;
    }
    previous = row.hash;
  }
  await owner`update audit_heads set hash = ${previous}, sequence = ${rows.at(-1)?.sequence ?? 0}
    where organization_id = ${organizationId}`;
}

type Standing =
  | { kind: "PARTNER"; organizationId: string; role: PartnerRole }
  | { kind: "OPERATOR"; role: OperatorRole };

/** Somebody with an open session; the cookie that names it. Staff have one-time codes. */
export async function openSession(platform: TestPlatform, standing: Standing): Promise<string> {
  const { owner } = platform.database;
  const { settings } = platform.runtime;
  const [userId, sessionId] = [newUuid(), newUuid()];
  const operatorRole = standing.kind === "OPERATOR" ? standing.role : null;
  await owner`insert into users (id, email, display_name, kind, operator_role, password_hash, created_at)
    values (${userId}, ${`${userId}@example.com`}, 'Ann', ${standing.kind}, ${operatorRole}, 'none', now())`;
  if (standing.kind === "PARTNER") {
    await owner`insert into memberships (organization_id, user_id, role, created_at)
      values (${standing.organizationId}, ${userId}, ${standing.role}, now())`;
  } else {
    await owner`insert into second_factors (user_id, sealed_secret, created_at, confirmed_at)
      values (${userId}, 'none', now(), now())`;
  }
  const { now } = platform.clock;
  await owner`insert into sessions (id, user_id, created_at, expires_at, last_proof_at)
    values (${sessionId}, ${userId}, ${now}, ${new Date(now.getTime() + 3_600_000)}, ${now})`;
  return `${sessionCookieName(settings)}=${await encode({ token: { sessionId }, secret: settings.sessionSecret })}`;
}

export type TextAnswer = { status: number; headers: Headers; text: string };

/** What one of our own data routes answers to a GET, as it came. */
export async function getText(
  cookie: string,
  target: string,
  headers: Record<string, string> = {},
): Promise<TextAnswer> {
  const sent = { "sec-fetch-site": "same-origin", cookie, ...headers };
  const request = new NextRequest(new URL(target, "http://127.0.0.1"), { headers: sent });
  const { pathname } = request.nextUrl;
  const route = matchRoute(toRouteTable(routeModules), pathname);
  const handler = route?.handlers.get("GET");
  if (route === undefined || handler === undefined) throw new Error(`No handler for ${target}.`);
  const wire = {
    requestId: toPublicId("request", newUuid()),
    method: "GET",
    target,
    rawHeaders: Object.entries(sent).flat(),
    remoteAddress: "192.0.2.1",
  };
  const params = Promise.resolve(pathParameters(route, pathname));
  const response = await runWithWire(wire, () => inScopeOfNext(request, () => handler(request, { params })));
  return { status: response.status, headers: response.headers, text: await response.text() };
}
