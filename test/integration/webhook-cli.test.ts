import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCli } from "@/cli/run";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;
let folder: string;
let org: string;

async function cli(
  ...words: string[]
): Promise<{ exitCode: number; err: string; json: Record<string, unknown> }> {
  let out = "";
  let err = "";
  const exitCode = await runCli([...words, "--json"], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  const json: unknown = out === "" ? {} : JSON.parse(out);
  return { exitCode, err, json: { ...(typeof json === "object" ? json : {}) } };
}

async function result(...words: string[]): Promise<Record<string, unknown>> {
  const run = await cli(...words);
  expect(run).toMatchObject({ exitCode: 0, err: "" });
  return run.json;
}

beforeAll(async () => {
  platform = await startTestPlatform();
  vi.stubEnv("DATABASE_URL", platform.database.ownerUrl);
  vi.stubEnv("NUVERA_API_KEY_PEPPER", platform.runtime.settings.apiKeyPepper);
  vi.stubEnv("NEXTAUTH_SECRET", platform.runtime.settings.sessionSecret);
  vi.stubEnv("NUVERA_WEBHOOK_ALLOW_PRIVATE", "1");
  folder = await mkdtemp(path.join(tmpdir(), "nuvera-webhook-cli-"));
  vi.stubEnv("NUVERA_DATA_DIR", path.join(folder, "data"));
  org = String((await result("org", "create", "--name", "Acme")).slug);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
  await platform.stop();
});

const create = (url: string, events: string, environment = "sandbox") =>
  cli("webhook", "create", "--org", org, "--environment", environment, "--url", url, "--events", events);

const refusalAt = (said: string) => ({
  error: { details: { fields: [{ path: "url", message: expect.stringContaining(said) }] } },
});

describe("the webhook commands", () => {
  it("create, test, list, disable, enable and delete an endpoint by its id alone", async () => {
    const { json: created } = await create("http://127.0.0.1:9/", "payments.created,payments.failed");
    expect(created).toMatchObject({
      webhookId: expect.stringMatching(/^whk_/),
      secret: expect.stringMatching(/^whsec_/),
      events: ["payments.created", "payments.failed"],
    });
    const webhookId = String(created.webhookId);
    const { eventId } = await result("webhook", "test", "--webhook", webhookId);
    expect(await result("webhook", "deliveries", "--webhook", webhookId)).toMatchObject({
      items: [{ eventId, event: "webhooks.test", status: "pending", attempts: 0, responseStatus: null }],
      nextCursor: null,
    });
    expect(await result("webhook", "deliveries", "--webhook", webhookId, "--status", "failed")).toMatchObject(
      { items: [] },
    );
    expect(await result("webhook", "list", "--org", org, "--environment", "sandbox")).toMatchObject({
      items: [{ webhookId, url: "http://127.0.0.1:9/" }],
    });
    expect(await result("webhook", "disable", "--webhook", webhookId, "--reason", "Floods us")).toMatchObject(
      {
        webhookId,
        status: "disabled",
        disabledBy: "operator",
        disabledReason: "Floods us",
      },
    );
    expect(await result("webhook", "enable", "--webhook", webhookId)).toMatchObject({ status: "enabled" });
    expect(await result("webhook", "delete", "--webhook", webhookId)).toMatchObject({ webhookId });
    expect(await cli("webhook", "test", "--webhook", webhookId)).toMatchObject({ exitCode: 1 });
  });

  it("refuse what may not be, and say how local work is allowed", async () => {
    expect(await create("http://127.0.0.1:9/", "all", "production")).toMatchObject({
      exitCode: 1,
      json: refusalAt("must begin with https://"),
    });
    expect(await create("http://127.0.0.1:9/", "payments.gone")).toMatchObject({ exitCode: 1 });
    vi.stubEnv("NUVERA_WEBHOOK_ALLOW_PRIVATE", "");
    expect(await create("http://127.0.0.1:9/", "all")).toMatchObject({
      exitCode: 1,
      json: refusalAt("NUVERA_WEBHOOK_ALLOW_PRIVATE=1"),
    });
  });
});
