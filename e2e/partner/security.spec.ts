/** How a person proves who they are: one-time codes, recovery codes, password, and again before what is dangerous. */
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { callWith, createApplication } from "../support/applications";
import { ageProof } from "../support/database";
import { type Person, signInAs } from "../support/demo";
import { enrol } from "../support/enrol";
import { makeKeyPair, pastePublicKey } from "../support/key-pair";
import { newMember, newOrganization } from "../support/organizations";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

async function signOut(page: Page): Promise<void> {
  await visit(page, routes.overview);
  await page
    .getByRole("button", { name: /Account menu/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
}

/** Types email, password and this code into the sign-in form. */
async function attemptSignIn(page: Page, { email, password }: Person, code: string): Promise<void> {
  await visit(page, routes.signIn);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("One-time code").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("codes are set up and used, a recovery code lets in once, and the password changes", async ({
  page,
  openStranger,
}) => {
  const person = await newMember(await newOrganization("Security"), "DEVELOPER");
  await signInAs(page, person);
  const { totpSecret, recoveryCodes } = await enrol(page, routes.security);
  const [first = "", second = ""] = recoveryCodes;

  await test.step("out, and in with a code", async () => {
    await signOut(page);
    await signInAs(page, { ...person, totpSecret });
    await signOut(page);
  });

  await test.step("in with a recovery code, which works once", async () => {
    await attemptSignIn(page, person, first);
    await expect(page).not.toHaveURL(/sign-in/);
    const other = await openStranger();
    await attemptSignIn(other, person, first);
    await expect(other.getByRole("button", { name: "Sign in" })).toBeEnabled();
    await expect(other.getByLabel("One-time code")).toHaveAttribute("aria-invalid", "true");
    await expect(other).toHaveURL(/sign-in/);
    await visit(page, routes.security);
    await expect(page.getByText(/9\s*of 10 unused/)).toBeVisible();
  });

  await test.step("another password; the old one lets nobody in", async () => {
    const password = "slow lanterns over water";
    await page.getByRole("textbox", { name: "Current password" }).fill(person.password);
    await page.getByRole("textbox", { name: "New password" }).fill(password);
    await page.getByRole("textbox", { name: "One-time code" }).fill(second);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText(/Password changed\./)).toBeVisible();
    await page.reload();
    await expect(page.getByText(/8\s*of 10 unused/)).toBeVisible();
    const other = await openStranger();
    await visit(other, routes.signIn);
    await other.getByLabel("Email").fill(person.email);
    await other.getByRole("textbox", { name: "Password" }).fill(person.password);
    await other.getByRole("button", { name: "Sign in" }).click();
    await expect(other.getByText("Email or password is not right.")).toBeVisible();
    await attemptSignIn(other, { ...person, password }, recoveryCodes[2] ?? "");
    await expect(other).not.toHaveURL(/sign-in/);
  });
});

test("a dangerous action ten minutes after the sign-in asks for the password again, and then goes on", async ({
  page,
  baseURL,
}) => {
  const person = await newMember(await newOrganization("Proof"), "OWNER");
  await signInAs(page, person);
  const application = await createApplication(page, { name: "Proven" });
  const pair = makeKeyPair();
  await visit(page, `${routes.application(application.id)}?tab=signing-key`);
  await ageProof(person.email, 11);
  await page.getByRole("button", { name: "Replace signing key" }).click();
  const dialog = page.getByRole("dialog", { name: "Replace signing key" });
  await dialog.getByRole("radio", { name: /Paste public key/ }).check();
  await pastePublicKey(dialog, pair);
  await dialog.getByRole("button", { name: "Replace signing key" }).click();

  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await proof.getByRole("textbox", { name: "Password" }).fill("not the password at all");
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(proof.getByRole("textbox", { name: "Password" })).toHaveAttribute("aria-invalid", "true");
  const renewed = { apiKey: application.apiKey, privateKeyPem: pair.privateKeyPem };
  expect(await callWith(baseURL, renewed), "nothing has happened yet").toBe("signing_key_unknown");
  await proof.getByRole("textbox", { name: "Password" }).fill(person.password);
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(proof).toBeHidden();
  await expect(dialog).toBeHidden();
  expect(await callWith(baseURL, renewed)).toBe("ok");
});
