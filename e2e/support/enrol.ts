import { expect, type Page } from "@playwright/test";
import { nextCode } from "./one-time-codes";
import { keptByPage } from "./recorder";
import { visit } from "./visit";

/** Sets up one-time codes on the security page of this address; gives the secret and the recovery codes. */
export async function enrol(
  page: Page,
  address: string,
): Promise<{ totpSecret: string; recoveryCodes: string[] }> {
  await visit(page, address);
  await page.getByRole("button", { name: "Set up one-time codes" }).click();
  const dialog = page.getByRole("dialog");
  const shown = (await dialog.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? "";
  const totpSecret = shown.replaceAll(/\s/g, "");
  await dialog.getByLabel("Code", { exact: true }).fill(await nextCode(totpSecret));
  await dialog.getByRole("button", { name: "Turn on one-time codes" }).click();
  const codes = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recoveryCodes = await codes.allInnerTexts();
  await dialog.getByRole("button", { name: "I have stored them" }).click();
  await expect(dialog.getByText("The codes were neither copied nor downloaded")).toBeVisible();
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download codes" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/recovery-codes/);
  await dialog.getByRole("button", { name: "I have stored them" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/10\s*of 10 unused/)).toBeVisible();
  const kept = await keptByPage(page);
  for (const secret of [totpSecret, shown, ...recoveryCodes]) expect(kept).not.toContain(secret);
  return { totpSecret, recoveryCodes };
}
