/** Staff decide in the hub what partners have submitted, with a reason each time that the partner reads. */
import { queueHref } from "@/lib/client/hub-queue";
import { routes, uiApi } from "@/lib/routes";
import { freshName, postAs } from "../support/applications";
import { approve, newCustomer, newPayment, openPartner, statusOf } from "../support/partner-records";
import { approvedParties, barOf, decide, openFromQueue } from "../support/reviews";
import { freshListName, importList } from "../support/screening-lists";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

test.beforeEach(() => test.setTimeout(120_000));

test("an admin approves a customer after looking at its document, and goes on to the next", async ({
  page,
  openAs,
  baseURL,
}) => {
  const partner = await openPartner(page, "Approval", baseURL);
  const document = await partner.upload("certificate.pdf", ["Certificate of incorporation"]);
  const customer = await newCustomer(partner, [document]);
  const next = await newCustomer(partner);
  const staff = await openAs("NUVERA_ADMIN");
  await visit(staff, queueHref("customers", "production"));
  const content = staff.waitForResponse((response) => response.url().includes(`${document}/content`));
  await staff.getByRole("link", { name: customer.name }).click();
  const looked = await content;
  expect(looked.status()).toBe(200);
  expect(looked.headers()["content-disposition"]).toMatch(/^inline/);
  const documents = staff.getByRole("region", { name: "Documents" });
  await expect(documents.getByRole("button", { name: /Certificate of incorporation/ })).toBeVisible();

  await barOf(staff).getByRole("button", { name: "Approve" }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog.getByText(/Say why/)).toBeVisible();
  expect(await statusOf(partner, `/api/v1/customers/${customer.id}`)).toBe("PENDING_REVIEW");
  await dialog.getByLabel("Reason").fill("The register shows the same");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog).toBeHidden();
  expect(await statusOf(partner, `/api/v1/customers/${customer.id}`)).toBe("APPROVED");
  await expect(staff.getByRole("list", { name: "History" })).toContainText("The register shows the same");
  await barOf(staff).getByRole("link", { name: "Next in queue" }).click();
  await expect(staff.getByRole("heading", { level: 1 })).not.toContainText(customer.name);
  await visit(staff, queueHref("customers", "production"));
  await expect(staff.getByRole("link", { name: next.name })).toBeVisible();
  await expect(staff.getByRole("link", { name: customer.name })).toHaveCount(0);
});

