import { describe, expect, it } from "vitest";
import { signObjects, signTexts } from "@/test/vectors/token-builder";
import {
  check,
  claims,
  expectations,
  goodToken,
  header,
  NOW,
  outcome,
  ownKey,
  withClaims,
  withHeader,
} from "@/test/vectors/token-fixture";
import { EMPTY_BODY_SHA256, sha256Hex } from "./body-digest";
import { checkBodyHash, type VerifiedToken } from "./request-token";

const text = JSON.stringify(claims);
const withPayload = (payload: string | Uint8Array) => signTexts(JSON.stringify(header), payload, ownKey);
const withHeaderText = (members: string | Uint8Array) => signTexts(members, text, ownKey);
const OTHER_KEY = "nv_live_28pwpFvXuOCuClQJSgvJUKf8mA3ApwedogOvpU3VfJJ33aT6z";

describe("the claims", () => {
  it.each(Object.keys(claims))("without %s are refused, also when a prototype would have it", (name) => {
    const rest = Object.fromEntries(Object.entries(claims).filter(([other]) => other !== name));
    expect(outcome(signObjects(header, rest, ownKey))).toBe("claim_missing");
    const smuggled = `{"__proto__":${text},${JSON.stringify(rest).slice(1)}`;
    expect(outcome(withPayload(smuggled))).toBe("claim_missing");
  });

  it("are all present before the form of any is judged", () => {
    expect(outcome(withClaims({ iss: 5, jti: undefined }))).toBe("claim_missing");
  });

  const raw = (name: "iat" | "exp", spelling: string) =>
    withPayload(text.replace(`"${name}":${claims[name]}`, `"${name}":${spelling}`));
  const spellings = [
    "1e400",
    "-1e400",
    "1800000000.0",
    "18e8",
    "1800000012.5",
    '"1800000000"',
    "null",
    "true",
  ];
  const more = ["[1800000000]", "{}", "-1", "-0", "100000000001", "1800000000000", "9007199254740993", '""'];
  it.each([...spellings, ...more])("with a time written as %s are refused", (spelling) => {
    expect(outcome(raw("iat", spelling))).toBe("claim_invalid");
    expect(outcome(raw("exp", spelling))).toBe("claim_invalid");
    expect(outcome(withPayload(text.replace("}", `,"nbf":${spelling}}`)))).toBe("claim_invalid");
  });

  it("with a time of exactly 10^11 are well-formed", () => {
    expect(outcome(raw("exp", "100000000000"))).toBe("lifetime_too_long");
  });

  it.each(["iss", "aud", "sub", "method", "uri", "bodyHash", "jti"])(
    "with a %s that is no string are refused",
    (name) => {
      const value = claims[name as keyof typeof claims]; // the names above are keys of `claims`
      for (const wrong of [null, 1, true, [value], { value }, []]) {
        expect(outcome(withClaims({ [name]: wrong }))).toBe("claim_invalid");
      }
    },
  );

  it.each([
    "short12",
    "x".repeat(129),
    "with space",
    "with/slash",
    "12345678\n",
    "ünïcödé1",
    "12345678\u0000",
  ])("with the jti %j are refused", (jti) => expect(outcome(withClaims({ jti }))).toBe("claim_invalid"));

  it.each(["12345678", "x".repeat(128), "AZaz09._~-"])("with the jti %j are accepted", (jti) => {
    expect(outcome(withClaims({ jti }))).toBe("ok");
  });

  it.each([
    EMPTY_BODY_SHA256.toUpperCase(),
    EMPTY_BODY_SHA256.slice(1),
    `${EMPTY_BODY_SHA256}0`,
    `${EMPTY_BODY_SHA256}\n`,
    "",
  ])("with the bodyHash %j are refused", (bodyHash) =>
    expect(outcome(withClaims({ bodyHash }))).toBe("claim_invalid"),
  );

  it.each([
    ["a life of 61 s", { exp: NOW + 61 }, "lifetime_too_long"],
    ["a life of a year", { exp: NOW + 31_536_000 }, "lifetime_too_long"],
    ["a life of 60 s", { exp: NOW + 60 }, "ok"],
    ["a life of 1 s", { exp: NOW + 1 }, "ok"],
    ["a life of 0 s", { iat: NOW + 3, exp: NOW + 3 }, "claim_invalid"],
    ["a negative life", { iat: NOW + 5, exp: NOW + 4 }, "claim_invalid"],
    ["a long negative life, long ago", { iat: NOW, exp: 0 }, "claim_invalid"],
    ["exp now", { iat: NOW - 10, exp: NOW }, "token_expired"],
    ["exp in 1 s", { iat: NOW - 10, exp: NOW + 1 }, "ok"],
    ["iat 5 s ahead", { iat: NOW + 5, exp: NOW + 6 }, "ok"],
    ["iat 6 s ahead", { iat: NOW + 6, exp: NOW + 7 }, "token_not_yet_valid"],
    ["nbf 5 s ahead", { nbf: NOW + 5 }, "ok"],
    ["nbf 6 s ahead", { nbf: NOW + 6 }, "token_not_yet_valid"],
    ["nbf long ago", { nbf: 0 }, "ok"],
    ["time zero", { iat: 0, exp: 1 }, "token_expired"],
  ])("with %s are judged as documented", (_, changes, expected) => {
    expect(outcome(withClaims(changes))).toBe(expected);
  });

  it("nobody asked for change nothing and are not echoed", () => {
    const extra = {
      permissions: ["PAYMENTS_WRITE"],
      environment: "production",
      admin: true,
      nested: { a: [1] },
    };
    expect(check(withClaims(extra))).toEqual(check(goodToken));
    expect(outcome(withPayload(`{"__proto__":{"iss":"x"},${text.slice(1)}`))).toBe("ok");
  });

  it("are judged in the documented order", () => {
    const wrong: [object, string][] = [
      [{ iss: "x" }, "issuer_mismatch"],
      [{ aud: "x" }, "audience_mismatch"],
      [{ sub: "x" }, "subject_mismatch"],
      [{ iat: NOW - 100, exp: NOW - 1 }, "token_expired"],
      [{ nbf: NOW + 100 }, "token_not_yet_valid"],
      [{ method: "PUT" }, "method_mismatch"],
      [{ uri: "/x" }, "uri_mismatch"],
    ];
    for (let from = 0; from < wrong.length; from++) {
      const changes = Object.assign({}, ...wrong.slice(from).map(([change]) => change));
      expect(outcome(withClaims(changes))).toBe(wrong[from]?.[1]);
    }
    expect(outcome(withClaims({ exp: NOW + 61, method: "PUT" }))).toBe("lifetime_too_long");
    expect(outcome(withClaims({ iat: NOW + 6, exp: NOW + 99 }))).toBe("token_not_yet_valid");
    expect(outcome(withClaims({ iat: NOW - 99, exp: NOW }))).toBe("token_expired");
  });
});

