import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Pepper, parsePeppers } from "./peppers";
import { openSealedSecret, sealSecret } from "./sealed-secret";

const OLD = parsePeppers(`1:${"o".repeat(40)}`);
const BOTH = parsePeppers(`2:${"n".repeat(40)},1:${"o".repeat(40)}`);
const seal = (secret: string, purpose: string, peppers: readonly Pepper[] = OLD) =>
  sealSecret(secret, purpose, peppers, randomBytes);

describe("a sealed secret", () => {
  it("opens to what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (secret, purpose) => {
        expect(openSealedSecret(seal(secret, purpose), purpose, OLD)).toBe(secret);
      }),
    );
  });

  it("opens nowhere else than where it was sealed for", () => {
    const sealed = seal("a secret", "second factor alice");
    expect(openSealedSecret(sealed, "second factor bob", OLD)).toBeNull();
    expect(openSealedSecret(sealed, "", OLD)).toBeNull();
  });

  it("still opens after a newer pepper came, and is sealed with the newest", () => {
    expect(openSealedSecret(seal("a secret", "x", OLD), "x", BOTH)).toBe("a secret");
    const sealed = seal("a secret", "x", BOTH);
    expect(sealed.startsWith("2.")).toBe(true);
    expect(openSealedSecret(sealed, "x", OLD)).toBeNull();
  });

  it("does not open under another pepper that took its version", () => {
    expect(openSealedSecret(seal("a secret", "x"), "x", parsePeppers(`1:${"z".repeat(40)}`))).toBeNull();
  });

  it("is another text each time, and never holds the secret", () => {
    const sealed = [seal("a secret", "x"), seal("a secret", "x")];
    expect(new Set(sealed).size).toBe(2);
    for (const text of sealed) {
      expect(Buffer.from(text.slice(2), "base64url").includes("a secret")).toBe(false);
    }
  });

  it("does not open with any bit changed, cut short or made up", () => {
    const sealed = seal("a secret", "x");
    const bytes = Buffer.from(sealed.slice(2), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(openSealedSecret(`1.${changed.toString("base64url")}`, "x", OLD)).toBeNull();
    }
    for (const text of ["", "1", "1.", "1.AAAA", sealed.slice(0, -4), `9.${sealed.slice(2)}`, "nonsense"]) {
      expect(openSealedSecret(text, "x", OLD)).toBeNull();
    }
  });
});
