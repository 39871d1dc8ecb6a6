/** The demo deployment that the run started: its people and how they sign in. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";

const demoSchema = z.object({
  users: z.array(z.object({ email: z.string(), password: z.string(), role: z.string() })),
});

export type DemoRole = "OWNER" | "DEVELOPER" | "VIEWER" | "NUVERA_ADMIN" | "CUSTOMER";

export function demoUser(role: DemoRole): { email: string; password: string } {
  // biome-ignore lint/style/noProcessEnv: a setting of the test run, chosen by playwright.config.ts
  const directory = process.env.NUVERA_E2E_DATA_DIR ?? "";
  const { users } = demoSchema.parse(JSON.parse(readFileSync(path.join(directory, "demo.json"), "utf8")));
  const user = users.find((candidate) => candidate.role === role);
  if (user === undefined) throw new Error(`No demo user with the role ${role}.`);
  return user;
}

/** Signs in through the form and waits until the form is gone. */
export async function signIn(page: Page, role: DemoRole): Promise<void> {
  const { email, password } = demoUser(role);
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}
