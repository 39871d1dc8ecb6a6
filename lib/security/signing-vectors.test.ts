import { describe, expect, it } from "vitest";
import vectorFile from "@/test/vectors/signing.json";
import { parseApiKey } from "./api-key";
import { sha256Hex } from "./body-digest";
import { admitPublicKey, loadVerificationKey } from "./public-key";
import { checkBodyHash, verifyRequestToken } from "./request-token";

const signingKeys = vectorFile.signingKeys.map((key) =>
  loadVerificationKey(key.publicKeyPem, key.fingerprint),
);

describe("the published signing vectors", () => {
  it.each(vectorFile.vectors.map((vector) => [vector.name, vector] as const))("%s", (_, vector) => {
    const result = verifyRequestToken(vector.token, {
      issuer: vectorFile.issuer,
      audience: vectorFile.audience,
      apiKey: vector.apiKey,
      apiKeyId: vector.apiKeyId,
      method: vector.method,
      target: vector.target,
      nowSeconds: vector.now,
      signingKeys,
    });
    const actual = sha256Hex(Buffer.from(vector.bodyBase64, "base64"));
    const refusal = result.ok ? checkBodyHash(result.token, actual) : result;
    expect(refusal === null ? { ok: true } : { reason: refusal.reason }).toEqual(vector.expect);
  });

  it("use keys that would be admitted, under their fingerprints", () => {
    for (const key of [...vectorFile.signingKeys, ...vectorFile.strangerKeys]) {
      expect(admitPublicKey(key.publicKeyPem)).toEqual({
        ok: true,
        fingerprint: key.fingerprint,
        publicKeyPem: key.publicKeyPem,
        modulusBits: 2048,
      });
    }
    for (const vector of vectorFile.vectors) expect(parseApiKey(vector.apiKey)).not.toBeNull();
  });
});
