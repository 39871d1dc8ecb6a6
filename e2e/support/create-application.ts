import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { visit } from "./visit";

export type CreatedInBrowser = {
  applicationId: string;
  apiKey: string;
  privateKeyFile: string;
  privateKeyPem: string;
};

/** Plays the create flow with a key pair made in the browser. `folder` receives the downloaded file. */
export async function createApplicationInBrowser(
  page: Page,
  options: { name: string; permissions: string[]; folder: string },
): Promise<CreatedInBrowser> {
  await visit(page, "/settings/platform/api-applications");
  await page.getByRole("link", { name: "Create API application" }).first().click();
  await page.getByLabel("Application name").fill(options.name);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("radio", { name: /Generate in browser/ }).check();
  await page.getByRole("button", { name: "Generate key pair" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download private key" }).click();
  const download = await downloading;
  const privateKeyFile = `${options.folder}/${download.suggestedFilename()}`;
  await download.saveAs(privateKeyFile);
  await page.getByLabel("I have saved the private key file").check();
  await page.getByRole("button", { name: "Continue" }).click();
  for (const permission of options.permissions) {
    await page.getByRole("checkbox", { name: permission }).check();
  }
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Create API application" }).click();
  const apiKey = await takeApiKey(page);
  await expect(page).toHaveURL(/api-applications\/app_/);
  const applicationId = /app_[0-9a-f-]+/.exec(page.url())?.[0] ?? "";
  return { applicationId, apiKey, privateKeyFile, privateKeyPem: await readFile(privateKeyFile, "utf8") };
}

/** Copies the key out of the one-time dialog and closes it the only way it closes. */
export async function takeApiKey(page: Page, prefix: "nv_test_" | "nv_live_" = "nv_test_"): Promise<string> {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await expect(dialog, "only the button closes the dialog").toBeVisible();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy API key" }).click();
  const apiKey = await page.evaluate(() => navigator.clipboard.readText());
  expect(apiKey).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{49}$`));
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(dialog).toBeHidden();
  return apiKey;
}
