import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  changeApiKeyExpiry,
  createReplacementKey,
  revokeApiKey,
} from "@/lib/operations/applications/api-keys";
import { replaceSigningKey } from "@/lib/operations/applications/replace-signing-key";
import { revertSigningKey } from "@/lib/operations/applications/revert-signing-key";
import {
  deleteApplication,
  disableApplication,
  enableApplication,
} from "@/lib/operations/applications/state";
import { disableAllApplications } from "@/lib/operations/hub/disable-all-applications";
import type { Operation } from "@/lib/operations/operation";
import { runOperation } from "@/lib/operations/run";
import { tellKeyNews } from "@/lib/webhooks/key-news";
import {
  call,
  makeApplication,
  makeKeyPair,
  operator,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const DAY = 86_400_000;

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  platform.clock.now = new Date();
  application = await makeApplication(platform);
});

const later = (milliseconds: number) => new Date(platform.clock.now.getTime() + milliseconds);

type EventRow = { type: string; environment: string; data: Record<string, unknown> };

async function events(): Promise<EventRow[]> {
  return await platform.database.owner<EventRow[]>`select type, environment, data from events
    where organization_id = ${application.organizationId} order by id`;
}
const types = async () => (await events()).map(({ type }) => type);

const run = <Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  input: object,
) =>
  runOperation(
    platform.runtime,
    operator(application.organizationId, application.environment),
    operation,
    input,
    TEST_ORIGIN,
    "Because the test says so",
  );

describe("a key that is revoked", () => {
  it("is told of as our pages show it, by whatever way it was, and without the key itself", async () => {
    const { applicationId, apiKeyId, apiKey } = application;
    await run(revokeApiKey, { apiKeyId });
    expect(await events()).toMatchObject([
      {
        type: "api_keys.revoked",
        environment: "sandbox",
        data: { id: apiKeyId, applicationId, status: "revoked", revokedAt: platform.clock.now.toISOString() },
      },
    ]);
    expect(JSON.stringify(await events())).not.toContain(apiKey);
    await run(revokeApiKey, { apiKeyId });
    expect(await types()).toHaveLength(1);
    await run(createReplacementKey, { applicationId, grace: "none" });
    expect(await types()).toHaveLength(1);
    await run(createReplacementKey, { applicationId, grace: "none" });
    await run(deleteApplication, { applicationId });
    expect(await types()).toEqual(["api_keys.revoked", "api_keys.revoked", "api_keys.revoked"]);
  });
});

describe("a key whose end is near", () => {
  it("is told of once for each end, in the change that sets it", async () => {
    const { applicationId, apiKeyId } = application;
    const end = (at: Date | null) =>
      run(changeApiKeyExpiry, { apiKeyId, expiresAt: at?.toISOString() ?? null });
    await end(later(30 * DAY));
    expect(await types()).toEqual([]);
    await end(later(6 * DAY));
    await tellKeyNews(platform.runtime);
    expect(await events()).toMatchObject([
      { type: "api_keys.expiring", data: { id: apiKeyId, expiresAt: later(6 * DAY).toISOString() } },
    ]);
    await end(null);
    await end(later(6 * DAY));
    expect(await types()).toHaveLength(1);
    await end(later(2 * DAY));
    expect(await types()).toHaveLength(2);
    await run(createReplacementKey, { applicationId, grace: "24h" });
    expect(await types()).toHaveLength(3);
  });

  it("is told of when the time comes, and again when it has ended, by one of many processes", async () => {
    const { apiKeyId } = application;
    await run(changeApiKeyExpiry, { apiKeyId, expiresAt: later(30 * DAY).toISOString() });
    const tell = () => Promise.all([1, 2, 3, 4].map(() => tellKeyNews(platform.runtime)));
    platform.clock.now = later(23 * DAY - 1000);
    await tell();
    expect(await types()).toEqual([]);
    platform.clock.now = later(1000);
    await tell();
    expect(await types()).toEqual(["api_keys.expiring"]);
    platform.clock.now = later(7 * DAY);
    await tell();
    await tell();
    expect(await types()).toEqual(["api_keys.expiring", "api_keys.expired"]);
    expect((await events()).at(-1)?.data).toMatchObject({ id: apiKeyId, status: "expired" });
  });
});

