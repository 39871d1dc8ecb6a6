import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PermissionUse, UNUSED_AFTER_DAYS, unusedPermissions } from "@/lib/permission-use";
import { API_PERMISSIONS, type ApiPermission, missingReads } from "@/lib/permissions";

const NOW = new Date("2030-06-01T00:00:00.000Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const use = (permission: ApiPermission, granted: number, used: number | null): PermissionUse => ({
  permission,
  grantedAt: daysAgo(granted),
  lastUsedAt: used === null ? null : daysAgo(used),
});

describe("permissions that nobody would miss", () => {
  it.each<[string, PermissionUse[], ApiPermission[]]>([
    ["never used since it was granted 90 days ago", [use("CRYPTO_READ", 90, null)], ["CRYPTO_READ"]],
    ["granted less than 90 days ago", [use("CRYPTO_READ", 89.9, null)], []],
    ["last used 90 days ago", [use("CRYPTO_READ", 400, 90)], ["CRYPTO_READ"]],
    ["used within 90 days", [use("CRYPTO_READ", 400, 89.9)], []],
    ["used long ago, and granted again since", [use("CRYPTO_READ", 10, 300)], []],
    ["a read that a used write needs", [use("PAYMENTS_READ", 400, null), use("PAYMENTS_WRITE", 400, 1)], []],
    [
      "a read that a write granted lately needs",
      [use("PAYMENTS_READ", 400, null), use("PAYMENTS_WRITE", 5, null)],
      [],
    ],
    [
      "an unused write beside its read that is used",
      [use("PAYMENTS_READ", 400, 1), use("PAYMENTS_WRITE", 400, null)],
      ["PAYMENTS_WRITE"],
    ],
    [
      "an unused write with its unused read",
      [use("PAYMENTS_READ", 400, 200), use("PAYMENTS_WRITE", 400, null)],
      ["PAYMENTS_READ", "PAYMENTS_WRITE"],
    ],
  ])("%s", (_, granted, expected) => {
    expect(UNUSED_AFTER_DAYS).toBe(90);
    expect(unusedPermissions(granted, NOW)).toEqual(expected);
  });

  it("leave a set in which every write has its read", () => {
    const days = fc.integer({ min: 0, max: 200 });
    const granted = fc
      .subarray([...API_PERMISSIONS])
      .filter((permissions) => missingReads(permissions).length === 0)
      .chain((permissions) =>
        fc.tuple(
          ...permissions.map((permission) =>
            fc.tuple(days, fc.option(days)).map(([grant, used]) => use(permission, grant, used)),
          ),
        ),
      );
    fc.assert(
      fc.property(granted, (uses) => {
        const unused = unusedPermissions(uses, NOW);
        const left = uses
          .map(({ permission }) => permission)
          .filter((permission) => !unused.includes(permission));
        expect(missingReads(left)).toEqual([]);
      }),
    );
  });
});
