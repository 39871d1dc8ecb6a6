import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApplication } from "@/lib/operations/applications/create";
import { listApplications } from "@/lib/operations/applications/list";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { setApplicationRateLimit } from "@/lib/operations/applications/settings";
import { auditContentHash } from "@/lib/operations/audit";
import { runOperation } from "@/lib/operations/run";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import { fieldPaths } from "@/test/integration/support/answers";
import { CUSTOMERS, createCustomer } from "@/test/integration/support/customers";
import {
  call,
  makeApplication,
  makeKeyPair,
  operator,
  reasonOf,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const CHECK = "/api/v1/signature-check";

let platform: TestPlatform;
let own: TestApplication;
let foreign: TestApplication;
let production: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  own = await makeApplication(platform);
  foreign = await makeApplication(platform);
  production = await makeApplication(platform, {
    organizationId: own.organizationId,
    environment: "production",
  });
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

describe("a cursor", () => {
  const cursorOf = async (application: TestApplication, query: string): Promise<string> => {
    const answer = await call(platform, application, "GET", `${CUSTOMERS}?${query}`);
    expect(answer).toMatchObject({ status: 200, body: { hasMore: true, nextCursor: expect.any(String) } });
    return (answer.body as { nextCursor: string }).nextCursor;
  };

  beforeAll(async () => {
    for (const application of [own, own, own, foreign, foreign, production, production]) {
      await createCustomer(platform, application);
    }
  });

  it("works only for the tenant, environment and filters it was given for", async () => {
    const plain = await cursorOf(own, "limit=1");
    const filtered = await cursorOf(own, "limit=1&status=PENDING_REVIEW");
    const searched = await cursorOf(own, "limit=1&q=acme");
    const refused: [TestApplication, string][] = [
      [foreign, `cursor=${plain}`],
      [production, `cursor=${plain}`],
      [own, `cursor=${await cursorOf(foreign, "limit=1")}`],
      [own, `cursor=${await cursorOf(production, "limit=1")}`],
      [own, `cursor=${plain}&status=PENDING_REVIEW`],
      [own, `cursor=${plain}&q=acme`],
      [own, `cursor=${filtered}`],
      [own, `cursor=${filtered}&status=DRAFT`],
      [own, `cursor=${searched}&q=Acme`],
      [own, `cursor=${searched}&status=PENDING_REVIEW`],
    ];
    for (const [application, query] of refused) {
      const answer = await call(platform, application, "GET", `${CUSTOMERS}?${query}`);
      expect([query, fieldPaths(answer)]).toEqual([query, ["cursor"]]);
    }
    for (const query of [
      `cursor=${plain}`,
      `cursor=${plain}&limit=100`,
      `status=PENDING_REVIEW&cursor=${filtered}`,
    ]) {
      expect((await call(platform, own, "GET", `${CUSTOMERS}?${query}`)).status).toBe(200);
    }
  });

  it("of another list is refused", async () => {
    await makeApplication(platform, { organizationId: own.organizationId });
    const page = await runOperation(
      platform.runtime,
      operator(own.organizationId),
      listApplications,
      { limit: 1 },
      TEST_ORIGIN,
    );
    expect(page.nextCursor).not.toBeNull();
    const answer = await call(platform, own, "GET", `${CUSTOMERS}?cursor=${page.nextCursor}`);
    expect(fieldPaths(answer)).toEqual(["cursor"]);
  });

  it("that was made up or changed is refused", async () => {
    const cursor = await cursorOf(own, "limit=1");
    const flipped = Buffer.from(cursor, "base64url");
    flipped.writeUInt8(flipped.readUInt8(0) ^ 1, 0);
    for (const bad of [
      "x",
      "0",
      cursor.slice(0, -1),
      `${cursor}A`,
      `${cursor}%3D`,
      flipped.toString("base64url"),
      Buffer.alloc(28).toString("base64url"),
      "%27%20or%20true--",
      "x".repeat(1024),
      "x".repeat(1025),
      "",
    ]) {
      expect(fieldPaths(await call(platform, own, "GET", `${CUSTOMERS}?cursor=${bad}`))).toEqual(["cursor"]);
    }
  });
});

describe("a signing key", () => {
  const replace = (application: TestApplication, publicKeyPem: string) =>
    runOperation(
      platform.runtime,
      operator(application.organizationId, application.environment),
      replaceSigningKey,
      { applicationId: application.applicationId, publicKeyPem },
      TEST_ORIGIN,
    );
  const belongsElsewhere = {
    code: "validation_failed",
    details: { fields: [{ path: "publicKeyPem", message: expect.stringContaining("another application") }] },
  };

  it("of one application is refused for every other, in any organization and environment", async () => {
    const sibling = await makeApplication(platform, { organizationId: own.organizationId });
    for (const other of [sibling, production, foreign]) {
      await expect(replace(other, own.publicKeyPem)).rejects.toMatchObject(belongsElsewhere);
      const create = runOperation(
        platform.runtime,
        operator(other.organizationId, other.environment),
        createApplication,
        { name: "Copy", publicKeyPem: own.publicKeyPem, permissions: [] },
        TEST_ORIGIN,
      );
      await expect(create).rejects.toMatchObject(belongsElsewhere);
    }
    expect((await call(platform, own, "GET", CHECK)).status).toBe(200);
  });

  it("may be returned to by its own application, and stays refused for others meanwhile", async () => {
    const application = await makeApplication(platform);
    const next = makeKeyPair();
    await replace(application, next.publicKeyPem);
    expect(reasonOf(await call(platform, application, "GET", CHECK))).toBe("signature_invalid");
    expect((await call(platform, { ...application, ...next }, "GET", CHECK)).status).toBe(200);
    await expect(replace(foreign, application.publicKeyPem)).rejects.toMatchObject(belongsElsewhere);
    await replace(application, application.publicKeyPem);
    expect((await call(platform, application, "GET", CHECK)).status).toBe(200);
    const late = await call(platform, { ...application, ...next }, "GET", CHECK);
    expect(reasonOf(late)).toBe("signature_invalid");
  });

  it("goes to exactly one of two applications that register it at the same time", async () => {
    const applications = [await makeApplication(platform), await makeApplication(platform)];
    const { publicKeyPem } = makeKeyPair();
    const outcomes = await Promise.allSettled(applications.map((one) => replace(one, publicKeyPem)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("an organization's audit history", () => {
  it("is one unbroken chain after 50 changes at once", async () => {
    const actor = operator(own.organizationId);
    const sibling = await makeApplication(platform, { organizationId: own.organizationId });
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0
          ? createCustomer(platform, own, { companyName: `Concurrent ${index}` })
          : runOperation(
              platform.runtime,
              { ...actor, permissions: ALL_PERMISSIONS },
              setApplicationRateLimit,
              { applicationId: sibling.applicationId, perSecond: 1000 + index },
              TEST_ORIGIN,
            ),
      ),
    );
    const events = await platform.database.owner`
      select * from audit_events where organization_id = ${own.organizationId} order by sequence`;
    expect(events.length).toBeGreaterThanOrEqual(50);
    let previous: Buffer = Buffer.alloc(32);
    for (const [index, event] of events.entries()) {
      expect(Number(event.sequence)).toBe(index + 1);
      expect(event.previous_hash).toEqual(previous);
      const sequence = Buffer.alloc(8);
      sequence.writeBigInt64BE(BigInt(index + 1));
      const link = createHash("sha256").update(previous).update(sequence).update(event.content_hash).digest();
      expect(event.hash).toEqual(link);
      previous = link;
    }
    const [head] = await platform.database.owner`
      select sequence, hash from audit_heads where organization_id = ${own.organizationId}`;
    expect([Number(head?.sequence), head?.hash]).toEqual([events.length, previous]);
  });

  it("holds hashes that anyone can recompute from the rows", async () => {
    const events = await platform.database.owner`
      select * from audit_events where organization_id = ${own.organizationId}`;
    for (const event of events) {
      const entry = {
        target: { kind: event.target_kind, id: event.target_id },
        ...(event.before === null ? {} : { before: event.before }),
        ...(event.after === null ? {} : { after: event.after }),
        ...(event.reason === null ? {} : { reason: event.reason }),
      };
      const recomputed = auditContentHash({
        id: event.id,
        organizationId: event.organization_id,
        occurredAt: event.occurred_at,
        environment: event.environment,
        action: event.action,
        actor: { kind: event.actor_kind, id: event.actor_id, label: event.actor_label },
        entry,
        origin: { requestId: event.request_id, address: event.address, userAgent: event.user_agent },
      });
      expect([event.action, recomputed]).toEqual([event.action, event.content_hash]);
    }
  });

  it("names the application, its address and the request of a signed change", async () => {
    const headers = { "user-agent": "partner/1.0 \"quoted\" =cmd|' /C calc'!A0" };
    const body = JSON.stringify({
      companyName: "Traced",
      registrationNumber: "1",
      countryOfIncorporationId: "GB",
      businessIndustryId: "541511",
      documentIds: [],
      persons: [],
    });
    const answer = await call(platform, own, "POST", CUSTOMERS, { body, headers });
    const requestId = String(answer.headers["x-request-id"]);
    const events = await platform.database.owner`select * from audit_events where request_id = ${requestId}`;
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      organization_id: own.organizationId,
      environment: "sandbox",
      action: "customer.created",
      actor_kind: "application",
      actor_label: "Test application",
      target_kind: "customer",
      address: "127.0.0.1",
      user_agent: headers["user-agent"],
    });
    expect(events[0]?.actor_id).toBe(own.applicationId);
  });
});
