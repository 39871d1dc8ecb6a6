import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./return-path";

const ORIGIN = "https://partner.example";

describe("the return path after signing in", () => {
  it.each(["/overview", "/settings/platform/api-applications?step=key", "/a/b#c"])("takes %s", (path) => {
    expect(safeReturnPath(path, "/overview")).toBe(path);
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    null,
    undefined,
  ])("refuses %j", (path) => {
    expect(safeReturnPath(path, "/overview")).toBe("/overview");
  });

  it("never leaves the origin, whatever is asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (tail) => {
        const path = safeReturnPath(`/${tail}`, "/overview");
        expect(new URL(path, ORIGIN).origin).toBe(ORIGIN);
      }),
    );
  });
});
