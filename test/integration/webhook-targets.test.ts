import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { deliverWebhook } from "@/lib/webhooks/deliver";
import { makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import {
  addEndpoint,
  attempt,
  attemptsOf,
  deliveryOf,
  type Listener,
  listen,
  publishEvent,
} from "@/test/integration/support/webhooks";

/** What hosts resolve to, one answer after the other; the last one stays. */
const answers = new Map<string, string[][]>();
let looked: string[] = [];

let platform: TestPlatform;
let application: TestApplication;
let server: Listener;

beforeAll(async () => {
  platform = await startTestPlatform({
    resolveHost: async (hostname) => {
      looked.push(hostname);
      const given = answers.get(hostname) ?? [];
      return (given.length > 1 ? given.shift() : given[0]) ?? [];
    },
  });
  application = await makeApplication(platform);
  server = await listen((_, response) => response.end());
});
afterAll(async () => {
  await server.close();
  await platform.stop();
});
beforeEach(() => {
  looked = [];
  server.requests = 0;
});

async function sendTo(url: string, environment: "sandbox" | "production" = "production") {
  const place = { ...application, environment };
  const endpoint = await addEndpoint(platform, place, { url });
  const eventId = await publishEvent(platform, place);
  await attempt(platform, endpoint, eventId, 1);
  const [made] = await attemptsOf(platform, endpoint, eventId);
  return { ...made, ...(await deliveryOf(platform, endpoint, eventId)) };
}

describe("what was saved once and leads inside now", () => {
  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://localhost/",
    "https://inside.example/",
  ])("%s is not connected to", async (url) => {
    answers.set("inside.example", [["93.184.215.14", "10.0.0.1"]]);
    const port = new URL(url).port === "" ? url.replace(/^(https:\/\/[^/]+)/, `$1:${server.port}`) : url;
    expect(await sendTo(port)).toMatchObject({ lastError: "address_not_allowed", address: null });
    expect(server.requests).toBe(0);
  });

  it.each([
    ["http://hooks.example/", "url_not_allowed"],
    ["https://user:pass@hooks.example/", "url_not_allowed"],
    ["https://nowhere.example/", "dns_failed"],
  ])("%s: %s", async (url, error) => {
    answers.set("hooks.example", [["93.184.215.14"]]);
    expect(await sendTo(url)).toMatchObject({ lastError: error, address: null });
  });
});

describe("a name server that changes its mind", () => {
  it("is asked once, and the connection goes to the address that was checked", async () => {
    // Good when it is checked; a second look-up would lead to a server that answers.
    answers.set("rebinding.example", [["::1"], ["127.0.0.1"]]);
    const outcome = await sendTo(`http://rebinding.example:${server.port}/`, "sandbox");
    expect(looked).toEqual(["rebinding.example"]);
    expect(outcome).toMatchObject({ address: "::1", lastError: "connection_refused" });
    expect(server.requests).toBe(0);
  });

  it("is refused at the next attempt where it leads inside", async () => {
    answers.set("later.example", [["10.0.0.1"]]);
    expect(await sendTo(`https://later.example:${server.port}/`)).toMatchObject({
      lastError: "address_not_allowed",
    });
  });

  it("gets the name of the URL as its host all the same", async () => {
    let host: string | undefined;
    const named = await listen((request, response) => {
      host = request.headers.host;
      response.end();
    });
    answers.set("named.example", [["127.0.0.1"]]);
    expect(await sendTo(`http://named.example:${named.port}/a?b=c`, "sandbox")).toMatchObject({
      status: "delivered",
    });
    expect(host).toBe(`named.example:${named.port}`);
    await named.close();
  });
});

describe("a certificate", () => {
  it("that nobody vouches for is refused", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "nuvera-test-certificate-"));
    const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=secure.example"],
        ...["-addext", "subjectAltName=DNS:secure.example", "-keyout", key, "-out", certificate],
      ],
      { stdio: "ignore" },
    );
    const secure = await listen(
      (_, response) => response.end(),
      (handler) => createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, handler),
    );
    rmSync(folder, { recursive: true });
    answers.set("secure.example", [["127.0.0.1"]]);
    expect(await sendTo(`https://secure.example:${secure.port}/`, "sandbox")).toMatchObject({
      lastError: "tls_failed",
      address: "127.0.0.1",
    });
    expect(secure.requests).toBe(0);
    // Not even where the process's environment tells Node.js to take any certificate.
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const trusting = await sendTo(`https://secure.example:${secure.port}/`, "sandbox");
    vi.unstubAllEnvs();
    expect(trusting).toMatchObject({ lastError: "tls_failed" });
    expect(secure.requests).toBe(0);
    await secure.close();
  });
});

describe("NUVERA_WEBHOOK_LOCAL_ADDRESSES", () => {
  const attemptFrom = async (localAddresses: string[], url: string) => {
    const place = { ...application, environment: "sandbox" as const };
    const endpoint = await addEndpoint(platform, place, { url });
    const eventId = await publishEvent(platform, place);
    const { settings } = platform.runtime;
    const webhooks = { ...settings.webhooks, localAddresses };
    const runtime = { ...platform.runtime, settings: { ...settings, webhooks } };
    await deliverWebhook(runtime, { endpointId: endpoint.id, eventId, attempt: 1 });
    return deliveryOf(platform, endpoint, eventId);
  };

  it("is where deliveries leave from, and by no other family of addresses", async () => {
    const sources: (string | undefined)[] = [];
    const receiver = await listen((request, response) => {
      sources.push(request.socket.remoteAddress);
      response.end();
    });
    answers.set("leaving.example", [["127.0.0.1"]]);
    const url = `http://leaving.example:${receiver.port}/`;
    expect(await attemptFrom(["127.0.0.7", "::1"], url)).toMatchObject({ status: "delivered" });
    expect(sources).toEqual(["127.0.0.7"]);
    expect(await attemptFrom(["::1"], url)).toMatchObject({ lastError: "address_not_allowed" });
    expect(sources).toHaveLength(1);
    await receiver.close();
  });
});
