/** The hub's pages and dialogs, each accessible and fitting in both themes and widths. */
import { queueHref } from "@/lib/client/hub-queue";
import { routes } from "@/lib/routes";
import { QUEUE_KINDS, type QueueKind } from "@/lib/schemas/queue";
import { callWith, createApplication } from "../support/applications";
import { signInAs } from "../support/demo";
import { newMember, newOrganization } from "../support/organizations";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { expectWellMade } from "../support/well-made";

test("every page and dialog of the hub", async ({ page: owner, openAs, baseURL }) => {
  test.setTimeout(240_000);
  const organization = await newOrganization("Hub appearance");
  await signInAs(owner, await newMember(organization, "OWNER"));
  const application = await createApplication(owner, { name: "Ledger", permissions: ["CUSTOMERS_READ"] });
  await callWith(baseURL, application);

  const page = await openAs("NUVERA_ADMIN");
  await visit(page, `${routes.hub}?search=${organization.slug}`);
  await expect(page.getByRole("link", { name: organization.name })).toBeVisible();
  await expectWellMade(page, "hub-search");
  const address = routes.hubOrganization(organization.organizationId);
  await visit(page, address);
  await expect(page.getByRole("link", { name: application.name })).toBeVisible();
  await expectWellMade(page, "hub-organization");
  await page.getByRole("button", { name: "Disable all applications" }).click();
  await expect(page.getByRole("dialog")).toContainText(application.name);
  await expectWellMade(page, "hub-emergency");
  await visit(page, `${address}?tab=webhooks`);
  await expect(page.getByText("No webhook endpoints in production yet")).toBeVisible();
  await expectWellMade(page, "hub-webhooks");
  await visit(page, `${address}?tab=members`);
  await expect(page.getByRole("table", { name: "Members" })).toBeVisible();
  await expectWellMade(page, "hub-members");
  await visit(page, `${address}?tab=audit`);
  await expect(page.getByText(/Created API application/)).toBeVisible();
  await expectWellMade(page, "hub-organization-audit");

  const { organizationId, environment } = application.place;
  const detail = routes.hubApplication(organizationId, environment, application.id);
  await visit(page, detail);
  await expectWellMade(page, "hub-application");
  await visit(page, `${detail}?tab=keys`);
  await page.getByRole("button", { name: "Prepare replacement key" }).click();
  await expectWellMade(page, "hub-prepare-key");
  await page.getByRole("dialog").getByLabel("Reason").fill("Ticket 4711: the key was lost");
  await page.getByRole("dialog").getByRole("button", { name: "Prepare replacement key" }).click();
  await expect(page.getByText(/prepared a replacement key/)).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectWellMade(page, "hub-prepared-key");
  await visit(page, `${detail}?tab=danger`);
  await page.getByRole("button", { name: "Disable application" }).click();
  await expectWellMade(page, "hub-disable-application");

  await visit(owner, routes.application(application.id));
  await expect(owner.getByRole("button", { name: "Claim replacement key" })).toBeVisible();
  await expectWellMade(owner, "claim-notice");
  await owner.getByRole("button", { name: "Claim replacement key" }).click();
  await expectWellMade(owner, "claim-key");

  for (const [path, what] of [
    [routes.hubAudit, "hub-audit"],
    [routes.hubSystem, "hub-system"],
    [routes.hubSecurity, "hub-security"],
  ] as const) {
    await visit(page, path);
    await expect(page.getByRole("status").filter({ hasText: /^Loading/ })).toHaveCount(0);
    await expectWellMade(page, what);
  }
});

test("every queue and review of the hub", async ({ openAs }) => {
  test.setTimeout(360_000);
  const page = await openAs("NUVERA_ADMIN");
  // The demo has something in every queue of production.
  for (const queue of QUEUE_KINDS) {
    await visit(page, queueHref(queue, "production"));
    const rows = page.getByRole("table").getByRole("link");
    await expect(rows.first()).toBeVisible();
    await expectWellMade(page, `hub-queue-${queue}`);
    await rows.first().click();
    await expect(page).toHaveURL(/\/hub\/organizations\//);
    await expect(page.getByRole("status").filter({ hasText: /^Loading/ })).toHaveCount(0);
    await expectWellMade(page, `hub-review-${queue}`);
    const button = DIALOGS[queue];
    await page.getByRole("button", { name: button }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectWellMade(page, `hub-decide-${queue}`);
  }
  await visit(page, queueHref("customers", "sandbox"));
  await expect(page.getByRole("status").filter({ hasText: /^Loading/ })).toHaveCount(0);
  await expectWellMade(page, "hub-queue-sandbox");
  await visit(page, routes.hubReferenceData);
  await expect(page.getByRole("table", { name: "Exchange rates" })).toBeVisible();
  await expectWellMade(page, "hub-reference-data");
  await page.getByRole("button", { name: "Import rates" }).click();
  await expectWellMade(page, "hub-import-rates");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Change USDC on Base" }).click();
  await expectWellMade(page, "hub-change-network");
  await visit(page, routes.hubScreeningLists);
  await expect(page.getByRole("table", { name: "Screening lists" })).toBeVisible();
  await expectWellMade(page, "hub-screening-lists");
});

/** A dialog of each review to look at. */
const DIALOGS: Record<QueueKind, string> = {
  customers: "Request correction",
  beneficiaries: "Reject",
  payments: "Hold",
  settlements: "Start settlement",
  screening: "False positive",
  tickets: "Close ticket",
};
