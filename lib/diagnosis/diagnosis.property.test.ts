import { createHash, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose, type Evidence } from "@/lib/diagnosis";
import { CAUSES } from "@/lib/diagnosis/causes";
import { diagnoseJson, diagnoseNotAnObject } from "@/lib/diagnosis/json-body";
import { diagnoseNotJson, diagnoseNotMultipart } from "@/lib/diagnosis/media-type";
import { diagnoseOtherMethod, diagnoseUnknownPath } from "@/lib/diagnosis/near-path";
import { diagnoseMalformedTarget, diagnosePath } from "@/lib/diagnosis/transport";
import { generateApiKey } from "@/lib/security/api-key";
import { parseStrictJson } from "@/lib/security/strict-json";
import { effortOf } from "@/test/support/effort";
import { base64url, signObjects } from "@/test/vectors/token-builder";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const fingerprint = createHash("sha256")
  .update(pair.publicKey.export({ format: "der", type: "spki" }))
  .digest("hex");
const apiKey = generateApiKey("sandbox", (count) => Buffer.alloc(count, 7));
const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
const reasons = Object.keys(CAUSES);

function evidence(changes: Partial<Evidence> = {}): Evidence {
  const key = { fingerprint, key: pair.publicKey };
  return {
    method: "POST",
    target: "/api/v1/customers?limit=1",
    header: () => null,
    token: "",
    apiKey,
    apiKeyId: "key_01a1faf6-db5d-771f-af0d-6eef895280e1",
    applicationId: "app_01a1faf6-db5d-771f-af0d-6eef895280e1",
    issuer: "nuvera-api",
    audience: "nuvera-rest-api",
    nowSeconds: 1_795_211_844,
    signingKeys: [key],
    body: null,
    own: { apiKeys: [], formerSigningKeys: [key] },
    ...changes,
  };
}

/** Claims as partners and attackers may write them, keys and tokens included. */
const anyClaims = fc.dictionary(
  fc.oneof(
    fc.string(),
    fc.constantFrom("iss", "aud", "sub", "method", "uri", "bodyHash", "iat", "exp", "nbf", "jti"),
  ),
  fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: "binary" }),
    fc.integer(),
    fc.constantFrom(
      apiKey,
      `/api/v1/customers?key=${apiKey}`,
      `https://${apiKey}@host/`,
      `${apiKey}=${apiKey}`,
    ),
  ),
);
const anyToken = fc.oneof(
  fc.string({ unit: "binary" }),
  anyClaims.map((claims) => signObjects({ alg: "RS256" }, claims, pair.privateKey)),
  fc
    .tuple(anyClaims, anyClaims, fc.uint8Array({ maxLength: 600 }))
    .map(([header, claims, signature]) =>
      [JSON.stringify({ alg: "RS256", ...header }), JSON.stringify(claims), signature]
        .map(base64url)
        .join("."),
    ),
);
const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json().map((text) => new Uint8Array(Buffer.from(text))),
);

describe("a diagnosis", () => {
  it("never throws, names a cause of its reason, and holds neither key nor token", {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...reasons),
        anyToken,
        anyBody,
        fc.option(fc.oneof(fc.string(), anyToken, fc.constant(`Bearer ${apiKey}`))),
        fc.webPath(),
        (reason, token, bytes, header, path) => {
          const body = { bytes, sha256: sha256(bytes), fileSha256: null };
          const found = diagnose(
            reason,
            evidence({ token, body, header: () => header, target: `/api${path}` }),
          );
          if (found === null) return;
          expect(CAUSES).toHaveProperty([reason, found.cause]);
          expect(found.hint).toMatch(/^[A-Z"][\s\S]*\.$|\?$/i);
          expect(found.hint).not.toMatch(/nv_(test|live)_[0-9A-Za-z]{8}|eyJ[\w-]{8,}\.[\w-]+/);
          expect(found.hint).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          expect(found.hint.length).toBeLessThan(600);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("of a request line or of headers never throws either, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, other) => {
        for (const { hint } of [
          diagnosePath(text),
          diagnoseMalformedTarget(text),
          diagnoseNotJson(text),
          diagnoseNotMultipart(text),
          diagnoseOtherMethod(text, ["GET"]),
          diagnoseNotAnObject(text),
        ]) {
          expect(hint.length).toBeLessThan(600);
        }
        diagnoseUnknownPath(`/${text}/${other}`, ["/api/v1/customers", "/api/v1/customers/[id]"]);
      }),
    );
  });

  it("repeats nothing of a bad body but its brackets, quotes, commas and colons", () => {
    fc.assert(
      fc.property(anyBody, (bytes) => {
        const parsed = parseStrictJson(bytes);
        if (parsed.ok) return;
        const { context, at } = diagnoseJson(bytes, parsed.problem, parsed.position ?? null);
        if (context === null) return;
        expect(context).toMatch(/^[{}[\]",:'x ]*\n *\^$/);
        expect(at?.line).toBeGreaterThan(0);
        expect(at?.column).toBeGreaterThan(0);
      }),
    );
  });

  it("ends soon for the largest body there is", () => {
    const members = Array.from({ length: 19_000 }, (_, index) => [`member${index}`, "x".repeat(36)]);
    const json = Buffer.from(JSON.stringify(Object.fromEntries(members)));
    const text = Buffer.alloc(1024 * 1024, "a\r\n");
    const smallText = text.subarray(0, 65_000);
    const small = Buffer.from(JSON.stringify(Object.fromEntries(members.slice(0, 1_250))));
    const token = signObjects({ alg: "RS256" }, { bodyHash: sha256("another body") }, pair.privateKey);
    for (const bytes of [json, text, small, smallText]) {
      const body = { bytes, sha256: sha256(bytes), fileSha256: null };
      const work = () => diagnose("body_hash_mismatch", evidence({ token, body }));
      expect(work()?.cause).toBe("other_body");
      expect(effortOf(work)).toBeLessThan(250);
    }
  });
});
