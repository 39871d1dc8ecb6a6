import { beforeAll, describe, expect, it } from "vitest";
import {
  builtTarget,
  draftOf,
  freeDraft,
  jsonProblem,
  readDraft,
  storedDraft,
} from "@/lib/client/console/draft";
import { refusalOf, type SentBody } from "@/lib/client/console/exchange";
import type { MistakeId } from "@/lib/client/console/mistakes";
import { type ConsoleOperation, isPathOfApi, isReachable } from "@/lib/client/console/operation";
import { sendRequest } from "@/lib/client/console/send";
import { SNIPPET_LANGUAGES } from "@/lib/client/console/snippets";
import { generateKeyPair } from "@/lib/client/key-pair";
import { toConsoleOperation } from "@/lib/docs/reference/console-operations";
import { referenceOperations } from "@/lib/docs/reference/document";
import { type ImportedSigningKey, importSigningKey, sha256Hex } from "@/lib/partner-client";
import { utf8Bytes } from "@/lib/partner-client/encoding";

const ORIGIN = "https://partners.example";
const API_KEY = `nv_test_${"k".repeat(49)}`;
const operations = referenceOperations().map(toConsoleOperation);

function operation(name: string): ConsoleOperation {
  const found = operations.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`No operation ${name}.`);
  return found;
}

describe("a request that is being built", () => {
  it("becomes the target of its operation, encoded once", () => {
    const list = operation("listCustomers");
    const draft = { ...draftOf(list), query: { q: "Müller & Co", limit: "", status: "APPROVED" } };
    expect(builtTarget(draft, list, ORIGIN).target).toBe(
      "/api/v1/customers?status=APPROVED&q=M%C3%BCller%20%26%20Co",
    );
    const get = operation("getCustomer");
    expect(builtTarget({ ...draftOf(get), path: { id: "cus_1" } }, get, ORIGIN).target).toBe(
      "/api/v1/customers/cus_1",
    );
  });

  it("says what keeps it from being sent", () => {
    const get = operation("getCustomer");
    expect(builtTarget(draftOf(get), get, ORIGIN).problem).toMatch(/id/);
    expect(builtTarget({ ...draftOf(get), path: { id: "a/b" } }, get, ORIGIN).problem).toMatch(/segment/);
    for (const target of ["/api/v1/../v1", "/api/v1/customers?q='", "customers", "/a b"]) {
      expect(builtTarget(freeDraft("GET", target, ""), null, ORIGIN).problem, target).not.toBeNull();
    }
  });

  it("begins with the example of the reference, which is JSON", () => {
    for (const { bodyExample } of operations) {
      if (bodyExample !== null) expect(jsonProblem(bodyExample)).toBeNull();
    }
    expect(JSON.parse(draftOf(operation("createCustomer")).body)).toHaveProperty("companyName");
    expect(draftOf(operation("createDocument")).form).toHaveProperty("type");
    expect(jsonProblem('{"a":}')).not.toBeNull();
  });

  it("is kept for a reload, but never with something that looks like a credential", () => {
    const draft = freeDraft("POST", "/api/v1/signature-check", '{"a": 1}');
    expect(readDraft(storedDraft(draft))).toEqual(draft);
    expect(storedDraft({ ...draft, body: `{"key":"${API_KEY}"}` })).toBeNull();
    expect(storedDraft({ ...draft, target: `/x?key=${API_KEY}` })).toBeNull();
    expect(storedDraft({ ...draft, body: "-----BEGIN PRIVATE KEY-----" })).toBeNull();
    expect(readDraft("{")).toBeNull();
    expect(readDraft('{"operation":1}')).toBeNull();
  });

  it("reaches signature-check alone where the API has a host of its own", () => {
    expect(isReachable("/api/v1/customers", { apiBaseUrl: null })).toBe(true);
    const elsewhere = { apiBaseUrl: "https://api.example" };
    expect(isReachable("/api/v1/customers", elsewhere)).toBe(false);
    expect(isReachable("/api/v1/signature-check?x=1", elsewhere)).toBe(true);
  });
});

