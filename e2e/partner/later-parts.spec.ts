/** Parts of pages that are loaded when they are needed, on a connection that fails just then. */
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

const SCRIPTS = /\/_next\/static\/.*\.js/;

const missing = (page: Page) => page.getByRole("alert").filter({ hasText: "could not be loaded" });

test("a part that does not arrive says so in its place, and the page around it keeps what was typed", async ({
  openAs,
}) => {
  const page = await openAs("OWNER");
  await visit(page, routes.requests);
  const search = page.getByRole("searchbox");
  await search.fill("half a wo");
  await page.waitForLoadState("networkidle");
  await page.route(SCRIPTS, (route) => route.abort());
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  await expect(missing(page)).toBeVisible();
  await expect(search).toHaveValue("half a wo");
  await missing(page).getByRole("button", { name: "Try again" }).click();
  await expect(missing(page).getByRole("button", { name: "Try again" })).toBeEnabled();
  await page.unroute(SCRIPTS);
  await missing(page).getByRole("button", { name: "Try again" }).click();
  await expect(page.getByLabel("Status")).toBeVisible();
  await expect(missing(page)).toBeHidden();
  await expect(search).toHaveValue("half a wo");
});

test("a dialog that does not arrive says so over the page, and can be given up or tried again", async ({
  openAs,
}) => {
  const page = await openAs("OWNER");
  await visit(page, routes.team);
  const invite = page.getByRole("button", { name: "Invite somebody" });
  await expect(page.getByRole("table", { name: "Members" })).toBeVisible();
  await page.route(SCRIPTS, (route) => route.abort());
  await invite.click();
  await expect(missing(page)).toBeInViewport();
  await missing(page).getByRole("button", { name: "Close" }).click();
  await expect(missing(page)).toBeHidden();
  await invite.click();
  await expect(missing(page)).toBeInViewport();
  await page.unroute(SCRIPTS);
  await missing(page).getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("dialog").getByLabel("Email")).toBeFocused();
  await expect(missing(page)).toBeHidden();
});
