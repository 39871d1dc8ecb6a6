import { createHmac, createPublicKey, sign } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { errorOf, expectRefusal } from "@/test/integration/support/answers";
import {
  type Claims,
  fingerprint,
  HEADER,
  openTokenForge,
  type TokenForge,
} from "@/test/integration/support/token-forge";
import { base64url, signObjects, signPss } from "@/test/vectors/token-builder";

let forge: TokenForge;

beforeAll(async () => {
  forge = await openTokenForge();
});
afterAll(() => forge.platform.stop());
beforeEach(() => {
  forge.platform.clock.now = new Date();
});

describe("the algorithm of a token", () => {
  it.each([
    "none",
    "None",
    "NONE",
    "nOnE",
    "",
    "rs256",
    "RS384",
    "RS512",
    "PS256",
    "ES256",
    "EdDSA",
    "HS256",
  ])("may not be %j", async (alg) => {
    await forge.expectRefused(forge.withHeader({ alg }), "algorithm_not_allowed");
    const unsigned = (claims: Claims) => `${base64url(JSON.stringify({ alg }))}.${forge.parts(claims)[1]}.`;
    await forge.expectRefused(unsigned, "algorithm_not_allowed");
  });

  it.each([null, 1, true, ["RS256"], { name: "RS256" }])("may not be %j, which is no string", async (alg) => {
    await forge.expectRefused(forge.withHeader({ alg }), "algorithm_not_allowed");
  });

  it("may not be HS256 with the public key as the secret", async () => {
    for (const secret of [forge.own.publicKeyPem, forge.own.publicKeyPem.trim()]) {
      const keyed = (alg: string) => (claims: Claims) => {
        const input = `${base64url(JSON.stringify({ alg }))}.${base64url(JSON.stringify(claims))}`;
        return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
      };
      await forge.expectRefused(keyed("HS256"), "algorithm_not_allowed");
      await forge.expectRefused(keyed("RS256"), "signature_invalid");
    }
  });
});

