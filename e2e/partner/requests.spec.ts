/** The request log: what services did is seen as they do it, found again, and what was refused says what to change. */
import type { Page } from "@playwright/test";
import { createRequestToken, importSigningKey } from "@/lib/partner-client";
import { routes } from "@/lib/routes";
import { callWith, createApplication, type TestApplication } from "../support/applications";
import { signInAs } from "../support/demo";
import { makeKeyPair } from "../support/key-pair";
import { forbidPointer } from "../support/keyboard";
import { newMember, newOrganization } from "../support/organizations";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { expectWellMade } from "../support/well-made";

/** Requests stand in the log a moment after they were answered. */
const LOGGED = { timeout: 15_000 };
const CHECK = "/api/v1/signature-check";

const rows = (page: Page) => page.getByRole("table", { name: "Requests" }).getByRole("row");
const row = (page: Page, text: string) => rows(page).filter({ hasText: text });
const sheet = (page: Page) => page.getByRole("dialog");

/** A request whose token was made for another target. */
async function callSignedFor(
  baseURL: string | undefined,
  { apiKey, apiKeyId, privateKeyPem }: TestApplication,
  target: string,
  signedTarget: string,
): Promise<void> {
  const key = await importSigningKey(privateKeyPem);
  const token = await createRequestToken({
    method: "GET",
    target: signedTarget,
    apiKeyId,
    sign: key.sign,
    nowSeconds: Math.floor(Date.now() / 1000),
  });
  const response = await fetch(`${baseURL}${target}`, {
    headers: { authorization: `Bearer ${token}`, "x-api-key": apiKey },
  });
  expect(response.status).toBe(401);
}

/** Reloads until what was asked is in the log. */
async function untilLogged(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: "Load the newest requests" }).click();
    await expect(row(page, text).first()).toBeVisible({ timeout: 1500 });
  }).toPass(LOGGED);
}

async function newPartner(page: Page, title: string): Promise<TestApplication> {
  const organization = await newOrganization(title);
  await signInAs(page, await newMember(organization, "DEVELOPER"));
  return createApplication(page, { name: "Ledger", permissions: ["CUSTOMERS_READ"] });
}

