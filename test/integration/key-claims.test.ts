import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createReplacementKey } from "@/lib/operations/applications/api-keys";
import { getApplication } from "@/lib/operations/applications/get";
import { cancelKeyClaim, claimKey, prepareKeyClaim } from "@/lib/operations/applications/key-claims";
import { mailSealPurpose } from "@/lib/operations/mail";
import { runOperation } from "@/lib/operations/run";
import type { OperatorPrincipal, Principal, UserPrincipal } from "@/lib/principal";
import type { Grace } from "@/lib/schemas/application";
import { openSealedSecret } from "@/lib/security/sealed-secret";
import { actingMember, actingStaff } from "@/test/integration/support/actors";
import { historyOf } from "@/test/integration/support/history";
import {
  callUi,
  enrolSecondFactor,
  makeMember,
  makePerson,
  openTestSession,
} from "@/test/integration/support/members";
import {
  call,
  makeApplication,
  operator,
  reasonOf,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtApplication } from "@/test/integration/support/race";

const CHECK = "/api/v1/signature-check";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REASON = "Their key was in a public repository";

let platform: TestPlatform;
let application: TestApplication;
let admin: OperatorPrincipal;
let owner: UserPrincipal;
let start: Date;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  start = new Date(Math.floor(Date.now() / 1000) * 1000);
  platform.clock.now = start;
  application = await makeApplication(platform);
  const { organizationId } = application;
  admin = await actingStaff(platform, organizationId, "NUVERA_ADMIN", { displayName: "Ada Admin" });
  owner = await actingMember(platform, organizationId, "OWNER", { displayName: "Olive Owner" });
});

const later = (milliseconds: number) => new Date(start.getTime() + milliseconds);
const named = () => ({ applicationId: application.applicationId });

const prepare = (
  input: { grace?: Grace; graceUntil?: string } = {},
  principal: Principal = admin,
  reason: string | null = REASON,
) =>
  runOperation(platform.runtime, principal, prepareKeyClaim, { ...named(), ...input }, TEST_ORIGIN, reason);
const claim = (claimId: string, principal: Principal = owner, seen: { expectedLiveKeyIds?: string[] } = {}) =>
  runOperation(platform.runtime, principal, claimKey, { ...named(), claimId, ...seen }, TEST_ORIGIN);
const replace = (principal: Principal = owner) =>
  runOperation(platform.runtime, principal, createReplacementKey, { ...named(), grace: "none" }, TEST_ORIGIN);
const cancel = (claimId: string, principal: Principal = admin) =>
  runOperation(platform.runtime, principal, cancelKeyClaim, { ...named(), claimId }, TEST_ORIGIN, REASON);
const view = () =>
  runOperation(platform.runtime, operator(application.organizationId), getApplication, named(), TEST_ORIGIN);

async function outcome(key: { apiKey: string; apiKeyId: string } = application): Promise<unknown> {
  const answer = await call(platform, { ...application, ...key }, "GET", CHECK);
  return answer.status === 200 ? 200 : reasonOf(answer);
}

