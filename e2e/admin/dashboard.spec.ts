/** The overview of all organizations, as staff see it. */
import { routes, uiApi } from "@/lib/routes";
import { callWith, createApplication } from "../support/applications";
import { watchConsole } from "../support/console";
import { signInAs } from "../support/demo";
import { newMember, newOrganization } from "../support/organizations";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { expectWellMade } from "../support/well-made";

test("an organization's traffic appears and leads to its requests; a part that fails leaves the others", async ({
  page: owner,
  openAs,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const organization = await newOrganization("Dashboard");
  await signInAs(owner, await newMember(organization, "OWNER"));
  const application = await createApplication(owner, { name: "Ledger", permissions: ["CUSTOMERS_READ"] });
  await callWith(baseURL, application);

  const page = await openAs("NUVERA_ADMIN");
  const problems = watchConsole(page);
  await visit(page, routes.hubOverview);
  const table = page.getByRole("table", { name: "Organizations by traffic" });
  const row = table.getByRole("row").filter({ hasText: organization.name });
  // The log is written a second later, and the page looks again by itself.
  await expect(row).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole("region", { name: "System" })).toContainText("Answers in");
  await expectWellMade(page, "hub-overview");

  await page.getByLabel("Order").selectOption("Most refused");
  await expect(page).toHaveURL(/order=refused/);
  await page.getByLabel("Environment").selectOption("Sandbox");
  await expect(page).toHaveURL(/environment=sandbox/);
  await expect(row).toBeVisible();
  expect(problems()).toEqual([]);

  // Another order is asked for anew by the browser alone; the rest has been there since the page came.
  const asked = (url: URL) =>
    url.pathname === uiApi.hubOverview("traffic") && url.searchParams.get("order") === "failed";
  await page.route(asked, (route) => route.abort());
  await page.getByLabel("Order").selectOption("Most failed");
  const failure = page.getByRole("alert").filter({ hasText: "The traffic could not be loaded." });
  await expect(failure).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("region", { name: "System" })).toContainText("Answers in");
  await expect(page.getByRole("region", { name: "Needs somebody" }).getByRole("alert")).toHaveCount(0);
  await page.unroute(asked);
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(row).toBeVisible();
  await expect(failure).toHaveCount(0);

  await row.getByRole("link", { name: organization.name }).click();
  await expect(page.getByRole("tab", { name: "Requests" })).toHaveAttribute("aria-selected", "true");
});

test("support sees traffic, and nothing of the system", async ({ openAs }) => {
  const page = await openAs("NUVERA_SUPPORT");
  await visit(page, routes.hubOverview);
  await expect(page.getByRole("region", { name: "Needs somebody" })).toBeVisible();
  await expect(page.getByRole("region", { name: "System" })).toHaveCount(0);
});
