/** The partner's pages and dialogs, each accessible and fitting in both themes and widths. */
import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { type Place, routes, uiApi } from "@/lib/routes";
import { callWith, createApplication, postAs, type TestApplication } from "../support/applications";
import { createApplicationInBrowser } from "../support/create-application";
import { ageProof } from "../support/database";
import { signInAs } from "../support/demo";
import { makeKeyPair, pastePublicKey } from "../support/key-pair";
import { newMember, newOrganization } from "../support/organizations";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { startReceiver } from "../support/webhook-receiver";
import { expectWellMade } from "../support/well-made";

const LIST = routes.applications;

test.beforeEach(() => test.setTimeout(180_000));

/** An application in the middle of both rotations, with some traffic. */
async function rotating(page: Page, baseURL: string | undefined): Promise<TestApplication> {
  const application = await createApplication(page, {
    name: "Payments worker production",
    permissions: ["CUSTOMERS_READ", "CUSTOMERS_WRITE", "PAYMENTS_READ"],
  });
  const { id, place } = application;
  await callWith(baseURL, application);
  const made = await postAs(page, uiApi.apiKeys(place, id), { grace: "24h" });
  expect(made.ok(), await made.text()).toBe(true);
  const next = makeKeyPair();
  const replaced = await postAs(page, uiApi.signingKeys(place, id), {
    publicKeyPem: next.publicKeyPem,
    overlapSeconds: 86_400,
  });
  expect(replaced.ok(), await replaced.text()).toBe(true);
  await callWith(baseURL, application);
  return application;
}

const at = (application: TestApplication, tab: string) => `${routes.application(application.id)}?tab=${tab}`;

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("sign-in, list, overview and the way to a first key", async ({ page, openAs }, info) => {
  await visit(page, "/sign-in");
  await expectWellMade(page, "sign-in");
  const owner = await openAs("OWNER");
  await createApplicationInBrowser(owner, {
    name: "Payments worker production",
    permissions: ["Customers: Write", "Payments: Write"],
    folder: info.outputDir,
  });
  await expectWellMade(owner, "detail");
  await visit(owner, "/overview");
  await expectWellMade(owner, "overview");
  await visit(owner, LIST);
  await expectWellMade(owner, "list");
  await visit(owner, `${LIST}/new`);
  await expectWellMade(owner, "create-name");
  await owner.getByLabel("Application name").fill("Ledger sync");
  await owner.getByRole("button", { name: "Continue" }).click();
  await expectWellMade(owner, "create-key");
  await owner.getByRole("radio", { name: /Generate in browser/ }).check();
  await owner.getByRole("button", { name: "Generate key pair" }).click();
  await owner.getByRole("button", { name: "Download private key" }).click();
  await owner.getByLabel("I have saved the private key file").check();
  await owner.getByRole("button", { name: "Continue" }).click();
  await expectWellMade(owner, "create-permissions");
  await owner.getByRole("button", { name: "Continue" }).click();
  await expectWellMade(owner, "create-review");
  await owner.getByRole("button", { name: "Create API application" }).click();
  await expect(owner.getByRole("dialog")).toBeVisible();
  await expectWellMade(owner, "one-time-key");
});

test("an application's keys", async ({ openAs, baseURL }) => {
  const page = await openAs("OWNER");
  const application = await rotating(page, baseURL);
  const old = application.lastFour;
  await visit(page, routes.application(application.id));
  await expect(page.getByText("API key rotation")).toBeVisible();
  await expectWellMade(page, "application-overview");
  await visit(page, at(application, "keys"));
  await expect(page.getByRole("list", { name: "Steps of the rotation" })).toBeVisible();
  await expectWellMade(page, "keys");
  await page.getByRole("button", { name: `Revoke key …${old}` }).click();
  await expectWellMade(page, "revoke-key");
  await closeDialog(page);
  await page.getByRole("button", { name: `Actions for key …${old}` }).click();
  await page.getByRole("menuitem", { name: "Change end date" }).click();
  await expectWellMade(page, "change-end-date");
  await closeDialog(page);
  await page.getByRole("button", { name: "Create replacement key" }).click();
  await expectWellMade(page, "replace-key");
  const dialog = page.getByRole("dialog", { name: "Create replacement key" });
  await dialog.getByRole("radio", { name: "None" }).click();
  await dialog.getByLabel("The new key ends on a date of its own").check();
  await dialog.getByRole("button", { name: "Create replacement key" }).click();
  await expectWellMade(page, "replace-key-at-once");
  await dialog.getByRole("radio", { name: "1 h", exact: true }).click();
  await dialog.getByRole("button", { name: "Create replacement key" }).click();
  await expect(page.getByRole("dialog", { name: "Store the API key" })).toBeVisible();
  await expectWellMade(page, "replacement-one-time-key");
});