test("a correction is asked for field by field, and outlives a reload until it is sent", async ({
  page,
  openAs,
  baseURL,
}) => {
  const partner = await openPartner(page, "Correction", baseURL);
  const customer = await newCustomer(partner);
  const staff = await openAs("NUVERA_ADMIN");
  await openFromQueue(staff, "customers", customer.name);
  await staff.getByRole("button", { name: "Ask to correct Registration number" }).click();
  await staff.getByLabel("What to correct in Registration number").fill("The register shows 11298378.");
  await staff.getByRole("button", { name: "Ask for Website" }).click();
  await staff.reload();
  await expect(staff.getByLabel("What to correct in Registration number")).toHaveValue(
    "The register shows 11298378.",
  );
  await barOf(staff).getByRole("button", { name: "Request correction (2)" }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Two things are missing");
  await dialog.getByRole("button", { name: "Request correction" }).click();
  await expect(dialog.getByText("Say what is to be corrected.")).toBeVisible();
  await dialog.getByRole("button", { name: "Drop the correction of Website" }).click();
  await dialog.getByRole("button", { name: "Request correction" }).click();
  await expect(dialog).toBeHidden();
  await expect(staff.getByText("Correction asked:")).toBeVisible();
  expect(await partner.get(`/api/v1/customers/${customer.id}`)).toMatchObject({
    status: "CORRECTION_REQUESTED",
    statusReason: "Two things are missing",
    corrections: [{ field: "registrationNumber", message: "The register shows 11298378." }],
  });
});

test("a decision that comes too late changes nothing and says what happened", async ({
  page,
  openAs,
  baseURL,
}) => {
  const partner = await openPartner(page, "Lost race", baseURL);
  const customer = await newCustomer(partner);
  const staff = await openAs("NUVERA_ADMIN");
  await openFromQueue(staff, "customers", customer.name);
  await barOf(staff).getByRole("button", { name: "Reject" }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Nothing fits together");
  await dialog.getByLabel(/to confirm/).fill(customer.id.slice(-4));
  await approve(staff, partner, "customers", customer.id);
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(dialog.getByText("The customer was not rejected.")).toBeVisible();
  await expect(dialog.getByText("In order, says the test")).toBeVisible();
  await expect(dialog.getByLabel("Reason")).toHaveValue("Nothing fits together");
  expect(await statusOf(partner, `/api/v1/customers/${customer.id}`)).toBe("APPROVED");
});

test("a screening match holds a payment until an admin clears it", async ({ page, openAs, baseURL }) => {
  const partner = await openPartner(page, "Screening", baseURL);
  const staff = await openAs("NUVERA_ADMIN");
  const listed = freshName("Zwetschgenbrand Handelskontor");
  const { customer, beneficiary } = await approvedParties(staff, partner, listed);
  const payment = await newPayment(partner, customer, beneficiary);
  const status = () => statusOf(partner, `/api/v1/payment/${payment.id}`);
  expect(await status()).toBe("PENDING_REVIEW");
  await importList(freshListName(), [listed]);
  await expect.poll(status, { timeout: 60_000 }).toBe("ON_HOLD");

  await openFromQueue(staff, "payments", payment.name);
  await expect(staff.getByText("Screening holds it")).toBeVisible();
  await expect(barOf(staff).getByRole("button", { name: "Release" })).toHaveCount(0);
  await staff.getByRole("link", { name: /^Review the open match/ }).click();
  const match = staff.getByRole("article", { name: `Match: ${listed}` });
  await match.getByRole("button", { name: "False positive" }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Another company of this name");
  await dialog.getByRole("button", { name: "False positive" }).click();
  await expect(dialog).toBeHidden();
  await expect(staff.getByRole("list", { name: "Decisions" })).toContainText("Another company of this name");
  await expect.poll(status).toBe("PENDING_REVIEW");
});

test("an admin settles a payment by hand, with the bank's reference", async ({ page, openAs, baseURL }) => {
  const partner = await openPartner(page, "Settlement", baseURL);
  const staff = await openAs("NUVERA_ADMIN");
  const { customer, beneficiary } = await approvedParties(staff, partner);
  const payment = await newPayment(partner, customer, beneficiary);
  await openFromQueue(staff, "payments", payment.name);
  await decide(staff, "Approve", "The invoice matches");
  await openFromQueue(staff, "settlements", payment.name);
  await decide(staff, "Start settlement", "Sent through the bank's portal");
  await barOf(staff).getByRole("button", { name: "Complete settlement" }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("The bank confirms it");
  await dialog.getByRole("button", { name: "Complete settlement" }).click();
  await expect(dialog.getByLabel("Settlement reference")).toBeFocused();
  expect(await statusOf(partner, `/api/v1/payment/${payment.id}`)).toBe("PROCESSING");
  await dialog.getByLabel("Settlement reference").fill("FT-8841");
  await dialog.getByRole("button", { name: "Complete settlement" }).click();
  await expect(dialog).toBeHidden();
  expect(await partner.get(`/api/v1/payment/${payment.id}`)).toMatchObject({
    status: "COMPLETED",
    settlementReference: "FT-8841",
  });
});

test("support answers tickets, sees reviews, and decides nothing, by page or by call", async ({
  page,
  openAs,
  baseURL,
}) => {
  const partner = await openPartner(page, "Support role", baseURL);
  const customer = await newCustomer(partner);
  const subject = freshName("How long does it take");
  await partner.post("/api/v1/support/tickets", {
    subject,
    category: "CUSTOMERS",
    message: "We wait for a review.",
    relatedIds: [customer.id],
  });
  const staff = await openAs("NUVERA_SUPPORT");

  await openFromQueue(staff, "tickets", subject);
  await staff.getByLabel("Answer").fill("Until tomorrow.");
  await staff.reload();
  await expect(staff.getByLabel("Answer")).toHaveValue("Until tomorrow.");
  await staff.getByRole("button", { name: "Send answer" }).click();
  await expect(staff.getByRole("list", { name: "Conversation" })).toContainText("Until tomorrow.");
  await expect(staff.getByLabel("Answer")).toHaveValue("");
  await expect(staff.getByText("Waiting on partner")).toBeVisible();

  await staff.getByRole("link", { name: customer.name }).click();
  await expect(staff.getByText("Your role sees reviews; operator admins decide.")).toBeVisible();
  for (const button of ["Approve", "Reject", "Request correction"]) {
    await expect(barOf(staff).getByRole("button", { name: button })).toBeDisabled();
  }
  await expect(staff.getByRole("button", { name: /^Ask (to correct|for)/ })).toHaveCount(0);
  const decision = uiApi.hubReview(partner.place, "customers", customer.id, "decision");
  const refused = await postAs(staff, decision, {
    decision: "APPROVE",
    reason: "Trying what is not offered",
  });
  expect(refused.status()).toBe(403);
  expect(await statusOf(partner, `/api/v1/customers/${customer.id}`)).toBe("PENDING_REVIEW");
  await visit(staff, routes.hubReferenceData);
  await expect(staff.getByRole("button", { name: "Import rates" })).toBeDisabled();
});
