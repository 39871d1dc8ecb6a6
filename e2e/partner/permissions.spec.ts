/** What an application may do, and its end: changes count from the next call on. */
import { routes, uiApi } from "@/lib/routes";
import { callWith, createApplication, postAs, readApplication } from "../support/applications";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

const CUSTOMERS = "/api/v1/customers?limit=1";

test("a permission taken away or given counts with the next call", async ({ openAs, baseURL }) => {
  const page = await openAs("OWNER");
  const application = await createApplication(page, { name: "Permissions", permissions: ["CUSTOMERS_READ"] });
  expect(await callWith(baseURL, application, CUSTOMERS)).toBe("ok");
  await visit(page, `${routes.application(application.id)}?tab=permissions`);
  const saving = page.getByRole("dialog", { name: "Save permissions" });

  await test.step("taken away, and taken back by the toast", async () => {
    await page.getByRole("checkbox", { name: "Customers: Read" }).uncheck();
    await page.getByRole("button", { name: "Review and save" }).click();
    await expect(saving).toContainText(`${application.name} loses`);
    await expect(saving).toContainText("CUSTOMERS_READ");
    await saving.getByRole("button", { name: "Save permissions" }).click();
    await expect(saving).toBeHidden();
    expect(await callWith(baseURL, application, CUSTOMERS)).toBe("permission_missing");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The permissions are as before")).toBeVisible();
    expect(await callWith(baseURL, application, CUSTOMERS)).toBe("ok");
  });

  await test.step("a write brings its read, and a read takes its write along", async () => {
    await page.getByRole("checkbox", { name: "Payments: Write" }).check();
    await expect(page.getByRole("checkbox", { name: "Payments: Read" })).toBeChecked();
    await page.getByRole("checkbox", { name: "Customers: Read" }).uncheck();
    await page.getByRole("button", { name: "Review and save" }).click();
    await expect(saving).toContainText(`${application.name} gains`);
    await saving.getByRole("button", { name: "Save permissions" }).click();
    await expect(saving).toBeHidden();
    expect((await readApplication(page, application)).permissions).toEqual([
      "PAYMENTS_READ",
      "PAYMENTS_WRITE",
    ]);
    expect(await callWith(baseURL, application, CUSTOMERS)).toBe("permission_missing");
  });
});

test("a developer cannot grant what they lack, and the missing permission is named", async ({ openAs }) => {
  const page = await openAs("DEVELOPER");
  const application = await createApplication(page, { name: "Developer's", permissions: ["PAYMENTS_READ"] });
  await visit(page, `${routes.application(application.id)}?tab=permissions`);
  await expect(page.getByRole("checkbox", { name: "Payments: Write" })).toBeDisabled();
  const payments = page.getByRole("group", { name: "Payments" });
  await expect(payments).toContainText("You do not hold PAYMENTS_WRITE, so you cannot grant it.");

  const path = uiApi.applicationPart(application.place, application.id, "permissions");
  const refused = await postAs(page, path, { permissions: ["PAYMENTS_READ", "PAYMENTS_WRITE"] });
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({ error: { details: { missing: ["PAYMENTS_WRITE"] } } });
  expect((await readApplication(page, application)).permissions).toEqual(["PAYMENTS_READ"]);
});

test("a disabled application is refused at once, and the toast enables it again", async ({
  openAs,
  baseURL,
}) => {
  const page = await openAs("DEVELOPER");
  const application = await createApplication(page, { name: "Disabled" });
  await visit(page, `${routes.application(application.id)}?tab=danger`);
  const dialog = page.getByRole("dialog", { name: `Disable ${application.name}` });

  async function disable(reason: string): Promise<void> {
    await page.getByRole("button", { name: "Disable application" }).click();
    await dialog.getByLabel("Reason (optional)").fill(reason);
    await dialog.getByRole("button", { name: "Disable application" }).click();
    await expect(dialog).toBeHidden();
    expect(await callWith(baseURL, application)).toBe("application_disabled");
  }

  await disable("Looks wrong");
  await page.getByRole("button", { name: "Enable again" }).click();
  await expect(page.getByText(`${application.name} is enabled`)).toBeVisible();
  expect(await callWith(baseURL, application)).toBe("ok");

  await disable("Key may have leaked");
  await expect(page.getByText("Every request of this application is refused")).toBeVisible();
  await expect(page.getByText("Disabled by Dev Developer")).toBeVisible();
  await expect(page.getByText("Reason: Key may have leaked")).toBeVisible();
  await page.getByRole("button", { name: "Enable application" }).click();
  await expect(page.getByText("Every request of this application is refused")).toHaveCount(0);
  expect(await callWith(baseURL, application)).toBe("ok");
});

test("deleting asks for the name, and then every call is refused", async ({ openAs, baseURL }) => {
  const page = await openAs("OWNER");
  const application = await createApplication(page, { name: "Deleted" });
  expect(await callWith(baseURL, application)).toBe("ok");
  await visit(page, `${routes.application(application.id)}?tab=danger`);
  await page.getByRole("button", { name: "Delete application" }).click();
  const dialog = page.getByRole("dialog", { name: `Delete ${application.name}` });
  await expect(dialog).toContainText("What dies with it");
  const name = dialog.getByLabel(`Type ${application.name} to confirm`);
  await name.fill("Something else");
  await dialog.getByRole("button", { name: "Delete application" }).click();
  await expect(dialog.getByText(`Type ${application.name} exactly.`)).toBeVisible();
  expect(await callWith(baseURL, application)).toBe("ok");
  await name.fill(application.name);
  await dialog.getByRole("button", { name: "Delete application" }).click();
  await expect(page).toHaveURL(new RegExp(`${routes.applications}$`));
  expect(await callWith(baseURL, application)).toBe("api_key_revoked");
  await expect(page.getByRole("link", { name: application.name })).toHaveCount(0);
  const gone = await page.goto(routes.application(application.id));
  expect(gone?.status()).toBe(404);
});
