/** A webhook endpoint's life on the pages, with a receiver that verifies what it gets. */
import { routes } from "@/lib/routes";
import { signInAs } from "../support/demo";
import { newMember, newOrganization } from "../support/organizations";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { type Receiver, startReceiver } from "../support/webhook-receiver";

let receiver: Receiver;

test.beforeEach(async () => {
  receiver = await startReceiver();
});
test.afterEach(() => receiver.close());

test("created, tested, resent, disabled and taken back, replayed, rotated, deleted", async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const organization = await newOrganization("Webhooks");
  await signInAs(page, await newMember(organization, "DEVELOPER"));
  const dialog = page.getByRole("dialog");
  const log = page.getByRole("table", { name: "Deliveries" });

  /** Takes the secret from the dialog that shows it once. */
  async function storeSecret(): Promise<void> {
    await expect(dialog.getByRole("heading", { name: "Store the signing secret" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "Copy signing secret" }).click();
    receiver.expectSecret(await page.evaluate(() => navigator.clipboard.readText()));
    await dialog.getByRole("button", { name: "I have stored it" }).click();
    await expect(dialog).toHaveCount(0);
  }

  await test.step("an empty list leads to the form, which says what is wrong", async () => {
    await visit(page, routes.webhooks);
    await expect(page.getByText("No webhook endpoints in sandbox yet")).toBeVisible();
    await expect(page.getByText("Private addresses are allowed in this sandbox")).toBeVisible();
    await page.getByRole("link", { name: "Create webhook endpoint" }).first().click();
    await page.getByLabel("URL").fill("https://169.254.169.254/latest");
    await page.getByRole("button", { name: "Create webhook endpoint" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "not a public one" })).toBeFocused();
    await expect(page.getByLabel("URL")).toHaveValue("https://169.254.169.254/latest");
  });

  await test.step("created; its secret is shown once", async () => {
    await page.getByLabel("URL").fill(receiver.url);
    await page.getByRole("radio", { name: /Selected events/ }).click();
    await page.getByRole("checkbox", { name: "Payments", exact: true }).check();
    await expect(page.getByRole("checkbox", { name: "payments.completed" })).toBeChecked();
    await page.getByRole("button", { name: "Create webhook endpoint" }).click();
    await storeSecret();
    await expect(page).toHaveURL(/webhooks\/whk_/);
    await expect(page.getByText("Enabled").first()).toBeVisible();
    expect(await page.content()).not.toContain("whsec_");
  });

  await test.step("a test event shows what the endpoint answered", async () => {
    await page.getByRole("button", { name: "Send test event" }).click();
    await dialog.getByRole("button", { name: "Send test event" }).click();
    await expect(dialog.getByText("Delivered")).toBeVisible({ timeout: 20_000 });
    await expect(dialog).toContainText("answered 200");
    await dialog.getByRole("button", { name: "Close" }).click();
    expect(receiver.received).toMatchObject([{ event: "webhooks.test", isOurs: true }]);
  });

  await test.step("the log shows it, and sends it again", async () => {
    await page.getByRole("tab", { name: "Deliveries" }).click();
    await expect(log.getByRole("row")).toHaveCount(2);
    await expect(log).toContainText("Delivered");
    receiver.answerWith(503);
    await log.getByRole("button", { name: /webhooks.test/ }).click();
    await dialog.getByRole("button", { name: "Resend" }).click();
    await expect(dialog).toContainText("503", { timeout: 20_000 });
    await expect(dialog).toContainText("answered 503");
    await expect(dialog.getByText("Retrying")).toBeVisible();
    // The retry after 5 s fails too; the one after that is minutes away.
    await expect(dialog).toContainText("3 attempts", { timeout: 30_000 });
    receiver.answerWith(200);
    await dialog.getByRole("button", { name: "Send now" }).click();
    await expect(dialog.getByText("Delivered", { exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(page).toHaveURL(/delivery=evt_/);
    await page.keyboard.press("Escape");
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(receiver.received.every(({ isOurs }) => isOurs)).toBe(true);
    await page.getByLabel("Status").selectOption("failed");
    await expect(page.getByText("No delivery fits these filters")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).click();
  });

  await test.step("everything of a day is sent again", async () => {
    const before = receiver.received.length;
    await page.getByRole("button", { name: "Replay events" }).click();
    await expect(dialog).toContainText("No event fits");
    await dialog.getByRole("radio", { name: /^All/ }).click();
    await dialog.getByRole("button", { name: "Replay 1 event" }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(before + 1);
  });

  await test.step("disabled, and taken back by the toast", async () => {
    await page.getByRole("button", { name: "Actions for this webhook endpoint" }).click();
    await page.getByRole("menuitem", { name: "Disable endpoint" }).click();
    await dialog.getByRole("button", { name: "Disable endpoint" }).click();
    await expect(page.getByText("This endpoint is disabled")).toBeVisible();
    await page.getByRole("button", { name: "Enable again" }).click();
    await expect(page.getByText("This endpoint is disabled")).toBeHidden();
  });

  await test.step("rotated; deliveries verify with the new secret", async () => {
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("button", { name: "Rotate secret" }).click();
    await dialog.getByRole("button", { name: "Rotate secret" }).click();
    await storeSecret();
    await expect(page.getByText("Secret before")).toBeVisible();
    await page.getByRole("button", { name: "Send test event" }).click();
    await dialog.getByRole("button", { name: "Send test event" }).click();
    await expect(dialog.getByText("Delivered")).toBeVisible({ timeout: 20_000 });
    await dialog.getByRole("button", { name: "Close" }).click();
    expect(receiver.received.at(-1)).toMatchObject({ isOurs: true });
  });

  await test.step("deleted, when its URL is typed", async () => {
    await page.getByRole("button", { name: "Actions for this webhook endpoint" }).click();
    await page.getByRole("menuitem", { name: "Delete endpoint" }).click();
    await dialog.getByRole("button", { name: "Delete endpoint" }).click();
    await expect(dialog).toContainText("exactly");
    await dialog.getByRole("textbox").fill(receiver.url);
    await dialog.getByRole("button", { name: "Delete endpoint" }).click();
    await expect(page).toHaveURL(new RegExp(`${routes.webhooks}$`));
    await expect(page.getByText("No webhook endpoints in sandbox yet")).toBeVisible();
  });
});

test("a viewer sees no webhooks", async ({ openAs }) => {
  const viewer = await openAs("VIEWER");
  await visit(viewer, routes.webhooks);
  await expect(viewer.getByText("You do not have access to webhooks")).toBeVisible();
  await expect(viewer.getByRole("navigation", { name: "Main" }).getByText("Webhooks")).toHaveCount(0);
});
