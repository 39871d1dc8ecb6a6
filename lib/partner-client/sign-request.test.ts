import { createHash, createPublicKey, randomBytes, verify } from "node:crypto";
import fc from "fast-check";
import { jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { checkBodyHash, verifyRequestToken } from "@/lib/security/request-token";
import { importSigningKey } from "./private-key";
import { createRequestToken, type RequestTokenInput } from "./sign-request";
import { createTestKeys, decodePart, TEST_API_KEY, TEST_API_KEY_ID } from "./test-support";

const keys = createTestKeys();
const signer = await importSigningKey(keys.pkcs8);
const NOW = 1_800_000_000;

function input(changes: Partial<RequestTokenInput> = {}): RequestTokenInput {
  return {
    method: "GET",
    target: "/api/v1/customers?limit=20",
    apiKeyId: TEST_API_KEY_ID,
    sign: signer.sign,
    nowSeconds: NOW,
    ...changes,
  };
}

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

describe("the request token", () => {
  it("holds exactly the documented header and claims", async () => {
    const token = await createRequestToken(
      input({ method: "post", body: '{"a":1}', keyFingerprint: signer.fingerprint, jti: "jti-12345678" }),
    );
    expect(decodePart(token, 0)).toEqual({ alg: "RS256", typ: "JWT", kid: keys.fingerprint });
    expect(decodePart(token, 1)).toEqual({
      iss: "nuvera-api",
      aud: "nuvera-rest-api",
      sub: TEST_API_KEY_ID,
      method: "POST",
      uri: "/api/v1/customers?limit=20",
      bodyHash: sha256('{"a":1}'),
      iat: NOW,
      exp: NOW + 30,
      jti: "jti-12345678",
    });
  });

  it("verifies with node:crypto and with jose", async () => {
    const token = await createRequestToken(input());
    const [header, payload, signature] = token.split(".");
    expect(token).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify("sha256", signed, keys.publicKey, Buffer.from(signature ?? "", "base64url"))).toBe(true);
    const verified = await jwtVerify(token, keys.publicKey, {
      algorithms: ["RS256"],
      issuer: "nuvera-api",
      audience: "nuvera-rest-api",
      currentDate: new Date((NOW + 29) * 1000),
    });
    expect(verified.payload.sub).toBe(TEST_API_KEY_ID);
  });

  it("passes the server's own verifier for any body, target and method", async () => {
    const expected = {
      issuer: "nuvera-api",
      audience: "nuvera-rest-api",
      apiKey: TEST_API_KEY,
      apiKeyId: TEST_API_KEY_ID,
      nowSeconds: NOW,
      signingKeys: [
        {
          fingerprint: keys.fingerprint,
          key: createPublicKey(keys.publicKey.export({ type: "spki", format: "pem" })),
        },
      ],
    };
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.webQueryParameters(),
        fc.constantFrom("GET", "POST", "PATCH", "DELETE"),
        fc.boolean(),
        fc.boolean(),
        async (body, query, method, byId, withKid) => {
          const target = `/api/v1/signature-check?${query}`;
          const token = await createRequestToken({
            method,
            target,
            body,
            sign: signer.sign,
            nowSeconds: NOW,
            ...(byId ? { apiKeyId: TEST_API_KEY_ID } : { apiKey: TEST_API_KEY }),
            ...(withKid ? { keyFingerprint: keys.fingerprint } : {}),
          });
          const result = verifyRequestToken(token, { ...expected, method, target });
          if (!result.ok) throw new Error(`${result.reason}: ${result.message}`);
          expect(checkBodyHash(result.token, sha256(body))).toBeNull();
          expect(result.token.subjectForm).toBe(byId ? "api_key_id" : "api_key");
        },
      ),
      { numRuns: 60 },
    );
  });

  it("hashes zero bytes without a body and UTF-8 for text", async () => {
    const bodyHash = async (body?: string | Uint8Array) =>
      decodePart(await createRequestToken(input({ body })), 1).bodyHash;
    expect(await bodyHash()).toBe(sha256(""));
    expect(await bodyHash("Grüße 🚀")).toBe(sha256("Grüße 🚀"));
    const binary = randomBytes(70_000);
    expect(await bodyHash(binary)).toBe(sha256(binary));
  });

  it("puts the key's id before the key, so that the secret stays out of the token", async () => {
    const both = await createRequestToken(input({ apiKey: TEST_API_KEY }));
    expect(decodePart(both, 1).sub).toBe(TEST_API_KEY_ID);
    const published = await createRequestToken(input({ apiKeyId: undefined, apiKey: TEST_API_KEY }));
    expect(decodePart(published, 1).sub).toBe(TEST_API_KEY);
  });

  it("never repeats a jti", async () => {
    const ids = await Promise.all(
      Array.from({ length: 50 }, async () => decodePart(await createRequestToken(input()), 1).jti),
    );
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9._~-]{22}$/);
  });

  it("gives the bytes to a signer elsewhere, and refuses what is no RSA signature", async () => {
    const asked: Uint8Array[] = [];
    const token = await createRequestToken(
      input({
        sign: async (bytes) => {
          asked.push(bytes);
          return signer.sign(bytes);
        },
      }),
    );
    expect(asked.map((bytes) => Buffer.from(bytes).toString())).toEqual([
      token.slice(0, token.lastIndexOf(".")),
    ]);
    await expect(createRequestToken(input({ sign: async () => new Uint8Array(64) }))).rejects.toMatchObject({
      code: "invalid_signature",
    });
  });

  it.each([
    ["milliseconds", { nowSeconds: 1_800_000_000_000 }, "invalid_option"],
    ["a fraction of a second", { nowSeconds: NOW + 0.5 }, "invalid_option"],
    ["a life of 61 s", { lifetimeSeconds: 61 }, "invalid_option"],
    ["a life of 0 s", { lifetimeSeconds: 0 }, "invalid_option"],
    ["a short jti", { jti: "abc" }, "invalid_option"],
    ["a jti with a space", { jti: "abc defghij" }, "invalid_option"],
    ["an id that is a key", { apiKeyId: TEST_API_KEY }, "invalid_option"],
    ["no subject", { apiKeyId: undefined }, "invalid_option"],
    ["a fingerprint with colons", { keyFingerprint: "AB:CD" }, "invalid_option"],
    ["no method", { method: "" }, "invalid_option"],
    ["a target of 4 kB", { target: `/api/v1/customers?q=${"x".repeat(4000)}` }, "invalid_option"],
    ["a whole URL", { target: "https://api.example.com/api/v1" }, "invalid_target"],
    ["an unencoded target", { target: "/api/v1/customers?q=Müller" }, "invalid_target"],
    ["a space", { target: "/api/v1/customers?q=a b" }, "invalid_target"],
    ["a fragment", { target: "/api/v1/customers#top" }, "invalid_target"],
  ] satisfies [string, Partial<RequestTokenInput>, string][])("refuses %s", async (_, changes, code) => {
    await expect(createRequestToken(input(changes))).rejects.toMatchObject({
      name: "NuveraClientError",
      code,
    });
  });
});
