import { describe, expect, it } from "vitest";
import { API_PERMISSIONS, readNeededBy } from "@/lib/permissions";
import { describePermissions, formatRequests, joinWords, PERMISSION_AREAS } from "./words";

describe("permissions by area", () => {
  it("offers every API permission exactly once, so that none can be granted only elsewhere", () => {
    const offered = PERMISSION_AREAS.flatMap(({ read, write }) => (write === null ? [read] : [read, write]));
    expect([...offered].sort()).toEqual([...API_PERMISSIONS].sort());
  });

  it("puts each write beside the read it needs", () => {
    for (const { read, write } of PERMISSION_AREAS) {
      if (write !== null) expect(readNeededBy(write)).toBe(read);
    }
  });

  it("says one phrase for each area with a grant", () => {
    expect(describePermissions(["CUSTOMERS_READ", "CUSTOMERS_WRITE", "CRYPTO_READ"])).toEqual([
      "Customers read and write",
      "Crypto read",
    ]);
    expect(describePermissions([])).toEqual([]);
  });
});

describe("figures and lists", () => {
  it("are said as people say them", () => {
    expect([0, 1, 1204].map(formatRequests)).toEqual(["no request", "1 request", "1,204 requests"]);
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(joinWords)).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });
});
