import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url } from "./base64url";
import { createBodyDigest, EMPTY_BODY_SHA256, sha256Hex } from "./body-digest";
import { redact } from "./redact";

describe("base64url", () => {
  it("gives back exactly the bytes that were encoded", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64url(Buffer.from(bytes).toString("base64url"))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it("accepts one spelling only: whatever decodes, encodes to the same text", () => {
    const character = fc.constantFrom(..."ABCDEFGHabcdefgh0189-_+/= \n".split(""));
    fc.assert(
      fc.property(fc.array(character, { maxLength: 9 }), (characters) => {
        const text = characters.join("");
        const bytes = decodeBase64url(text);
        if (bytes !== null) expect(bytes.toString("base64url")).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(["QQ==", "QR", "Q", "QUF=", "QUF\n", " QUE", "+/+/", "QUE.", "QÜFB", "QUFB\u0000"])(
    "refuses %j",
    (text) => {
      expect(decodeBase64url(text)).toBeNull();
    },
  );
});

describe("a body digest", () => {
  it("of no body is the published constant", () => {
    expect(sha256Hex(new Uint8Array())).toBe(EMPTY_BODY_SHA256);
    expect(createBodyDigest().hex()).toBe(EMPTY_BODY_SHA256);
  });

  it("does not depend on how the body was cut into chunks", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (chunks) => {
        const digest = createBodyDigest();
        for (const chunk of chunks) digest.update(chunk);
        const expected = createHash("sha256").update(Buffer.concat(chunks)).digest("hex");
        expect([digest.hex(), digest.hex()]).toEqual([expected, expected]);
        expect(sha256Hex(Buffer.concat(chunks))).toBe(expected);
      }),
    );
  });

  it("takes no bytes after it has been read", () => {
    const digest = createBodyDigest();
    digest.hex();
    expect(() => digest.update(Buffer.from("x"))).toThrow(/already been read/);
  });
});

describe("redaction", () => {
  const secret = "1fJjkkpe9PiTw9KSulA8Ghct30vZz4HpdQ5c5b9cPF10k2E2C";

  it.each([
    `nv_test_${secret}`,
    `/api/v1/customers?key=nv_live_${secret}&x=1`,
    `NV_TEST_${secret}`,
    `nv%5Ftest%5f${secret}`,
    `nv_test_${secret.slice(0, 10)}%${secret.slice(10)}`,
    `${"x".repeat(280)}nv_test_${secret}`,
    `eyJhbGciOiJSUzI1NiJ9.${secret}.${secret}`,
  ])("shows nothing of a key or token in %s", (text) => {
    for (let at = 0; at + 8 <= secret.length; at++)
      expect(redact(text)).not.toContain(secret.slice(at, at + 8));
  });

  it("leaves no invisible character and at most 300 characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const shown = redact(text);
        expect(shown.length).toBeLessThanOrEqual(300);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves ordinary text as it is and shows control characters as escapes", () => {
    expect(redact("/api/v1/customers?q=%20ž")).toBe("/api/v1/customers?q=%20ž");
    expect(redact("a\r\nb\u202e")).toBe("a\\u000d\\u000ab\\u202e");
  });
});
