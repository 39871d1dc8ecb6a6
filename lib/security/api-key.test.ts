import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateApiKey, hashApiKey, type KeyEnvironment, parseApiKey, parsePeppers } from "./api-key";
import { crc32 } from "./crc32";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const environments = fc.constantFrom<KeyEnvironment>("sandbox", "production");
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("an API key", () => {
  it("uses the CRC-32 of ISO 3309 (check value of 123456789)", () => {
    expect(crc32("123456789")).toBe(0xcbf43926);
    expect(crc32("")).toBe(0);
  });

  it("has a checksum that other implementations of the published format agree with", () => {
    const known = "nv_test_1fJjkkpe9PiTw9KSulA8Ghct30vZz4HpdQ5c5b9cPF10k2E2C";
    expect(parseApiKey(known)).toEqual({ environment: "sandbox", prefix: "nv_test_1fJj", lastFour: "2E2C" });
  });

  it("holds all 256 random bits, most significant first, and is 57 characters long", () => {
    expect(generateApiKey("sandbox", (n) => new Uint8Array(n))).toMatch(/^nv_test_0{43}[0-9A-Za-z]{6}$/);
    const highest = generateApiKey("production", (n) => new Uint8Array(n).fill(255));
    expect(highest).toHaveLength(57);
    const digits = [...highest.slice(8, 51)].map((digit) => BigInt(ALPHABET.indexOf(digit)));
    expect(digits.reduce((value, digit) => value * 62n + digit, 0n)).toBe(2n ** 256n - 1n);
  });

  it("comes back from parsing with its environment, prefix and last four", () => {
    fc.assert(
      fc.property(environments, bytes32, (environment, random) => {
        const key = generateApiKey(environment, () => random);
        expect(parseApiKey(key)).toEqual({ environment, prefix: key.slice(0, 12), lastFour: key.slice(-4) });
      }),
    );
  });

  it("is refused after any change of a single character", () => {
    fc.assert(
      fc.property(bytes32, fc.nat(56), fc.string({ minLength: 1, maxLength: 1 }), (random, at, other) => {
        const key = generateApiKey("sandbox", () => random);
        fc.pre(key.charAt(at) !== other);
        expect(parseApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it("is refused after any exchange of one base62 character, exhaustively for one key", () => {
    const key = generateApiKey("production", (n) => randomBytes(n));
    for (let at = 0; at < key.length; at++) {
      for (const other of ALPHABET) {
        if (key.charAt(at) === other) continue;
        expect(parseApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBeNull();
      }
    }
  });

  it("is refused when two neighbouring characters are exchanged", () => {
    const key = generateApiKey("sandbox", (n) => new Uint8Array(n).map((_, index) => index * 37 + 11));
    for (let at = 0; at + 1 < key.length; at++) {
      const swapped = key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
      if (swapped !== key) expect(parseApiKey(swapped)).toBeNull();
    }
  });

  const valid = generateApiKey("sandbox", (n) => new Uint8Array(n).fill(7));
  const malformed: [string, string][] = [
    ["empty", ""],
    ["10 kB long", "nv_test_".padEnd(10_240, "a")],
    ["followed by a newline", `${valid}\n`],
    ["preceded by a space", ` ${valid}`],
    ["with a NUL", `${valid.slice(0, 20)}\u0000${valid.slice(21)}`],
    ["with a control character", `${valid.slice(0, 20)}\u0007${valid.slice(21)}`],
    ["with a letter outside ASCII", `${valid.slice(0, 20)}é${valid.slice(21)}`],
    ["with full-width digits", valid.replace("nv_", "ｎv_")],
    ["in upper case", valid.toUpperCase()],
    ["of another scheme", valid.replace("nv_test_", "nv_prod_")],
    ["moved to the other environment", valid.replace("nv_test_", "nv_live_")],
    ["two keys joined by a comma", `${valid}, ${valid}`],
    ["right prefix and last four, random middle", `${valid.slice(0, 12)}${"Q".repeat(41)}${valid.slice(-4)}`],
    ["one character short", valid.slice(0, -1)],
    ["one character long", `${valid}0`],
  ];
  it.each(malformed)("is refused without a query when it is %s", (_, value) => {
    expect(parseApiKey(value)).toBeNull();
  });

  it("is never made from a source that gives too few bytes", () => {
    expect(() => generateApiKey("sandbox", () => new Uint8Array(31))).toThrow(/wrong number of bytes/);
  });

  it("is stored as HMAC-SHA256 under the pepper", () => {
    const pepper = { version: 1, secret: Buffer.from("p".repeat(32)) };
    const digest = createHmac("sha256", pepper.secret).update(valid).digest();
    expect(hashApiKey(valid, pepper)).toEqual(digest);
    expect(hashApiKey(valid, { ...pepper, secret: Buffer.from("q".repeat(32)) })).not.toEqual(digest);
  });
});

describe("the peppers setting", () => {
  const first = "a".repeat(32);
  const second = `${"b".repeat(31)}=`;

  it("reads a bare secret as version 1", () => {
    expect(parsePeppers(` ${first}\n`)).toEqual([{ version: 1, secret: Buffer.from(first) }]);
  });

  it("reads a list, the current pepper first", () => {
    expect(parsePeppers(`2:${second}, 1:${first}`)).toEqual([
      { version: 2, secret: Buffer.from(second) },
      { version: 1, secret: Buffer.from(first) },
    ]);
  });

  const wrong: [string, string, RegExp][] = [
    ["empty", "  ", /empty/],
    ["too short", first.slice(1), /too short/],
    ["too short in a list", `2:${first},1:shortsecret`, /number 2 .* too short/],
    ["without a version in a list", `2:${first},${second}`, /number 2 .* <version>:<secret>/],
    ["of version 0", `0:${first}`, /from 1 to/],
    ["of too high a version", `99999:${first}`, /from 1 to/],
    ["twice of one version", `2:${first},2:${second}`, /same version/],
    ["with white space inside", `${first} ${second}`, /white space/],
    ["a list without versions", `${first},${second}`, /comma/],
  ];
  it.each(wrong)("is refused when a pepper is %s, in words without the secret", (_, setting, problem) => {
    let message = "";
    try {
      parsePeppers(setting);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(problem);
    expect(message).not.toContain("aaa");
    expect(message).not.toContain("bbb");
    expect(message).not.toContain("shortsecret");
  });
});
