/** A key's replacement: old and new side by side, the way back, and the end of the old one. */
import type { Locator, Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { callWith, createApplication, readApplication, type TestApplication } from "../support/applications";
import { takeApiKey } from "../support/create-application";
import { forbidPointer, pressOn, tabTo } from "../support/keyboard";
import { keptByPage, recordTraffic } from "../support/recorder";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

/** Last use is written in batches of a few seconds, and the page asks every few. */
const LIVE = { timeout: 20_000 };

const cockpit = (page: Page, title = "API key rotation") =>
  page.getByRole("region", { name: title, exact: true });

function step(page: Page, words: RegExp): Locator {
  return page
    .getByRole("list", { name: "Steps of the rotation" })
    .getByRole("listitem")
    .filter({ hasText: words });
}

/** The key's line in the list of keys. */
function keyRow(page: Page, lastFour: string): Locator {
  return page
    .getByRole("table", { name: "API keys" })
    .getByRole("row")
    .filter({ hasText: `…${lastFour}` });
}

async function call(
  baseURL: string | undefined,
  { privateKeyPem }: TestApplication,
  apiKey: string,
  times = 1,
) {
  for (let count = 0; count < times; count += 1)
    expect(await callWith(baseURL, { apiKey, privateKeyPem })).toBe("ok");
}

test("a key is replaced with both verifying, kept by rolling back, and revoked in the end", async ({
  openAs,
  baseURL,
}) => {
  const page = await openAs("OWNER");
  const traffic = recordTraffic(page);
  const application = await createApplication(page, { name: "Rotation" });
  const old = application.lastFour;
  await call(baseURL, application, application.apiKey, 1);

  await visit(page, `${routes.application(application.id)}?tab=keys`);
  await page.getByRole("button", { name: "Create replacement key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create replacement key" });
  await expect(dialog.getByRole("radio", { name: "24 h" })).toBeChecked();
  await expect(dialog.getByText(`…${old}`).first()).toBeVisible();
  await dialog.getByRole("button", { name: "Create replacement key" }).click();
  const apiKey = await takeApiKey(page);
  const replacement = apiKey.slice(-4);

  await test.step("both verify, and the cockpit shows who carries the traffic", async () => {
    await expect(step(page, /Replacement key .* created, done/)).toBeVisible();
    await expect(step(page, new RegExp(`…${replacement} seen in use, not yet`))).toBeVisible();
    await call(baseURL, application, apiKey, 3);
    await call(baseURL, application, application.apiKey, 1);
    await expect(step(page, new RegExp(`…${replacement} seen in use, done`))).toBeVisible(LIVE);
    await expect(cockpit(page)).toContainText(/Old …\w{4}\s*40 % · 2/, LIVE);
    await expect(cockpit(page)).toContainText(/New …\w{4}\s*60 % · 3/);
    await expect(step(page, new RegExp(`All traffic on …${replacement}, not yet`))).toBeVisible();
    await expect(cockpit(page).getByText("Not safe to revoke yet")).toBeVisible();
    await expect(keyRow(page, old)).toContainText(/Expiring in (24|23) h/);
  });

  await test.step("Keep this key takes the end date away, and its toast puts it back", async () => {
    await cockpit(page).getByRole("button", { name: "Keep this key" }).click();
    const row = keyRow(page, old);
    await expect(row).toContainText("Active");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row).toContainText(/Expiring in (24|23) h/);
    await cockpit(page).getByRole("button", { name: "Keep this key" }).click();
    await expect(row).toContainText("Active");
    const { apiKeys } = await readApplication(page, application);
    expect(apiKeys.map(({ status, expiresAt }) => [status, expiresAt])).toEqual([
      ["active", null],
      ["active", null],
    ]);
    await call(baseURL, application, application.apiKey);
    await call(baseURL, application, apiKey);
  });

  await test.step("revoking asks for the last four, and the next call is refused", async () => {
    await cockpit(page)
      .getByRole("button", { name: `Revoke key …${old}` })
      .click();
    const revoking = page.getByRole("dialog", { name: `Revoke key …${old}` });
    await expect(revoking).toContainText(/It had \d+ requests in the last hour/);
    await revoking.getByLabel(`Type ${old} to confirm`).fill(replacement);
    await revoking.getByRole("button", { name: `Revoke key …${old}` }).click();
    await expect(revoking.getByText(`Type ${old} exactly.`)).toBeVisible();
    await call(baseURL, application, application.apiKey);
    await revoking.getByLabel(`Type ${old} to confirm`).fill(old);
    await revoking.getByRole("button", { name: `Revoke key …${old}` }).click();
    await expect(revoking).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("api_key_revoked");
    await call(baseURL, application, apiKey);
    await expect(cockpit(page, "API key rotation, finished")).toBeVisible();
    await expect(step(page, new RegExp(`…${old} revoked or expired, done`))).toBeVisible();
    await expect(page.getByText("The old key has ended and cannot return.")).toBeVisible();
  });

  for (const place of [traffic(), await keptByPage(page)]) {
    expect(place).not.toContain(apiKey);
    expect(place).not.toContain(application.apiKey);
  }
});

