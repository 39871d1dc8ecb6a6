import type { Page } from "@playwright/test";

/** Opens the page and waits until it answers to clicks: before its scripts have run, a click is lost. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith("__reactFiber$")));
}
