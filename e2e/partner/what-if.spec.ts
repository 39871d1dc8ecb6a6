/** What is said before something is taken away, and what nobody would miss. */
import { routes } from "@/lib/routes";
import { callWith, createApplication, readApplication } from "../support/applications";
import { ageApplication } from "../support/database";
import { expectToStay, holdAnswers } from "../support/held-answers";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { expectWellMade } from "../support/well-made";

const CUSTOMERS = "/api/v1/customers?limit=1";

test("who takes permissions away sees what it would have refused, and what nobody used goes by one click", async ({
  openAs,
  baseURL,
}) => {
  const page = await openAs("OWNER");
  const granted = ["CUSTOMERS_READ", "CUSTOMERS_WRITE", "CRYPTO_READ"] as const;
  const application = await createApplication(page, { name: "Least", permissions: [...granted] });
  for (let count = 0; count < 2; count += 1) {
    expect(await callWith(baseURL, application, CUSTOMERS)).toBe("ok");
  }
  const tab = `${routes.application(application.id)}?tab=permissions`;
  const saving = page.getByRole("dialog", { name: "Save permissions" });

  await test.step("the dialog says how many requests, from where and with what", async () => {
    await expect(async () => {
      await visit(page, tab);
      await page.getByRole("checkbox", { name: "Customers: Read" }).uncheck();
      await page.getByRole("button", { name: "Review and save" }).click();
      await expect(saving).toContainText("All 2 requests in the last 30 days", { timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await expect(saving).toContainText("This would have refused traffic");
    await expect(saving.getByRole("listitem").filter({ hasText: "127.0.0.1" })).toContainText("2 requests");
    await expect(saving.getByRole("listitem").filter({ hasText: "2 requests" })).toHaveCount(2);
    await expectWellMade(page, "what-if");
    await saving.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Discard" }).click();
  });

  await test.step("what confirms stays under the pointer when the figures arrive", async () => {
    const disabling = page.getByRole("dialog", { name: `Disable ${application.name}` });
    for (const [width, height] of [
      [1440, 900],
      [1440, 600],
      [390, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      const release = await holdAnswers(page, /\/what-if$/);
      await visit(page, routes.application(application.id));
      await page.getByRole("button", { name: "Actions for this application" }).click();
      await page.getByRole("menuitem", { name: "Disable application" }).click();
      await expect(disabling.getByText("Looking up what this would have refused")).toBeAttached();
      await expectToStay(disabling.getByRole("button", { name: "Disable application" }), async () => {
        release();
        await expect(disabling).toContainText("All 2 requests in the last 30 days");
      });
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    await visit(page, tab);
  });

  await test.step("a permission that nothing used is taken away calmly", async () => {
    await page.getByRole("checkbox", { name: "Crypto: Read" }).uncheck();
    await page.getByRole("button", { name: "Review and save" }).click();
    await expect(saving).toContainText("Nothing in the last 30 days used this");
    await saving.getByRole("button", { name: "Cancel" }).click();
  });

  await test.step("what was not used for ninety days goes by one click, and comes back by another", async () => {
    await ageApplication(application.id, 100);
    await visit(page, tab);
    await expect(page.getByText("2 permissions were not used for 90 days")).toBeVisible();
    await expectWellMade(page, "unused-permissions");
    await page.getByRole("button", { name: "Remove unused permissions" }).click();
    await expect(page.getByText(`${application.name} loses CUSTOMERS_WRITE and CRYPTO_READ`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Remove unused permissions" })).toBeHidden();
    expect((await readApplication(page, application)).permissions).toEqual(["CUSTOMERS_READ"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The permissions are as before")).toBeVisible();
    expect((await readApplication(page, application)).permissions).toEqual([...granted]);
    expect(await callWith(baseURL, application, CUSTOMERS)).toBe("ok");
  });
});
