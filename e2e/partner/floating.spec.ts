/** Menus and tooltips, whose parts come when somebody comes near. */
import { routes } from "@/lib/routes";
import { createApplication } from "../support/applications";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

test("a menu opens by mouse and by keyboard, gives the focus back, and closes by what opened it", async ({
  openAs,
}) => {
  const page = await openAs("OWNER");
  await visit(page, routes.team);
  const button = page.getByRole("button", { name: "Account menu" });
  const menu = page.getByRole("menu", { name: "Account menu" });

  await button.click();
  await expect(menu).toBeVisible();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await button.click();
  await expect(menu).toBeHidden();

  await button.click();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(menu.getByRole("menuitemradio", { name: "System" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(menu.getByRole("menuitem", { name: "Sign out" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test("a menu that does not arrive says so, and opens when it is asked for again", async ({ openAs }) => {
  const page = await openAs("OWNER");
  await visit(page, routes.team);
  await page.waitForLoadState("networkidle");
  const button = page.getByRole("button", { name: "Account menu" });
  await page.route(/\/_next\/static\/.*\.js/, (route) => route.abort());
  await button.click();
  await expect(page.getByText("This could not be opened.")).toBeVisible();
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await page.unroute(/\/_next\/static\/.*\.js/);
  await button.click();
  await expect(page.getByRole("menu", { name: "Account menu" })).toBeVisible();
});

test("a tooltip comes on hover and on focus, stays while its words are pointed at, and goes on Escape", async ({
  openAs,
}) => {
  const page = await openAs("OWNER");
  const { id } = await createApplication(page, { name: "With a moment", permissions: [] });
  await visit(page, routes.application(id));
  const moment = page.locator("main time").first();
  const tooltip = page.getByRole("tooltip");

  await moment.hover();
  await expect(tooltip).toHaveText(/UTC/);
  await tooltip.hover();
  await expect(tooltip).toBeAttached();
  await page.mouse.move(0, 0);
  await page.mouse.move(5, 5);
  await expect(tooltip).toBeHidden();

  await page.keyboard.press("Tab");
  await moment.focus();
  await expect(moment).toHaveAccessibleDescription(/UTC/);
  await page.keyboard.press("Escape");
  await expect(tooltip).toBeHidden();
});
