import { createPrivateKey } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EMPTY_BODY_SHA256 } from "@/lib/security/body-digest";
import { expectNothingSecret, expectRefusal } from "@/test/integration/support/answers";
import { CUSTOMERS } from "@/test/integration/support/customers";
import { call, makeApplication } from "@/test/integration/support/partner";
import { type Claims, HEADER, openTokenForge, type TokenForge } from "@/test/integration/support/token-forge";
import { signObjects } from "@/test/vectors/token-builder";

let forge: TokenForge;

beforeAll(async () => {
  forge = await openTokenForge();
});
afterAll(() => forge.platform.stop());
beforeEach(() => {
  forge.platform.clock.now = new Date();
});

describe("the claims of a token", () => {
  it.each<[string, string, () => Claims]>([
    ["a life of 61 s", "lifetime_too_long", () => ({ exp: forge.nowSeconds() + 61 })],
    ["a life of 61 s begun in the past", "lifetime_too_long", () => ({ iat: forge.nowSeconds() - 31 })],
    ["a life of no time", "claim_invalid", () => ({ exp: forge.nowSeconds() })],
    ["a life that runs backwards", "claim_invalid", () => ({ exp: forge.nowSeconds() - 1 })],
    [
      "an end that is now",
      "token_expired",
      () => ({ iat: forge.nowSeconds() - 30, exp: forge.nowSeconds() }),
    ],
    ["a beginning 6 s ahead", "token_not_yet_valid", () => ({ iat: forge.nowSeconds() + 6 })],
    ["a not-before 6 s ahead", "token_not_yet_valid", () => ({ nbf: forge.nowSeconds() + 6 })],
    ["times in milliseconds", "claim_invalid", () => ({ iat: Date.now(), exp: Date.now() + 30_000 })],
    ["a time in quotes", "claim_invalid", () => ({ exp: String(forge.nowSeconds() + 30) })],
    ["a time with a fraction", "claim_invalid", () => ({ exp: forge.nowSeconds() + 0.5 })],
    ["a negative time", "claim_invalid", () => ({ iat: -1 })],
    ["no time", "claim_invalid", () => ({ exp: null })],
    ["an audience in an array", "claim_invalid", () => ({ aud: ["nuvera-rest-api"] })],
    ["two audiences", "claim_invalid", () => ({ aud: ["nuvera-rest-api", "other"] })],
    ["another audience", "audience_mismatch", () => ({ aud: "nuvera-rest-api " })],
    ["another issuer", "issuer_mismatch", () => ({ iss: "Nuvera-API" })],
    ["another key's id", "subject_mismatch", () => ({ sub: forge.stranger.apiKeyId })],
    ["another key", "subject_mismatch", () => ({ sub: forge.stranger.apiKey })],
    ["an upper-case body hash", "claim_invalid", () => ({ bodyHash: EMPTY_BODY_SHA256.toUpperCase() })],
    ["a lower-case method", "method_mismatch", () => ({ method: "get" })],
    ["a URL instead of a target", "uri_mismatch", () => ({ uri: `http://127.0.0.1${CUSTOMERS}` })],
    ["a short token id", "claim_invalid", () => ({ jti: "1234567" })],
    ["a long token id", "claim_invalid", () => ({ jti: "x".repeat(129) })],
    ["a token id with a space", "claim_invalid", () => ({ jti: "with space" })],
    ["a key in the target", "uri_mismatch", () => ({ uri: `${CUSTOMERS}?key=${forge.own.apiKey}` })],
  ])("are refused with %s", async (_, reason, changes) => {
    await forge.expectRefused(forge.withClaims(changes()), reason);
  });

  it("are whole numbers in plain digits where they are times", async () => {
    const end = () => forge.nowSeconds() + 30;
    for (const text of ["1e400", `${end()}.0`, `${end()}e0`, `${"9".repeat(400)}`, `-0`]) {
      const write = (json: string) => json.replace(/"exp":\d+/, `"exp":${text}`);
      await forge.expectRefused(forge.withPayload(write), "claim_invalid");
    }
  });

  it("are all there", async () => {
    for (const name of Object.keys(forge.rightClaims())) {
      await forge.expectRefused(forge.withClaims({ [name]: undefined }), "claim_missing");
    }
  });

  it("count for nothing where they are not the documented ones", async () => {
    const reader = await makeApplication(forge.platform, { permissions: ["CRYPTO_READ"] });
    const extra = {
      permissions: ["CUSTOMERS_READ", "CUSTOMERS_WRITE"],
      scope: "CUSTOMERS_READ",
      org: forge.own.organizationId,
      organizationId: forge.own.organizationId,
      environment: "production",
      admin: true,
    };
    const claims = { ...forge.rightClaims(), sub: reader.apiKeyId, ...extra };
    const token = signObjects(HEADER, claims, createPrivateKey(reader.privateKeyPem));
    const answer = await call(forge.platform, reader, "GET", CUSTOMERS, { token });
    expectRefusal(answer, 403, "permission_missing");
  });

  it("cannot come in by way of a prototype", async () => {
    const inherited = (json: string) => {
      const { jti, ...rest } = JSON.parse(json);
      return JSON.stringify(rest).replace("{", `{"__proto__":{"jti":${JSON.stringify(jti)}},`);
    };
    await forge.expectRefused(forge.withPayload(inherited), "claim_missing");
    const header = '{"alg":"RS256","__proto__":{"kid":"x"}}';
    await forge.expectRefused(forge.withHeaderText(header), "header_not_allowed");
    await forge.expectRefused(forge.withHeaderText('{"__proto__":{"alg":"RS256"}}'), "algorithm_not_allowed");
    const harmless = (json: string) => json.replace("{", '{"__proto__":{"permissions":["X"]},');
    const token = forge.withPayload(harmless)(forge.rightClaims());
    expect((await forge.send(token)).status).toBe(200);
    expect(Object.hasOwn(Object.prototype, "permissions")).toBe(false);
  });

  it("name the key by its id or by itself, and no answer repeats it", async () => {
    for (const sub of [forge.own.apiKeyId, forge.own.apiKey]) {
      const answer = await forge.send(forge.withClaims({ sub })(forge.rightClaims()));
      expect(answer.status).toBe(200);
      expectNothingSecret(answer);
    }
  });
});
