import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@playwright/test";
import { takeApiKey } from "../support/create-application";
import { signIn } from "../support/demo";
import { privateKeyFragments, recordTraffic } from "../support/recorder";

test("a pasted private key never leaves the page; the public key made elsewhere is accepted", async ({
  page,
}) => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const privateKeyPem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  const traffic = recordTraffic(page);
  await signIn(page, "DEVELOPER");
  await page.goto("/settings/platform/api-applications/new");
  await page.getByLabel("Application name").fill("Made elsewhere");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("radio", { name: /Paste public key/ }).check();
  const field = page.getByLabel("Public key (PEM)");
  await field.fill(privateKeyPem);
  await expect(page.getByText("That was a private key")).toBeVisible();
  await expect(field).toHaveValue("");
  await field.fill(publicKeyPem);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("checkbox", { name: "Payments: Write" })).toBeDisabled();
  await page.getByRole("checkbox", { name: "Customers: Write" }).check();
  await expect(
    page.getByRole("checkbox", { name: "Customers: Read" }),
    "a write brings its read",
  ).toBeChecked();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Create API application" }).click();
  await takeApiKey(page);
  await expect(page.getByRole("heading", { name: "Made elsewhere" })).toBeVisible();
  for (const fragment of privateKeyFragments(privateKeyPem)) expect(traffic()).not.toContain(fragment);
});
