import { describe, expect, it } from "vitest";
import { describeKeyPermissions, describeKeyReach } from "@/lib/client/personal-keys";
import {
  API_PERMISSIONS,
  PARTNER_ROLES,
  permissionsOfPersonalKey,
  permissionsOfRole,
} from "@/lib/permissions";

describe("what a personal key may do", () => {
  it.each(PARTNER_ROLES)("is the part of the API that %s covers, and nothing of the settings", (role) => {
    const held = [...permissionsOfPersonalKey(role)];
    expect(held).toEqual(API_PERMISSIONS.filter((permission) => permissionsOfRole(role).has(permission)));
  });

  it.each([
    ["OWNER", "Everything in the API"],
    ["ADMIN", "Everything in the API"],
    ["DEVELOPER", "Everything but payments write"],
    ["MEMBER", "Everything in the API"],
    ["VIEWER", "Read only"],
  ] as const)("is said of %s as “%s”", (role, words) => {
    expect(describeKeyReach(role)).toBe(words);
  });

  it("is spelt out area by area", () => {
    expect(describeKeyPermissions("DEVELOPER")).toBe(
      "Customers read and write, Beneficiaries read and write, Documents read and write, Payments read, Support read and write, Crypto read, Screening read",
    );
  });
});
