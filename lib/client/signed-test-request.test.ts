import { describe, expect, it } from "vitest";
import { generateKeyPair } from "./key-pair";
import { apiKeyIdOf, matchSigningKey, readPrivateKeyFile, sendSignedTest } from "./signed-test-request";

const pair = await generateKeyPair(2048);
const PEM = pair.privateKeyPem;
const API_KEY = `nv_test_${"a".repeat(45)}4f2a`;
const ORIGIN = "https://api.example.com";

const fileOf = (text: string) => new File([text], "worker.pem");
const answer = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

const SAW = {
  application: { id: "app_1", name: "Worker", environment: "sandbox", permissions: [] },
  apiKey: { id: "key_1", lastFour: "4f2a", status: "active", expiresAt: null },
  signingKey: { fingerprint: "ab", status: "active" },
  token: { expiresInSeconds: 30 },
  serverTime: 1_800_000_000,
  requestId: "req_1",
};

type Sent = { url: string; init: RequestInit };

async function send(
  answers: Response[],
  test: { apiKeyId?: string; method?: "GET" | "POST"; body?: string } = {},
) {
  const { signer } = await readPrivateKeyFile(fileOf(PEM));
  const sent: Sent[] = [];
  const outcome = await sendSignedTest({
    origin: ORIGIN,
    apiKey: API_KEY,
    signer,
    method: "GET",
    ...test,
    fetch: async (url, init) => {
      sent.push({ url, init });
      const next = answers.shift();
      if (next === undefined) throw new TypeError("fetch failed");
      return next;
    },
  });
  return { outcome, sent };
}

function claimsOf({ init }: Sent): Record<string, unknown> {
  const token = new Headers(init.headers).get("authorization") ?? "";
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

describe("a signed test request", () => {
  it("sends the signed request and nothing of the private key", async () => {
    const { outcome, sent } = await send([answer(200, SAW)], { method: "POST", body: '{"a":1}' });
    expect(outcome).toMatchObject({ kind: "accepted", saw: { requestId: "req_1" } });
    const [only] = sent;
    expect(only?.url).toBe(`${ORIGIN}/api/v1/signature-check`);
    const everything = JSON.stringify([
      only?.url,
      [...new Headers(only?.init.headers)],
      String(only?.init.body),
    ]);
    for (const line of PEM.split("\n").slice(2, -3)) expect(everything).not.toContain(line);
  });

  it("keeps the API key out of the token where its id is known", async () => {
    const { sent } = await send([answer(200, SAW)], { apiKeyId: "key_1" });
    expect(sent[0] && claimsOf(sent[0]).sub).toBe("key_1");
  });

  it("says why it was refused and what to do", async () => {
    const { outcome } = await send([
      answer(401, {
        error: {
          code: "unauthorized",
          reason: "signature_invalid",
          message: "The signature does not verify.",
          details: { expected: "a", received: "b", hint: "c" },
          requestId: "req_2",
        },
      }),
    ]);
    expect(outcome).toMatchObject({
      kind: "refused",
      refusal: { reason: "signature_invalid", expected: "a", received: "b", hint: "c", requestId: "req_2" },
    });
    expect(outcome.kind === "refused" && outcome.refusal.advice).toContain("does not match");
  });

  it("signs again with the deployment's own issuer and audience, each once", async () => {
    const mismatch = (reason: string, expected: string) =>
      answer(401, { error: { code: "unauthorized", reason, message: "", details: { expected } } });
    const { outcome, sent } = await send([
      mismatch("issuer_mismatch", "their-api"),
      mismatch("audience_mismatch", "their-rest-api"),
      answer(200, SAW),
    ]);
    expect(outcome.kind).toBe("accepted");
    expect(sent.map(claimsOf)).toMatchObject([
      { iss: "nuvera-api", aud: "nuvera-rest-api" },
      { iss: "their-api", aud: "nuvera-rest-api" },
      { iss: "their-api", aud: "their-rest-api" },
    ]);
  });

  it("is sent once and no more when the issuer stays wrong, or when nothing answers", async () => {
    const wrong = () =>
      answer(401, {
        error: { code: "unauthorized", reason: "issuer_mismatch", message: "", details: { expected: "x" } },
      });
    expect((await send([wrong(), wrong(), wrong()])).sent).toHaveLength(2);
    expect((await send([])).outcome.kind).toBe("failed");
  });
});

describe("the chosen file", () => {
  it("is refused with what it is instead", async () => {
    await expect(readPrivateKeyFile(fileOf(pair.publicKeyPem))).rejects.toThrow("This is the public key.");
    await expect(readPrivateKeyFile(fileOf("x".repeat(20_000)))).rejects.toThrow("too large");
  });

  it("is matched with a verifying key before a retired one", () => {
    const keys = [
      { fingerprint: "aa", status: "retired" as const },
      { fingerprint: "aa", status: "retiring" as const },
      { fingerprint: "bb", status: "active" as const },
    ];
    expect(matchSigningKey("aa", keys)?.status).toBe("retiring");
    expect(matchSigningKey("cc", keys)).toBeNull();
  });
});

describe("the id of a typed API key", () => {
  it("is taken only where the last four leave no doubt", () => {
    const keys = [
      { id: "key_1", lastFour: "4f2a" },
      { id: "key_2", lastFour: "9c1d" },
    ];
    expect(apiKeyIdOf(API_KEY, keys)).toBe("key_1");
    expect(apiKeyIdOf(API_KEY, [...keys, { id: "key_3", lastFour: "4f2a" }])).toBeUndefined();
  });
});