test("an application's signing key", async ({ openAs, baseURL }, info) => {
  const page = await openAs("OWNER");
  const application = await rotating(page, baseURL);
  const file = info.outputPath("private.pem");
  await writeFile(file, makeKeyPair().privateKeyPem);
  await visit(page, at(application, "signing-key"));
  await expect(page.getByRole("list", { name: "Steps of the rotation" })).toBeVisible();
  await expectWellMade(page, "signing-key");
  const request = page.getByRole("region", { name: "Signed test request" });
  await request.getByLabel("Private key file").setInputFiles(file);
  await request.getByLabel("API key", { exact: true }).fill(application.apiKey);
  await request.getByRole("button", { name: "Send signed request" }).click();
  await expect(request.getByText("Refused:")).toBeVisible();
  await expectWellMade(page, "test-request-refused");
  await page.getByRole("button", { name: "End overlap now" }).first().click();
  await expectWellMade(page, "end-overlap");
  await closeDialog(page);
  await page.getByRole("button", { name: "Replace signing key" }).click();
  const dialog = page.getByRole("dialog", { name: "Replace signing key" });
  await expectWellMade(page, "replace-signing-key-generate");
  await dialog.getByRole("button", { name: "Generate key pair" }).click();
  await expect(dialog.getByRole("button", { name: "Download private key" })).toBeVisible();
  await expectWellMade(page, "replace-signing-key-generated");
  await dialog.getByRole("radio", { name: /Paste public key/ }).check();
  await pastePublicKey(dialog, makeKeyPair());
  await dialog.getByRole("radio", { name: "At once" }).click();
  await expectWellMade(page, "replace-signing-key-paste");
});

