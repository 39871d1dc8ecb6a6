import { createHash, createSign, verify } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { createNuveraClient } from "./client";
import type { NuveraClientOptions } from "./client-options";
import { NuveraApiError } from "./errors";
import { buildMultipartBody } from "./multipart";
import { buildTarget } from "./target";
import {
  type Answer,
  createTestKeys,
  decodePart,
  type SeenRequest,
  startServer,
  TEST_API_KEY,
  TEST_API_KEY_ID,
} from "./test-support";

const keys = createTestKeys();
const NOW = 1_800_000_000;
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(
  answer: (request: SeenRequest, index: number) => Answer = () => ({}),
  changes: Partial<Pick<NuveraClientOptions, "clock" | "apiKeyId" | "fetch" | "lifetimeSeconds">> = {},
) {
  const server = await startServer(answer);
  closers.push(server.close);
  const client = createNuveraClient({
    baseUrl: server.baseUrl,
    apiKey: TEST_API_KEY,
    apiKeyId: TEST_API_KEY_ID,
    privateKeyPem: keys.pkcs8,
    clock: () => NOW * 1000 + 999,
    ...changes,
  });
  return { client, seen: server.seen, baseUrl: server.baseUrl };
}

function tokenOf(request: SeenRequest | undefined): string {
  return request?.header("authorization")?.replace("Bearer ", "") ?? "";
}

/** What the server would check: signature, and that method, target and body are the signed ones. */
function expectSigned(request: SeenRequest | undefined): asserts request is SeenRequest {
  if (request === undefined) throw new Error("no request arrived");
  const token = tokenOf(request);
  const dot = token.lastIndexOf(".");
  const signature = Buffer.from(token.slice(dot + 1), "base64url");
  expect(verify("sha256", Buffer.from(token.slice(0, dot)), keys.publicKey, signature)).toBe(true);
  expect(decodePart(token, 1)).toMatchObject({
    method: request.method,
    uri: request.target,
    bodyHash: createHash("sha256").update(request.body).digest("hex"),
  });
}

function refusal(reason: string, status = 401, details: Record<string, unknown> = {}): Answer {
  const error = {
    code: "unauthorized",
    message: `refused: ${reason}`,
    reason,
    details,
    requestId: "req_1",
    docsUrl: "x#y",
  };
  return { status, body: JSON.stringify({ error }) };
}

