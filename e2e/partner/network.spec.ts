/** From where an application may send, and the way of its set-up from the sandbox to production. */
import { readFile } from "node:fs/promises";
import { createNuveraClient } from "@/lib/partner-client";
import { routes } from "@/lib/routes";
import { callWith, createApplication, readApplication } from "../support/applications";
import { takeApiKey } from "../support/create-application";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { expectWellMade } from "../support/well-made";

test("an address list is looked over, enforced, taken back and widened", async ({ openAs, baseURL }) => {
  const page = await openAs("OWNER");
  const application = await createApplication(page, { name: "Listed" });
  expect(await callWith(baseURL, application)).toBe("ok");
  const entries = page.getByLabel("Addresses and networks");
  const enforcing = page.getByRole("dialog", { name: "Enforce the address list" });
  const own = page.getByRole("row").filter({ hasText: "127.0.0.1" });

  await test.step("the address of the call stands on the page", async () => {
    await expect(async () => {
      await visit(page, `${routes.application(application.id)}?tab=limits`);
      await expect(own).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await expect(own).toContainText("No");
  });

  await test.step("an entry with host bits names the network that was meant", async () => {
    await entries.fill("192.0.2.7/24");
    await entries.press("Tab");
    await page.getByRole("radio", { name: /^Enforce/ }).check();
    await page.getByRole("button", { name: "Review and save" }).click();
    await expect(page.getByText("One entry was not understood.")).toBeVisible();
    await page.getByRole("button", { name: "Use 192.0.2.0/24" }).click();
    await expect(entries).toHaveValue("192.0.2.0/24");
    await expectWellMade(page, "address-list");
  });

  await test.step("enforced after a warning of what it refuses, and taken back by the toast", async () => {
    await page.getByRole("button", { name: "Review and save" }).click();
    await expect(enforcing).toContainText("This would have refused traffic");
    await expect(enforcing).toContainText("127.0.0.1");
    await expect(enforcing).toContainText("Sandbox");
    await expectWellMade(page, "enforce-address-list");
    await enforcing.getByRole("button", { name: "Enforce the address list" }).click();
    await expect(enforcing).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("ip_not_allowed");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The address list is as before")).toBeVisible();
    expect(await callWith(baseURL, application)).toBe("ok");
  });

  await test.step("an address that was seen is added by one click", async () => {
    await entries.fill("192.0.2.0/24");
    await page.getByRole("button", { name: "Add to list: 127.0.0.1" }).click();
    await expect(entries).toHaveValue("192.0.2.0/24\n127.0.0.1");
    await page.getByRole("radio", { name: /^Enforce/ }).check();
    await page.getByRole("button", { name: "Review and save" }).click();
    await enforcing.getByRole("button", { name: "Enforce the address list" }).click();
    await expect(enforcing).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("ok");
    expect((await readApplication(page, application)).addressList).toEqual({
      mode: "enforce",
      entries: ["192.0.2.0/24", "127.0.0.1"],
    });
  });
});

test("a sandbox application's set-up is copied to production, and none of its secrets", async ({
  openAs,
  baseURL,
}, info) => {
  const page = await openAs("OWNER");
  const source = await createApplication(page, {
    name: "Payouts sandbox",
    permissions: ["PAYMENTS_READ", "PAYMENTS_WRITE"],
  });
  await visit(page, routes.application(source.id));
  await page.getByRole("button", { name: "Actions for this application" }).click();
  await page.getByRole("menuitem", { name: "Copy to production" }).click();

  await expect(page).toHaveURL(new RegExp(`${routes.newApplication}$`));
  await expect(page.getByText(`Copy of ${source.name} from the sandbox`)).toBeVisible();
  const name = source.name.replace("sandbox", "production");
  await expect(page.getByLabel("Application name")).toHaveValue(name);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("radio", { name: /Generate in browser/ }).check();
  await page.getByRole("button", { name: "Generate key pair" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download private key" }).click();
  const file = `${info.outputDir}/production.pem`;
  await (await downloading).saveAs(file);
  await page.getByLabel("I have saved the private key file").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("checkbox", { name: "Payments: Write" })).toBeChecked();
  await page.getByRole("button", { name: "Continue" }).click();
  await expectWellMade(page, "review-of-a-copy");
  await page.getByRole("button", { name: "Create API application" }).click();
  const apiKey = await takeApiKey(page, "nv_live_");

  const client = createNuveraClient({
    baseUrl: baseURL ?? "",
    apiKey,
    privateKeyPem: await readFile(file, "utf8"),
  });
  expect(await client.request("GET", "/api/v1/signature-check")).toMatchObject({
    application: { name, environment: "production", permissions: ["PAYMENTS_READ", "PAYMENTS_WRITE"] },
  });
  expect(await callWith(baseURL, source)).toBe("ok");
});
