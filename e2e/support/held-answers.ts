/** Looking at a dialog before and after what it asks for has arrived. */
import { expect, type Locator, type Page } from "@playwright/test";

/** Holds answers to these requests back until the function that it gives is called. */
export async function holdAnswers(page: Page, url: RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route.continue();
  });
  return () => release();
}

/** Does `change` and expects that the button is where it was, so that a click on its way to it does not miss. */
export async function expectToStay(button: Locator, change: () => Promise<void>): Promise<void> {
  const place = async () => {
    const box = await button.boundingBox();
    return box === null ? null : [Math.round(box.x), Math.round(box.y), Math.round(box.height)];
  };
  const dialog = button.page().getByRole("dialog");
  await dialog.evaluate((shown) => Promise.all(shown.getAnimations().map(({ finished }) => finished)));
  const before = await place();
  expect(before).not.toBeNull();
  await change();
  expect(await place()).toEqual(before);
}
