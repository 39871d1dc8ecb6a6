import { expect, type Page, test } from "@playwright/test";
import { type DemoRole, signIn } from "../support/demo";

const LIST = "/settings/platform/api-applications";
const NEW = `${LIST}/new`;

/** The demo organization's id, read off the owner's page; the same address is then tried by people who may not use it. */
async function organizationOf(page: Page): Promise<string> {
  await signIn(page, "OWNER");
  await page.goto(LIST);
  const id = /org_[0-9a-f-]{36}/.exec(await page.content())?.[0];
  if (id === undefined) throw new Error("The page names no organization.");
  return id;
}

test("a viewer sees no credentials and cannot make one, by page or by call", async ({ browser, page }) => {
  const organizationId = await organizationOf(page);
  const viewer = await (await browser.newContext()).newPage();
  await signIn(viewer, "VIEWER");
  for (const path of [LIST, NEW]) {
    await viewer.goto(path);
    await expect(viewer.getByText(/do not have access/)).toBeVisible();
  }
  const api = `/api/ui/organizations/${organizationId}/sandbox/applications`;
  expect((await viewer.request.get(api)).status()).toBe(403);
  const created = await viewer.request.post(api, { data: {}, headers: { "sec-fetch-site": "same-origin" } });
  expect(created.status()).toBe(403);
});

for (const role of ["CUSTOMER", "NUVERA_ADMIN"] satisfies DemoRole[]) {
  test(`${role} reaches no partner page and no partner call`, async ({ browser, page }) => {
    const organizationId = await organizationOf(page);
    const stranger = await (await browser.newContext()).newPage();
    await signIn(stranger, role);
    const application = `${LIST}/app_01920000-0000-7000-8000-000000000001`;
    for (const path of ["/overview", "/settings/platform/api-keys", LIST, NEW, application]) {
      const answer = await stranger.goto(path);
      expect([path, answer?.status()]).toEqual([path, 404]);
      expect(await stranger.content()).not.toContain(organizationId);
    }
    const api = `/api/ui/organizations/${organizationId}/sandbox/applications`;
    expect((await stranger.request.get(api)).status()).toBe(404);
    const created = await stranger.request.post(api, {
      data: {},
      headers: { "sec-fetch-site": "same-origin" },
    });
    expect(created.status()).toBe(404);
  });
}

test("nobody gets in without a session, and a page asked for comes back after signing in", async ({
  page,
  request,
}) => {
  await page.goto(LIST);
  await expect(page).toHaveURL(/sign-in\?next=/);
  const answer = await request.get(
    "/api/ui/organizations/org_01920000-0000-7000-8000-000000000001/sandbox/applications",
  );
  expect(answer.status()).toBe(401);
  expect(await answer.json()).toMatchObject({ error: { reason: "session_missing" } });
});

test("another site's page cannot act for a signed-in person", async ({ page }) => {
  await signIn(page, "OWNER");
  const answer = await page.request.post("/api/ui/preferences", {
    data: { environment: "production" },
    headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  });
  expect(answer.status()).toBe(403);
});

test("signing out ends the session at once, also for a copy of its cookie", async ({ page, browser }) => {
  await signIn(page, "OWNER");
  const copy = await browser.newContext({ storageState: await page.context().storageState() });
  expect((await copy.request.get("/overview", { maxRedirects: 0 })).status()).toBe(200);
  await page
    .getByRole("button", { name: /Account menu/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect((await copy.request.get("/overview", { maxRedirects: 0 })).status()).toBe(307);
});

test("a wrong password says nothing about which part was wrong, and guessing is stopped", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("nobody@demo.nuvera.example");
  const attempt = async (password: string) => {
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    const answered = page.waitForResponse(/callback\/credentials/);
    await page.getByRole("button", { name: "Sign in" }).click();
    await answered;
  };
  for (let count = 1; count <= 5; count += 1) {
    await attempt(`wrong password ${count}`);
    await expect(page.getByText("Email or password is not right.")).toBeVisible();
  }
  await attempt("wrong password 6");
  await expect(page.getByText(/Too many attempts/)).toBeVisible();
});
