import { constants, createHash, privateEncrypt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64url } from "@/test/vectors/token-builder";
import {
  check,
  claims,
  goodToken,
  NOW,
  outcome,
  ownKey,
  verificationKey,
  withClaims,
  withHeader,
} from "@/test/vectors/token-fixture";

const signingInput = goodToken.slice(0, goodToken.lastIndexOf("."));
const signature = Buffer.from(goodToken.slice(signingInput.length + 1), "base64url");
const withSignature = (bytes: Uint8Array) => `${signingInput}.${base64url(bytes)}`;
const modulus = Buffer.from(String(verificationKey.key.export({ format: "jwk" }).n), "base64url");

describe("any change to a good token", () => {
  const character = fc.constantFrom(..."ABCXYZabcxyz0123456789-_.=+/ \u0000é".split(""));

  it("of one character makes it refused", () => {
    fc.assert(
      fc.property(fc.nat(goodToken.length - 1), character, (at, other) => {
        fc.pre(goodToken.charAt(at) !== other);
        expect(outcome(goodToken.slice(0, at) + other + goodToken.slice(at + 1))).not.toBe("ok");
      }),
      { numRuns: 2_000 },
    );
  });

  it("of one bit of the signature makes it refused", () => {
    fc.assert(
      fc.property(fc.nat(signature.length * 8 - 1), (bit) => {
        const changed = Buffer.from(signature);
        const at = Math.floor(bit / 8);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << (bit % 8)), at);
        expect(outcome(withSignature(changed))).toBe("signature_invalid");
      }),
    );
  });

  it("by inserting, deleting or exchanging text makes it refused", () => {
    const position = fc.nat(goodToken.length);
    fc.assert(
      fc.property(position, position, fc.string({ maxLength: 5 }), (left, right, text) => {
        const changed =
          goodToken.slice(0, Math.min(left, right)) + text + goodToken.slice(Math.max(left, right));
        fc.pre(changed !== goodToken);
        expect(outcome(changed)).not.toBe("ok");
      }),
      { numRuns: 1_000 },
    );
  });

  it("of one claim's value makes it refused, although it is signed again", () => {
    const bound = fc.constantFrom("iss", "aud", "sub", "method", "uri");
    fc.assert(
      fc.property(bound, fc.oneof(fc.string(), fc.jsonValue()), (name, value) => {
        fc.pre(value !== claims[name]);
        expect(outcome(withClaims({ [name]: value }))).not.toBe("ok");
      }),
    );
  });

  it("of a time is accepted exactly inside the documented window", () => {
    const seconds = fc.integer({ min: NOW - 70, max: NOW + 70 });
    fc.assert(
      fc.property(seconds, seconds, fc.option(seconds, { nil: undefined }), (iat, exp, nbf) => {
        const inside =
          exp > NOW &&
          iat <= NOW + 5 &&
          exp - iat >= 1 &&
          exp - iat <= 60 &&
          (nbf === undefined || nbf <= NOW + 5);
        expect(outcome(withClaims({ iat, exp, nbf })) === "ok").toBe(inside);
      }),
    );
  });
});

describe("arbitrary input", () => {
  it("never makes the verifier throw, and is never accepted", () => {
    const part = fc.oneof(
      fc.string(),
      fc.jsonValue().map((value) => base64url(JSON.stringify(value))),
      fc.uint8Array().map((bytes) => base64url(bytes)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        expect(outcome(parts.join("."))).not.toBe("ok");
      }),
      { numRuns: 1_000 },
    );
  });

  it("in a signed header or payload never makes the verifier throw", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        fc.pre(
          !("alg" in members || "typ" in members || "kid" in members) && Object.keys(members).length > 0,
        );
        expect(outcome(withHeader(members))).toBe("header_not_allowed");
        const { iss, aud, sub } = claims;
        expect(check(withClaims({ ...members, iss, aud, sub })).ok).toBeTypeOf("boolean");
      }),
      { numRuns: 50 },
    );
  });
});

