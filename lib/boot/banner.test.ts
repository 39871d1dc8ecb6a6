import path from "node:path";
import { describe, expect, it } from "vitest";
import { type BannerInput, bannerLines } from "@/lib/boot/banner";
import { DEMO_ROLES } from "@/lib/boot/demo-users";

const PROJECT = path.resolve("/srv/nuvera");

const usual: BannerInput = {
  host: "127.0.0.1",
  port: 3000,
  settings: {
    baseUrl: "http://127.0.0.1:3000",
    environmentBaseUrls: null,
    tokenIssuer: "nuvera-api",
    tokenAudience: "nuvera-rest-api",
  },
  demoUsers: DEMO_ROLES.map((role) => ({
    email: `${role.toLowerCase()}@demo.nuvera.example`,
    password: "0123456789012345678901",
    role,
  })),
  dataDirectory: path.join(PROJECT, ".data"),
  projectRoot: PROJECT,
  isDatabaseEmbedded: true,
};

const textOf = (input: Partial<BannerInput> = {}) => bannerLines({ ...usual, ...input }).join("\n");

describe("the banner", () => {
  it("fits one screen, and has the whole way to a signed call", () => {
    const lines = bannerLines(usual);
    expect(lines.length).toBeLessThanOrEqual(30);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(textOf()).toMatch(/openssl genpkey[\s\S]+openssl pkey[\s\S]+app create --org demo/);
    expect(textOf()).toMatch(/call --url http:\/\/127\.0\.0\.1:3000 [\s\S]+GET \/api\/v1\/signature-check/);
  });

  it("names settings that the commands need only where they differ", () => {
    expect(textOf()).not.toContain("export");
    expect(textOf({ dataDirectory: "/tmp/o'ne two" })).toContain(
      `export NUVERA_DATA_DIR='/tmp/o'\\''ne two'`,
    );
    const settings = { ...usual.settings, tokenIssuer: "us" };
    expect(textOf({ settings })).toContain("export NUVERA_TOKEN_ISSUER=us");
  });

  it("calls the server where it listens", () => {
    const settings = { ...usual.settings, baseUrl: "https://api.example.com" };
    const text = textOf({ settings, host: "::", port: 3100 });
    expect(text).toContain("https://api.example.com");
    expect(text).toContain("http://[::]:3100");
    expect(text).toContain("--url http://localhost:3100 ");
  });

  it("names the base URL of each environment where they have their own, and calls the sandbox there", () => {
    const environmentBaseUrls = {
      sandbox: "https://sandbox.example.com",
      production: "https://api.example.com",
    };
    const text = textOf({ settings: { ...usual.settings, environmentBaseUrls } });
    expect(text).toMatch(/Sandbox API +https:\/\/sandbox\.example\.com\n/);
    expect(text).toMatch(/Production API +https:\/\/api\.example\.com\n/);
    expect(text).toContain("--url https://sandbox.example.com ");
  });

  it("has a hint where there is no demo, and speaks only of a database of ours", () => {
    const text = textOf({ demoUsers: [], isDatabaseEmbedded: false });
    expect(text).not.toContain("demo");
    expect(text).toContain("npm run -s cli -- --help");
    expect(text).toContain("Ctrl-C stops the app.");
  });
});