describe("on the wire", () => {
  it.each([
    ["/api/v1/signature-check"],
    ["/api/v1/signature-check?a=%20b&a=%2f%41&&c+[]&nxtPid=1&%zz"],
    [buildTarget("/api/v1/customers", { q: 'O\'Brien & Söhne "GmbH" <🚀>', cursor: "a+b/c==" })],
    [buildTarget(["api", "v1", "customers", "a b:c@d;e,f"])],
  ])("the target %s arrives byte for byte as signed", async (target) => {
    const { client, seen } = await setUp();
    await client.request("GET", target);
    expect(seen[0]?.target).toBe(target);
    expectSigned(seen[0]);
  });

  it("each credential header is there once, and the key is in no token", async () => {
    const { client, seen } = await setUp();
    await client.request("GET", "/api/v1/customers", { headers: { "X-Trace": "1" } });
    const [request] = seen;
    const names = (request?.rawHeaders ?? [])
      .filter((_, index) => index % 2 === 0)
      .map((name) => name.toLowerCase());
    expect(names.filter((name) => name === "x-api-key" || name === "authorization")).toHaveLength(2);
    expect(request?.header("x-api-key")).toBe(TEST_API_KEY);
    expect(request?.header("x-trace")).toBe("1");
    expect(decodePart(tokenOf(request), 0).kid).toBe(keys.fingerprint);
    expect(JSON.stringify(decodePart(tokenOf(request), 1))).not.toContain(TEST_API_KEY);
  });

  it("JSON goes out as hashed, with type and idempotency key", async () => {
    const { client, seen } = await setUp(() => ({ status: 201, body: '{"id":"cus_1"}' }));
    const created = await client.request<{ id: string }>("post", "/api/v1/customers", {
      json: { companyName: "Söhne 🚀", persons: [] },
      idempotencyKey: "order-1",
    });
    expect(created).toEqual({ id: "cus_1" });
    expectSigned(seen[0]);
    expect(seen[0]).toMatchObject({ method: "POST" });
    expect(JSON.parse(seen[0].body.toString())).toEqual({ companyName: "Söhne 🚀", persons: [] });
    expect(seen[0].header("content-type")).toBe("application/json");
    expect(seen[0].header("idempotency-key")).toBe("order-1");
    expect(seen[0].header("content-encoding")).toBeUndefined();
  });

  it("a lower-case patch is sent as the PATCH that was signed", async () => {
    const { client, seen } = await setUp();
    await client.request("patch", "/api/v1/customers/cus_1", { json: {} });
    expect(seen[0]?.method).toBe("PATCH");
    expectSigned(seen[0]);
  });

  it("binary bodies and bodies changed after the call go out as hashed", async () => {
    const { client, seen } = await setUp();
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
    const copy = Buffer.from(bytes);
    const sent = client.request("POST", "/api/v1/signature-check", {
      body: bytes,
      headers: { "content-type": "application/octet-stream" },
    });
    bytes.fill(0);
    await sent;
    expectSigned(seen[0]);
    expect(seen[0].body.equals(copy)).toBe(true);
    expect(seen[0].header("content-type")).toBe("application/octet-stream");
  });

  it("a form goes out as hashed, from fields or built before", async () => {
    const { client, seen } = await setUp();
    const fields = { type: "OTHER", file: { data: new Uint8Array([0, 13, 10, 255]), filename: "a.pdf" } };
    await client.request("POST", "/api/v1/documents", { multipart: fields });
    const built = await buildMultipartBody(fields);
    await client.request("POST", "/api/v1/documents", {
      multipart: built,
      headers: { "content-type": "text/plain" },
    });
    for (const request of [seen[0], seen[1]]) {
      expectSigned(request);
      const type = request.header("content-type") ?? "";
      const form = await new Response(new Uint8Array(request.body), {
        headers: { "content-type": type },
      }).formData();
      expect(form.get("type")).toBe("OTHER");
    }
    expect(seen[1]?.body.equals(Buffer.from(built.bytes))).toBe(true);
  });

  it("without an id the published subject is used", async () => {
    const { client, seen } = await setUp(undefined, { apiKeyId: undefined });
    await client.request("DELETE", "/api/v1/documents/doc_1");
    expect(decodePart(tokenOf(seen[0]), 1).sub).toBe(TEST_API_KEY);
    expectSigned(seen[0]);
  });
});

describe("a key in a KMS", () => {
  it("signs by the hook; the client holds no private key", async () => {
    const server = await startServer(() => ({}));
    closers.push(server.close);
    let calls = 0;
    const client = createNuveraClient({
      baseUrl: server.baseUrl,
      apiKey: TEST_API_KEY,
      signer: {
        async sign(bytes) {
          calls += 1;
          return createSign("sha256").update(bytes).sign(keys.privateKey);
        },
      },
    });
    await client.request("GET", "/api/v1/customers");
    await client.request("GET", "/api/v1/customers");
    expect(calls).toBe(2);
    expectSigned(server.seen[0]);
    expect(decodePart(tokenOf(server.seen[0]), 0)).toEqual({ alg: "RS256", typ: "JWT" });
    expect(tokenOf(server.seen[0])).not.toBe(tokenOf(server.seen[1]));
  });
});

describe("the rate limit", () => {
  it("is known as the newest answer said it, refusals included", async () => {
    const fields = (remaining: number) => ({
      "ratelimit-policy": '"default";q=25;w=1',
      ratelimit: `"default";r=${remaining};t=1`,
    });
    const { client } = await setUp((_, index) =>
      index === 0
        ? { headers: fields(24) }
        : { ...refusal("rate_limited", 429), headers: { ...fields(0), "retry-after": "1" } },
    );
    expect(client.rateLimit()).toBeUndefined();
    await client.request("GET", "/api/v1/customers");
    expect(client.rateLimit()).toEqual({ limit: 25, windowSeconds: 1, remaining: 24, resetSeconds: 1 });
    await expect(client.request("GET", "/api/v1/customers")).rejects.toMatchObject({
      reason: "rate_limited",
      retryAfterSeconds: 1,
    });
    expect(client.rateLimit()?.remaining).toBe(0);
  });
});

