/** The request console: a request built, signed and sent in the browser, with keys that never leave it otherwise. */
import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { createApplication } from "../support/applications";
import { keptByPage, privateKeyFragments, recordTraffic } from "../support/recorder";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { expectWellMade } from "../support/well-made";

async function chooseOperation(page: Page, question: string): Promise<void> {
  await page.getByRole("button", { name: /^Operation:/ }).click();
  await page.getByRole("combobox", { name: "Find an operation" }).fill(question);
  await page.keyboard.press("Enter");
}

test("a request is built, signed and sent, and a refusal explains itself", async ({ openAs }, info) => {
  test.setTimeout(120_000);
  const page = await openAs("OWNER");
  const application = await createApplication(page, {
    name: "Console",
    permissions: ["CUSTOMERS_READ", "SUPPORT_READ", "SUPPORT_WRITE"],
  });
  const keyFile = info.outputPath("console.pem");
  await writeFile(keyFile, application.privateKeyPem);
  const traffic = recordTraffic(page);
  const send = page.getByRole("button", { name: "Sign and send" });

  await test.step("missing keys are said at their fields", async () => {
    await visit(page, `${routes.requestConsole}?operation=listCustomers`);
    await send.click();
    await expect(page.getByText("Choose the private key file.")).toBeVisible();
    await page
      .getByLabel("API key", { exact: true })
      .fill(application.apiKey.replace("nv_test_", "nv_live_"));
    await send.click();
    await expect(page.getByText(/This is a production key/)).toBeVisible();
  });

  await test.step("a signed GET, with what was sent and its token", async () => {
    await page.getByLabel("Private key file").setInputFiles(keyFile);
    await page.getByLabel("API key", { exact: true }).fill(application.apiKey);
    await page.getByLabel(/^q/).fill("Müller & Co");
    await send.click();
    await expect(page.getByText("200 Accepted")).toBeVisible();
    await page.getByRole("tab", { name: "Request" }).click();
    await expect(page.getByText(`x-api-key: nv_test_…${application.lastFour}`)).toBeVisible();
    await page.getByRole("tab", { name: "Token" }).click();
    await expect(page.getByText(/s are left|It is over/)).toBeVisible();
    await expect(page.getByText("/api/v1/customers?q=M%C3%BCller%20%26%20Co").last()).toBeVisible();
  });

  await test.step("a POST, and the same again", async () => {
    await chooseOperation(page, "create ticket");
    await page
      .getByLabel("JSON body")
      .fill('{ "subject": "From the console", "category": "API",\n "priority": "LOW", "message": "Hello" }');
    await send.click();
    await expect(page.getByText("201 Accepted")).toBeVisible();
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByRole("region", { name: "Sent from this page" }).getByRole("listitem")).toHaveCount(
      3,
    );
    await expectWellMade(page, "console-answer");
  });

  await test.step("a refusal on purpose says what to change", async () => {
    await page.getByRole("button", { name: "Break it on purpose" }).click();
    await page.getByRole("menuitem", { name: /Sign another target/ }).click();
    await expect(page.getByText("uri_mismatch").first()).toBeVisible();
    await expect(page.getByRole("region", { name: "What to change" })).toBeVisible();
    await expect(page.getByText("/api/v1/support/tickets?signed=differently").first()).toBeVisible();
    // In a tab of its own, since the keys go with the page; the log is written once a second.
    const href = await page.getByRole("link", { name: "Open in the request log" }).getAttribute("href");
    expect(href).toMatch(/request=req_/);
    const log = await page.context().newPage();
    await log.goto(href ?? "");
    await expect(log.getByRole("dialog")).toContainText("uri_mismatch");
    await log.close();
    await expectWellMade(page, "console-refusal");
    await page.getByRole("button", { name: "Copy as" }).click();
    await expect(page.getByRole("dialog")).toContainText("openssl dgst -sha256 -sign");
    await expectWellMade(page, "console-copy");
    await page.keyboard.press("Escape");
  });

  await test.step("no key is where it could stay", async () => {
    const sent = traffic();
    for (const fragment of privateKeyFragments(application.privateKeyPem))
      expect(sent).not.toContain(fragment);
    expect(await keptByPage(page)).not.toContain(application.apiKey);
    const elsewhere = await page.evaluate(() => `${document.title} ${document.cookie}`);
    expect(elsewhere).not.toContain(application.apiKey);
    await page.reload();
    await expect(page.getByLabel("JSON body")).toHaveValue(/From the console/);
    await expect(page.getByLabel("API key", { exact: true })).toHaveValue("");
    await expect(page.getByText("Nothing sent yet")).toBeVisible();
  });
});
