import "next/dist/server/node-environment-baseline.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromPublicId, newUuid, toPublicId } from "@/lib/ids";
import { getAttention } from "@/lib/operations/attention";
import { runOperation } from "@/lib/operations/run";
import { uiApi } from "@/lib/routes";
import {
  callUi,
  makeMember,
  openTestSession,
  principalOf,
  type TestPerson,
} from "@/test/integration/support/members";
import {
  makeApplication,
  makeOrganization,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const DAY = 86_400_000;

let platform: TestPlatform;
let organizationId: string;
let developer: TestPerson;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  organizationId = await makeOrganization(platform);
  developer = await makeMember(platform, organizationId, "DEVELOPER");
  application = await makeApplication(platform, { organizationId, environment: "production" });
});

const uuidOf = ({ applicationId }: TestApplication) => fromPublicId("application", applicationId) ?? "";
const inDays = (days: number) => new Date(platform.clock.now.getTime() + days * DAY);

async function attention() {
  const principal = principalOf(platform, organizationId, developer, "DEVELOPER");
  return (await runOperation(platform.runtime, principal, getAttention, {}, TEST_ORIGIN)).items;
}

async function endKey(days: number): Promise<void> {
  const uuid = fromPublicId("apiKey", application.apiKeyId) ?? "";
  await platform.database.owner`update api_keys set expires_at = ${inDays(days)} where id = ${uuid}`;
}

async function addKey(expiresAt: Date | null): Promise<void> {
  await platform.database.owner`insert into api_keys
    (id, organization_id, application_id, key_hash, pepper_version, prefix, last_four, created_at, expires_at)
    select gen_random_uuid(), organization_id, application_id, sha256(key_hash), pepper_version, prefix, 'next', now(), ${expiresAt}
      from api_keys where application_id = ${uuidOf(application)}`;
}

async function addClaim(days: number): Promise<void> {
  await platform.database.owner`insert into key_claims
    (id, organization_id, application_id, grace_seconds, reason, created_at, created_by_name, expires_at)
    values (${newUuid()}, ${organizationId}, ${uuidOf(application)}, 0, 'lost', now(), 'Nova Admin', ${inDays(days)})`;
}

const about = () => ({
  applicationId: application.applicationId,
  applicationName: "Test application",
  environment: "production",
});

describe("what needs attention", () => {
  it("is nothing while every application has a key that goes on", async () => {
    expect(await attention()).toEqual([]);
  });

  it("is a key that ends within thirty days, and whether another goes on", async () => {
    await endKey(29);
    const item = {
      kind: "key_ending",
      ...about(),
      apiKeyId: application.apiKeyId,
      prefix: application.apiKey.slice(0, 12),
      lastFour: application.apiKey.slice(-4),
      expiresAt: inDays(29).toISOString(),
    };
    expect(await attention()).toEqual([{ ...item, isReplaced: false }]);
    await addKey(null);
    expect(await attention()).toEqual([{ ...item, isReplaced: true }]);
  });

  it("is no key that ends later", async () => {
    await endKey(31);
    expect(await attention()).toEqual([]);
  });

  it("is an application without a live key, from the second on that its last one ends", async () => {
    await endKey(1);
    expect(await attention()).toMatchObject([{ kind: "key_ending" }]);
    const { now } = platform.clock;
    platform.clock.now = inDays(1);
    expect(await attention()).toEqual([{ kind: "no_live_key", ...about() }]);
    platform.clock.now = now;
  });

  it("is a replacement key that waits to be claimed, instead of the key that is missing", async () => {
    await platform.database
      .owner`update api_keys set revoked_at = now() where application_id = ${uuidOf(application)}`;
    await addClaim(7);
    expect(await attention()).toEqual([
      { kind: "key_unclaimed", ...about(), createdByName: "Nova Admin", expiresAt: inDays(7).toISOString() },
    ]);
  });

  it("is no claim that has ended", async () => {
    await addClaim(-1);
    expect(await attention()).toEqual([]);
  });

  it("is an application that the operator disabled, with who and why; not one that the partner disabled", async () => {
    const set = (by: string) => platform.database
      .owner`update applications set disabled_at = ${platform.clock.now},
      disabled_by = ${by}, disabled_by_name = 'Nova Admin', disabled_reason = 'leaked' where id = ${uuidOf(application)}`;
    await set("operator");
    expect(await attention()).toEqual([
      {
        kind: "disabled_by_operator",
        ...about(),
        disabledAt: platform.clock.now.toISOString(),
        disabledByName: "Nova Admin",
        disabledReason: "leaked",
      },
    ]);
    await set("partner");
    expect(await attention()).toEqual([]);
  });

  it("covers both environments and leaves deleted applications out", async () => {
    const sandbox = await makeApplication(platform, { organizationId });
    await platform.database
      .owner`update api_keys set revoked_at = now() where organization_id = ${organizationId}`;
    expect((await attention()).map(({ environment }) => environment).sort()).toEqual([
      "production",
      "sandbox",
    ]);
    await platform.database.owner`update applications set deleted_at = now() where id = ${uuidOf(sandbox)}`;
    expect((await attention()).map(({ environment }) => environment)).toEqual(["production"]);
  });

  it("is shown to who looks after applications, of their own organization only", async () => {
    await endKey(3);
    const elsewhere = await makeOrganization(platform);
    const viewer = await makeMember(platform, organizationId, "VIEWER");
    const stranger = await makeMember(platform, elsewhere, "OWNER");
    const ask = async (person: TestPerson, uuid: string) => {
      const place = { area: "partner", organizationId: toPublicId("organization", uuid) } as const;
      return callUi(platform, await openTestSession(platform, person), "GET", uiApi.attention(place));
    };
    expect(await ask(developer, organizationId)).toMatchObject({ status: 200, body: { items: [{}] } });
    expect((await ask(viewer, organizationId)).status).toBe(403);
    expect((await ask(stranger, organizationId)).status).toBe(404);
    expect(await ask(stranger, elsewhere)).toEqual({ status: 200, body: { items: [] } });
  });
});

describe("webhooks", () => {
  it("need attention while they fail, or were disabled by somebody else", async () => {
    const { owner } = platform.database;
    const add = async (state: { failing?: boolean; disabledBy?: string; deleted?: boolean }) => {
      const id = newUuid();
      const disabledAt = state.disabledBy === undefined ? null : inDays(-1);
      await owner`insert into webhook_endpoints
          (id, organization_id, environment, url, failing_since, disabled_at, disabled_by, deleted_at, created_at)
        values (${id}, ${organizationId}, 'production', 'https://example.com/', ${state.failing ? inDays(-2) : null},
          ${disabledAt}, ${state.disabledBy ?? null}, ${state.deleted ? inDays(0) : null}, now())`;
      return toPublicId("webhookEndpoint", id);
    };
    await add({});
    await add({ disabledBy: "partner", failing: true });
    await add({ failing: true, deleted: true });
    const byOperator = await add({ disabledBy: "operator" });
    const failing = await add({ failing: true });
    const webhooks = (await attention()).filter(({ kind }) => kind === "webhook_troubled");
    expect(webhooks).toMatchObject([
      { webhookId: failing, environment: "production", disabledBy: null, since: inDays(-2).toISOString() },
      { webhookId: byOperator, disabledBy: "operator", since: inDays(-1).toISOString() },
    ]);
  });
});
