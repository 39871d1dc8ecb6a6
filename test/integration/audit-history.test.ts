import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { OPERATOR_ORGANIZATION_ID, toPublicId } from "@/lib/ids";
import { disableApplication, enableApplication } from "@/lib/operations/applications/state";
import { appendAuditRecord } from "@/lib/operations/audit";
import { listAuditEvents } from "@/lib/operations/audit-history/list";
import { runOperation } from "@/lib/operations/run";
import { type OrganizationPlace, type Place, uiApi } from "@/lib/routes";
import type { AuditEventView, auditQuerySchema } from "@/lib/schemas/audit";
import { auditIdAt, eventOf, getText, makeHistory, openSession } from "@/test/integration/support/audit";
import {
  makeApplication,
  operator,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

type Page = { items: AuditEventView[]; nextCursor: string | null; hasMore: boolean };

function list(organizationId: string, query: Partial<z.input<typeof auditQuerySchema>> = {}): Promise<Page> {
  return runOperation(platform.runtime, operator(organizationId), listAuditEvents, query, TEST_ORIGIN);
}

const sequences = ({ items }: Page) => items.map(({ sequence }) => sequence);

describe("the organization's history", () => {
  let organizationId: string;
  const minute = (number: number) => new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString();

  beforeAll(async () => {
    organizationId = await makeHistory(platform, 1);
    await platform.runtime.database.inScope({ organizationId, environment: null }, async (tx) => {
      const at = (number: number) => ({ number, occurredAt: new Date(minute(number)) });
      const key = { target: { kind: "api_key", id: "key_1" }, after: { applicationId: "app_7" } };
      const person = { target: { kind: "user", id: "usr_9" } };
      await appendAuditRecord(
        tx,
        eventOf(organizationId, { ...at(2), action: "api_key.created", entry: key }),
      );
      await appendAuditRecord(tx, eventOf(organizationId, { ...at(3), environment: "production" }));
      await appendAuditRecord(
        tx,
        eventOf(organizationId, { ...at(4), action: "api_key.revoked", entry: key }),
      );
      await appendAuditRecord(
        tx,
        eventOf(organizationId, { ...at(5), action: "key_claim.created", environment: null, entry: person }),
      );
    });
  });

  it("is shown newest first, with everything that a row holds", async () => {
    const page = await list(organizationId);
    expect(sequences(page)).toEqual([5, 4, 3, 2, 1]);
    expect(page).toMatchObject({ hasMore: false, nextCursor: null });
    expect(page.items[1]).toEqual({
      id: await auditIdAt(platform, organizationId, 4),
      sequence: 4,
      occurredAt: minute(4),
      environment: "sandbox",
      action: "api_key.revoked",
      actor: { kind: "user", id: "usr_4", label: "Ann 4" },
      target: { kind: "api_key", id: "key_1" },
      applicationId: "app_7",
      before: null,
      after: { applicationId: "app_7" },
      reason: null,
      address: "192.0.2.7",
      userAgent: "curl/8",
      requestId: "req_4",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    [{ action: "api_key.created" }, [2]],
    [{ action: "api_key" }, [4, 2]],
    [{ action: "api" }, []],
    [{ action: "key_claim" }, [5]],
    [{ action: "organization" }, [1]],
    [{ actorId: "usr_4" }, [4]],
    [{ targetId: "usr_9" }, [5]],
    [{ targetId: "app_0" }, [3]],
    [{ applicationId: "app_7" }, [4, 2]],
    [{ applicationId: "app_0" }, [3]],
    [{ environment: "production" as const }, [3]],
    [{ from: minute(3), to: minute(5) }, [4, 3]],
    [{ from: "0000-01-01T00:00:00Z", to: minute(3) }, [2]],
    [{ action: "api_key", from: minute(3), to: minute(5) }, [4]],
  ])("narrowed to %j is %j", async (query, expected) => {
    expect(sequences(await list(organizationId, query))).toEqual(expected);
  });

  it("is paged without a gap or a repetition while it grows, within the same filters", async () => {
    for (const query of [{}, { action: "application" }]) {
      const growing = await makeHistory(platform, 7);
      const expected = sequences(await list(growing, query));
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(growing, { ...query, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...sequences(page));
        cursor = page.nextCursor ?? undefined;
        await platform.runtime.database.inScope({ organizationId: growing, environment: null }, (tx) =>
          appendAuditRecord(tx, eventOf(growing)),
        );
      } while (cursor !== undefined);
      expect(seen).toEqual(expected);
    }
  });

  it("takes a cursor only with the filters, and in the organization, that it was given for", async () => {
    const { nextCursor } = await list(organizationId, { action: "api_key", limit: 1 });
    const cursor = nextCursor ?? "";
    expect(sequences(await list(organizationId, { action: "api_key", limit: 1, cursor }))).toEqual([2]);
    const other = await makeHistory(platform, 3);
    for (const [where, query] of [
      [organizationId, { cursor }],
      [organizationId, { action: "key_claim", cursor }],
      [organizationId, { action: "api_key", environment: "sandbox", cursor }],
      [other, { action: "api_key", cursor }],
    ] as const) {
      await expect(list(where, query)).rejects.toMatchObject({ reason: "validation_failed" });
    }
  });

  it.each([
    { action: "API_KEY" },
    { action: "api_key%" },
    { actorId: "usr\u0000" },
    { from: "yesterday" },
    { environment: "staging" },
    { order: "asc" },
  ])("refuses %j", async (query) => {
    // Deliberately not what the schema's type allows.
    await expect(list(organizationId, query as object)).rejects.toMatchObject({
      reason: "validation_failed",
    });
  });

  it("is shown even where somebody put something else than an object into it", async () => {
    const touched = await makeHistory(platform, 3);
    await platform.database.owner`update audit_events set before = '[1]', after = '"x"'
      where organization_id = ${touched} and sequence = 2`;
    expect((await list(touched)).items[1]).toMatchObject({ before: { value: [1] }, after: { value: "x" } });
  });
});

describe("our own data routes", () => {
  let own: TestApplication;
  let sibling: TestApplication;
  let foreign: TestApplication;
  const place = (
    { organizationId, environment }: TestApplication,
    area: Place["area"] = "partner",
  ): Place => ({
    area,
    organizationId: toPublicId("organization", organizationId),
    environment,
  });
  const organization = (of: TestApplication, area?: Place["area"]): OrganizationPlace => place(of, area);
  const member = (role: "OWNER" | "ADMIN" | "DEVELOPER" | "MEMBER" | "VIEWER") =>
    openSession(platform, { kind: "PARTNER", organizationId: own.organizationId, role });
  const applicationAudit = (of: TestApplication, at = place(own)) =>
    uiApi.applicationAudit(at, of.applicationId);

  beforeAll(async () => {
    own = await makeApplication(platform);
    sibling = await makeApplication(platform, { organizationId: own.organizationId });
    foreign = await makeApplication(platform);
    for (const change of [disableApplication, enableApplication]) {
      const input = { applicationId: own.applicationId };
      await runOperation(platform.runtime, operator(own.organizationId), change, input, TEST_ORIGIN);
    }
  });

  it("show the organization's history to who may read it", async () => {
    for (const role of ["OWNER", "ADMIN"] as const) {
      const answer = await getText(
        await member(role),
        `${uiApi.audit(organization(own))}?action=application`,
      );
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.text).items.map((event: AuditEventView) => event.action)).toEqual([
        "application.enabled",
        "application.disabled",
        "application.created",
        "application.created",
      ]);
    }
  });

  it("refuse it to developers, members and viewers, and to strangers as if there were none", async () => {
    for (const role of ["DEVELOPER", "MEMBER", "VIEWER"] as const) {
      const cookie = await member(role);
      for (const target of [
        uiApi.audit(organization(own)),
        `${uiApi.auditExport(organization(own))}?format=csv`,
      ]) {
        const answer = await getText(cookie, target);
        expect([role, answer.status, JSON.parse(answer.text).error.reason]).toEqual([
          role,
          403,
          "permission_missing",
        ]);
      }
    }
    const cookie = await member("OWNER");
    for (const target of [
      uiApi.audit(organization(foreign)),
      `${uiApi.auditExport(organization(foreign))}?format=csv`,
      uiApi.audit({ area: "partner", organizationId: toPublicId("organization", OPERATOR_ORGANIZATION_ID) }),
      uiApi.audit(organization(own, "hub")),
      `${uiApi.auditExport(organization(own, "hub"))}?format=csv`,
      applicationAudit(own, place(own, "hub")),
      uiApi.hubAudit,
    ]) {
      expect([target, (await getText(cookie, target)).status]).toEqual([target, 404]);
    }
    expect((await getText("", uiApi.audit(organization(own)))).status).toBe(401);
  });

  it("show developers the history of an application, that application's only", async () => {
    const cookie = await member("DEVELOPER");
    const answer = await getText(cookie, applicationAudit(own));
    const { items } = JSON.parse(answer.text) as Page;
    expect(items.map(({ action }) => action)).toEqual([
      "application.enabled",
      "application.disabled",
      "api_key.created",
      "application.created",
    ]);
    expect(new Set(items.map(({ applicationId }) => applicationId))).toEqual(new Set([own.applicationId]));
    const narrowed = await getText(cookie, `${applicationAudit(own)}?action=application.disabled`);
    expect(JSON.parse(narrowed.text).items).toHaveLength(1);
  });

  it("answer 404 for an application of somebody else or of the other environment, 403 to viewers", async () => {
    const cookie = await member("DEVELOPER");
    const production = { ...place(own), environment: "production" as const };
    for (const target of [applicationAudit(foreign), applicationAudit(own, production)]) {
      expect((await getText(cookie, target)).status).toBe(404);
    }
    const smuggled = `${applicationAudit(own)}?applicationId=${sibling.applicationId}`;
    expect((await getText(cookie, smuggled)).status).toBe(422);
    expect((await getText(await member("VIEWER"), applicationAudit(own))).status).toBe(403);
  });

  it("show staff the history of a partner, which hears of it, and their own", async () => {
    const cookie = await openSession(platform, { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
    const answer = await getText(cookie, uiApi.audit(organization(own, "hub")));
    expect(JSON.parse(answer.text).items[0]).toMatchObject({
      action: "organization.read",
      actor: { kind: "operator", label: "Ann" },
    });
    expect((await getText(cookie, applicationAudit(own, place(own, "hub")))).status).toBe(200);
    expect((await getText(cookie, applicationAudit(foreign, place(own, "hub")))).status).toBe(404);
    const { organizationId } = { organizationId: OPERATOR_ORGANIZATION_ID };
    await platform.runtime.database.inScope({ organizationId, environment: null }, (tx) =>
      appendAuditRecord(tx, eventOf(organizationId, { action: "session.signed_in" })),
    );
    const their = await getText(cookie, uiApi.hubAudit);
    expect(JSON.parse(their.text).items[0]).toMatchObject({ action: "session.signed_in" });
  });
});