describe("the binding to the request", () => {
  it.each([
    ["%20 against +", "/a?q=%20", "/a?q=+"],
    ["%2f against %2F", "/a%2fb", "/a%2Fb"],
    ["?a against ?a=", "/a?a", "/a?a="],
    ["a lone question mark", "/a", "/a?"],
    ["brackets against their escapes", "/a?x[]=1", "/a?x%5B%5D=1"],
    ["reordered parameters", "/a?b=1&c=2", "/a?c=2&b=1"],
    ["a repeated parameter", "/a?b=1", "/a?b=1&b=1"],
    ["a doubled slash", "/a/b", "/a//b"],
    ["a dot segment", "/a/b", "/a/./b"],
    ["a parent segment", "/a", "/b/../a"],
    ["an encoded parent segment", "/a", "/b/%2e%2e/a"],
    ["a trailing slash", "/a", "/a/"],
    ["an added NUL", "/a", "/a%00"],
    ["upper case", "/a", "/A"],
    ["the absolute form", "/a", "http://localhost/a"],
    ["a fragment", "/a", "/a#b"],
    ["a newline", "/a", "/a\n"],
    ["composed against decomposed letters", "/\u00e9", "/e\u0301"],
  ])("%s: neither passes for the other", (_, left, right) => {
    expect(outcome(withClaims({ uri: left }), { target: right })).toBe("uri_mismatch");
    expect(outcome(withClaims({ uri: right }), { target: left })).toBe("uri_mismatch");
  });

  it("compares bytes: a raw letter outside ASCII is its UTF-8 bytes on the wire", () => {
    const wire = Buffer.from("/ž", "utf8").toString("latin1");
    expect(outcome(withClaims({ uri: "/ž" }), { target: wire })).toBe("ok");
    expect(outcome(withClaims({ uri: wire }), { target: wire })).toBe("uri_mismatch");
    expect(outcome(withClaims({ uri: "/A" }), { target: "/\u0141" })).toBe("uri_mismatch");
  });

  it.each([
    ["HEAD", "GET"],
    ["GET", "HEAD"],
    ["get", "GET"],
    ["DELETE", "POST"],
    ["GET ", "GET"],
    ["", "GET"],
  ])("a token for the method %j does not pass for %s", (signed, sent) => {
    expect(outcome(withClaims({ method: signed }), { method: sent })).toBe("method_mismatch");
  });

  it("a token for another API key, or another key id, does not pass", () => {
    const subjects = [
      OTHER_KEY,
      "key_01980000-0000-7000-8000-00000000a002",
      "",
      "x",
      ` ${expectations.apiKey}`,
    ];
    for (const sub of subjects) expect(outcome(withClaims({ sub }))).toBe("subject_mismatch");
    expect(outcome(withClaims({ sub: expectations.apiKey.slice(0, -1) }))).toBe("subject_mismatch");
  });

  it("the body hash has to be that of the bytes that arrived", () => {
    const result = check(goodToken);
    const token: VerifiedToken | null = result.ok ? result.token : null;
    if (token === null) throw new Error("the token was refused");
    expect(checkBodyHash(token, EMPTY_BODY_SHA256)).toBeNull();
    expect(checkBodyHash(token, sha256Hex("x"))).toMatchObject({
      reason: "body_hash_mismatch",
      expected: sha256Hex("x"),
      received: EMPTY_BODY_SHA256,
      issuedAtSeconds: NOW,
    });
    for (const wrong of ["", EMPTY_BODY_SHA256.slice(1), `${EMPTY_BODY_SHA256}0`]) {
      expect(checkBodyHash(token, wrong)).toMatchObject({ reason: "body_hash_mismatch" });
    }
  });
});

