/** The public documentation as readers use it, and its commands as a stranger pastes them. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { createApplication } from "./support/applications";
import { run } from "./support/run";
import { expect, test } from "./support/test";
import { visit } from "./support/visit";
import { expectWellMade, NARROW } from "./support/well-made";

/** The shell commands of a page's Markdown, in their order: those for everybody, and those of one language. */
function commandsIn(markdown: string, language: string): string {
  return [...markdown.matchAll(/^( *)```bash([^\n]*)\n([\s\S]*?)^ *```$/gm)]
    .filter(([, , meta = ""]) => !meta.includes("tab=") || meta.includes(`tab=${language}`))
    .map(([, indent = "", , code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""))
    .join("\n");
}

async function markdownOf(page: Page, slug: string): Promise<string> {
  const answer = await page.request.get(`/docs/${slug}.md`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("text/markdown; charset=utf-8");
  return answer.text();
}

/** A folder with the private key as the browser's download left it, and the commands with the API key put in. */
async function paste(page: Page, commands: string) {
  const { apiKey, privateKeyPem } = await createApplication(page, {
    name: "Quick start",
    permissions: ["CUSTOMERS_READ"],
  });
  const folder = await mkdtemp(path.join(tmpdir(), "nuvera-docs-"));
  await writeFile(path.join(folder, "quick-start-sandbox-private-key.pem"), privateKeyPem);
  return run("bash", ["-c", `cd '${folder}'\n${commands.replace("nv_test_…", apiKey)}`]);
}

for (const language of ["shell", "python", "node"]) {
  test(`the quick start works when it is pasted: ${language}`, async ({ openAs }) => {
    const page = await openAs("OWNER");
    const commands = commandsIn(await markdownOf(page, "quick-start"), language);
    const { stdout, stderr } = await paste(page, commands);
    expect(stderr.match(/HTTP \d+/g), stderr).toEqual(["HTTP 200", "HTTP 200", "HTTP 403"]);
    expect(stdout).toContain('"signingKey"');
    expect(stdout).toContain('"hasMore"');
    expect(stdout).toContain('"reason":"permission_missing"');
  });
}

test("the request by hand works when it is pasted", async ({ openAs }) => {
  const page = await openAs("OWNER");
  const byHand = (await markdownOf(page, "sign-requests")).split("## By hand")[1]?.split("\n## ")[0] ?? "";
  const { stdout, stderr } = await paste(page, commandsIn(byHand, "shell"));
  expect(stdout, stderr).toContain('"environment":"sandbox"');
  expect(stdout).toContain("Verified OK");
});

test("a reader finds the way by navigation, and needs no session", async ({ page, baseURL }) => {
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  await visit(page, "/docs");
  await expect(page).toHaveTitle(/Docs/);
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", `${baseURL}/docs`);
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Sign requests" }).click();
  await expect(page).toHaveURL(/\/docs\/sign-requests$/);
  await expect(page.locator('link[type="text/markdown"]')).toHaveAttribute(
    "href",
    `${baseURL}/docs/sign-requests.md`,
  );
  await page
    .getByRole("navigation", { name: "Before and after" })
    .getByRole("link", { name: /Next/ })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Signing rules");
  await page
    .getByRole("complementary", { name: "On this page" })
    .getByRole("link", { name: "Targets" })
    .click();
  await expect(page).toHaveURL(/signing-rules#targets$/);
  await expect(page.getByRole("link", { name: "Targets", exact: true })).toHaveAttribute(
    "aria-current",
    "true",
  );
  expect([...origins]).toEqual([new URL(baseURL ?? "").origin]);
  expect((await page.request.get("/docs/nothing-here")).status()).toBe(404);
});

test("somebody who is signed in is led to the dashboard", async ({ openAs }) => {
  const page = await openAs("VIEWER");
  await page.goto("/docs/errors");
  await expect(page.getByRole("link", { name: "Open the dashboard" })).toHaveAttribute("href", "/");
});

test("search finds a reason by keyboard alone, also misspelt and on a phone", async ({ page }) => {
  await visit(page, "/docs");
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", { name: "Search the documentation" });
  await expect(field).toBeFocused();
  await field.fill("uri_mismach");
  await expect(page.getByRole("option").first()).toContainText("uri_mismatch");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/docs\/errors#uri_mismatch$/);
  await expect(page.getByRole("heading", { name: "uri_mismatch" })).toBeInViewport();

  await page.setViewportSize({ width: 390, height: 800 });
  await visit(page, "/docs");
  await page.keyboard.press("Control+k");
  await field.fill("RateLimit");
  await expectWellMade(page, "search");
  await page.getByRole("option").first().click();
  await expect(page).toHaveURL(/\/docs\/limits#rate-limit$/);
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
});

test("the language of samples is chosen once for all pages", async ({ page }) => {
  await visit(page, "/docs/quick-start");
  const tabs = page.getByRole("tablist").first();
  await expect(tabs.getByRole("tab", { name: "Shell" })).toHaveAttribute("aria-selected", "true");
  await tabs.getByRole("tab", { name: "Shell" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(tabs.getByRole("tab", { name: "Python" })).toBeFocused();
  await expect(page.getByText("python3 nuvera_call.py GET /api/v1/signature-check")).toBeVisible();
  await expect(page.getByText("./nuvera-call.sh GET /api/v1/signature-check")).toBeHidden();
  await visit(page, "/docs/sign-requests");
  await expect(page.getByText("def sign(").first()).toBeVisible();
  await expect(page.getByRole("tab", { name: "Python" }).first()).toHaveAttribute("aria-selected", "true");
});

test("a block, a heading's address and a page are copied", async ({ page, baseURL }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit(page, "/docs/rotate-keys");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy: Shell" }).first().click();
  await expect.poll(copied).toContain("openssl genpkey");
  await page.getByRole("link", { name: "Link to “The way back”" }).click();
  await expect.poll(copied).toBe(`${baseURL}/docs/rotate-keys#the-way-back`);
  await page.getByRole("button", { name: "Copy page as Markdown" }).click();
  await expect.poll(copied).toMatch(/^# Rotate keys\n/);
});

test("without JavaScript everything can be read", async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 800 },
  });
  const page = await context.newPage();
  await page.goto("/docs/quick-start");
  for (const command of ["./nuvera-call.sh GET", "python3 nuvera_call.py GET", "php nuvera-call.php GET"]) {
    await expect(page.getByText(`${command} /api/v1/signature-check`)).toBeVisible();
  }
  await expect(page.getByRole("button", { name: /Copy/ })).toHaveCount(0);
  await page.locator("summary", { has: page.locator("svg") }).click();
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Errors" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Errors");
  await context.close();
});

test("the theme is changed and stays", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await visit(page, "/docs");
  await page.getByRole("button", { name: "Change between light and dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test("texts for programs name every page, and each is there", async ({ page, baseURL }) => {
  const list = await (await page.request.get("/llms.txt")).text();
  const addresses = [...list.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, address = ""]) => address);
  expect(addresses.length).toBeGreaterThan(50);
  for (const address of addresses) {
    expect(address.startsWith(`${baseURL}/docs/`), address).toBe(true);
    expect((await page.request.get(address)).status(), address).toBe(200);
  }
  expect((await (await page.request.get("/llms-full.txt")).text()).length).toBeGreaterThan(100_000);
  expect(await (await page.request.get("/docs.md")).text()).toMatch(/^# /);
  expect((await page.request.get("/docs/nothing.md")).status()).toBe(404);
});

test("pages are accessible and fit, in both themes and widths", async ({ page }) => {
  test.setTimeout(300_000);
  const look = async (slug: string, how?: typeof NARROW) => {
    await visit(page, `/docs/${slug}`);
    await expectWellMade(page, `docs-${slug === "" ? "overview" : slug.replace("/", "-")}`, how);
  };
  for (const slug of ["", "quick-start", "troubleshooting", "api/createCustomer"]) await look(slug);
  for (const slug of [
    "sign-requests",
    "check-your-signer",
    "client-package",
    "errors",
    "permissions",
    "api",
  ]) {
    await look(slug, NARROW);
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await page.locator(".docs-menu > summary").click();
  await expectWellMade(page, "docs-menu");
});
