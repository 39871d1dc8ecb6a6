import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NuveraClientError } from "./errors";
import { buildTarget, targetUrl } from "./target";

const ORIGIN = "https://api.example.com";

describe("buildTarget", () => {
  it("encodes every character that fetch would rewrite, also the apostrophe", () => {
    expect(buildTarget("/api/v1/customers", { q: "O'Brien & Söhne (1+1)", limit: 20, submit: false })).toBe(
      "/api/v1/customers?q=O%27Brien%20%26%20S%C3%B6hne%20%281%2B1%29&limit=20&submit=false",
    );
  });

  it("leaves out parameters without a value", () => {
    expect(buildTarget("/api/v1/customers", { cursor: null, status: undefined })).toBe("/api/v1/customers");
    expect(buildTarget("/api/v1/customers", { q: "" })).toBe("/api/v1/customers?q=");
  });

  it.each([
    ["/"],
    ["//"],
    ["/api/v1/"],
    ["/api//v1"],
    ["/api/../v1"],
    ["/api/./v1"],
    ["api/v1"],
    ["/a%2Fb"],
    ["/a\\b"],
    [""],
  ])("refuses the path %j", (path) => {
    expect(() => buildTarget(path)).toThrow(NuveraClientError);
  });

  it("refuses an id that would change the path", () => {
    expect(() => buildTarget(["api", "v1", "customers", "../payment"])).toThrow(NuveraClientError);
    expect(() => buildTarget(["api", "v1", "customers", ".."])).toThrow(NuveraClientError);
    expect(() => buildTarget(["api", "v1", "customers", ""])).toThrow(NuveraClientError);
    expect(() => buildTarget([])).toThrow(NuveraClientError);
    expect(() => buildTarget(["\ud800"])).toThrow(NuveraClientError);
  });

  it("is never rewritten by a URL parser, whatever the values, and reads back as given", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: "binary", minLength: 1 }).filter((text) => !/^\.{1,2}$|[/\\%]/.test(text)),
          { minLength: 1 },
        ),
        fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })),
        (segments, query) => {
          const url = new URL(targetUrl(ORIGIN, buildTarget(segments, query)));
          expect(url.pathname.slice(1).split("/").map(decodeURIComponent)).toEqual(segments);
          expect([...url.searchParams]).toEqual(Object.entries(query));
        },
      ),
    );
  });
});

describe("targetUrl", () => {
  it.each([
    ["/api/v1/customers?a=1&a=2&&b"],
    ["/api/v1/customers?a=%2f%41+%20[]"],
    ["/api/v1/customers?%zz"],
    ["/api//v1"],
    ["/api/v1/a%2Fb"],
  ])("passes %s on as it is", (target) => {
    expect(targetUrl(ORIGIN, target)).toBe(ORIGIN + target);
  });

  it.each([
    ["/api/v1/../v2"],
    ["/api/v1/%2e%2e/v2"],
    ["/api/./v1"],
    ["/api\\v1"],
    ["/api/v1?"],
    ["/api/v1?q='x'"],
    ['/api/v1?q="x"'],
    ["/api/v1/{id}"],
    ["/api/v1?q=<b>"],
    ["/api/v1\n"],
    ["/api/v1#x"],
    ["@evil.example/api"],
    [".evil.example/api"],
    [""],
  ])("refuses %j, which fetch would send otherwise", (target) => {
    expect(() => targetUrl(ORIGIN, target)).toThrow(NuveraClientError);
  });
});
