import { describe, expect, it } from "vitest";
import { firstDifference, nameFirst, showAll, showInvisible } from "@/lib/client/first-difference";

describe("the difference of two texts", () => {
  it("is where characters begin to differ, up to where they are alike again", () => {
    expect(firstDifference("/v1/x?q=a+b&n=1", "/v1/x?q=a%20b&n=1")).toEqual({
      position: 10,
      expected: { before: "/v1/x?q=a", different: "+", after: "b&n=1" },
      received: { before: "/v1/x?q=a", different: "%20", after: "b&n=1" },
    });
  });

  it("is nothing on the side where something is missing", () => {
    expect(firstDifference("/v1/x", "/v1/x/")).toEqual({
      position: 6,
      expected: { before: "/v1/x", different: "", after: "" },
      received: { before: "/v1/x", different: "/", after: "" },
    });
    // Never counts one character for both sides.
    expect(firstDifference("aa", "aaa")).toMatchObject({
      expected: { before: "aa", different: "" },
      received: { before: "aa", different: "a", after: "" },
    });
  });

  it("never splits a character of two code units", () => {
    expect(firstDifference("a😀", "a😁")?.expected).toEqual({ before: "a", different: "😀", after: "" });
  });

  it("is null between equals", () => {
    expect(firstDifference("", "")).toBeNull();
    expect(firstDifference("POST", "POST")).toBeNull();
  });
});

describe("characters that cannot be seen", () => {
  it("are written out, and spaces only where they are pointed at", () => {
    expect(showInvisible("a\tb\r\nc\u200bd\u00a0e f\ufeff")).toBe("a⇥b␍↵c[U+200B]d[nbsp]e f[U+FEFF]");
    expect(showInvisible("\u202egnp.exe")).toBe("[U+202E]gnp.exe");
    expect(showAll("a b")).toBe("a␣b");
    expect(showInvisible("Žofie 日本 😀")).toBe("Žofie 日本 😀");
  });

  it("have names in a sentence", () => {
    expect([nameFirst("+b"), nameFirst(" b"), nameFirst(""), nameFirst("\u200b")]).toEqual([
      "“+”",
      "a space",
      "the end",
      "U+200B",
    ]);
  });
});