describe("what a refusal says", () => {
  it("puts expected and received side by side", () => {
    expect(check(withClaims({ uri: "/api/v1/customers" }))).toMatchObject({
      expected: "/api/v1/customers?limit=20",
      received: "/api/v1/customers",
    });
  });

  it("gives the hint that seconds are expected when times are milliseconds", () => {
    const both = check(withClaims({ iat: NOW * 1000, exp: NOW * 1000 + 55_000 }));
    expect(both).toMatchObject({
      reason: "claim_invalid",
      hint: expect.stringContaining("seconds expected"),
    });
    expect(both).not.toHaveProperty("issuedAtSeconds");
    const onlyExp = check(withClaims({ exp: NOW * 1000 + 55_000 }));
    expect(onlyExp).toMatchObject({
      hint: expect.stringContaining("seconds expected"),
      issuedAtSeconds: NOW,
    });
  });

  it("reports iat once the signature has verified, whatever is wrong otherwise", () => {
    for (const changes of [{ iss: "x" }, { jti: undefined }, { aud: [] }, { exp: NOW - 1 }, { uri: "/" }]) {
      expect(check(withClaims({ iat: NOW - 30, ...changes }))).toMatchObject({ issuedAtSeconds: NOW - 30 });
    }
  });

  it.each(["iss", "aud", "sub", "method", "uri", "bodyHash", "jti", "iat"])(
    "never shows an API key that was put into %s",
    (name) => {
      for (const value of [
        OTHER_KEY,
        `/x?key=${OTHER_KEY}`,
        expectations.apiKey,
        [OTHER_KEY],
        { k: OTHER_KEY },
      ]) {
        // Well-formed values: the subject itself, and a jti, which may be any text of its alphabet.
        if (name === "sub" && value === expectations.apiKey) continue;
        if (name === "jti" && (value === OTHER_KEY || value === expectations.apiKey)) continue;
        const shown = JSON.stringify(check(withClaims({ [name]: value })));
        expect(shown).toContain('"ok":false');
        expect(shown).not.toContain(OTHER_KEY.slice(8, 20));
        expect(shown).not.toContain(expectations.apiKey.slice(8, 20));
      }
    },
  );

  it("never shows an API key from the header or from the request target", () => {
    const shown = [
      check(withHeader({ alg: OTHER_KEY })),
      check(withHeader({ typ: OTHER_KEY })),
      check(withHeader({ kid: OTHER_KEY })),
      check(withHeader({ [OTHER_KEY]: 1 })),
      check(withHeaderText(`{"${OTHER_KEY}":1,"${OTHER_KEY}":1}`)),
      check(goodToken, { target: `/x?key=${OTHER_KEY}` }),
    ];
    expect(shown.every((result) => !result.ok)).toBe(true);
    expect(JSON.stringify(shown)).not.toContain(OTHER_KEY.slice(8, 20));
  });

  it("says for sub only which form was seen", () => {
    expect(check(withClaims({ sub: OTHER_KEY }))).toMatchObject({
      received: "an API key (another one than x-api-key)",
    });
    expect(check(withClaims({ sub: "key_1" }))).toMatchObject({
      received: expect.stringContaining("a key id"),
    });
  });

  it("is short and free of control characters, whatever the token held", () => {
    const result = check(withClaims({ iss: `\r\n\u001b[31m\u202e${"A".repeat(1_000)}` }));
    const received = result.ok ? "" : (result.received ?? "");
    expect(received).toMatch(/^\\u000d\\u000a\\u001b\[31m\\u202eA+…$/);
    expect(received.length).toBeLessThanOrEqual(300);
  });
});
