import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromPublicId } from "@/lib/ids";
import { setApplicationPermissions } from "@/lib/operations/applications/settings";
import { getApplicationUsage } from "@/lib/operations/applications/usage";
import { getAttention } from "@/lib/operations/attention";
import { runOperation } from "@/lib/operations/run";
import type { ApiPermission } from "@/lib/permissions";
import type { Principal } from "@/lib/principal";
import { actingMember } from "@/test/integration/support/actors";
import {
  call,
  makeApplication,
  makeOrganization,
  operator,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const CUSTOMERS = "/api/v1/customers";
const DAY = 86_400_000;
const BEGAN_WITH: ApiPermission[] = ["CUSTOMERS_READ", "CUSTOMERS_WRITE", "PAYMENTS_READ"];

let platform: TestPlatform;
let organizationId: string;
let application: TestApplication;
let start: Date;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  start = new Date();
  platform.clock.now = start;
  organizationId = await makeOrganization(platform);
  application = await makeApplication(platform, { organizationId, permissions: BEGAN_WITH });
  await platform.database
    .owner`update api_keys set expires_at = null where organization_id = ${organizationId}`;
});

const onDay = (days: number) => {
  platform.clock.now = new Date(start.getTime() + days * DAY);
};
const actor = () => operator(organizationId);
const named = () => ({ applicationId: application.applicationId });

const set = (permissions: ApiPermission[], expected?: ApiPermission[], principal: Principal = actor()) =>
  runOperation(
    platform.runtime,
    principal,
    setApplicationPermissions,
    { ...named(), permissions, ...(expected === undefined ? {} : { expected }) },
    TEST_ORIGIN,
  );

async function use(target: string): Promise<void> {
  expect((await call(platform, application, "GET", target)).status).toBe(200);
  await platform.runtime.usage.flush();
}

async function usage() {
  return runOperation(platform.runtime, actor(), getApplicationUsage, named(), TEST_ORIGIN);
}
const unused = async () => (await usage()).unusedPermissions;

async function attention(principal: Principal = actor()) {
  const { items } = await runOperation(platform.runtime, principal, getAttention, {}, TEST_ORIGIN);
  return items;
}

describe("a permission that is not used", () => {
  it("is named ninety days after its application came into being, and not a moment earlier", async () => {
    onDay(90 - 1 / 86_400);
    expect([await unused(), await attention()]).toEqual([[], []]);
    onDay(90);
    expect(await unused()).toEqual(BEGAN_WITH);
    expect(await attention()).toEqual([
      {
        kind: "permissions_unused",
        applicationId: application.applicationId,
        applicationName: "Test application",
        environment: "sandbox",
        permissions: BEGAN_WITH,
      },
    ]);
  });

  it("is named ninety days after its last use", async () => {
    onDay(60);
    await use(CUSTOMERS);
    onDay(90);
    expect(await unused()).toEqual(["CUSTOMERS_WRITE", "PAYMENTS_READ"]);
    onDay(150);
    expect(await unused()).toEqual(BEGAN_WITH);
    expect((await usage()).permissions[0]).toEqual({
      permission: "CUSTOMERS_READ",
      grantedAt: start.toISOString(),
      lastUsedAt: new Date(start.getTime() + 60 * DAY).toISOString(),
    });
  });

  it("is named ninety days after it was granted, the last time", async () => {
    onDay(10);
    await set([...BEGAN_WITH, "CRYPTO_READ"]);
    onDay(20);
    await set(["CUSTOMERS_READ", "CUSTOMERS_WRITE", "CRYPTO_READ"]);
    onDay(30);
    await set([...BEGAN_WITH, "CRYPTO_READ"]);
    onDay(99);
    expect(await unused()).toEqual(["CUSTOMERS_READ", "CUSTOMERS_WRITE"]);
    onDay(100);
    expect(await unused()).toEqual(["CUSTOMERS_READ", "CUSTOMERS_WRITE", "CRYPTO_READ"]);
    onDay(120);
    expect(await unused()).toEqual([...BEGAN_WITH, "CRYPTO_READ"]);
    expect(await attention()).toMatchObject([{ permissions: [...BEGAN_WITH, "CRYPTO_READ"] }]);
  });

  it("is kept where a write that stays needs it", async () => {
    onDay(50);
    await set(["CUSTOMERS_READ", "CUSTOMERS_WRITE", "PAYMENTS_READ", "PAYMENTS_WRITE"]);
    onDay(90);
    expect(await unused()).toEqual(["CUSTOMERS_READ", "CUSTOMERS_WRITE"]);
  });

  it("needs no attention where the application is disabled, nor anybody else's", async () => {
    onDay(90);
    await makeApplication(platform);
    const other = await makeOrganization(platform);
    const developer = await actingMember(platform, organizationId, "DEVELOPER");
    expect(await attention(developer)).toHaveLength(1);
    expect(await attention(await actingMember(platform, other, "OWNER"))).toEqual([]);
    const uuid = fromPublicId("application", application.applicationId);
    await platform.database
      .owner`update applications set disabled_at = now(), disabled_by = 'partner' where id = ${uuid}`;
    expect(await attention(developer)).toEqual([]);
  });
});

describe("taking it away", () => {
  it("counts at once, is in the history, and is taken back as it was", async () => {
    onDay(90);
    await use(CUSTOMERS);
    const before = BEGAN_WITH;
    const kept: ApiPermission[] = ["CUSTOMERS_READ"];
    const admin = await actingMember(platform, organizationId, "ADMIN");
    expect((await set(kept, before, admin)).permissions).toEqual(kept);
    expect([await unused(), await attention()]).toEqual([[], []]);
    expect((await set(before, kept, admin)).permissions).toEqual(before);
    const rows = await platform.database.owner`
      select after -> 'removed' as removed, after -> 'added' as added, actor_label
        from audit_events where organization_id = ${organizationId} and action = 'application.permissions_changed'
       order by sequence`;
    const lost = ["CUSTOMERS_WRITE", "PAYMENTS_READ"];
    expect(rows.map(({ removed, added }) => ({ removed, added }))).toEqual([
      { removed: lost, added: [] },
      { removed: [], added: lost },
    ]);
    // What somebody gave back is wanted: it is named again after ninety days more.
    expect(await unused()).toEqual([]);
    onDay(180);
    expect(await unused()).toEqual(BEGAN_WITH);
  });

  it("asks for a fresh proof to take a write back, and for none to lose it", async () => {
    const stale = await actingMember(platform, organizationId, "ADMIN", { proofAgeSeconds: 3_600 });
    await set(["CUSTOMERS_READ"], BEGAN_WITH, stale);
    await expect(set(BEGAN_WITH, ["CUSTOMERS_READ"], stale)).rejects.toMatchObject({
      reason: "proof_required",
    });
    const fresh = { ...stale, proof: { ...stale.proof, lastProofAt: platform.clock.now } };
    expect((await set(BEGAN_WITH, ["CUSTOMERS_READ"], fresh)).permissions).toEqual(BEGAN_WITH);
  });

  it("changes nothing where somebody else has changed the set meanwhile", async () => {
    await set([...BEGAN_WITH, "CRYPTO_READ"]);
    await expect(set(["CUSTOMERS_READ"], BEGAN_WITH)).rejects.toMatchObject({
      status: 409,
      details: { current: [...BEGAN_WITH, "CRYPTO_READ"] },
    });
    expect((await usage()).permissions).toHaveLength(4);
  });
});
