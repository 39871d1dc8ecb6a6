import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCli } from "@/cli/run";
import { fromPublicId } from "@/lib/ids";
import { makeKeyPair } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

type Run = { exitCode: number; out: string; err: string; json: Record<string, unknown> };

let platform: TestPlatform;
let folder: string;

/** Runs one command line in this process. `json` is the one object on standard output, where there is one. */
async function cli(...words: string[]): Promise<Run> {
  let out = "";
  let err = "";
  const exitCode = await runCli(words, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  const json: unknown = out.startsWith("{") ? JSON.parse(out) : {};
  return { exitCode, out, err, json: { ...(typeof json === "object" ? json : {}) } };
}

/** Runs a command that must succeed, and gives its JSON. */
async function result(...words: string[]): Promise<Record<string, unknown>> {
  const run = await cli(...words, "--json");
  expect(run).toMatchObject({ exitCode: 0, err: "" });
  return run.json;
}

async function keyFiles(name: string): Promise<{ publicKey: string; privateKey: string }> {
  const files = { publicKey: path.join(folder, `${name}.pub`), privateKey: path.join(folder, `${name}.pem`) };
  const pair = makeKeyPair();
  await writeFile(files.publicKey, pair.publicKeyPem);
  await writeFile(files.privateKey, pair.privateKeyPem);
  return files;
}

async function newApplication(name: string, ...more: string[]) {
  const permissions = "CUSTOMERS_READ,CUSTOMERS_WRITE";
  const keys = await keyFiles(name);
  const { slug } = await result("org", "create", "--name", `Org of ${name}`);
  const words = ["--org", String(slug), "--environment", "sandbox", "--name", name];
  const created = await result(
    ...["app", "create", ...words, "--public-key", keys.publicKey, "--permissions", permissions, ...more],
  );
  const text = (value: unknown) => String(value);
  return {
    ...keys,
    org: text(slug),
    app: text(created.applicationId),
    apiKey: text(created.apiKey),
    apiKeyId: text(created.apiKeyId),
    fingerprint: text(created.signingKeyFingerprint),
  };
}

function callWords(apiKey: string, privateKey: string): string[] {
  return ["call", "--url", platform.baseUrl, "--api-key", apiKey, "--private-key", privateKey];
}

/** 200, or the status and body of what a signed request made by `call` was answered instead. */
async function called(apiKey: string, privateKey: string, ...words: string[]): Promise<unknown> {
  platform.clock.now = new Date(); // the command line goes by the real time, so the server has to as well
  const { json } = await cli(...callWords(apiKey, privateKey), ...words, "--json");
  const { status, body } = json;
  return status === 200 ? status : { status, body };
}

const refusedFor = (reason: string) => ({
  status: 401,
  body: { error: expect.objectContaining({ reason }) },
});

const CHECK = ["GET", "/api/v1/signature-check"];

beforeAll(async () => {
  platform = await startTestPlatform();
  folder = await mkdtemp(path.join(tmpdir(), "nuvera-cli-"));
  vi.stubEnv("DATABASE_URL", platform.database.ownerUrl);
  vi.stubEnv("NUVERA_API_KEY_PEPPER", platform.runtime.settings.apiKeyPepper);
  vi.stubEnv("NEXTAUTH_SECRET", platform.runtime.settings.sessionSecret);
  vi.stubEnv("NUVERA_DATA_DIR", path.join(folder, "data"));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("the operator's command line", () => {
  it("creates organizations under slugs of their own", async () => {
    const first = await result("org", "create", "--name", "Müller & Co");
    expect(first).toEqual({ organizationId: expect.stringMatching(/^org_/), slug: "muller-co" });
    expect((await result("org", "create", "--name", "Müller & Co")).slug).toBe("muller-co-2");
  });

  it("creates people by slug or id of the organization, one for each e-mail address", async () => {
    const { organizationId, slug } = await result("org", "create", "--name", "People");
    const user = (org: unknown, email: string, password = "correct horse battery") => [
      "user",
      "create",
      "--org",
      String(org),
      "--email",
      email,
      "--password",
      password,
      "--role",
      "OWNER",
    ];
    expect(await result(...user(slug, "ann@people.example"))).toEqual({
      userId: expect.stringMatching(/^usr_/),
    });
    await result(...user(organizationId, "bob@people.example"));
    const taken = await cli(...user(slug, "Ann@People.example"), "--json");
    expect(taken).toMatchObject({ exitCode: 1, json: { error: { code: "conflict" } } });
    const nowhere = await cli(...user("nobody-here", "eve@people.example"), "--json");
    expect(nowhere).toMatchObject({
      exitCode: 1,
      json: { error: { code: "not_found", reason: "not_found" } },
    });
    const weak = await cli(...user(slug, "eve@people.example", "hunter2"), "--json");
    expect(weak).toMatchObject({
      exitCode: 1,
      json: { error: { details: { fields: [{ path: "password" }] } } },
    });
    expect(weak.out).not.toContain("hunter2");
  });

  it("makes and deletes personal API keys, changes and removes members, and sets the policy", async () => {
    const { organizationId, slug } = await result("org", "create", "--name", "Personal keys");
    const org = ["--org", String(slug)];
    const someone = async (email: string, role: string) => {
      const words = ["--email", email, "--password", "correct horse battery", "--role", role];
      return String((await result("user", "create", ...org, ...words)).userId);
    };
    await someone("olga@keys.example", "OWNER");
    const userId = await someone("anna@keys.example", "ADMIN");
    const create = (user: string, environment: string) => [
      ...["key", "personal", "create", "--user", user, ...org, "--environment", environment, "--name", "CI"],
    ];
    const refused = (code: string, reason: string) => ({ exitCode: 1, json: { error: { code, reason } } });
    const key = await result(...create("Anna@keys.example", "sandbox"));
    expect(key).toEqual({
      personalKeyId: expect.stringMatching(/^pkey_/),
      apiKey: expect.stringMatching(/^nv_test_[0-9A-Za-z]{49}$/),
    });
    const call = async (apiKey: unknown) => {
      platform.clock.now = new Date(); // as above
      const headers = { authorization: `Bearer ${apiKey}` };
      const answer = await fetch(`${platform.baseUrl}/api/v1/customers`, { headers });
      return answer.status;
    };
    expect(await call(key.apiKey)).toBe(200);
    const forbidden = await cli(...create(userId, "production"), "--json");
    expect(forbidden).toMatchObject(refused("forbidden", "personal_keys_disabled"));
    const policy = ["org", "policy", ...org, "--personal-keys"];
    expect(await result(...policy, "both")).toEqual({ organizationId, personalKeys: "both" });
    const live = await result(...create(userId, "production"));
    expect(await call(live.apiKey)).toBe(200);
    expect(await result(...policy, "off")).toEqual({ organizationId, personalKeys: "off" });
    expect([await call(key.apiKey), await call(live.apiKey)]).toEqual([403, 403]);
    await result(...policy, "both");
    expect((await cli(...policy, "everywhere", "--json")).exitCode).toBe(2);

    const { personalKeyId } = key;
    expect(await result("key", "personal", "delete", "--key", String(personalKeyId))).toEqual({
      personalKeyId,
      deletedAt: expect.any(String),
    });
    expect(await call(key.apiKey)).toBe(401);
    const unknown = await cli("key", "personal", "delete", "--key", "pkey_nothing", "--json");
    expect(unknown).toMatchObject(refused("not_found", "not_found"));

    const role = ["user", "role", "--user", "anna@keys.example", ...org, "--role", "VIEWER"];
    expect(await result(...role)).toEqual({ userId, role: "VIEWER" });
    expect(await call(live.apiKey)).toBe(200);
    expect(await result("user", "remove", "--user", userId, ...org)).toEqual({ userId });
    expect(await call(live.apiKey)).toBe(401);
    const nobody = await cli("user", "remove", "--user", userId, ...org, "--json");
    expect(nobody).toMatchObject(refused("not_found", "not_found"));
    const last = await cli("user", "remove", "--user", "olga@keys.example", ...org, "--json");
    expect(last).toMatchObject(refused("conflict", "conflict"));
  });

  it("stands in the audit history as the operator", async () => {
    const { app } = await newApplication("Audited");
    await result("app", "disable", "--app", app);
    const [row] = await platform.database.owner`
      select actor_kind, actor_label, target_id from audit_events where action = 'application.disabled' and target_id = ${app}`;
    expect(row).toEqual({ actor_kind: "operator", actor_label: "operator CLI", target_id: app });
  });

  it("puts what concerns a whole organization into neither environment", async () => {
    const { organizationId, slug } = await result("org", "create", "--name", "Neither");
    const words = [
      "--email",
      "nina@neither.example",
      "--password",
      "correct horse battery",
      "--role",
      "OWNER",
    ];
    await result("user", "create", "--org", String(slug), ...words);
    const uuid = fromPublicId("organization", String(organizationId));
    const rows = await platform.database.owner`
      select action, environment from audit_events where organization_id = ${uuid} order by sequence`;
    expect([...rows]).toEqual([
      { action: "organization.created", environment: null },
      { action: "member.added", environment: null },
    ]);
  });

  it("says why with every change of a credential, where somebody gives a reason", async () => {
    const why = (text: string) => ["--reason", text];
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const made = await newApplication("Explained", ...why("Go-live"));
    const app = ["--app", made.app];
    const { apiKeyId } = await result("key", "create", ...app, "--grace", "1h", ...why("Quarterly"));
    await result("key", "expiry", "--key", String(apiKeyId), "--expires", inAMonth, ...why("Contract ends"));
    await result("key", "revoke", "--key", String(apiKeyId), ...why("Leaked"));
    await result("app", "permissions", ...app, "--set", "CUSTOMERS_READ", ...why("Needs no more"));
    await result("app", "rate-limit", ...app, "--per-second", "7", ...why("Campaign"));
    const next = path.join(folder, "explained-next.pem");
    await writeFile(next, makeKeyPair().publicKeyPem);
    const replace = ["signing-key", "replace", ...app, "--public-key", next, "--overlap", "1h"];
    await result(...replace, ...why("New HSM"));
    await result("signing-key", "revert", ...app, ...why("HSM fails"));
    await result("signing-key", "end-overlap", ...app, ...why("HSM returned"));
    const rows = await platform.database.owner`
      select distinct reason from audit_events where application_id = ${made.app} order by reason`;
    expect(rows.map(({ reason }) => reason)).toEqual([
      "Campaign",
      "Contract ends",
      "Go-live",
      "HSM fails",
      "HSM returned",
      "Leaked",
      "Needs no more",
      "New HSM",
      "Quarterly",
    ]);
    for (const group of ["key", "signing-key", "app"]) {
      const help = (await cli(group, "--help")).out;
      const silent = help
        .split("\n")
        .filter((line) => /^ {2}\S.* --/.test(line) && !line.includes("[--reason TEXT]"));
      expect(silent.filter((line) => !line.includes("app show"))).toEqual([]);
    }
  });

  it("creates an application whose credentials work at once", async () => {
    const made = await newApplication("Works");
    expect(made.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(await called(made.apiKey, made.privateKey, ...CHECK)).toBe(200);
    expect(await result("app", "show", "--app", made.app)).toMatchObject({
      applicationId: made.app,
      environment: "sandbox",
      status: "enabled",
      permissions: ["CUSTOMERS_READ", "CUSTOMERS_WRITE"],
      apiKeys: [{ id: made.apiKeyId, status: "active" }],
      signingKeys: [{ fingerprint: made.fingerprint, status: "active" }],
    });
  });

  it("disables, enables and deletes from the next request on", async () => {
    const { app, apiKey, privateKey } = await newApplication("Switched");
    const check = () => called(apiKey, privateKey, ...CHECK);
    expect(await result("app", "disable", "--app", app)).toMatchObject({ status: "disabled" });
    expect(await check()).toMatchObject(refusedFor("application_disabled"));
    expect(await result("app", "enable", "--app", app, "--reason", "All clear")).toMatchObject({
      disabledReason: null,
    });
    const why = ["--reason", "Fraud review"];
    expect(await result("app", "disable", "--app", app, ...why)).toMatchObject({
      disabledBy: "operator",
      disabledReason: "Fraud review",
    });
    expect((await cli("app", "disable", "--app", app, "--reason", "x", "--json")).exitCode).toBe(2);
    expect(await result("app", "enable", "--app", app)).toMatchObject({ status: "enabled" });
    expect(await check()).toBe(200);
    expect(await result("app", "delete", "--app", app)).toMatchObject({ applicationId: app });
    expect(await check()).toMatchObject({ status: 401 });
    expect(await cli("app", "show", "--app", app, "--json")).toMatchObject({
      exitCode: 1,
      json: { error: { code: "not_found" } },
    });
  });

  it("sets permissions and the rate limit", async () => {
    const { app, apiKey, privateKey } = await newApplication("Limited");
    expect(await result("app", "permissions", "--app", app, "--set", "PAYMENTS_READ")).toMatchObject({
      permissions: ["PAYMENTS_READ"],
    });
    expect(await called(apiKey, privateKey, "GET", "/api/v1/customers")).toMatchObject({ status: 403 });
    expect(await result("app", "rate-limit", "--app", app, "--per-second", "7")).toMatchObject({
      rateLimitPerSecond: 7,
    });
    const unread = await cli("app", "permissions", "--app", app, "--set", "PAYMENTS_WRITE", "--json");
    expect(unread).toMatchObject({ exitCode: 1, json: { error: { code: "validation_failed" } } });
  });

  it("sets the addresses that requests may come from, and keeps the entries while it changes the mode", async () => {
    const { app, apiKey, privateKey } = await newApplication("Listed");
    const addresses = (...options: string[]) => ["app", "addresses", "--app", app, ...options];
    expect(
      await result(...addresses("--mode", "report", "--cidr", "192.0.2.7, 2001:DB8::/32")),
    ).toMatchObject({
      applicationId: app,
      addressList: { mode: "report", entries: ["192.0.2.7", "2001:db8::/32"] },
    });
    expect(await called(apiKey, privateKey, ...CHECK)).toBe(200);
    expect(await result(...addresses("--mode", "enforce"))).toMatchObject({
      addressList: { mode: "enforce", entries: ["192.0.2.7", "2001:db8::/32"] },
    });
    expect(await called(apiKey, privateKey, ...CHECK)).toMatchObject({ status: 403 });
    expect(await result(...addresses("--mode", "enforce", "--cidr", "127.0.0.0/8"))).toMatchObject({
      addressList: { mode: "enforce", entries: ["127.0.0.0/8"] },
    });
    expect(await called(apiKey, privateKey, ...CHECK)).toBe(200);
    for (const options of [
      ["--mode", "enforce", "--cidr", "127.0.0.1/8"],
      ["--mode", "report", "--cidr", ""],
    ]) {
      expect(await cli(...addresses(...options), "--json")).toMatchObject({
        exitCode: 1,
        json: { error: { code: "validation_failed" } },
      });
    }
    expect(await cli(...addresses("--mode", "sometimes"), "--json")).toMatchObject({ exitCode: 2 });
  });

  it("replaces and revokes API keys", async () => {
    const { app, apiKey, apiKeyId, privateKey } = await newApplication("Rotated");
    const second = await result("key", "create", "--app", app, "--grace", "1h");
    expect(second).toMatchObject({ expiring: [{ apiKeyId, expiresAt: expect.stringContaining("T") }] });
    expect(await called(apiKey, privateKey, ...CHECK)).toBe(200);
    expect(await result("key", "revoke", "--key", apiKeyId)).toMatchObject({ apiKeyId });
    expect(await called(apiKey, privateKey, ...CHECK)).toMatchObject(refusedFor("api_key_revoked"));
    expect(await called(String(second.apiKey), privateKey, ...CHECK)).toBe(200);
    const third = await result("key", "create", "--app", app, "--grace", "none");
    expect(third.expiring).toEqual([]);
    expect(await called(String(second.apiKey), privateKey, ...CHECK)).toMatchObject({ status: 401 });
  });

  it("lets keys end at a date, and takes the date away", async () => {
    const { app, apiKey, apiKeyId, privateKey } = await newApplication("Dated");
    const date = new Date(Date.now() + 3_600_000).toISOString();
    const ahead = new Date(Date.now() + 7_200_000);
    const offset = `${new Date(ahead.getTime() + 7_200_000).toISOString().slice(0, 19)}+02:00`;
    const second = await result("key", "create", "--app", app, "--grace", date, "--expires", offset);
    expect(second.expiring).toEqual([{ apiKeyId, expiresAt: date }]);
    const { apiKeys } = await result("app", "show", "--app", app);
    const expiresAt = `${ahead.toISOString().slice(0, 19)}.000Z`;
    expect(apiKeys).toMatchObject([{ id: second.apiKeyId, expiresAt }, { id: apiKeyId }]);
    const expiry = ["key", "expiry", "--key", apiKeyId, "--expires"];
    expect(await result(...expiry, "never")).toEqual({ apiKeyId, expiresAt: null });
    expect(await result(...expiry, date)).toEqual({ apiKeyId, expiresAt: date });
    expect(await called(apiKey, privateKey, ...CHECK)).toBe(200);
    for (const bad of ["tomorrow", "2030-02-30", "12:00", ""]) {
      expect((await cli(...expiry, bad, "--json")).exitCode).toBe(2);
      expect((await cli("key", "create", "--app", app, "--grace", bad, "--json")).exitCode).toBe(2);
    }
    expect(await cli(...expiry, "2020-01-01", "--json")).toMatchObject({
      exitCode: 1,
      json: { error: { code: "validation_failed", details: { fields: [{ path: "expiresAt" }] } } },
    });
  });

  it("goes back to the signing key before, and ends the overlap", async () => {
    const { app, apiKey, privateKey, fingerprint } = await newApplication("Reverted");
    const other = await keyFiles("reverted-other");
    const overlap = ["--public-key", other.publicKey, "--overlap", "1h"];
    await result("signing-key", "replace", "--app", app, ...overlap);
    expect(await result("signing-key", "revert", "--app", app)).toEqual({
      signingKeyFingerprint: fingerprint,
    });
    expect(await called(apiKey, other.privateKey, ...CHECK)).toBe(200);
    await result("signing-key", "end-overlap", "--app", app);
    expect(await called(apiKey, other.privateKey, ...CHECK)).toMatchObject({ status: 401 });
    expect(await called(apiKey, privateKey, ...CHECK)).toBe(200);
    expect(await cli("signing-key", "revert", "--app", app, "--json")).toMatchObject({
      exitCode: 1,
      json: { error: { code: "conflict" } },
    });
  });

  it("replaces the signing key, at once or with an overlap", async () => {
    const { app, apiKey, privateKey, publicKey, fingerprint } = await newApplication("Resigned");
    const other = await keyFiles("other");
    const replace = ["signing-key", "replace", "--app", app, "--public-key"];
    const replaced = await result(...replace, other.publicKey, "--overlap", "90s");
    expect(replaced).toEqual({ signingKeyFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await called(apiKey, privateKey, ...CHECK)).toBe(200);
    expect(await called(apiKey, other.privateKey, ...CHECK)).toBe(200);
    expect(await result(...replace, publicKey)).toEqual({ signingKeyFingerprint: fingerprint });
    expect(await called(apiKey, other.privateKey, ...CHECK)).toMatchObject({ status: 401 });
    const secret = await cli(...replace, other.privateKey, "--json");
    expect(secret).toMatchObject({ exitCode: 1, json: { error: { code: "validation_failed" } } });
    expect(secret.out).not.toContain("BEGIN PRIVATE KEY");
  });

  it("tells programs and people what an unknown thing is", async () => {
    for (const words of [
      ["app", "show", "--app", "app_00000000-0000-7000-8000-000000000000"],
      ["app", "disable", "--app", "nonsense"],
      ["key", "revoke", "--key", "key_00000000-0000-7000-8000-000000000000"],
    ]) {
      expect(await cli(...words, "--json")).toMatchObject({
        exitCode: 1,
        err: "",
        json: { error: { code: "not_found", reason: "not_found", details: {} } },
      });
      expect(await cli(...words)).toMatchObject({
        exitCode: 1,
        out: "",
        err: expect.stringMatching(/^Error: No /),
      });
    }
  });

  it("explains the command when a line is not understood", async () => {
    const run = await cli("app", "show");
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    expect(run.err).toContain("app show --app ID");
    expect(await cli("app", "show", "--json")).toMatchObject({
      exitCode: 2,
      err: "",
      json: { error: { code: "invalid_request", reason: "usage", message: "Missing: --app." } },
    });
    expect((await cli("no", "such")).exitCode).toBe(2);
    expect((await cli()).exitCode).toBe(2);
    expect(await cli("key", "create", "--help")).toMatchObject({ exitCode: 0, err: "" });
  });

  it("says what is missing when nothing runs in the data folder", async () => {
    vi.stubEnv("DATABASE_URL", "");
    const run = await cli("app", "show", "--app", "app_x", "--json");
    vi.stubEnv("DATABASE_URL", platform.database.ownerUrl);
    expect(run).toMatchObject({ exitCode: 1, json: { error: { code: "unavailable" } } });
    expect(run.out).toContain("npm start");
  });
});

describe("call", () => {
  it("sends the target byte for byte", async () => {
    const { apiKey, privateKey } = await newApplication("Exact");
    for (const target of ["?a=%20b&c=+d&&e", "?", "?x[]='\"%2f%2F"]) {
      expect(await called(apiKey, privateKey, "GET", `/api/v1/signature-check${target}`)).toBe(200);
    }
  });

  it("sends data as JSON, with options on either side of the target", async () => {
    const { apiKey, privateKey } = await newApplication("Posts");
    const customer = {
      companyName: "Cli & Co",
      registrationNumber: "1",
      countryOfIncorporationId: "GB",
      businessIndustryId: "541511",
      documentIds: [],
      persons: [],
    };
    const [command = "", ...options] = callWords(apiKey, privateKey);
    const target = ["POST", "/api/v1/customers"];
    const data = JSON.stringify(customer);
    platform.clock.now = new Date();
    const run = await cli(command, ...target, "--data", data, ...options, "--json");
    expect(run).toMatchObject({
      exitCode: 0,
      json: {
        status: 201,
        headers: { "x-request-id": expect.stringMatching(/^req_/) },
        body: { companyName: "Cli & Co" },
      },
    });
    const list = await cli(...callWords(apiKey, privateKey), "GET", "/api/v1/customers");
    expect(list).toMatchObject({ exitCode: 0, err: "" });
    expect(list.out).toMatch(/^200 OK\n\{.*Cli & Co/);
  });

  it("exits with 1 and the answer for a refusal, and without one when nobody answers", async () => {
    const { apiKey, privateKey } = await newApplication("Refused");
    const words = callWords(apiKey, privateKey);
    platform.clock.now = new Date();
    const refused = await cli(...words, "GET", "/api/v1/customers/cus_none", "--json");
    expect(refused).toMatchObject({
      exitCode: 1,
      json: { status: 404, body: { error: { code: "not_found" } } },
    });
    const [, , , ...credentials] = words;
    const nobody = await cli("call", "--url", "http://127.0.0.1:9", ...credentials, ...CHECK, "--json");
    expect(nobody).toMatchObject({
      exitCode: 1,
      json: { error: { code: "unavailable", reason: "unreachable" } },
    });
    expect(nobody.out).not.toContain(apiKey);
    const noOrigin = await cli("call", "--url", "http://127.0.0.1/api", ...credentials, ...CHECK, "--json");
    expect(noOrigin.exitCode).toBe(2);
  });
});

describe("the process", () => {
  it("ends promptly with the exit code, one JSON object on standard output and nothing else", async () => {
    const environment = {
      DATABASE_URL: platform.database.ownerUrl,
      NUVERA_API_KEY_PEPPER: platform.runtime.settings.apiKeyPepper,
      NEXTAUTH_SECRET: platform.runtime.settings.sessionSecret,
      NUVERA_DATA_DIR: path.join(folder, "data"),
    };
    const spawn = (...words: string[]) =>
      new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
        const args = ["--import", "tsx", "cli/main.ts", ...words];
        execFile(
          process.execPath,
          args,
          { env: { ...environment, NODE_ENV: "production" } },
          (error, stdout, stderr) => {
            resolve({ code: error?.code ?? 0, stdout, stderr });
          },
        );
      });
    const started = Date.now();
    const [made, missing, usage] = await Promise.all([
      spawn("org", "create", "--name", "Spawned", "--json"),
      spawn("app", "show", "--app", "app_none", "--json"),
      spawn("app", "show", "--json"),
    ]);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(made.stdout)).toMatchObject({ slug: "spawned" });
    expect(missing).toMatchObject({ code: 1, stderr: "" });
    expect(usage).toMatchObject({ code: 2, stderr: "" });
    expect(Date.now() - started).toBeLessThan(15_000);
  });
});