describe("a forged signature", () => {
  const number = (bytes: Buffer) => BigInt(`0x${bytes.toString("hex")}`);
  const bytesOf = (value: bigint, length = 256) =>
    Buffer.from(value.toString(16).padStart(length * 2, "0"), "hex");
  const n = number(modulus);
  const s = number(signature);

  it.each([
    ["of no bytes", Buffer.alloc(0)],
    ["of one byte", Buffer.from([1])],
    ["all zero", Buffer.alloc(256)],
    ["that is the number one", bytesOf(1n)],
    ["that is n - 1", bytesOf(n - 1n)],
    ["that is n", bytesOf(n)],
    ["that is n + 1", bytesOf(n + 1n)],
    ["of all ones", Buffer.alloc(256, 255)],
    ["that is n - s", bytesOf(n - s)],
    ["one byte short", signature.subarray(1)],
    ["with a zero byte in front", Buffer.concat([Buffer.alloc(1), signature])],
    ["with a zero byte behind", Buffer.concat([signature, Buffer.alloc(1)])],
    ["that is s + n, congruent to the true one", bytesOf(s + n, 257)],
    ["that is s + n in 256 bytes where it fits", bytesOf((s + n) % 2n ** 2048n)],
    ["of the right length, all the same byte", Buffer.alloc(256, 0x41)],
  ])("%s is refused", (_, forged) => {
    expect(outcome(withSignature(forged))).toBe("signature_invalid");
  });

  const hash = createHash("sha256").update(signingInput).digest();
  const sha256 = Buffer.from("3031300d060960864801650304020105000420", "hex");
  const sha1 = Buffer.from("3021300906052b0e03021a05000414", "hex");
  const sha512 = Buffer.from("3051300d060960864801650304020305000440", "hex");
  const withoutNull = Buffer.from("302f300b0609608648016503040201 0420".replace(" ", ""), "hex");
  const longLength = Buffer.from("308131300d060960864801650304020105000420", "hex");

  function message(digestInfo: Buffer, { type = 1, fill = 0xff, garbage = 0 } = {}): Buffer {
    const padding = Buffer.alloc(256 - 3 - digestInfo.length - garbage, fill);
    const start = Buffer.concat([Buffer.from([0, type]), padding, Buffer.from([0]), digestInfo]);
    return Buffer.concat([start, Buffer.alloc(garbage, 0x41)]);
  }
  const signRaw = (bytes: Buffer) =>
    privateEncrypt({ key: ownKey, padding: constants.RSA_NO_PADDING }, bytes);

  it("made by hand in the right way is accepted, so that the following tests prove something", () => {
    expect(outcome(withSignature(signRaw(message(Buffer.concat([sha256, hash])))))).toBe("ok");
  });

  it.each([
    [
      "garbage after the hash and short padding (Bleichenbacher 2006)",
      Buffer.concat([sha256, hash]),
      { garbage: 160 },
    ],
    ["one byte of garbage after the hash", Buffer.concat([sha256, hash]), { garbage: 1 }],
    ["padding of zeros", Buffer.concat([sha256, hash]), { fill: 0 }],
    ["padding of another byte", Buffer.concat([sha256, hash]), { fill: 0xfe }],
    ["block type 0", Buffer.concat([sha256, hash]), { type: 0 }],
    ["block type 2", Buffer.concat([sha256, hash]), { type: 2 }],
    ["the DigestInfo of SHA-1", Buffer.concat([sha1, hash.subarray(0, 20)]), {}],
    ["the DigestInfo of SHA-1 around 32 bytes", Buffer.concat([sha1, hash]), {}],
    ["the DigestInfo of SHA-512", Buffer.concat([sha512, hash, hash]), {}],
    ["no NULL parameters", Buffer.concat([withoutNull, hash]), {}],
    ["a length that is not the shortest", Buffer.concat([longLength, hash]), {}],
    ["no DigestInfo at all", hash, {}],
    ["the hash of something else", Buffer.concat([sha256, Buffer.alloc(32)]), {}],
  ])("of the right key over a PKCS#1 block with %s is refused", (_, digestInfo, options) => {
    expect(outcome(withSignature(signRaw(message(digestInfo, options))))).toBe("signature_invalid");
  });
});
