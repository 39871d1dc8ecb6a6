import { createHash, createPublicKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effortOf } from "@/test/support/effort";
import { badPublicKeys, goodDer, goodPem, goodPublicKeys, modulus } from "@/test/vectors/public-keys";
import { admitPublicKey, loadVerificationKey } from "./public-key";

/** Some fifty milliseconds. */
const LARGEST_EFFORT = 50;

describe("a public key", () => {
  it.each(goodPublicKeys)("with %s is accepted with little effort", (_, text, modulusBits) => {
    const result = admitPublicKey(text);
    expect(result).toMatchObject({ ok: true, modulusBits });
    expect(effortOf(() => admitPublicKey(text))).toBeLessThan(LARGEST_EFFORT);
  });

  it.each(badPublicKeys)("with %s is refused with little effort, for its own reason", (_, text, reason) => {
    const result = admitPublicKey(text);
    expect(result).toMatchObject({ ok: false, reason });
    expect(effortOf(() => admitPublicKey(text))).toBeLessThan(LARGEST_EFFORT);
  });

  it("is tested with at least 60 bad and 20 good ones", () => {
    expect(new Set(badPublicKeys.map(([, text]) => text)).size).toBeGreaterThanOrEqual(60);
    expect(new Set(goodPublicKeys.map(([, text]) => text)).size).toBeGreaterThanOrEqual(20);
  });

  it("has the same fingerprint and canonical PEM however its PEM was written", () => {
    const fingerprint = createHash("sha256").update(goodDer).digest("hex");
    const spellings = goodPublicKeys.filter(
      ([, text]) => text.replace(/\s/g, "") === goodPem.replace(/\s/g, ""),
    );
    expect(spellings.length).toBeGreaterThan(12);
    for (const [, text] of spellings) {
      expect(admitPublicKey(text)).toEqual({
        ok: true,
        fingerprint,
        publicKeyPem: goodPem,
        modulusBits: 2048,
      });
    }
  });

  it("is refused with a message and a hint that hold nothing of the input", () => {
    for (const [, text, reason] of badPublicKeys) {
      const result = admitPublicKey(text);
      if (result.ok) throw new Error(`accepted: ${reason}`);
      expect(result.message).toMatch(/^[\x20-\x7e]{10,150}$/);
      expect(result.hint).toMatch(/^[\x20-\x7e]{10,250}$/);
      for (const piece of text.slice(0, 20_000).match(/[A-Za-z0-9+/]{40}/g) ?? []) {
        expect(JSON.stringify(result)).not.toContain(piece.slice(0, 20));
      }
    }
  });

  it("with each weakness is told apart in the message", () => {
    const messages = badPublicKeys
      .filter(([, , reason]) => reason === "weak_modulus")
      .map(([, text]) => admitPublicKey(text))
      .map((result) => (result.ok ? "" : result.message));
    expect(messages.some((message) => message.includes("even"))).toBe(true);
    expect(messages.some((message) => message.includes("below 10,000"))).toBe(true);
    expect(messages.filter((message) => message.includes("ROCA"))).toHaveLength(3);
    expect(messages.filter((message) => message.includes("too close"))).toHaveLength(4);
    expect(messages.filter((message) => message.includes("prime number"))).toHaveLength(3);
  });

  it("is refused, or is another key, after any change of one byte", () => {
    const own = createPublicKey(goodPem);
    fc.assert(
      fc.property(fc.nat(goodDer.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(goodDer);
        changed.writeUInt8(changed.readUInt8(at) ^ change, at);
        const result = admitPublicKey(
          `-----BEGIN PUBLIC KEY-----\n${changed.toString("base64")}\n-----END PUBLIC KEY-----`,
        );
        if (!result.ok) return;
        const admitted = createPublicKey(result.publicKeyPem);
        expect(admitted.equals(own)).toBe(false);
        expect(admitted.export({ format: "jwk" }).e).toBe("AQAB");
        expect(admitted.export({ format: "der", type: "spki" })).toEqual(changed);
      }),
      { numRuns: 150 },
    );
  });

  it("is judged without throwing, whatever the text", () => {
    const line = fc.constantFrom(
      "-----BEGIN PUBLIC KEY-----",
      "-----END PUBLIC KEY-----",
      "\n",
      "MIIB",
      "{",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string({ unit: "binary" })), { maxLength: 8 }), (lines) => {
        expect(admitPublicKey(lines.join("")).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const body = Buffer.from(bytes).toString("base64");
        expect(admitPublicKey(`-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`).ok).toBe(
          false,
        );
      }),
      { numRuns: 500 },
    );
    for (const value of [undefined, null, 5, {}, []]) {
      // A caller that skipped validation must get a refusal, not an exception.
      expect(admitPublicKey(value as unknown as string).ok).toBe(false);
    }
  });

  it("once accepted, is loaded for verifying under its fingerprint", () => {
    const loaded = loadVerificationKey(goodPem, "f");
    expect(loaded.fingerprint).toBe("f");
    expect(loaded.key.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n });
    expect(() => loadVerificationKey("nonsense", "f")).toThrow();
    expect(modulus > 1n << 2047n).toBe(true);
  });
});
