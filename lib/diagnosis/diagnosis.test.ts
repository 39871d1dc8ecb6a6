import { describe, expect, it } from "vitest";
import { diagnoseJson } from "@/lib/diagnosis/json-body";
import { diagnoseUnknownPath } from "@/lib/diagnosis/near-path";
import { diagnoseReplay } from "@/lib/diagnosis/replay";
import { duration } from "@/lib/diagnosis/times";
import { diagnoseMalformedTarget, diagnosePath } from "@/lib/diagnosis/transport";
import { parseStrictJson } from "@/lib/security/strict-json";

describe("a body that is no JSON", () => {
  const cause = (text: string) => {
    const bytes = Buffer.from(text);
    const parsed = parseStrictJson(bytes);
    if (parsed.ok) throw new Error(`${text} is JSON.`);
    return diagnoseJson(bytes, parsed.problem, parsed.position ?? null);
  };

  it.each([
    ['{"a":1,}', "trailing_comma"],
    ["[1, 2,\n]", "trailing_comma"],
    ["{'a':1}", "single_quotes"],
    ["{a:1}", "unquoted_name"],
    ['{"a":undefined}', "not_a_value"],
    ['{"a":None}', "not_a_value"],
    ['{"a":1', "cut_off"],
    ['{"a":"one\ntwo"}', "raw_line_break"],
    ['{"a":1} {"b":2}', "more_text"],
    ['{"a":1, // one\n"b":2}', "comment"],
    ["a=1&b=2", "form"],
    ["<a/>", "markup"],
    ["[object Object]", "printed_object"],
    ['{"a":1,"a":2}', "member_twice"],
    ["\ufeff{}", "byte_order_mark"],
    ["[".repeat(40), "nested_too_deeply"],
    ['{"a" 1}', "syntax"],
  ])("is told why: %s", (text, expected) => {
    expect(cause(text).cause).toBe(expected);
  });

  it("is shown where without what it holds", () => {
    const { at, context } = cause('{\n  "password": "hunter2",\n}');
    expect(at).toEqual({ position: 28, line: 3, column: 1 });
    expect(context).toBe("}\n^");
    expect(cause('{"iban":"DE00","x" 1}').context).toBe('{"xxxx":"xxxx","x" x}\n                   ^');
  });
});

describe("a path that does not exist", () => {
  const patterns = [
    "/api/v1/customers",
    "/api/v1/customers/[id]",
    "/api/v1/customers/[id]/persons",
    "/api/ui/secret",
  ];
  const hint = (path: string) => diagnoseUnknownPath(path, patterns)?.hint;

  it.each([
    ["/v1/customers", "/api/v1/customers"],
    ["/customers/cus_1", "/api/v1/customers/{id}"],
    ["/api/customers", "/api/v1/customers"],
    ["/api/v1/api/v1/customers", "/api/v1/customers"],
    ["/api/v2/customers", "/api/v1/customers"],
    ["/api/v1/Customers", "/api/v1/customers"],
    ["/api/v1/customer", "/api/v1/customers"],
    ["/api/v1/customers/cus_1/person", "/api/v1/customers/{id}/persons"],
  ])("%s leads to %s", (path, expected) => {
    expect(hint(path)).toContain(expected);
  });

  it("leads to none of our own pages' data, and not to what is far away", () => {
    for (const path of ["/api/ui/secre", "/api/ui/customers", "/api/v1/unicorns", "/", "/api"]) {
      expect(hint(path)).toBeUndefined();
    }
  });
});

describe("a target in another form", () => {
  it.each([
    ["/api/v1/customers/", "/api/v1/customers"],
    ["//api/v1/customers?a=1", "/api/v1/customers?a=1"],
    ["/api/v1/x/../customers", "/api/v1/customers"],
    ["https://host/api/v1/customers", "/api/v1/customers"],
  ])("%s is shown as %s", (target, right) => {
    expect(diagnosePath(target).hint).toContain(`Send and sign ${right}.`);
  });

  it("is told what must be escaped, and where", () => {
    expect(diagnoseMalformedTarget("/a?q=100%").cause).toBe("bad_escape");
    expect(diagnoseMalformedTarget("/a?q=%00").cause).toBe("control_character");
    expect(diagnoseMalformedTarget("/a?q=é").hint).toContain("position 6");
    expect(diagnoseMalformedTarget("/a#b").cause).toBe("fragment");
  });
});

describe("a token id that came twice", () => {
  const cause = (jti: string) =>
    diagnoseReplay(jti, { bodyHash: "a".repeat(64), nowSeconds: 1_795_211_844, ids: ["key_1", "app_1"] })
      .cause;

  it.each([
    ["1795211844", "jti_from_time"],
    ["req-1795211844123", "jti_from_time"],
    ["00000017", "jti_counter"],
    ["request-0017", "jti_counter"],
    ["a".repeat(64), "jti_from_request"],
    ["00000000-0000-0000-0000-000000000000", "jti_constant"],
    ["my-token", "jti_constant"],
    ["token-of-the-payments-service", "jti_constant"],
    ["qWzRtYuIoPaSdFgHjKlZxC", "token_sent_again"],
    ["6f1c0a52-2c5e-4b3e-9d0c-0a1b2c3d4e5f", "token_sent_again"],
  ])("%s: %s", (jti, expected) => {
    expect(cause(jti)).toBe(expected);
  });
});

describe("a length of time", () => {
  it.each([
    [42, "42 s"],
    [179, "179 s"],
    [27 * 60, "27 min"],
    [3600, "1 h"],
    [5.5 * 3600, "5 h 30 min"],
    [12 * 86_400, "12 days"],
  ])("of %s s reads %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
