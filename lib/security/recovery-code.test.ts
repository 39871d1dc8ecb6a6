import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeRecoveryCode, recoveryCodeDigest } from "./recovery-code";

describe("recovery codes", () => {
  it("have 16 characters, none of which is read as another", () => {
    for (let count = 0; count < 200; count += 1) {
      expect(makeRecoveryCode(randomBytes)).toMatch(/^[2-9a-km-np-z]{16}$/);
    }
  });

  it("use each of the 32 characters equally often, so that each carries five bits", () => {
    const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const counts = new Map<string, number>();
    for (let start = 0; start < 256; start += 16) {
      for (const character of makeRecoveryCode(() => everyByte.slice(start, start + 16))) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 32 }, () => 8));
  });

  it("are kept as a digest that does not hold them", () => {
    const code = makeRecoveryCode(randomBytes);
    expect(recoveryCodeDigest(code)).toHaveLength(32);
    expect(recoveryCodeDigest(code)).toEqual(recoveryCodeDigest(code));
    expect(recoveryCodeDigest(code).toString("latin1")).not.toContain(code);
  });
});
