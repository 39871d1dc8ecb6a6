import { describe, expect, it } from "vitest";
import { environmentBaseUrlsOf } from "@/lib/boot/environment-base-urls";

const [SANDBOX, PRODUCTION] = ["https://sandbox.api.example.com", "https://api.example.com"];
const read = (sandbox: string | undefined, production: string | undefined) =>
  environmentBaseUrlsOf({
    NUVERA_SANDBOX_BASE_URL: sandbox,
    NUVERA_PRODUCTION_BASE_URL: production,
  });

describe("the base URLs of the environments", () => {
  it("are none unless they are set", () => {
    expect(read(undefined, undefined)).toBeNull();
  });

  it("are origins, in their one spelling", () => {
    expect(read("HTTPS://Sandbox.Api.example.com:443/", PRODUCTION)).toEqual({
      sandbox: SANDBOX,
      production: PRODUCTION,
    });
    expect(read("http://localhost:3000", "http://127.0.0.1:3000")).toEqual({
      sandbox: "http://localhost:3000",
      production: "http://127.0.0.1:3000",
    });
  });

  it.each([
    [SANDBOX, undefined, /^NUVERA_PRODUCTION_BASE_URL: with NUVERA_SANDBOX_BASE_URL set/],
    [undefined, PRODUCTION, /^NUVERA_SANDBOX_BASE_URL: with NUVERA_PRODUCTION_BASE_URL set/],
    [PRODUCTION, PRODUCTION, /the same host/],
    ["https://api.example.com:443", "https://API.example.com", /the same host/],
    ["https://api.example.com.", "https://api.example.com", /the same host/],
    ["http://api.example.com:443", "https://api.example.com", /the same host/],
    [`${SANDBOX}/v1`, PRODUCTION, /^NUVERA_SANDBOX_BASE_URL: expected scheme, host and port only/],
    [SANDBOX, `${PRODUCTION}/?x`, /^NUVERA_PRODUCTION_BASE_URL: expected scheme, host and port only/],
    ["https://user:word@sandbox.example.com", PRODUCTION, /^NUVERA_SANDBOX_BASE_URL: expected scheme/],
  ])("%s and %s stop the start", (sandbox, production, message) => {
    expect(() => read(sandbox, production)).toThrow(message);
  });
});