describe("clock correction", () => {
  it.each([
    ["token_expired", 3_600],
    ["token_not_yet_valid", -90],
  ])("%s: learns the server's time, sends once more, and remembers", async (reason, offset) => {
    const { client, seen } = await setUp((_, index) =>
      index === 0 ? refusal(reason, 401, { serverTime: NOW + offset }) : { body: '{"ok":true}' },
    );
    expect(await client.request("POST", "/api/v1/customers", { json: { a: 1 } })).toEqual({ ok: true });
    expect(client.clockOffsetSeconds()).toBe(offset);
    await client.request("GET", "/api/v1/customers");
    expect(seen.map((request) => decodePart(tokenOf(request), 1).iat)).toEqual([
      NOW,
      NOW + offset,
      NOW + offset,
    ]);
    expect(new Set(seen.map((request) => decodePart(tokenOf(request), 1).jti)).size).toBe(3);
    expect(seen[1]?.body.equals(seen[0]?.body ?? Buffer.alloc(0))).toBe(true);
    expectSigned(seen[1]);
  });

  it("sends at most twice", async () => {
    const { client, seen } = await setUp(() => refusal("token_expired", 401, { serverTime: NOW + 5 }));
    await expect(client.request("GET", "/api/v1/customers")).rejects.toMatchObject({
      reason: "token_expired",
    });
    expect(seen).toHaveLength(2);
  });

  it("follows a local clock that is put right later", async () => {
    let local = NOW - 500;
    const { client, seen } = await setUp(
      (request) => {
        const { iat } = decodePart(tokenOf(request), 1);
        if (typeof iat !== "number") return refusal("claim_invalid");
        if (iat < NOW - 30) return refusal("token_expired", 401, { serverTime: NOW });
        return iat > NOW + 5 ? refusal("token_not_yet_valid", 401, { serverTime: NOW }) : {};
      },
      { clock: () => local * 1000 },
    );
    await client.request("GET", "/api/v1/customers");
    expect(client.clockOffsetSeconds()).toBe(500);
    local = NOW;
    await client.request("GET", "/api/v1/customers");
    expect(client.clockOffsetSeconds()).toBe(0);
    expect(seen).toHaveLength(4);
  });

  it.each([
    ["no server time", refusal("token_expired")],
    ["a server time in words", refusal("token_expired", 401, { serverTime: "now" })],
    ["another reason with a server time", refusal("token_replayed", 401, { serverTime: NOW })],
    ["another status", refusal("token_expired", 403, { serverTime: NOW + 9 })],
    ["429", { ...refusal("rate_limited", 429), headers: { "retry-after": "7" } }],
    ["503", refusal("unavailable", 503)],
  ])("never sends again for %s", async (_, answer) => {
    const { client, seen } = await setUp(() => answer);
    await expect(client.request("GET", "/api/v1/customers")).rejects.toBeInstanceOf(NuveraApiError);
    expect(seen).toHaveLength(1);
    expect(client.clockOffsetSeconds()).toBe(0);
  });

  it("never sends again after a network failure", async () => {
    let calls = 0;
    const { client } = await setUp(undefined, {
      fetch: async () => {
        calls += 1;
        throw new TypeError("fetch failed");
      },
    });
    await expect(client.request("POST", "/api/v1/customers", { json: {} })).rejects.toThrow("fetch failed");
    expect(calls).toBe(1);
  });
});