describe("a key that the operator prepared", () => {
  it("does not exist before somebody of the partner claims it", async () => {
    const prepared = await prepare({ grace: "1h" });
    expect(prepared).toEqual({
      id: expect.stringMatching(/^clm_/),
      createdAt: start.toISOString(),
      createdByName: "Ada Admin",
      reason: REASON,
      graceSeconds: 3600,
      graceUntil: null,
      expiresAt: later(7 * DAY).toISOString(),
    });
    const before = await view();
    expect(before.apiKeys).toMatchObject([{ id: application.apiKeyId, status: "active" }]);
    expect(before.keyClaim).toEqual(prepared);

    platform.clock.now = later(DAY);
    const key = await claim(prepared.id, { ...owner, proof: { ...owner.proof, lastProofAt: later(DAY) } });
    expect(key.expiring).toEqual([
      { apiKeyId: application.apiKeyId, expiresAt: later(DAY + HOUR).toISOString() },
    ]);
    expect([await outcome(), await outcome(key)]).toEqual([200, 200]);
    const after = await view();
    expect(after.keyClaim).toBeNull();
    expect(after.apiKeys[0]).toMatchObject({
      id: key.apiKeyId,
      createdBy: { displayName: "Olive Owner" },
    });
    platform.clock.now = later(DAY + HOUR);
    expect([await outcome(), await outcome(key)]).toEqual(["api_key_expired", 200]);
  });

  it("stands in the history with who prepared it, why, and who claimed it, and never with the key", async () => {
    const { id } = await prepare({ grace: "none" });
    const key = await claim(id);
    const rows = (await historyOf(platform, application.applicationId)).slice(2);
    expect(rows.map(({ action, actorLabel }) => [action, actorLabel])).toEqual([
      ["key_claim.created", "Ada Admin"],
      ["api_key.created", "Olive Owner"],
      ["api_key.revoked", "Olive Owner"],
      ["key_claim.claimed", "Olive Owner"],
    ]);
    expect(rows[0]).toMatchObject({ actorKind: "operator", reason: REASON, targetId: id });
    expect(rows[3]).toMatchObject({
      targetId: id,
      after: { apiKeyId: key.apiKeyId, preparedBy: "Ada Admin", preparedReason: REASON },
    });
    expect(JSON.stringify(rows)).not.toContain(key.apiKey);
    expect([await outcome(), await outcome(key)]).toEqual(["api_key_revoked", 200]);
  });

  it("goes to one of two people who claim it at the same moment", async () => {
    const { id } = await prepare();
    const other = await actingMember(platform, application.organizationId, "ADMIN");
    const calls = [() => claim(id), () => claim(id, other)];
    const outcomes = await meetAtApplication(platform, application, calls);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((one) => one.status === "rejected")?.reason).toMatchObject({
      status: 409,
      details: { status: "claimed" },
    });
    expect((await view()).apiKeys).toHaveLength(2);
  });

  it("is claimed or another one made, not both, by two people at the same moment", async () => {
    const { id } = await prepare({ grace: "none" });
    const colleague = await actingMember(platform, application.organizationId, "OWNER");
    const calls = [() => claim(id), () => replace(colleague)];
    const outcomes = await meetAtApplication<unknown>(platform, application, calls);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((one) => one.status === "rejected")?.reason).toMatchObject({ status: 409 });
    expect((await view()).apiKeys.map(({ status }) => status)).toEqual(["active", "revoked"]);
  });

  it("is not claimed by who saw other keys than those there are", async () => {
    const { id } = await prepare({ grace: "1h" });
    await replace();
    await expect(claim(id, owner, { expectedLiveKeyIds: [application.apiKeyId] })).rejects.toMatchObject({
      status: 409,
      details: { liveApiKeyIds: [expect.stringMatching(/^key_/)] },
    });
    const seen = (await view()).apiKeys.flatMap((key) => (key.status === "active" ? [key.id] : []));
    await claim(id, owner, { expectedLiveKeyIds: seen });
  });

  it("is claimed until exactly the end of its seventh day", async () => {
    const { id } = await prepare();
    platform.clock.now = later(7 * DAY);
    expect((await view()).keyClaim).toBeNull();
    await expect(claim(id)).rejects.toMatchObject({ status: 409, details: { status: "expired" } });
    platform.clock.now = new Date(later(7 * DAY).getTime() - 1);
    expect((await view()).keyClaim).toMatchObject({ id });
    await claim(id);
  });

  it("is not claimed once it was withdrawn, and not withdrawn once it was claimed", async () => {
    const first = await prepare();
    await cancel(first.id);
    await cancel(first.id);
    expect((await view()).keyClaim).toBeNull();
    await expect(claim(first.id)).rejects.toMatchObject({ status: 409, details: { status: "cancelled" } });
    const second = await prepare();
    await claim(second.id);
    await expect(cancel(second.id)).rejects.toMatchObject({ status: 409 });
    const cancelled = (await historyOf(platform, application.applicationId)).filter(
      ({ action }) => action === "key_claim.cancelled",
    );
    expect(cancelled).toMatchObject([{ targetId: first.id, actorLabel: "Ada Admin", reason: REASON }]);
  });

  it("takes the place of an earlier one that nobody claimed, open or run out", async () => {
    const first = await prepare();
    const second = await prepare({ grace: "none" });
    expect((await view()).keyClaim).toMatchObject({ id: second.id, graceSeconds: 0 });
    await expect(claim(first.id)).rejects.toMatchObject({ details: { status: "cancelled" } });
    platform.clock.now = later(7 * DAY);
    const third = await prepare();
    expect((await view()).keyClaim).toMatchObject({ id: third.id });
    const actions = (await historyOf(platform, application.applicationId))
      .slice(2)
      .map(({ action }) => action);
    expect(actions).toEqual([
      "key_claim.created",
      "key_claim.cancelled",
      "key_claim.created",
      "key_claim.created",
    ]);
  });

  it("counts as one of five live keys when it is claimed", async () => {
    for (let count = 1; count < 5; count += 1) {
      const input = { ...named(), grace: "7d" as const };
      await runOperation(platform.runtime, owner, createReplacementKey, input, TEST_ORIGIN);
    }
    const { id } = await prepare({ grace: "24h" });
    await expect(claim(id)).rejects.toMatchObject({ code: "conflict" });
    expect((await view()).keyClaim).toMatchObject({ id });
  });

  it("lets the keys before end at the date that was chosen, however late it is claimed", async () => {
    const graceUntil = later(5 * DAY).toISOString();
    const { id } = await prepare({ graceUntil });
    expect((await view()).keyClaim).toMatchObject({ id, graceUntil });
    platform.clock.now = later(4 * DAY);
    expect((await claim(id)).expiring).toEqual([{ apiKeyId: application.apiKeyId, expiresAt: graceUntil }]);
    platform.clock.now = later(5 * DAY);
    expect(await outcome()).toBe("api_key_expired");
    for (const bad of [later(5 * DAY), later(35 * DAY + 1)]) {
      await expect(prepare({ graceUntil: bad.toISOString() })).rejects.toMatchObject({
        details: { fields: [expect.objectContaining({ path: "graceUntil" })] },
      });
    }
  });

  it("ends the keys before at once where the date that was chosen has passed", async () => {
    const { id } = await prepare({ graceUntil: later(DAY).toISOString() });
    platform.clock.now = later(DAY);
    expect((await claim(id)).expiring).toEqual([]);
    expect(await outcome()).toBe("api_key_revoked");
  });

  it("is announced by mail to those who may claim it", async () => {
    const { organizationId } = application;
    const people = {
      ADMIN: await makeMember(platform, organizationId, "ADMIN"),
      DEVELOPER: await makeMember(platform, organizationId, "DEVELOPER"),
      MEMBER: await makeMember(platform, organizationId, "MEMBER"),
      VIEWER: await makeMember(platform, organizationId, "VIEWER"),
    };
    await prepare();
    const announced = application.applicationId;
    const mails = await platform.database.owner<{ id: string; recipient: string; sealedBody: string }[]>`
      select id, recipient, sealed_body as "sealedBody" from mails where subject like '%Test application%'`;
    const [known] = await platform.database.owner`select email from users where id = ${owner.userId}`;
    const own = [String(known?.email), people.ADMIN.email];
    const recipients = mails.map(({ recipient }) => recipient);
    expect(recipients).toEqual(expect.arrayContaining(own));
    for (const { email } of [people.DEVELOPER, people.MEMBER, people.VIEWER])
      expect(recipients).not.toContain(email);
    application = await makeApplication(platform, { organizationId, permissions: ["CUSTOMERS_READ"] });
    await prepare();
    const toDeveloper = await platform.database
      .owner`select from mails where recipient = ${people.DEVELOPER.email}`;
    expect(toDeveloper).toHaveLength(1);
    const mail = mails.find(({ recipient }) => recipient === people.ADMIN.email);
    const body = openSealedSecret(
      mail?.sealedBody ?? "",
      mailSealPurpose(mail?.id ?? ""),
      platform.runtime.peppers,
    );
    for (const part of ["Ada Admin", REASON, "Test application", announced]) {
      expect(body).toContain(part);
    }
    expect(body).not.toMatch(/nv_(test|live)_/);
  });
});