test("a rotation is completed by keyboard alone", async ({ openAs, baseURL }) => {
  const page = await openAs("OWNER");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const application = await createApplication(page, { name: "Keyboard" });
  const old = application.lastFour;
  await visit(page, routes.application(application.id));
  const expectNoPointer = await forbidPointer(page);

  await test.step("to the keys, and a replacement with an hour of grace", async () => {
    await tabTo(page, page.getByRole("tab", { name: "Overview" }));
    await page.keyboard.press("ArrowRight", { delay: 60 });
    await expect(page.getByRole("tab", { name: "API keys" })).toBeFocused();
    await expect(page).toHaveURL(/tab=keys/);
    await pressOn(page, page.getByRole("button", { name: "Create replacement key" }));
    const dialog = page.getByRole("dialog", { name: "Create replacement key" });
    await tabTo(page, dialog.getByRole("radio", { name: "24 h" }));
    await page.keyboard.press("ArrowLeft", { delay: 60 });
    await expect(dialog.getByRole("radio", { name: "1 h", exact: true })).toBeChecked();
    await pressOn(page, dialog.getByRole("button", { name: "Create replacement key" }));
  });

  const apiKey = await test.step("the one-time key is seen, copied and stored", async () => {
    const dialog = page.getByRole("dialog", { name: "Store the API key" });
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog, "Escape does not lose the key").toBeVisible();
    await tabTo(page, dialog.getByRole("button", { name: "Hold to reveal" }));
    await page.keyboard.down(" ");
    const shown = /nv_test_[0-9A-Za-z]{49}/.exec((await dialog.textContent()) ?? "")?.[0] ?? "";
    await page.keyboard.up(" ");
    await expect(dialog).not.toContainText(shown);
    await pressOn(page, dialog.getByRole("button", { name: "Copy API key" }));
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    await pressOn(page, dialog.getByRole("button", { name: "I have stored it" }));
    await expect(dialog).toBeHidden();
    return shown;
  });

  await test.step("the focus is on the rotation, and the old key is revoked from there", async () => {
    await expect(cockpit(page)).toBeFocused();
    await call(baseURL, application, apiKey);
    await call(baseURL, application, application.apiKey);
    await pressOn(page, cockpit(page).getByRole("button", { name: `Revoke key …${old}` }));
    const revoking = page.getByRole("dialog", { name: `Revoke key …${old}` });
    await tabTo(page, revoking.getByLabel(`Type ${old} to confirm`));
    await page.keyboard.type(old);
    await page.keyboard.press("Enter");
    await expect(revoking).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("api_key_revoked");
    await call(baseURL, application, apiKey);
    await expect(cockpit(page, "API key rotation, finished")).toBeVisible();
    const focused = () => page.evaluate(() => document.activeElement?.tagName ?? "BODY");
    await expect
      .poll(focused, "the focus is not lost with the button that opened the dialog")
      .not.toBe("BODY");
  });
  await expectNoPointer();
});
