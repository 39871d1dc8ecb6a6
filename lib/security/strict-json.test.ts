import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effortOf } from "@/test/support/effort";
import { JsonNumber, parseStrictJson } from "./strict-json";

const parse = (text: string, options = {}) => parseStrictJson(Buffer.from(text, "utf8"), options);
const problemOf = (text: string) => {
  const result = parse(text);
  return result.ok ? "accepted" : result.problem;
};
/** How a value stands in the document; of a number its own spelling, which a `JsonNumber` keeps. */
const spellingOf = (value: unknown) => (value instanceof JsonNumber ? value.text : JSON.stringify(value));
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

describe("strict JSON", () => {
  it("agrees with JSON.parse on everything JSON.stringify writes", () => {
    const document = fc.jsonValue({ maxDepth: 6, stringUnit: "grapheme" });
    fc.assert(
      fc.property(document, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
      { numRuns: 500 },
    );
  });

  it("accepts nothing that JSON.parse refuses, and never throws", () => {
    const piece = fc.constantFrom(...'{}[]:,"\\0123456789.eE+-truefalsn u\n\t\u0000\u00a0/*'.split(""));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const result = parse(text);
        if (result.ok) expect(result.value).toEqual(JSON.parse(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it("never throws on arbitrary bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(typeof parseStrictJson(bytes).ok).toBe("boolean");
      }),
    );
  });

  it.each([
    ["at the top", '{"a":1,"a":1}'],
    ["not next to each other", '{"a":1,"b":2,"a":3}'],
    ["in an inner object", '{"x":[{"a":1,"a":2}]}'],
    ["written once with an escape", '{"\\u0061":1,"a":2}'],
    ["written once with an escaped surrogate pair", '{"\\ud83d\\ude00":1,"😀":2}'],
    ["the empty name", '{"":1,"":2}'],
    ["__proto__", '{"__proto__":1,"__proto__":2}'],
    ["after a value undefined could be mistaken for", '{"a":null,"a":1}'],
  ])("refuses a duplicate member name: %s", (_, text) => {
    expect(problemOf(text)).toMatch(/^duplicate member name/);
  });

  it("does not take names inherited from Object.prototype for duplicates", () => {
    const result = parse('{"constructor":1,"toString":2,"hasOwnProperty":3}');
    expect(result).toEqual({ ok: true, value: { constructor: 1, toString: 2, hasOwnProperty: 3 } });
  });

  it("keeps __proto__ as an ordinary member and leaves every prototype alone", () => {
    const result = parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}');
    const value: object = result.ok && typeof result.value === "object" && result.value ? result.value : {};
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect("admin" in value).toBe(false);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect("admin" in {}).toBe(false);
  });

  it.each([
    ["a byte order mark", "\uFEFF{}"],
    ["an empty text", ""],
    ["only white space", " \n"],
    ["two values", "{} {}"],
    ["a comment", "{/* x */}"],
    ["a line comment", "{} // x"],
    ["a trailing comma in an object", '{"a":1,}'],
    ["a trailing comma in an array", "[1,]"],
    ["a missing comma", "[1 2]"],
    ["single quotes", "{'a':1}"],
    ["a bare name", "{a:1}"],
    ["NaN", "NaN"],
    ["Infinity", "-Infinity"],
    ["a leading zero", "01"],
    ["a plus sign", "+1"],
    ["a bare fraction", ".5"],
    ["an unfinished fraction", "1."],
    ["hexadecimal", "0x10"],
    ["a raw newline in a string", '"a\nb"'],
    ["a raw NUL in a string", '"a\u0000b"'],
    ["an unknown escape", '"\\x41"'],
    ["a short escape", '"\\u12"'],
    ["an unfinished string", '"abc'],
    ["an unfinished object", '{"a":1'],
    ["a no-break space around a value", "\u00a01"],
    ["a vertical tab", "\u000b1"],
    ["half a surrogate pair in a value", '"\\ud800"'],
    ["half a surrogate pair in a name", '{"\\udc00":1}'],
    ["an upper-case literal", "TRUE"],
  ])("refuses %s", (_, text) => {
    expect(parse(text).ok).toBe(false);
  });

  it.each([
    ["a stray continuation byte", [0x22, 0x80, 0x22]],
    ["an overlong slash", [0x22, 0xc0, 0xaf, 0x22]],
    ["an encoded surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["a cut-off sequence", [0x22, 0xc5, 0x22]],
    ["UTF-16", [0x7b, 0x00, 0x7d, 0x00]],
    ["a code point above U+10FFFF", [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
  ])("refuses invalid UTF-8: %s", (_, bytes) => {
    expect(parseStrictJson(Uint8Array.from(bytes)).ok).toBe(false);
  });

  it("refuses nesting beyond the limit, 32 unless told otherwise, and survives a million brackets", () => {
    expect(parse(nested(32)).ok).toBe(true);
    expect(problemOf(nested(33))).toMatch(/nested deeper than 32/);
    expect(parse(nested(3), { maxDepth: 2 }).ok).toBe(false);
    expect(parse("[".repeat(1_000_000)).ok).toBe(false);
    expect(parse('{"a":'.repeat(200_000)).ok).toBe(false);
  });

  it("keeps the spelling of numbers in token mode", () => {
    const result = parse("[12, 12.0, 1e3, -0, 1e400]", { numbers: "tokens" });
    const numbers = result.ok && Array.isArray(result.value) ? result.value : [];
    expect(numbers.map((number) => number instanceof JsonNumber && number.text)).toEqual([
      "12",
      "12.0",
      "1e3",
      "-0",
      "1e400",
    ]);
    expect(numbers.map((number) => number instanceof JsonNumber && number.value)).toEqual([
      12,
      12,
      1000,
      -0,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("reads members alike however they are spaced, and each number as it was written", () => {
    const name = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString", "7", "-0"));
    const scalar = fc.oneof(fc.string({ unit: "grapheme" }), fc.boolean(), fc.constant(null));
    const number = fc.constantFrom(
      "0",
      "-0",
      "12",
      "12.0",
      "1e3",
      "1E3",
      "1e+21",
      "0.1",
      "1e400",
      "9007199254740993",
    );
    const written = fc.oneof(
      scalar.map((value) => JSON.stringify(value)),
      number,
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, written), { selector: ([name]) => name }), (members) => {
        const spell = (comma: string, colon: string) =>
          `{${members.map(([name, value]) => `${JSON.stringify(name)}${colon}${value}`).join(comma)}}`;
        const result = parse(spell(",", ":"), { numbers: "tokens" });
        expect(result).toEqual(parse(spell(" ,\n", " : "), { numbers: "tokens" }));
        expect(parse(spell(",", ":"))).toEqual(parse(spell(" ,\n", " : ")));
        const read = result.ok ? Object.entries(result.value as object) : [];
        expect(new Map(read.map(([name, value]) => [name, spellingOf(value)]))).toEqual(new Map(members));
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuses a name that comes twice among members of any kind, however they are spaced", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), scalar, { minKeys: 1 }), fc.boolean(), (members, isSpaced) => {
        const text = JSON.stringify(members, null, isSpaced ? 1 : 0);
        const [name] = Object.keys(members);
        const twice = `{${JSON.stringify(name)}:${JSON.stringify(members[String(name)])},${text.slice(1)}`;
        expect(problemOf(twice)).toMatch(/duplicate member name/);
      }),
      { numRuns: 500 },
    );
  });

  it("masks API keys in what it says about a duplicate name", () => {
    const key = `nv_test_${"a".repeat(49)}`;
    expect(problemOf(`{"${key}":1,"${key}":2}`)).not.toContain("aaaa");
  });

  it("reads 1 MiB in well under a second", () => {
    const rows = Array.from({ length: 9_000 }, (_, id) => ({
      id,
      name: `Name "${id}"`,
      note: "x".repeat(70),
    }));
    const bytes = Buffer.from(JSON.stringify(rows));
    expect(bytes.length).toBeGreaterThan(1_000_000);
    expect(parseStrictJson(bytes).ok).toBe(true);
    expect(effortOf(() => parseStrictJson(bytes))).toBeLessThan(500);
  });

  it.each([
    ["one string without an end", `"${"a".repeat(1_048_000)}`],
    ["one string of escapes", `"${"\\n".repeat(500_000)}"`],
    ["one string of escapes without an end", `"${"\\n".repeat(500_000)}`],
    ["many member names", `{${Array.from({ length: 90_000 }, (_, n) => `"n${n}":1`).join()}}`],
    ["one long number", "1".repeat(1_000_000)],
  ])("takes no longer for 1 MiB made to be slow: %s", (_, text) => {
    expect(effortOf(() => parse(text))).toBeLessThan(1_000);
  });
});
