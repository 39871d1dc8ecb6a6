import { createHmac, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { base64url, signObjects, signTexts } from "@/test/vectors/token-builder";
import {
  check,
  claims,
  expectations,
  goodToken,
  header,
  NOW,
  outcome,
  ownKey,
  ownPem,
  strangerKey,
  strangerVerificationKey,
  verificationKey,
  withClaims,
  withHeader,
} from "@/test/vectors/token-fixture";
import { EMPTY_BODY_SHA256 } from "./body-digest";

const text = JSON.stringify(claims);
const [headerPart = "", payloadPart = "", signaturePart = ""] = goodToken.split(".");
const withPayload = (payload: string | Uint8Array) => signTexts(JSON.stringify(header), payload, ownKey);
const withHeaderText = (members: string | Uint8Array) => signTexts(members, text, ownKey);

describe("a token made for exactly this request", () => {
  it("is accepted, and says which key signed it and when it ends", () => {
    expect(check(goodToken)).toEqual({
      ok: true,
      token: {
        fingerprint: verificationKey.fingerprint,
        jti: claims.jti,
        issuedAtSeconds: NOW,
        expiresAtSeconds: NOW + 55,
        bodyHash: EMPTY_BODY_SHA256,
        subjectForm: "api_key",
      },
    });
    const byId = check(withClaims({ sub: expectations.apiKeyId }));
    expect(byId.ok && byId.token.subjectForm).toBe("api_key_id");
  });

  it("is accepted from the old and the new key while both are active", () => {
    const signingKeys = [strangerVerificationKey, verificationKey];
    expect(outcome(goodToken, { signingKeys })).toBe("ok");
    expect(outcome(signObjects(header, claims, strangerKey), { signingKeys })).toBe("ok");
  });

  it("is tried against two keys at most when it has no kid", () => {
    const signingKeys = [strangerVerificationKey, strangerVerificationKey, verificationKey];
    expect(outcome(goodToken, { signingKeys })).toBe("signature_invalid");
    expect(outcome(withHeader({ kid: verificationKey.fingerprint }), { signingKeys })).toBe("ok");
  });

  it("is not accepted under the kid of another active key", () => {
    const signingKeys = [verificationKey, strangerVerificationKey];
    const token = withHeader({ kid: strangerVerificationKey.fingerprint });
    expect(outcome(token, { signingKeys })).toBe("signature_invalid");
  });
});

describe("the algorithm", () => {
  it.each([
    "none",
    "None",
    "NONE",
    "nOnE",
    "HS256",
    "RS384",
    "RS512",
    "PS256",
    "ES256",
    "EdDSA",
    "rs256",
    "RS256 ",
    "",
  ])("%j is refused, signed or not", (alg) => {
    expect(outcome(withHeader({ alg }))).toBe("algorithm_not_allowed");
    expect(outcome(`${base64url(JSON.stringify({ alg }))}.${payloadPart}.`)).toBe("algorithm_not_allowed");
  });

  it.each([[null], [256], [["RS256"]], [{ RS256: true }], [true]])(
    "of the wrong type (%j) is refused",
    (alg) => {
      expect(outcome(withHeader({ alg }))).toBe("algorithm_not_allowed");
    },
  );

  it("has to be there", () => {
    expect(outcome(withHeaderText('{"typ":"JWT"}'))).toBe("algorithm_not_allowed");
    expect(outcome(withHeaderText('{"__proto__":{"alg":"RS256"}}'))).toBe("algorithm_not_allowed");
  });

  it.each([
    ["PEM", ownPem],
    ["PEM without the last newline", ownPem.trimEnd()],
    ["DER", createPublicKey(ownPem).export({ format: "der", type: "spki" })],
  ])("HS256 with the public key as the secret (%s) forges nothing, whatever alg says", (_, secret) => {
    for (const alg of ["HS256", "RS256"]) {
      const input = `${base64url(JSON.stringify({ alg }))}.${payloadPart}`;
      const token = `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
      expect(outcome(token)).toBe(alg === "RS256" ? "signature_invalid" : "algorithm_not_allowed");
    }
  });
});

describe("the header", () => {
  const attack = {
    jwk: {},
    jku: "https://evil.example/k",
    x5u: "https://evil.example/c",
    x5c: ["MII"],
    x5t: "x",
  };
  const others = { crit: ["exp"], zip: "DEF", cty: "JWT", b64: false, enc: "A256GCM", nonce: "1", "": 1 };
  it.each(Object.entries({ ...attack, ...others, "x5t#S256": "x", Kid: "x", ALG: "RS256" }))(
    "with the member %j is refused",
    (name, value) => {
      expect(outcome(withHeader({ [name]: value }))).toBe("header_not_allowed");
    },
  );

  it("with the member __proto__ is refused", () => {
    expect(outcome(withHeaderText('{"alg":"RS256","__proto__":{}}'))).toBe("header_not_allowed");
  });

  it.each([["jwt"], ["at+jwt"], ["JWT "], [""], [null], [1], [["JWT"]]])("with typ %j is refused", (typ) => {
    expect(outcome(withHeader({ typ }))).toBe("header_not_allowed");
  });

  it.each([
    ["a path", "../../../dev/null"],
    ["SQL", "' OR 1=1 --"],
    ["a NUL", `${verificationKey.fingerprint}\u0000`],
    ["a URL", "https://evil.example/jwks.json"],
    ["upper case", verificationKey.fingerprint.toUpperCase()],
    ["a prefix", verificationKey.fingerprint.slice(0, 32)],
    ["another tenant's fingerprint", strangerVerificationKey.fingerprint],
    ["__proto__", "__proto__"],
    ["nothing", ""],
    ["null", null],
    ["a number", 1],
    ["an array", [verificationKey.fingerprint]],
  ])("with a kid that holds %s is refused", (_, kid) => {
    expect(outcome(withHeader({ kid }))).toBe("signing_key_unknown");
  });

  it("is judged in the order alg, other members, kid, and all of it before the signature", () => {
    const forged = (members: object) =>
      `${base64url(JSON.stringify(members))}.${payloadPart}.${signaturePart}`;
    expect(outcome(forged({ kid: "x", jku: "x", alg: "none" }))).toBe("algorithm_not_allowed");
    expect(outcome(forged({ kid: "x", jku: "x", alg: "RS256" }))).toBe("header_not_allowed");
    expect(outcome(forged({ kid: "x", alg: "RS256" }))).toBe("signing_key_unknown");
    expect(outcome(forged({ alg: "RS256" }))).toBe("signature_invalid");
  });

  it("finds no key in an application that has none", () => {
    expect(outcome(goodToken, { signingKeys: [] })).toBe("signing_key_unknown");
  });
});

describe("the compact form", () => {
  it.each([
    ["one part", headerPart],
    ["two parts", `${headerPart}.${payloadPart}`],
    ["four parts", `${goodToken}.`],
    ["five parts", `${goodToken}.x.y`],
    ["a leading dot", `.${goodToken}`],
    ["an empty header", `.${payloadPart}.${signaturePart}`],
    ["an empty payload", `${headerPart}..${signaturePart}`],
    ["only dots", ".."],
    ["padding", `${goodToken}==`],
    ["a newline at the end", `${goodToken}\n`],
    ["a space in front", ` ${goodToken}`],
    ["a second token", `${goodToken},${goodToken}`],
    ["the JSON form", JSON.stringify({ payload: payloadPart, signatures: [{ signature: signaturePart }] })],
    ["a letter outside ASCII", goodToken.replace(".", "é.")],
    ["a NUL", `${goodToken}\u0000`],
    ["quotes", `"${goodToken}"`],
  ])("with %s is refused", (_, token) => {
    expect(outcome(token)).toBe("token_malformed");
  });

  it("with unused bits set in the last character is refused, although it decodes to the same bytes", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = alphabet.indexOf(signaturePart.slice(-1));
    for (let bits = 1; bits < 16; bits++) {
      const spelling = `${goodToken.slice(0, -1)}${alphabet.charAt(last ^ bits)}`;
      const sameBytes = Buffer.from(spelling.split(".")[2] ?? "", "base64url");
      expect(sameBytes).toEqual(Buffer.from(signaturePart, "base64url"));
      expect(outcome(spelling)).toBe("token_malformed");
    }
  });

  it.each([
    ["a byte order mark", `\uFEFF${text}`],
    ["a comment", `/* x */${text}`],
    ["a line comment", `${text}//`],
    ["a trailing comma", text.replace("}", ",}")],
    ["a second value", `${text}{}`],
    ["a duplicate claim", `{"iss":"x",${text.slice(1)}`],
    ["a duplicate of an unknown claim", `{"x":1,"x":1,${text.slice(1)}`],
    ["a duplicate deep inside", `{"x":[{"y":1,"y":2}],${text.slice(1)}`],
    ["an escaped duplicate", `{"\\u0069\\u0073\\u0073":"x",${text.slice(1)}`],
    ["a duplicate __proto__", `{"__proto__":1,"__proto__":2,${text.slice(1)}`],
    ["nesting of 1,000 levels", `{"x":${"[".repeat(1_000)}${"]".repeat(1_000)},${text.slice(1)}`],
    ["an array", "[]"],
    ["null", "null"],
    ["a string", '"x"'],
    ["a number", "1"],
  ])("with a payload that is %s, or has one, is refused although it is signed", (_, payload) => {
    expect(outcome(withPayload(payload))).toBe("token_malformed");
  });

  it.each([
    ["alg twice", '{"alg":"none","alg":"RS256"}'],
    ["alg twice, once escaped", '{"\\u0061lg":"none","alg":"RS256"}'],
    ["a byte order mark", '\uFEFF{"alg":"RS256"}'],
    ["an array", '["RS256"]'],
    ["no JSON", "RS256"],
  ])("with a header that is %s is refused", (_, members) => {
    expect(outcome(withHeaderText(members))).toBe("token_malformed");
  });

  it("with invalid UTF-8 in header or payload is refused", () => {
    expect(outcome(withPayload(Buffer.from(text.replace("nuvera-api", "nuvera\u00e9"), "latin1")))).toBe(
      "token_malformed",
    );
    expect(outcome(withHeaderText(Buffer.from('{"alg":"RS256","kid":"\u00e9"}', "latin1")))).toBe(
      "token_malformed",
    );
  });

  it("is measured before anything else: 4,096 bytes pass, 4,097 and 1 MiB do not", () => {
    expect(outcome("x".repeat(4_096))).toBe("token_malformed");
    expect(outcome("x".repeat(4_097))).toBe("token_too_large");
    expect(outcome(withClaims({ filler: "x".repeat(1_048_576) }))).toBe("token_too_large");
    expect(outcome("")).toBe("token_missing");
  });
});

describe("the signature", () => {
  it("of another application's key is refused", () => {
    expect(outcome(signObjects(header, claims, strangerKey))).toBe("signature_invalid");
  });

  it("by an elliptic-curve key under alg RS256 is refused, also if such a key were registered", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const input = `${headerPart}.${payloadPart}`;
    const token = `${input}.${base64url(sign("SHA256", Buffer.from(input), privateKey))}`;
    expect(outcome(token)).toBe("signature_invalid");
    expect(outcome(token, { signingKeys: [{ fingerprint: "x", key: publicKey }] })).toBe("signature_invalid");
  });

  it("covers the exact text: the same JSON spelled differently needs another signature", () => {
    const spelling = base64url(` ${text}`);
    expect(outcome(`${headerPart}.${spelling}.${signaturePart}`)).toBe("signature_invalid");
  });

  it("is checked before any claim is judged", () => {
    const payload = base64url(JSON.stringify({ ...claims, iss: "evil", exp: 1 }));
    const result = check(`${headerPart}.${payload}.${signaturePart}`);
    expect(result).toMatchObject({ ok: false, reason: "signature_invalid" });
    expect(result).not.toHaveProperty("issuedAtSeconds");
  });
});
