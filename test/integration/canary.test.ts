/**
 * Canaries: secrets, personal data and contents that can be told from everything else, put through every kind of call to a
 * server process that tells all it can of itself. None may come out where it does not belong.
 */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { newUuid } from "@/lib/ids";
import type { Settings } from "@/lib/settings";
import type { CanaryCommand } from "@/test/integration/support/canary-server";
import { minimalCustomer } from "@/test/integration/support/customers";
import { fileForm, filesOf, pdf, upload } from "@/test/integration/support/documents";
import { type Collector, startCollector } from "@/test/integration/support/otlp-collector";
import {
  type Answer,
  call,
  makeApplication,
  send,
  signToken,
  type TestApplication,
} from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { startProgram } from "@/test/integration/support/programs";
import { exchange, head } from "@/test/integration/support/raw-http";
import { addEndpoint, attemptsOf, publishEvent } from "@/test/integration/support/webhooks";

const CANARY = {
  pepper: "canary-pepper-kept-by-nobody-but-us-4711",
  smtpPassword: "canary-smtp-pass-4711",
  password: "canary horse battery 4711",
  wrongPassword: "canary wrong battery 4711",
  sessionCookie: "eyJhbGciOiJkaXIifQ..canaryIv4711.canaryText4711.canaryTag4711",
  otpSecret: "CANARYJBSWY3DPEHPK3PXPJBSWY3DPEH",
  bearer: "eyJhbGciOiJSUzI1NiJ9.canaryClaims4711.canarySignature4711",
  apiKey: `nv_live_${"Canary4711".padEnd(49, "x")}`,
  otlpToken: "canary-otlp-token-4711",
  customer: "Canary Personsson 4711",
  document: "canary content of a document 4711",
  fragment: "canary-link-secret-4711",
} as const;

let platform: TestPlatform;
let application: TestApplication;
let collector: Collector;
let child: ChildProcess;
let metricsPort: number;
/** The platform as the child serves it. */
let server: TestPlatform;
let printed = "";
const answers: string[] = [];
/** Those that come into being during the test. */
const made: Record<string, string> = {};

async function tell(command: CanaryCommand): Promise<unknown> {
  child.send(command);
  const [message] = await once(child, "message");
  return (message as { answer: unknown }).answer;
}

/** Keeps what the answer said, for answers are an output like others. */
function keep<Kept extends Answer>(answer: Kept): Kept {
  if (answer.status >= 400) answers.push(JSON.stringify([answer.status, answer.headers, answer.body]));
  return answer;
}