describe("the header of a token", () => {
  it("names no key material, and nothing in it is fetched", async () => {
    const connections: net.Socket[] = [];
    const bait = net.createServer((socket) => connections.push(socket)).listen(0, "127.0.0.1");
    await once(bait, "listening");
    const address = bait.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/keys.json`;
    const jwk = createPublicKey(forge.stranger.publicKeyPem).export({ format: "jwk" });
    for (const members of [
      { jwk },
      { jku: url },
      { x5u: url },
      { x5c: [base64url("certificate")] },
      { x5t: "x" },
      { jku: url, kid: url },
      { crit: ["exp"] },
      { zip: "DEF" },
      { cty: "JWT" },
      { b64: false, crit: ["b64"] },
      { __proto__x: 1 },
      { iss: "nuvera-api" },
    ]) {
      await forge.expectRefused(forge.withHeader(members), "header_not_allowed");
      await forge.expectRefused(
        (claims) => signObjects({ ...HEADER, ...members }, claims, forge.strangersKey),
        "header_not_allowed",
      );
    }
    await sleep(50);
    bait.close();
    expect(connections).toHaveLength(0);
  });

  it("has no other type than JWT", async () => {
    for (const typ of ["jwt", "at+jwt", "", null, 1, ["JWT"]]) {
      await forge.expectRefused(forge.withHeader({ typ }), "header_not_allowed");
    }
  });

  it("names a signing key of the application in its one spelling, or none", async () => {
    const foreign = fingerprint(forge.stranger);
    for (const kid of [
      foreign,
      fingerprint(forge.own).toUpperCase(),
      fingerprint(forge.own).slice(0, 63),
      ` ${fingerprint(forge.own)}`,
      "",
      "../../../../dev/null",
      "' or '1'='1",
      "\u0000",
      "__proto__",
      "http://127.0.0.1/key",
      null,
      0,
      [fingerprint(forge.own)],
      { fingerprint: fingerprint(forge.own) },
    ]) {
      const answer = await forge.expectRefused(forge.withHeader({ kid }), "signing_key_unknown");
      expect(errorOf(answer).details.expected).toBe(fingerprint(forge.own));
    }
    const theirs = (claims: Claims) => signObjects({ ...HEADER, kid: foreign }, claims, forge.strangersKey);
    await forge.expectRefused(theirs, "signing_key_unknown");
    const named = signObjects({ ...HEADER, kid: fingerprint(forge.own) }, forge.rightClaims(), forge.key);
    expect((await forge.send(named)).status).toBe(200);
  });
});

describe("the form of a token", () => {
  it("is three parts of canonical base64url", async () => {
    const [head, payload, signature = ""] = forge.parts(forge.rightClaims());
    const last = signature.slice(-1);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const spare = `${signature.slice(0, -1)}${alphabet[alphabet.indexOf(last) ^ 1]}`;
    for (const token of [
      `${head}.${payload}`,
      `${head}.${payload}.${signature}.`,
      `${head}.${payload}.${signature}.${signature}`,
      `.${payload}.${signature}`,
      `${head}..${signature}`,
      `${head}.${payload}.${signature}==`,
      `${head}.${payload}.${signature.slice(0, -1)}+`,
      `${head}.${payload}.${signature.slice(0, -1)}/`,
      `${head}.${payload}.${spare}`,
      `${head}.${payload}.${signature} ${signature}`,
      `${head}.${payload}.${signature},${signature}`,
      "..",
      ".",
      "e30.e30",
      "null.null.null",
    ]) {
      expectRefusal(await forge.send(token), 401, "token_malformed");
    }
  });

  it("is JSON that no two readers can read differently", async () => {
    const bom = Buffer.from([0xef, 0xbb, 0xbf]);
    for (const text of [
      '{"alg":"none","alg":"RS256"}',
      '{"alg":"RS256","alg":"RS256"}',
      '{"alg":"RS256","\\u0061lg":"none"}',
      '{"alg":"RS256",}',
      "{'alg':'RS256'}",
      '{"alg":"RS256"} x',
      '{"alg":"RS256"/**/}',
      '["RS256"]',
      '"RS256"',
      "null",
      Buffer.concat([bom, Buffer.from(JSON.stringify(HEADER))]),
      Buffer.from('{"alg":"RS256","kid":"\xff"}', "latin1"),
    ]) {
      await forge.expectRefused(forge.withHeaderText(text), "token_malformed");
    }
    for (const write of [
      (json: string) => json.replace("{", '{"iss":"nuvera-api",'),
      (json: string) => json.replace("{", '{"\\u0069ss":"other",'),
      (json: string) => json.replace(/}$/, ',"x":{"a":1,"a":2}}'),
      (json: string) => json.replace(/}$/, `,"x":${"[".repeat(200)}${"]".repeat(200)}}`),
      (json: string) => json.replace(/}$/, ',"x":"\\ud800"}'),
      (json: string) => json.replace(/}$/, ',"x":01}'),
      (json: string) => `[${json}]`,
      (json: string) => `${json}\u0000`,
      (json: string) => Buffer.concat([bom, Buffer.from(json)]),
    ]) {
      await forge.expectRefused(forge.withPayload(write), "token_malformed");
    }
  });

  it("has at most 4,096 bytes", async () => {
    for (const size of [4097, 10_000]) {
      await forge.expectRefused(
        (claims) => `${forge.parts(claims)[0]}.${"e".repeat(size)}.x`,
        "token_too_large",
      );
      await forge.expectRefused(forge.withClaims({ padding: "x".repeat(size) }), "token_too_large");
    }
  });
});

describe("the signature of a token", () => {
  it("is made by the application's key over these bytes", async () => {
    const size = 256;
    const modulus = Buffer.from(createPublicKey(forge.key).export({ format: "jwk" }).n ?? "", "base64url");
    const replaced = (signature: Uint8Array) => (claims: Claims) => {
      const [head, payload] = forge.parts(claims);
      return `${head}.${payload}.${base64url(signature)}`;
    };
    const sha1 = (claims: Claims) => {
      const [head, payload] = forge.parts(claims);
      const bytes = Buffer.from(`${head}.${payload}`);
      return `${head}.${payload}.${base64url(sign("RSA-SHA1", bytes, forge.key))}`;
    };
    for (const make of [
      replaced(Buffer.alloc(0)),
      replaced(Buffer.alloc(size)),
      replaced(Buffer.alloc(size, 0xff)),
      replaced(Buffer.alloc(size - 1, 1)),
      replaced(Buffer.alloc(size + 1, 1)),
      replaced(modulus),
      replaced(Buffer.concat([Buffer.alloc(1), modulus])),
      sha1,
      (claims: Claims) => signPss(HEADER, claims, forge.key),
      (claims: Claims) => signObjects(HEADER, claims, forge.strangersKey),
      (claims: Claims) => {
        const [head, , signature] = forge.parts(claims);
        return `${head}.${base64url(JSON.stringify({ ...claims, method: "POST" }))}.${signature}`;
      },
    ]) {
      await forge.expectRefused(make, "signature_invalid");
    }
  });
});
