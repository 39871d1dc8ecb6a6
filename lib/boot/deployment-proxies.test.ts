import { describe, expect, it } from "vitest";
import { findDeployment } from "@/lib/boot/deployment";
import type { ProcessEnvironment } from "@/lib/env";

const EXTERNAL: ProcessEnvironment = {
  PORT: 3000,
  HOST: "127.0.0.1",
  NUVERA_DATA_DIR: "/nonexistent",
  DATABASE_URL: "postgres://127.0.0.1:1/none",
  NUVERA_DATABASE_CONNECTIONS: 2,
  NUVERA_FAILED_AUTHENTICATIONS_PER_MINUTE: 60,
  NUVERA_RATE_MAX_AGE_HOURS: 24,
  NUVERA_API_KEY_PEPPER: "test-pepper-of-at-least-thirty-two-characters",
  NEXTAUTH_SECRET: "test-session-secret-of-thirty-two-characters",
  NUVERA_TOKEN_ISSUER: "nuvera-api",
  NUVERA_TOKEN_AUDIENCE: "nuvera-rest-api",
};
const proxiesOf = async (setting: string) =>
  (await findDeployment({ ...EXTERNAL, NUVERA_TRUSTED_PROXIES: setting })).settings.trustedProxies;

describe("the proxies that a deployment trusts", () => {
  it("are none by default", async () => {
    expect((await findDeployment(EXTERNAL)).settings.trustedProxies).toEqual([]);
  });

  it("are addresses and networks of both families, in their one spelling", async () => {
    expect(await proxiesOf("10.0.0.0/8, 127.0.0.1 ,2001:DB8:0:0::/32,::ffff:192.0.2.1")).toEqual([
      "10.0.0.0/8",
      "127.0.0.1",
      "2001:db8::/32",
      "192.0.2.1",
    ]);
  });

  it.each([
    ["proxy.internal", /NUVERA_TRUSTED_PROXIES: proxy\.internal: Expected an IPv4 or IPv6 address/],
    ["10.0.0.1/8", /NUVERA_TRUSTED_PROXIES: 10\.0\.0\.1\/8: .*10\.0\.0\.0\/8/],
    ["10.0.0.0/8 127.0.0.1", /NUVERA_TRUSTED_PROXIES: /],
    ["10.0.0.0/33", /from 0 to 32/],
    ["true", /Expected an IPv4 or IPv6 address/],
  ])("%s stops the start", async (setting, message) => {
    await expect(proxiesOf(setting)).rejects.toThrow(message);
  });
});