beforeAll(async () => {
  collector = await startCollector();
  const mail = {
    delivery: "smtp",
    url: `smtp://canary:${CANARY.smtpPassword}@127.0.0.1:1`,
    from: "a@example.com",
  } as const;
  platform = await startTestPlatform({ clock: () => new Date() }, {}, { apiKeyPepper: CANARY.pepper, mail });
  application = await makeApplication(platform);
  made.apiKey = application.apiKey;
  made.privateKey = application.privateKeyPem.split("\n")[5] ?? "";
  child = await startProgram("canary-server", {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      // biome-ignore lint/style/noProcessEnv: the child needs what every program needs
      ...process.env,
      NUVERA_LOG_LEVEL: "debug",
      NUVERA_ACCESS_LOG: "1",
      NUVERA_METRICS_PORT: "0",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=${CANARY.otlpToken}`,
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
    });
  }
  const settings: Settings = {
    ...platform.runtime.settings,
    webhooks: { ...platform.runtime.settings.webhooks, inProcess: true },
  };
  const started = (await tell({ do: "start", settings, ownerUrl: platform.database.ownerUrl })) as {
    port: number;
    metricsPort: number;
  };
  metricsPort = started.metricsPort;
  server = { ...platform, port: started.port };
}, 60_000);
afterAll(async () => {
  if (child.connected) child.disconnect();
  await collector.close();
  await platform.stop();
});

const customer = () => JSON.stringify({ ...minimalCustomer(), companyName: CANARY.customer });

/** Calls of every kind; what they answer is kept. */
async function partnerCalls(): Promise<void> {
  platform.clock.now = new Date();
  const post = (options: Parameters<typeof call>[4] = {}) =>
    call(server, application, "POST", "/api/v1/customers", { body: customer(), ...options }).then(keep);
  expect((await post()).status).toBe(201);
  const content = Buffer.concat([pdf(64), Buffer.from(CANARY.document)]);
  expect((await upload(server, application, fileForm(content, {}, "a.pdf"))).status).toBe(201);
  made.token = await signToken(server, application, "GET", "/api/v1/customers");
  const signed = { "x-api-key": application.apiKey, authorization: `Bearer ${made.token}` };
  keep(await send(server, "GET", "/api/v1/customers", signed));
  // Replayed; used elsewhere; with another body; in the query and in other headers; unknown; both kinds at once.
  keep(await send(server, "GET", "/api/v1/customers", signed));
  keep(await send(server, "GET", "/api/v1/payments", signed));
  keep(await post({ sign: { body: new Uint8Array([1]) } }));
  keep(await send(server, "GET", `/api/v1/customers?api_key=${CANARY.apiKey}&t=${CANARY.bearer}`, {}));
  keep(
    await send(server, "GET", "/api/v1/customers", {
      "user-agent": `${CANARY.apiKey} ${application.apiKey}`,
      cookie: `session=${CANARY.sessionCookie}`,
      authorization: `Bearer ${CANARY.bearer}`,
      "x-api-key": CANARY.apiKey,
      traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
    }),
  );
  keep(
    await send(server, "GET", "/api/v1/customers", { ...signed, authorization: `Bearer ${CANARY.apiKey}` }),
  );
  keep(await post({ body: JSON.stringify({ companyName: CANARY.customer, type: 7 }) }));
  keep(await post({ body: `{"companyName": "${CANARY.customer}", "a": ${application.privateKeyPem}` }));
}

/** What is no request, or never becomes a whole one. */
async function brokenCalls(): Promise<void> {
  platform.clock.now = new Date();
  await exchange(server, `GARBAGE ${CANARY.apiKey}\r\n\r\n`);
  await exchange(server, head("GET /api/v1/customers", `Authorization Bearer ${CANARY.bearer}`));
  await exchange(server, head(`GET /api/v1/%zz${CANARY.apiKey}`));
  const socket = net.connect(server.port, "127.0.0.1").on("error", () => {});
  await once(socket, "connect");
  const lines = [`x-api-key: ${application.apiKey}`, `Authorization: Bearer ${made.token}`];
  socket.write(
    [
      "POST /api/v1/customers HTTP/1.1",
      "Host: a",
      ...lines,
      "Content-Type: application/json",
      "Content-Length: 5000",
      "",
      customer(),
    ].join("\r\n"),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  socket.destroy();
}

/** Answers that are 500 or 503, since a table is not there. */
async function failures(): Promise<void> {
  platform.clock.now = new Date();
  const { owner } = platform.database;
  for (const table of ["customers", "users"])
    await owner.unsafe(`alter table ${table} rename to ${table}_away`);
  try {
    const answer = await call(server, application, "POST", "/api/v1/customers", { body: customer() });
    expect(keep(answer).status).toBe(500);
    const failed = await tell({
      do: "sign-in",
      email: "canary@example.com",
      password: CANARY.password,
      code: null,
    });
    expect(failed).toBe("failed");
  } finally {
    for (const table of ["customers", "users"])
      await owner.unsafe(`alter table ${table}_away rename to ${table}`);
  }
}

async function signIns(): Promise<void> {
  const hash = await hashPassword(CANARY.password);
  await platform.database.owner`insert into users (id, email, display_name, kind, password_hash, created_at)
    values (${newUuid()}, 'canary@example.com', ${CANARY.customer}, 'CUSTOMER', ${hash}, now())`;
  const attempt = (password: string) =>
    tell({ do: "sign-in", email: "canary@example.com", password, code: CANARY.otpSecret.slice(0, 6) });
  expect(await attempt(CANARY.wrongPassword)).toBe(false);
  await attempt(CANARY.password);
  const form = (body: string) =>
    send(
      server,
      "POST",
      "/api/auth/callback/credentials",
      { "content-length": Buffer.byteLength(body) },
      body,
    );
  keep(await form(`email=canary%40example.com&password=${encodeURIComponent(CANARY.password)}&code=1`));
  keep(
    await send(
      server,
      "POST",
      "/api/ui/password-resets",
      { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      JSON.stringify({ email: "canary@example.com", password: CANARY.password }),
    ),
  );
}

/** A delivery and a mail, neither of which arrives. */
async function deliveries(): Promise<void> {
  platform.clock.now = new Date();
  const endpoint = await addEndpoint(platform, application, { url: `http://127.0.0.1:1/${CANARY.fragment}` });
  made.webhookSecret = endpoint.secret;
  const eventId = await publishEvent(platform, application, { name: CANARY.customer });
  await vi.waitFor(async () => expect(await attemptsOf(platform, endpoint, eventId)).not.toEqual([]), {
    timeout: 15_000,
    interval: 200,
  });
}

function scrape(): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get({ host: "127.0.0.1", port: metricsPort, path: "/metrics", agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
      })
      .on("error", reject);
  });
}

/** Every row of these tables as text. */
async function rowsOf(tables: readonly string[]): Promise<string> {
  const texts = await Promise.all(
    tables.map(async (table) => {
      const rows = await platform.database.owner.unsafe(`select to_jsonb(t)::text as row from ${table} t`);
      return [table, ...rows.map(({ row }) => String(row))].join("\n");
    }),
  );
  return texts.join("\n");
}

describe("a server that tells all it can of itself", () => {
  it("tells no secret, nothing of a person and nothing of a document, whatever it is sent", async () => {
    await partnerCalls();
    await brokenCalls();
    await failures();
    await signIns();
    await deliveries();
    platform.clock.now = new Date();
    // The newest use of a key is what is kept of its uses.
    await call(server, application, "GET", "/api/v1/customers", {
      headers: { "user-agent": `${application.apiKey} ${CANARY.bearer}` },
    });
    const { pepper, smtpPassword, otlpToken, sessionCookie, otpSecret, bearer, apiKey, password } = CANARY;
    const known = [pepper, smtpPassword, otlpToken, sessionCookie, otpSecret, bearer, apiKey].join(" ");
    const named = JSON.stringify({ password, email: "canary@example.com" });
    await tell({ do: "print", text: `${named} ${known} ${application.privateKeyPem}` });
    const metrics = await scrape();
    await tell({ do: "stop" });
    const exited = once(child, "exit");
    await tell({ do: "throw", text: `${CANARY.apiKey} ${CANARY.bearer} ${CANARY.pepper}` });
    expect((await exited)[0]).toBe(1);

    const tables = [
      "request_log",
      "request_log_kinds",
      "address_traffic",
      "credential_usage",
      "personal_key_usage",
    ];
    const outputs = {
      "standard output and error": printed,
      "the metrics": metrics,
      "the spans": collector.text().replaceAll(/"authorization":"[^"]*"/g, ""),
      "error answers": answers.join("\n"),
      "the tables of requests": await rowsOf(tables),
    };
    // Each of them does tell of what happened.
    for (const [name, needle] of [
      ["standard output and error", '"message":"request failed"'],
      ["standard output and error", '"message":"request"'],
      ["standard output and error", "nobody caught"],
      ["the metrics", 'reason="token_replayed"'],
      ["the metrics", 'outcome="connection_refused"'],
      ["the spans", "POST /api/v1/customers"],
      ["the spans", "webhook attempt"],
      ["error answers", "token_replayed"],
      ["the tables of requests", "/api/v1/customers"],
    ] as const) {
      expect(outputs[name], `${name}: ${needle}`).toContain(needle);
    }
    const canaries = { ...CANARY, ...made, canaryMail: "canary@example.com" };
    for (const [output, text] of Object.entries(outputs)) {
      for (const [name, canary] of Object.entries(canaries)) {
        expect(text.includes(canary), `${name} in ${output}`).toBe(false);
      }
    }
    // One event a line, each of them JSON, those of requests with their id.
    for (const line of printed.trim().split("\n")) {
      const told: unknown = JSON.parse(line);
      expect(told).toMatchObject({ time: expect.any(String), level: expect.any(String) });
    }
    expect(await filesOf(platform)).toEqual({ contents: expect.any(Array), incoming: [] });
  }, 60_000);
});