describe("who prepares and who claims", () => {
  it("is an admin of the operator's, with a reason, and a member who may change applications", async () => {
    const { organizationId } = application;
    const support = await actingStaff(platform, organizationId, "NUVERA_SUPPORT");
    await expect(prepare({}, support)).rejects.toMatchObject({ status: 403 });
    await expect(prepare({}, owner)).rejects.toMatchObject({ status: 403 });
    await expect(prepare({}, admin, null)).rejects.toMatchObject({ status: 422 });
    const { id } = await prepare();
    for (const principal of [admin, support, operator(organizationId)]) {
      await expect(claim(id, principal)).rejects.toMatchObject({ status: 403, reason: "permission_missing" });
    }
    for (const role of ["VIEWER", "MEMBER"] as const) {
      const principal = await actingMember(platform, organizationId, role);
      await expect(claim(id, principal)).rejects.toMatchObject({ status: 403 });
    }
    await expect(cancel(id, owner)).rejects.toMatchObject({ status: 403 });
    expect((await view()).apiKeys).toHaveLength(1);
  });

  it("does so for an application of that organization and environment only", async () => {
    const { id } = await prepare();
    const other = await makeApplication(platform, { organizationId: application.organizationId });
    const stranger = await actingMember(platform, (await makeApplication(platform)).organizationId, "OWNER");
    await expect(claim(id, stranger)).rejects.toMatchObject({ status: 404 });
    await expect(claim(id, { ...owner, environment: "production" })).rejects.toMatchObject({ status: 404 });
    await expect(
      runOperation(
        platform.runtime,
        owner,
        claimKey,
        { applicationId: other.applicationId, claimId: id },
        TEST_ORIGIN,
      ),
    ).rejects.toMatchObject({ status: 404 });
    await expect(claim("clm_nonsense")).rejects.toMatchObject({ status: 404 });
  });

  it("may do everything that the application may: a developer gets no key that pays", async () => {
    const { organizationId } = application;
    const developer = await actingMember(platform, organizationId, "DEVELOPER");
    const { id } = await prepare();
    await expect(claim(id, developer)).rejects.toMatchObject({
      status: 403,
      reason: "permission_missing",
      message: expect.stringContaining("An owner or admin can do this"),
      details: { missing: ["PAYMENTS_WRITE"] },
    });
    expect((await view()).keyClaim).toMatchObject({ id });
    application = await makeApplication(platform, { organizationId, permissions: ["CUSTOMERS_READ"] });
    await claim((await prepare()).id, developer);
  });

  it("proves again who they are in production", async () => {
    const { organizationId } = application;
    const environment = "production" as const;
    application = await makeApplication(platform, { organizationId, environment });
    const staleStaff = await actingStaff(platform, organizationId, "NUVERA_ADMIN", {
      environment,
      proofAgeSeconds: 601,
    });
    await expect(prepare({}, staleStaff)).rejects.toMatchObject({ reason: "proof_required" });
    const { id } = await prepare({}, { ...admin, environment });
    const stale = await actingMember(platform, organizationId, "OWNER", {
      environment,
      proofAgeSeconds: 601,
    });
    await expect(claim(id, stale)).rejects.toMatchObject({ reason: "proof_required" });
    await claim(id, { ...owner, environment });
  });
});