test("requests are seen, found by filters that live in the address, and explained", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const application = await newPartner(page, "Request log");

  await test.step("an empty log leads to the first request", async () => {
    await visit(page, routes.requests);
    await expect(page.getByText("No requests in sandbox yet")).toBeVisible();
    await expect(page.getByRole("link", { name: "Open the quick start" })).toHaveAttribute(
      "href",
      routes.docsPage("quick-start"),
    );
    await expectWellMade(page, "requests-empty");
  });

  expect(await callWith(baseURL, application)).toBe("ok");
  expect(await callWith(baseURL, application, "/api/v1/payment?limit=5")).toBe("permission_missing");
  const wrongKey = { ...application, privateKeyPem: makeKeyPair().privateKeyPem };
  expect(await callWith(baseURL, wrongKey)).toBe("signing_key_unknown");
  await callSignedFor(baseURL, application, `${CHECK}?q=a+b`, `${CHECK}?q=a%20b`);

  await test.step("they stand in the list, the newest first", async () => {
    await untilLogged(page, "uri_mismatch");
    await expect(row(page, "200")).toContainText(CHECK);
    await expect(row(page, "permission_missing")).toContainText("403");
    await expect(row(page, "signing_key_unknown")).toContainText("401");
    await expect(rows(page).nth(1)).toContainText("uri_mismatch");
    await expect(rows(page).nth(1)).toContainText(application.lastFour);
    await expect(page.getByRole("region", { name: "Requests", exact: true })).toBeVisible();
  });

  await test.step("a refused signature shows its checks, both values and what to change", async () => {
    await row(page, "uri_mismatch").getByRole("link").click();
    await expect(page).toHaveURL(/request=req_/);
    await expect(sheet(page).getByRole("region", { name: "What to change" })).toBeVisible();
    const checks = sheet(page).getByRole("region", { name: "Checks" });
    await expect(checks).toContainText("The signature verifies, passed");
    await expect(checks).toContainText("Path and query are the signed ones, failed");
    await expect(checks).toContainText("The token was not used before, not reached");
    await expect(sheet(page).locator("mark")).toHaveText(["+", "%20"]);
    await expect(sheet(page)).toContainText("expected “+”, received “%”");
    await expect(sheet(page).getByRole("link", { name: /uri_mismatch/ })).toHaveAttribute(
      "href",
      routes.docsReason("uri_mismatch"),
    );
    await expectWellMade(page, "request-refused");
  });

  await test.step("its address can be shared, and Back closes it", async () => {
    const address = page.url();
    await page.goBack();
    await expect(sheet(page)).toHaveCount(0);
    await visit(page, address);
    await expect(sheet(page)).toContainText("uri_mismatch");
    await page.keyboard.press("Escape");
    await expect(sheet(page)).toHaveCount(0);
    await expect(row(page, "uri_mismatch").getByRole("link")).toBeFocused();
  });

  await test.step("it can be taken into a support ticket", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await row(page, "uri_mismatch").getByRole("link").click();
    await sheet(page).getByRole("button", { name: "Copy as Markdown" }).click();
    await expect(sheet(page).getByRole("button", { name: "Copied" })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("- Status: 401 `uri_mismatch`");
    expect(copied).toContain("- [ ] Path and query are the signed ones (failed)");
    expect(copied).not.toContain(application.apiKey);
  });

  await test.step("a value of it narrows the log, as a chip that a reload keeps", async () => {
    await sheet(page)
      .getByRole("region", { name: "Details" })
      .getByRole("button", { name: "uri_mismatch" })
      .click();
    await expect(sheet(page)).toHaveCount(0);
    await expect(page).toHaveURL(/reason=uri_mismatch/);
    await expect(rows(page)).toHaveCount(2);
    await page.reload();
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole("button", { name: "Remove the filter Reason: uri_mismatch" }).click();
    await expect(rows(page)).toHaveCount(5);
  });

  await test.step("filters and search narrow further, and say where nothing fits", async () => {
    await page.getByRole("button", { name: "Filters" }).click();
    const filters = page.getByRole("search");
    await filters.getByLabel("Status").selectOption("2xx");
    await expect(rows(page)).toHaveCount(2);
    await filters.getByLabel("Method").selectOption("POST");
    await expect(page.getByText("No request fits these filters")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(rows(page)).toHaveCount(5);
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("/");
    await page.keyboard.type("payment?limit");
    await expect(page).toHaveURL(/text=payment/);
    await expect(rows(page)).toHaveCount(2);
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(5);
    await expectWellMade(page, "requests");
  });

  await test.step("by keyboard alone", async () => {
    const expectNoPointer = await forbidPointer(page);
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(rows(page).nth(2).getByRole("link")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(sheet(page)).toContainText("signing_key_unknown");
    await page.keyboard.press("k");
    await expect(sheet(page)).toContainText("uri_mismatch");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(sheet(page)).toContainText("permission_missing");
    await page.keyboard.press("Escape");
    await expect(row(page, "permission_missing").getByRole("link")).toBeFocused();
    await expectNoPointer();
  });

  await test.step("the application's page shows its own", async () => {
    await visit(page, `${routes.application(application.id)}?tab=requests&reason=signing_key_unknown`);
    await expect(rows(page)).toHaveCount(2);
    await expect(page.getByRole("columnheader", { name: "Application" })).toHaveCount(0);
  });
});

test("a live log takes up what comes, and lets it wait while somebody reads", async ({ page, baseURL }) => {
  test.setTimeout(90_000);
  const application = await newPartner(page, "Live log");
  expect(await callWith(baseURL, application)).toBe("ok");
  await visit(page, routes.requests);
  await untilLogged(page, CHECK);
  await page.getByRole("switch", { name: "Live" }).click();
  await expect(page).toHaveURL(/live=1/);

  await callWith(baseURL, application, `${CHECK}?call=second`);
  await expect(rows(page)).toHaveCount(3, LOGGED);
  await expect(rows(page).nth(1)).toContainText("call=second");

  await rows(page).nth(2).getByRole("link").click();
  await expect(sheet(page)).toBeVisible();
  await callWith(baseURL, application, `${CHECK}?call=third`);
  await callWith(baseURL, application, `${CHECK}?call=fourth`);
  const bar = page.getByText("2 new requests").last();
  await expect(bar).toBeAttached(LOGGED);
  await expect(
    page.getByRole("table", { name: "Requests", includeHidden: true }).locator("tbody tr"),
  ).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveCount(5);
  await expect(rows(page).nth(1)).toContainText("call=fourth");
});

test("charts narrow the time and have a table behind them", async ({ page, baseURL }) => {
  const application = await newPartner(page, "Charts");
  expect(await callWith(baseURL, application)).toBe("ok");
  expect(await callWith(baseURL, application, "/api/v1/payment")).toBe("permission_missing");
  await visit(page, `${routes.requests}?range=1h`);
  const volume = page.getByRole("region", { name: "Requests", exact: true });
  await expect(async () => {
    await page.reload();
    await expect(volume).toContainText("2", { timeout: 2000 });
  }).toPass(LOGGED);

  await volume.getByRole("button", { name: "Show requests as table" }).click();
  await expect(volume.getByRole("table")).toContainText("UTC");
  await volume.getByRole("button", { name: "Show requests as table" }).click();
  await volume.getByRole("slider").focus();
  await expect(volume.getByRole("slider")).toHaveAttribute("aria-valuetext", /Succeeded 1, Refused 1/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(page.getByLabel("From (UTC)")).toBeVisible();

  const refusals = page.getByRole("region", { name: "Refusals by reason" });
  await refusals.getByRole("button", { name: "permission_missing" }).click();
  await expect(page).toHaveURL(/reason=permission_missing/);
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole("button", { name: "Charts" }).click();
  await expect(volume).toHaveCount(0);
  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await expect(volume).toHaveCount(0);
});

test("staff see what the partner sees, and a viewer sees none", async ({ page, openAs, baseURL }) => {
  const application = await newPartner(page, "Log in the hub");
  await callWith(baseURL, { ...application, privateKeyPem: makeKeyPair().privateKeyPem });
  const staff = await openAs("NUVERA_SUPPORT");
  const { organizationId } = application.place;
  await visit(staff, `${routes.hubOrganization(organizationId)}?tab=requests&environment=sandbox`);
  await untilLogged(staff, "signing_key_unknown");
  await row(staff, "signing_key_unknown").getByRole("link").click();
  await expect(sheet(staff).getByRole("region", { name: "What to change" })).toBeVisible();

  const viewer = await openAs("VIEWER");
  await visit(viewer, routes.requests);
  await expect(viewer.getByText("You do not have access to the request log")).toBeVisible();
  await expect(
    viewer.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Requests" }),
  ).toHaveCount(0);
});