describe("a path", () => {
  it("is known where the API has it, with any method and any id", () => {
    expect(isPathOfApi(operations, "/api/v1/customers/cus_1?x=1")).toBe(true);
    expect(isPathOfApi(operations, "/api/v1/customer")).toBe(false);
    expect(isPathOfApi(operations, "/api/v1/customers/cus_1/nothing")).toBe(false);
  });
});

describe("a request that is sent", () => {
  let signer: ImportedSigningKey;
  beforeAll(async () => {
    signer = await importSigningKey((await generateKeyPair(2048)).privateKeyPem);
  });

  type Call = { url: string; init: RequestInit };
  async function send(mistake: MistakeId | null, body: SentBody = { kind: "json", text: '{ "a" : 1 }' }) {
    const calls: Call[] = [];
    const exchange = await sendRequest({
      origin: ORIGIN,
      names: { issuer: "nuvera-api", audience: "nuvera-rest-api" },
      apiKey: API_KEY,
      signer,
      request: { method: "POST", target: "/api/v1/customers?x=1", body, idempotencyKey: "once" },
      mistake,
      now: () => 1_800_000_000_000,
      fetch: async (url, init) => {
        calls.push({ url: String(url), init: init ?? {} });
        return Response.json({ error: { reason: "x", message: "y", details: { a: 1 } } }, { status: 401 });
      },
    });
    const sent = calls.at(-1)?.init.body;
    return { exchange, calls, sent: new TextDecoder().decode(sent instanceof Uint8Array ? sent : undefined) };
  }

  it("carries what was typed, byte for byte, and its hash", async () => {
    const { exchange, calls, sent } = await send(null);
    expect(calls.map(({ url }) => url)).toEqual([`${ORIGIN}/api/v1/customers?x=1`]);
    expect(calls[0]?.init).toMatchObject({ credentials: "omit", redirect: "manual", cache: "no-store" });
    expect(sent).toBe('{ "a" : 1 }');
    expect(exchange.token.claims).toMatchObject({
      uri: "/api/v1/customers?x=1",
      bodyHash: await sha256Hex(utf8Bytes('{ "a" : 1 }')),
      iat: 1_800_000_000,
    });
    expect(exchange.answer).toMatchObject({ status: 401 });
    if (exchange.answer)
      expect(refusalOf(exchange.answer)).toEqual({ reason: "x", message: "y", details: { a: 1 } });
  });

  it("leaves neither the API key nor a usable token in what is shown", async () => {
    const { exchange, calls } = await send(null);
    const authorization = new Headers(calls[0]?.init.headers).get("authorization") ?? "";
    const shown = JSON.stringify(exchange);
    expect(shown).not.toContain(API_KEY);
    expect(shown).not.toContain(authorization.slice("Bearer ".length));
    expect(exchange.headers).toContainEqual(["x-api-key", `nv_test_…${API_KEY.slice(-4)}`]);
    // The claims hold the key, so that part of the token must not be shown as it is.
    expect(shown).not.toContain(authorization.split(".")[1]);
  });

  it("makes the chosen mistake and no other", async () => {
    expect((await send("other_target")).exchange.token.claims.uri).toBe(
      "/api/v1/customers?x=1&signed=differently",
    );
    const changed = await send("changed_body");
    expect(changed.sent).toBe('{ "a" : 1 } ');
    expect(changed.exchange.token.claims.bodyHash).toBe(await sha256Hex(utf8Bytes('{ "a" : 1 }')));
    expect((await send("expired")).exchange.token.claims.exp).toBe(1_800_000_000 - 120 + 30);
    const { calls } = await send("replayed");
    const tokens = calls.map(({ init }) => new Headers(init.headers).get("authorization"));
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
  });

  it("is copied without a key in any language", () => {
    for (const { write } of SNIPPET_LANGUAGES) {
      const code = write({
        baseUrl: ORIGIN,
        issuer: "nuvera-api",
        audience: "nuvera-rest-api",
        method: "POST",
        target: "/api/v1/customers",
        body: "{}",
        form: null,
        idempotencyKey: "",
      });
      expect(code).toContain("NUVERA_API_KEY");
      expect(code).toContain("NUVERA_PRIVATE_KEY");
      expect(code).not.toMatch(/nv_(test|live)_|PRIVATE KEY-----/);
    }
  });
});