describe("the doors", () => {
  it("let staff prepare and a member claim, and never the other way round", async () => {
    const { organizationId } = application;
    const staff = await makePerson(platform, "Ada Admin", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
    await enrolSecondFactor(platform, staff);
    const atHub = await openTestSession(platform, staff);
    const atPartner = await openTestSession(platform, await makeMember(platform, organizationId, "ADMIN"));
    const path = `org_${organizationId}/sandbox/applications/${application.applicationId}`;
    const [hub, partner] = [`/api/ui/hub/organizations/${path}`, `/api/ui/organizations/${path}`];

    expect(await callUi(platform, atHub, "POST", `${hub}/key-claims`, {})).toMatchObject({
      status: 422,
      body: { error: { details: { fields: [{ path: "reason" }] } } },
    });
    const prepared = await callUi(platform, atHub, "POST", `${hub}/key-claims`, {
      grace: "none",
      reason: REASON,
    });
    expect(prepared).toMatchObject({ status: 201, body: { reason: REASON, graceSeconds: 0 } });
    expect(JSON.stringify(prepared.body)).not.toMatch(/nv_(test|live)_/);
    expect((await callUi(platform, atPartner, "POST", `${hub}/key-claims`, { reason: REASON })).status).toBe(
      404,
    );
    expect((await callUi(platform, atPartner, "GET", hub)).status).toBe(404);

    const { body } = await callUi(platform, atPartner, "GET", partner);
    const { keyClaim } = body as { keyClaim: { id: string } };
    const claimPath = `/key-claims/${keyClaim.id}/claim`;
    expect((await callUi(platform, atHub, "POST", `${partner}${claimPath}`, {})).status).toBe(404);
    for (const missing of [`${hub}${claimPath}`, `${hub}/api-keys`, `${partner}/key-claims`]) {
      await expect(callUi(platform, atHub, "POST", missing, { reason: REASON })).rejects.toThrow(
        "No handler",
      );
    }
    const claimed = await callUi(platform, atPartner, "POST", `${partner}${claimPath}`, {});
    expect(claimed).toMatchObject({ status: 201, body: { apiKey: expect.stringMatching(/^nv_test_/) } });
    const seen = await callUi(platform, atHub, "GET", hub);
    expect(seen).toMatchObject({
      status: 200,
      body: { keyClaim: null, apiKeys: [{ status: "active" }, { status: "revoked" }] },
    });
    expect(JSON.stringify(seen.body)).not.toMatch(/nv_test_[0-9A-Za-z]{40}/);
  });

  it("take the ids of a path for what they are", async () => {
    const { organizationId, apiKeyId } = application;
    const session = await openTestSession(platform, await makeMember(platform, organizationId, "OWNER"));
    const base = `/api/ui/organizations/org_${organizationId}/sandbox/applications/${application.applicationId}`;
    const post = (part: string, body: object = {}) =>
      callUi(platform, session, "POST", `${base}${part}`, body);
    const expiresAt = later(DAY).toISOString();
    expect(await post(`/api-keys/${apiKeyId}/expiry`, { expiresAt })).toEqual({
      status: 200,
      body: { apiKeyId, expiresAt },
    });
    expect(await post("/api-keys", { grace: "1h", expectedLiveKeyIds: [apiKeyId] })).toMatchObject({
      status: 201,
    });
    expect(await post("/disable", { reason: "Maintenance" })).toMatchObject({
      status: 200,
      body: { status: "disabled", disabledReason: "Maintenance" },
    });
    expect(await post("/enable")).toMatchObject({ status: 200, body: { status: "enabled" } });
    expect(await post("/permissions", { permissions: ["CUSTOMERS_READ"] })).toMatchObject({
      status: 200,
      body: { permissions: ["CUSTOMERS_READ"] },
    });
    expect(await callUi(platform, session, "GET", `${base}/usage`)).toMatchObject({
      status: 200,
      body: { permissions: [{ permission: "CUSTOMERS_READ" }] },
    });
    expect((await post("/signing-keys/revert")).status).toBe(409);
    expect((await post("/signing-keys/end-overlap")).status).toBe(409);
    expect(await post(`/api-keys/${apiKeyId}/revoke`)).toMatchObject({ status: 200, body: { apiKeyId } });
    expect((await post("/delete", { name: "Another" })).status).toBe(422);
    expect((await post("/delete", { name: "Test application" })).status).toBe(200);
    expect((await callUi(platform, session, "GET", base)).status).toBe(404);
  });
});
