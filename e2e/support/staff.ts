/** Operator staff of a test's own, for what would get in the way of others who are signed in as the demo's staff. */
import { expect, type Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { freshName } from "./applications";
import { type Person, signInAs } from "./demo";
import { enrol } from "./enrol";
import { nextCode } from "./one-time-codes";
import { cli } from "./organizations";

export type Staff = Required<{ [Key in keyof Person]: string }>;

/** A new operator admin, who signs in on `page` and sets one-time codes up. */
export async function newAdmin(page: Page): Promise<Staff> {
  const name = freshName("Ada Operator");
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@staff.example`;
  const password = freshName("correct horse battery");
  const account = ["--email", email, "--password", password, "--name", name];
  await cli("operator", "create", ...account, "--role", "NUVERA_ADMIN");
  await signInAs(page, { email, password });
  const { totpSecret } = await enrol(page, routes.hubSecurity);
  return { email, password, totpSecret };
}

/** Answers the question for a fresh proof with password and one-time code. */
export async function proveAgain(page: Page, { password, totpSecret }: Staff): Promise<void> {
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await proof.getByRole("textbox", { name: "Password" }).fill(password);
  await proof.getByLabel("One-time code").fill(await nextCode(totpSecret));
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(proof).toBeHidden();
}