describe("a key that is used for the first time", () => {
  it("is told of once", async () => {
    const use = async () => {
      expect((await call(platform, application, "GET", "/api/v1/signature-check")).status).toBe(200);
      await platform.runtime.usage.flush();
      await tellKeyNews(platform.runtime);
    };
    await tellKeyNews(platform.runtime);
    expect(await types()).toEqual([]);
    await use();
    await use();
    expect(await events()).toMatchObject([
      { type: "api_keys.first_used", data: { id: application.apiKeyId, lastUsedAt: expect.any(String) } },
    ]);
  });
});

describe("an application", () => {
  it("that is disabled and enabled is told of as it is then", async () => {
    const { applicationId } = application;
    await run(disableApplication, { applicationId });
    await run(disableApplication, { applicationId });
    await run(enableApplication, { applicationId });
    await run(enableApplication, { applicationId });
    expect(await events()).toMatchObject([
      {
        type: "applications.disabled",
        data: {
          id: applicationId,
          status: "disabled",
          disabledBy: "operator",
          apiKeys: [{ status: "active" }],
        },
      },
      { type: "applications.enabled", data: { id: applicationId, status: "enabled" } },
    ]);
  });

  it("whose signing key is replaced, and replaced by the one before again, is told of with the current key", async () => {
    const { applicationId } = application;
    const { publicKeyPem } = makeKeyPair();
    const replaced = await run(replaceSigningKey, { applicationId, publicKeyPem, overlapSeconds: 3600 });
    const fingerprint = replaced.signingKeyFingerprint;
    await run(revertSigningKey, { applicationId, expectedFingerprint: fingerprint });
    const told = (await events()).map(({ type, data }) => [type, currentKey(data)]);
    expect(told).toEqual([
      ["applications.signing_key_replaced", fingerprint],
      ["applications.signing_key_replaced", expect.any(String)],
    ]);
    expect(told[1]?.[1]).not.toBe(fingerprint);
  });

  it("is told of in its own environment when the emergency switch is pulled", async () => {
    const { organizationId } = application;
    const production = await makeApplication(platform, { organizationId, environment: "production" });
    await run(disableAllApplications, {});
    const told = (await events()).map(({ type, environment, data }) => [type, environment, data.id]);
    expect(told.sort()).toEqual([
      ["applications.disabled", "production", production.applicationId],
      ["applications.disabled", "sandbox", application.applicationId],
    ]);
  });
});

describe("an event", () => {
  it("cannot be written for another organization, nor for another environment than the one at work", async () => {
    const foreign = await makeApplication(platform);
    const { organizationId } = application;
    const publish = (
      scope: { organizationId: string; environment: string | null },
      about: string,
      where: string,
    ) =>
      platform.runtime.database.inScope(
        { ...scope, environment: scope.environment as "sandbox" | null },
        (tx) =>
          tx.execute(
            `select publish_event(gen_random_uuid(), '${about}', '${where}', 'customers.created', '{}', now())`,
          ),
      );
    const refused = { cause: { code: "42501" } };
    await expect(
      publish({ organizationId, environment: "sandbox" }, foreign.organizationId, "sandbox"),
    ).rejects.toMatchObject(refused);
    await expect(
      publish({ organizationId, environment: "sandbox" }, organizationId, "production"),
    ).rejects.toMatchObject(refused);
    await expect(
      publish({ organizationId, environment: "sandbox" }, organizationId, "sandbox"),
    ).resolves.toBeDefined();
  });
});

function currentKey(data: Record<string, unknown>): unknown {
  // The event holds an application as the schema has it.
  const keys = data.signingKeys as { status: string; fingerprint: string }[];
  return keys.find(({ status }) => status === "active")?.fingerprint;
}
