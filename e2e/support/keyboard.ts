import { expect, type Locator, type Page } from "@playwright/test";

const MOST_STOPS = 120;

/** Presses Tab until this has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${String(target)}.`);
}

/** Tab to it, then Enter. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Fails when the page takes a pointer event from now on. */
export async function forbidPointer(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    addEventListener(
      "pointerdown",
      () => document.documentElement.setAttribute("data-pointer-used", ""),
      true,
    );
  });
  return () => expect(page.locator("html")).not.toHaveAttribute("data-pointer-used");
}