test("an application's permissions, test, audit and danger zone", async ({ openAs, baseURL }) => {
  const page = await openAs("OWNER");
  const application = await rotating(page, baseURL);
  await visit(page, at(application, "permissions"));
  await expect(page.getByText("never used").first()).toBeVisible();
  await expectWellMade(page, "permissions");
  await page.getByRole("checkbox", { name: "Payments: Write" }).check();
  await page.getByRole("checkbox", { name: "Customers: Read" }).uncheck();
  await page.getByRole("button", { name: "Review and save" }).click();
  await expectWellMade(page, "save-permissions");
  await visit(page, at(application, "try-it"));
  await expectWellMade(page, "try-it");
  await visit(page, at(application, "audit"));
  await expect(page.getByText(/Created API application/)).toBeVisible();
  await expectWellMade(page, "application-audit");
  await visit(page, at(application, "danger"));
  await expectWellMade(page, "danger-zone");
  await page.getByRole("button", { name: "Delete application" }).click();
  await expectWellMade(page, "delete-application");
  await closeDialog(page);
  await page.getByRole("button", { name: "Disable application" }).click();
  await expectWellMade(page, "disable-application");
  await page.getByRole("dialog").getByRole("button", { name: "Disable application" }).click();
  await expect(page.getByText("Every request of this application is refused")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectWellMade(page, "application-disabled");
});

test("team, invitation, security, history and password reset", async ({ page, openStranger }) => {
  const organization = await newOrganization("Appearance");
  const owner = await newMember(organization, "OWNER");
  await signInAs(page, owner);
  const application = await createApplication(page, { name: "Ledger", permissions: ["CUSTOMERS_READ"] });
  const { place } = application;

  await visit(page, routes.team);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await expectWellMade(page, "invite");
  await dialog.getByLabel("Email").fill(`nora@${organization.slug}.example`);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Done" })).toBeVisible();
  await expectWellMade(page, "invitation-link");
  const link = ((await dialog.getByText(/\/invite\/inv_/).textContent()) ?? "").trim();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await expectWellMade(page, "team");

  const stranger = await openStranger();
  await visit(stranger, link);
  await expect(stranger.getByLabel("Your name")).toBeVisible();
  await expectWellMade(stranger, "accept-invitation");
  await visit(stranger, routes.resetPassword);
  await expectWellMade(stranger, "request-reset");
  await stranger.getByLabel("Email").fill(`nobody@${organization.slug}.example`);
  await stranger.getByRole("button", { name: "Send link" }).click();
  await expect(stranger.getByText(/a link is on its way/)).toBeVisible();
  await expectWellMade(stranger, "reset-requested");
  await visit(stranger, `${routes.resetPassword}/pwr_01920000-0000-7000-8000-000000000001#secret`);
  await expect(stranger.getByRole("textbox", { name: "New password" })).toBeVisible();
  await expectWellMade(stranger, "set-password");

  await changeSomething(page, place, application.id);
  await visit(page, routes.audit);
  await page.getByRole("button", { name: /^Granted/ }).click();
  await expectWellMade(page, "audit-history");

  await visit(page, routes.security);
  await expect(page.getByRole("table", { name: "Sessions" })).toBeVisible();
  await expectWellMade(page, "security");
  await ageProof(owner.email, 11);
  await page.getByRole("button", { name: "Set up one-time codes" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(proof).toBeVisible();
  await expectWellMade(page, "step-up");
  await proof.getByRole("textbox", { name: "Password" }).fill(owner.password);
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("dialog", { name: "Set up one-time codes" })).toBeVisible();
  await expectWellMade(page, "enrolment");
});

test("personal API keys", async ({ page }) => {
  const organization = await newOrganization("Appearance of keys");
  await signInAs(page, await newMember(organization, "OWNER"));
  await visit(page, routes.personalKeys);
  await expect(page.getByText("You have no API keys in sandbox")).toBeVisible();
  await expectWellMade(page, "personal-keys-empty");
  await page.getByRole("button", { name: "Create API key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "At a date" }).click();
  await expectWellMade(page, "create-personal-key");
  await dialog.getByRole("radio", { name: "90 days" }).click();
  await dialog.getByLabel("Name").fill("Nightly export from the warehouse");
  await dialog.getByRole("button", { name: "Create API key" }).click();
  await expect(dialog.getByRole("heading", { name: "Store the API key" })).toBeVisible();
  await expectWellMade(page, "store-personal-key");
  await dialog.getByRole("button", { name: "Copy API key" }).click();
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByRole("table", { name: "API keys" })).toContainText("Nightly export");
  await expectWellMade(page, "personal-keys");
  await page.getByRole("button", { name: "Delete API key Nightly export from the warehouse" }).click();
  await expectWellMade(page, "delete-personal-key");
  await closeDialog(page);
  await page.getByRole("radio", { name: "Off" }).click();
  await expect(page.getByText(`Personal API keys are turned off in ${organization.name}`)).toBeVisible();
  await expectWellMade(page, "personal-keys-off");
});

test("webhooks", async ({ page }) => {
  const receiver = await startReceiver();
  const organization = await newOrganization("Appearance of webhooks");
  await signInAs(page, await newMember(organization, "OWNER"));
  await visit(page, routes.webhooks);
  await expect(page.getByText("No webhook endpoints in sandbox yet")).toBeVisible();
  await expectWellMade(page, "webhooks-empty");
  await visit(page, routes.newWebhook);
  await page.getByRole("radio", { name: /Selected events/ }).click();
  await page.getByRole("checkbox", { name: "Payments", exact: true }).check();
  await expectWellMade(page, "create-webhook");
  await page.getByRole("radio", { name: /All events/ }).click();
  await page.getByLabel("URL").fill(receiver.url);
  await page.getByLabel("Description (optional)").fill("Ledger of the treasury team");
  await page.getByRole("button", { name: "Create webhook endpoint" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await expectWellMade(page, "store-webhook-secret");
  await dialog.getByRole("button", { name: "Copy signing secret" }).click();
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByRole("button", { name: "Rotate secret" })).toBeVisible();
  await expectWellMade(page, "webhook");
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await expectWellMade(page, "rotate-webhook-secret");
  await closeDialog(page);
  await page.getByRole("button", { name: "Send test event" }).click();
  await dialog.getByRole("button", { name: "Send test event" }).click();
  await expect(dialog.getByText("Delivered")).toBeVisible({ timeout: 20_000 });
  await expectWellMade(page, "webhook-test-result");
  await closeDialog(page);
  await page.getByRole("tab", { name: "Deliveries" }).click();
  await expect(page.getByRole("table", { name: "Deliveries" })).toContainText("webhooks.test");
  await expectWellMade(page, "webhook-deliveries");
  await page.getByRole("button", { name: /Open the delivery/ }).click();
  await expect(dialog.getByText("Headers")).toBeVisible();
  await expectWellMade(page, "webhook-delivery");
  await closeDialog(page);
  await page.getByRole("button", { name: "Replay events" }).click();
  await expectWellMade(page, "webhook-replay");
  await closeDialog(page);
  await page.getByRole("tab", { name: "Verify signatures" }).click();
  await expectWellMade(page, "webhook-verify");
  await page.getByRole("button", { name: "Actions for this webhook endpoint" }).click();
  await page.getByRole("menuitem", { name: /Change URL/ }).click();
  await expectWellMade(page, "webhook-change");
  await closeDialog(page);
  await page.getByRole("button", { name: "Actions for this webhook endpoint" }).click();
  await page.getByRole("menuitem", { name: "Delete endpoint" }).click();
  await expectWellMade(page, "webhook-delete");
  await closeDialog(page);
  await visit(page, routes.webhooks);
  await expect(page.getByRole("table")).toContainText("Ledger of the treasury team");
  await expectWellMade(page, "webhooks");
  await receiver.close();
});

async function changeSomething(page: Page, place: Place, applicationId: string): Promise<void> {
  await postAs(page, uiApi.applicationPart(place, applicationId, "permissions"), {
    permissions: ["CUSTOMERS_READ", "CRYPTO_READ"],
    reason: "The dashboard shows rates",
  });
}
