import { describe, expect, it } from "vitest";
import { isSecretField, scrub } from "@/lib/log-scrub";
import { effortOf } from "@/test/support/effort";

const PEM =
  "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nCANARY0123456789\n-----END PRIVATE KEY-----";

describe("what is written down", () => {
  it.each([
    ["an API key", "key nv_live_CANARYabc123 was sent", "CANARYabc123"],
    ["one in a URL", "/x?nv%5Ftest%5FCANARYabc", "CANARYabc"],
    ["a signed token", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJCANARY.c2ln", "eyJCANARY"],
    ["an encrypted cookie", "eyJhbGciOiJkaXIifQ..CANARYiv.CANARYtext.CANARYtag", "CANARY"],
    ["a private key", PEM, "CANARY0123456789"],
    ["one that was quoted", JSON.stringify({ text: PEM }), "CANARY0123456789"],
    ["one that was cut", PEM.slice(0, 60), "MIIEvQIBADANBgkqhk"],
    ["a webhook secret", "whsec_CANARY/+==", "CANARY"],
    ["a database password", "postgres://user:CANARY@db.example.com:5432/x", "CANARY"],
    ["a password with an at sign", "smtp://u:CAN@ARY@mail.example.com", "ARY@"],
    ["a password in JSON", '{"password":"CANARY with spaces","a":1}', "CANARY"],
    ["one that is escaped", JSON.stringify('{"newPassword":"CANARY"}'), "CANARY"],
    ["a form", "email=a&password=CANARY&code=1", "CANARY"],
    ["a header", "authorization: Basic Q0FOQVJZ", "Q0FOQVJZ"],
    ["a cookie", "Cookie: __Secure-session=CANARY; b=c", "CANARY"],
    ["a link's secret", "http://127.0.0.1/invite/inv_1#CANARY", "CANARY"],
    ["a seed of one-time codes", "otpauth://totp/Nuvera:x?secret=CANARY", "CANARY"],
    ["one by itself", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP"],
    ["a person's address", "user canary@example.com is gone", "canary@example"],
    ["what a statement was given", "Failed query: select $1\nparams: CANARY", "CANARY"],
  ])("holds no more of %s", (_name, text, secret) => {
    expect(scrub(text)).not.toContain(secret);
  });

  it("holds none of the deployment's own secrets, whatever they look like", () => {
    expect(scrub("a pepper of words, said aloud", ["pepper of words"])).toBe("a [redacted], said aloud");
    expect(scrub("abc", ["abc"])).toBe("abc");
  });

  it("says the rest as it is", () => {
    for (const text of [
      "GET /api/v1/customers/{id} answered 422 validation_failed",
      "at run (/app/node_modules/next@16.4.6/dist/server.js:1:2)",
      "at import (file:///app/node_modules/@opentelemetry/api/build/index.js:3:4)",
      "key_0198a2b4c6d87e9fa0b1c2d3e4f50617 of app_0198a2b4c6d87e9fa0b1c2d3e4f50617",
      "connect ECONNREFUSED 127.0.0.1:5432",
    ]) {
      expect(scrub(text)).toBe(text);
    }
  });

  it("takes no longer for what was made to be slow", () => {
    for (const unit of ["a@", "eyJ", "://", "password=", "-----BEGIN PRIVATE KEY-----", "A.-"]) {
      const text = unit.repeat(20_000);
      expect(effortOf(() => scrub(text))).toBeLessThan(1_000);
    }
  });
});

describe("a field", () => {
  it("is left out for its name", () => {
    for (const name of [
      "password",
      "newPassword",
      "clientSecret",
      "authorization",
      "Set-Cookie",
      "apiKey",
      "pepper",
    ]) {
      expect(isSecretField(name), name).toBe(true);
    }
    for (const name of ["reason", "code", "requestId", "apiKeyId", "status", "tokens"]) {
      expect(isSecretField(name), name).toBe(false);
    }
  });
});
