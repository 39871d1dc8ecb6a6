/** The demo deployment that the run started: its people and how they sign in. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { dataDirectory } from "./data-directory";
import { nextCode } from "./one-time-codes";
import { visit } from "./visit";

const demoSchema = z.object({
  users: z.array(
    z.object({
      email: z.string(),
      password: z.string(),
      role: z.string(),
      totpSecret: z.string().optional(),
    }),
  ),
});

export type DemoRole = "OWNER" | "DEVELOPER" | "VIEWER" | "NUVERA_ADMIN" | "NUVERA_SUPPORT" | "CUSTOMER";

export type Person = { email: string; password: string; totpSecret?: string | undefined };

export function demoUser(role: DemoRole): Person {
  const { users } = demoSchema.parse(
    JSON.parse(readFileSync(path.join(dataDirectory(), "demo.json"), "utf8")),
  );
  const user = users.find((candidate) => candidate.role === role);
  if (user === undefined) throw new Error(`No demo user with the role ${role}.`);
  return user;
}

/** Signs in through the form, with a one-time code where the person has them, and waits until the form is gone. */
export async function signIn(page: Page, role: DemoRole): Promise<void> {
  await signInAs(page, demoUser(role));
}

export async function signInAs(page: Page, { email, password, totpSecret }: Person): Promise<void> {
  await visit(page, "/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  if (totpSecret !== undefined) {
    await page.getByLabel("One-time code").fill(await nextCode(totpSecret));
    await page.getByRole("button", { name: "Sign in" }).click();
  }
  await expect(page).not.toHaveURL(/sign-in/);
}
