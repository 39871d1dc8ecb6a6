import { describe, expect, it } from "vitest";
import {
  describeChange,
  describePermissionUse,
  permissionChange,
  withGrant,
  withoutGrant,
} from "./permission-change";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000).toISOString();

describe("choosing permissions", () => {
  it("keeps a write and its read together", () => {
    expect(withGrant([], "PAYMENTS_WRITE")).toEqual(["PAYMENTS_READ", "PAYMENTS_WRITE"]);
    expect(withoutGrant(["PAYMENTS_READ", "PAYMENTS_WRITE"], "PAYMENTS_READ")).toEqual([]);
    expect(withoutGrant(["PAYMENTS_READ", "PAYMENTS_WRITE"], "PAYMENTS_WRITE")).toEqual(["PAYMENTS_READ"]);
  });
});

describe("what saving changes", () => {
  it("is what is gained and what is lost, and nothing for the same set in another order", () => {
    expect(permissionChange(["CRYPTO_READ", "SUPPORT_READ"], ["SUPPORT_READ", "PAYMENTS_READ"])).toEqual({
      added: ["PAYMENTS_READ"],
      removed: ["CRYPTO_READ"],
    });
    expect(permissionChange(["CRYPTO_READ", "SUPPORT_READ"], ["SUPPORT_READ", "CRYPTO_READ"])).toEqual({
      added: [],
      removed: [],
    });
  });

  it("is said in one sentence", () => {
    const change = permissionChange(["CRYPTO_READ"], ["PAYMENTS_READ", "PAYMENTS_WRITE"]);
    expect(describeChange("Payments worker", change)).toBe(
      "Payments worker gains PAYMENTS_READ and PAYMENTS_WRITE and loses CRYPTO_READ",
    );
  });
});

describe("when a permission was last used", () => {
  it.each([
    [null, "never used"],
    [daysAgo(0.1), "used 2 h ago"],
    [daysAgo(60), "used 60 d ago"],
    [daysAgo(90), "granted, not used for 90 days"],
  ])("%s: %s", (lastUsedAt, words) => {
    expect(describePermissionUse(lastUsedAt, NOW)).toBe(words);
  });
});
