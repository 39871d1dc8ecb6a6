import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { passwordSchema } from "@/lib/schemas/user";

describe("password hashes", () => {
  it("are argon2id with 19 MiB and 2 passes, and never twice the same", async () => {
    const [first, second] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
  });

  it("accept the password they were made of and no other", async () => {
    const stored = await hashPassword("correct horse");
    expect(await verifyPassword(stored, "correct horse")).toBe(true);
    expect(await verifyPassword(stored, "correct horsf")).toBe(false);
    expect(await verifyPassword(stored, "")).toBe(false);
  });

  it("accept a password however its letters are composed", async () => {
    const stored = await hashPassword("Z\u00fcrich-Z\u00fcrich");
    expect(await verifyPassword(stored, "Zu\u0308rich-Zu\u0308rich")).toBe(true);
  });

  it("count characters as the policy does: one of two UTF-16 units is one", async () => {
    const longest = "\u{1f511}".repeat(200);
    expect(passwordSchema.safeParse(longest).success).toBe(true);
    const stored = await hashPassword(longest);
    expect(await verifyPassword(stored, longest)).toBe(true);
    expect(await verifyPassword(stored, `${longest.slice(0, -2)}\u{1f512}`)).toBe(false);
    expect(await verifyPassword(stored, `${longest}a`)).toBe(false);
    expect(passwordSchema.safeParse(`${longest}a`).success).toBe(false);
  });

  it("do not accept more than the longest password, though its beginning is right", async () => {
    const longest = "a".repeat(200);
    const stored = await hashPassword(longest);
    expect(await verifyPassword(stored, longest)).toBe(true);
    expect(await verifyPassword(stored, `${longest}a`)).toBe(false);
  });
});
