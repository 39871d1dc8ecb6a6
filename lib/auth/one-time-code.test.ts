import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newOneTimeSecret, otpauthUri, stepOfCode } from "./one-time-code";

/** "12345678901234567890" of RFC 6238, appendix B, in base32; its codes cut to six digits. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1000);

describe("one-time codes", () => {
  it.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1111111111, "050471"],
    [1234567890, "005924"],
    [2000000000, "279037"],
    [20000000000, "353130"],
  ])("at %d s are those of RFC 6238", (seconds, code) => {
    expect(stepOfCode(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it("are good one step early and one step late, and no longer", () => {
    const step = 41152263;
    const middle = step * 30 + 15;
    expect(stepOfCode(SECRET, "005924", at(middle - 30))).toBe(step);
    expect(stepOfCode(SECRET, "005924", at(middle + 30))).toBe(step);
    expect(stepOfCode(SECRET, "005924", at(middle - 60))).toBeNull();
    expect(stepOfCode(SECRET, "005924", at(middle + 60))).toBeNull();
  });

  it.each(["005925", "", "5924", "0059240", "abcdef"])("do not include %j", (code) => {
    expect(stepOfCode(SECRET, code, at(1234567890))).toBeNull();
  });

  it("come from 160 random bits, which the link hands over with issuer and address", () => {
    const secret = newOneTimeSecret(randomBytes);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newOneTimeSecret(randomBytes)).not.toBe(secret);
    const uri = new URL(otpauthUri(secret, "dev+1@example.com"));
    expect(uri.protocol).toBe("otpauth:");
    expect(decodeURIComponent(uri.pathname)).toContain("Nuvera:dev+1@example.com");
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret,
      issuer: "Nuvera",
      algorithm: "SHA1",
      digits: "6",
      period: "30",
    });
  });
});