describe("answers", () => {
  it("gives every part of a refusal", async () => {
    const { client } = await setUp(() => ({
      ...refusal("rate_limited", 429, {
        expected: "a",
        received: "b",
        cause: "c_d",
        hint: "Do e.",
        other: 1,
      }),
      headers: { "retry-after": "7" },
    }));
    await expect(client.request("GET", "/api/v1/customers")).rejects.toMatchObject({
      name: "NuveraApiError",
      status: 429,
      code: "unauthorized",
      reason: "rate_limited",
      message: "refused: rate_limited",
      details: { expected: "a", received: "b", cause: "c_d", hint: "Do e.", other: 1 },
      expected: "a",
      received: "b",
      cause: "c_d",
      hint: "Do e.",
      requestId: "req_1",
      docsUrl: "x#y",
      retryAfterSeconds: 7,
    });
  });

  it("makes an error of a proxy's HTML too", async () => {
    const { client } = await setUp(() => ({
      status: 502,
      body: "<html>",
      headers: { "x-request-id": "req_9" },
    }));
    await expect(client.request("GET", "/api/v1/customers")).rejects.toMatchObject({
      status: 502,
      code: "http_502",
      reason: "http_502",
      details: {},
      expected: undefined,
      cause: undefined,
      requestId: "req_9",
    });
  });

  it("does not follow a redirect, which would carry the key elsewhere", async () => {
    const { client, seen } = await setUp(() => ({ status: 308, headers: { location: "/api/v1/other" } }));
    await expect(client.request("GET", "/api/v1/customers")).rejects.toMatchObject({
      status: 308,
      code: "unexpected_redirect",
    });
    expect(seen).toHaveLength(1);
  });

  it("gives undefined for an empty answer, bytes by send(), and an error for what is no JSON", async () => {
    const { client } = await setUp((request) =>
      request.method === "DELETE"
        ? { status: 204, body: "" }
        : { body: "%PDF", headers: { "content-type": "application/pdf" } },
    );
    expect(await client.request("DELETE", "/api/v1/documents/doc_1")).toBeUndefined();
    const response = await client.send("GET", "/api/v1/documents/doc_1/content");
    expect(await response.text()).toBe("%PDF");
    await expect(client.request("GET", "/api/v1/documents/doc_1/content")).rejects.toMatchObject({
      code: "invalid_response",
    });
  });
});

describe("mistakes are named before anything is sent", () => {
  it.each([
    ["a target that fetch rewrites", "GET", "/api/v1/customers?q='x'", {}, "invalid_target"],
    ["a body with GET", "GET", "/api/v1/customers", { json: {} }, "invalid_body"],
    ["a body with DELETE", "delete", "/api/v1/customers", { body: "x" }, "invalid_body"],
    ["two bodies", "POST", "/api/v1/customers", { json: {}, body: "x" }, "invalid_body"],
    ["a value that JSON cannot hold", "POST", "/api/v1/customers", { json: 10n }, "invalid_body"],
    ["a function as JSON", "POST", "/api/v1/customers", { json: () => 1 }, "invalid_body"],
    [
      "an Authorization header",
      "GET",
      "/api/v1/customers",
      { headers: { Authorization: "x" } },
      "invalid_option",
    ],
    ["an x-api-key header", "GET", "/api/v1/customers", { headers: { "X-API-Key": "x" } }, "invalid_option"],
    ["a long idempotency key", "POST", "/a", { idempotencyKey: "x".repeat(256) }, "invalid_option"],
  ])("%s", async (_, method, target, options, code) => {
    const { client, seen } = await setUp();
    await expect(client.request(method, target, options)).rejects.toMatchObject({ code });
    expect(seen).toHaveLength(0);
  });

  it("a private key that cannot be read", async () => {
    const server = await startServer(() => ({}));
    closers.push(server.close);
    const pkcs1 = keys.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    const client = createNuveraClient({
      baseUrl: server.baseUrl,
      apiKey: TEST_API_KEY,
      privateKeyPem: pkcs1,
    });
    await expect(client.request("GET", "/api/v1/customers")).rejects.toMatchObject({
      code: "invalid_private_key",
    });
    expect(server.seen).toHaveLength(0);
  });

  it.each([
    ["a path in the base URL", "https://api.example.com/api/v1", TEST_API_KEY],
    ["clear text over the network", "http://api.example.com", TEST_API_KEY],
    ["user info", "https://user:pass@api.example.com", TEST_API_KEY],
    ["another scheme", "ftp://api.example.com", TEST_API_KEY],
    ["no URL", "api.example.com", TEST_API_KEY],
    ["a key with a line end", "https://api.example.com", `${TEST_API_KEY}\n`],
    ["a key cut short", "https://api.example.com", TEST_API_KEY.slice(0, -1)],
  ])("%s", (_, baseUrl, apiKey) => {
    const make = () => createNuveraClient({ baseUrl, apiKey, privateKeyPem: keys.pkcs8 });
    expect(make).toThrow(expect.objectContaining({ code: "invalid_option" }));
    expect(make).not.toThrow(apiKey);
  });

  it("http inside one's own network can be allowed", () => {
    const options = { baseUrl: "http://api.internal:8080/", apiKey: TEST_API_KEY, privateKeyPem: keys.pkcs8 };
    expect(() => createNuveraClient({ ...options, allowInsecureHttp: true })).not.toThrow();
  });
});
