/** What staff do to run the platform: stop somebody, say what became of money, keep rates, networks and lists in order. */
import { writeFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";
import { routes } from "@/lib/routes";
import { freshName } from "../support/applications";
import { watchConsole } from "../support/console";
import { ageProof } from "../support/database";
import { cli } from "../support/organizations";
import { approve, newPayment, newQuote, openPartner, refusalOf, statusOf } from "../support/partner-records";
import { approvedParties, barOf, decide, openFromQueue } from "../support/reviews";
import { sharedFile } from "../support/run-state";
import { freshListName, importList } from "../support/screening-lists";
import { newAdmin, proveAgain } from "../support/staff";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { expectWellMade } from "../support/well-made";

test.beforeEach(() => test.setTimeout(240_000));

test("a customer is suspended, which stops its payments, and reinstated", async ({
  page,
  openAs,
  baseURL,
}) => {
  const partner = await openPartner(page, "Suspension", baseURL);
  const staff = await openAs("NUVERA_ADMIN");
  const problems = watchConsole(staff);
  const { customer, beneficiary } = await approvedParties(staff, partner);
  const { organizationId, environment } = partner.place;
  await visit(staff, routes.hubReview(organizationId, environment, "customers", customer.id));

  await barOf(staff).getByRole("button", { name: "Suspend" }).click();
  const dialog = staff.getByRole("dialog", { name: `Suspend ${customer.name}` });
  await expect(dialog).toContainText("No new payment of the customer is accepted while it is suspended.");
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog.getByText(/Say why/)).toBeVisible();
  await expectWellMade(staff, "hub-suspend-customer");
  await dialog.getByLabel("Reason").fill("The register shows a liquidation");
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog).toBeHidden();
  expect(await partner.get(`/api/v1/customers/${customer.id}`)).toMatchObject({
    status: "SUSPENDED",
    statusReason: "The register shows a liquidation",
  });
  expect(await refusalOf(newQuote(partner, customer, beneficiary))).toContain("not_approved");
  await expect(staff.getByRole("list", { name: "History" })).toContainText("shows a liquidation");
  await expectWellMade(staff, "hub-suspended-customer");

  await decide(staff, "Reinstate", "The register has taken it back");
  await expect(barOf(staff).getByRole("button", { name: "Suspend" })).toBeVisible();
  expect(await statusOf(partner, `/api/v1/customers/${customer.id}`)).toBe("APPROVED");
  expect((await newPayment(partner, customer, beneficiary)).status).toBe("PENDING_REVIEW");
  expect(problems()).toEqual([]);
});

test("money that did not move and money that arrived are said by hand, after a fresh proof", async ({
  page,
  openStranger,
  baseURL,
}) => {
  const partner = await openPartner(page, "By hand", baseURL);
  const staff = await openStranger();
  const admin = await newAdmin(staff);
  const problems = watchConsole(staff);
  const { customer, beneficiary } = await approvedParties(staff, partner);

  /** A payment whose settlement is under way, on its page. */
  async function openStarted(): Promise<string> {
    const payment = await newPayment(partner, customer, beneficiary);
    await approve(staff, partner, "payments", payment.id);
    await openFromQueue(staff, "settlements", payment.name);
    await decide(staff, "Start settlement", "Sent through the bank's portal");
    return payment.id;
  }

  await test.step("one failed, and the partner reads why", async () => {
    const id = await openStarted();
    await barOf(staff).getByRole("button", { name: "Settlement failed" }).click();
    const dialog = staff.getByRole("dialog", { name: /^The settlement of .* failed$/ });
    await dialog.getByLabel("Reason").fill("The bank sent it back: account closed");
    await dialog.getByRole("button", { name: "Settlement failed" }).click();
    await expect(dialog.getByText(/^Type .* exactly\.$/)).toBeVisible();
    expect(await statusOf(partner, `/api/v1/payment/${id}`)).toBe("PROCESSING");
    await expectWellMade(staff, "hub-settlement-failed");
    await dialog.getByLabel(/to confirm/).fill(id.slice(-4));
    await dialog.getByRole("button", { name: "Settlement failed" }).click();
    await expect(dialog).toBeHidden();
    await expect(barOf(staff).getByRole("status")).toContainText("Failed");
    expect(await partner.get(`/api/v1/payment/${id}`)).toMatchObject({
      status: "FAILED",
      statusReason: "The bank sent it back: account closed",
      completedAt: null,
    });
    await expectWellMade(staff, "hub-failed-payment");
  });

  await test.step("one arrived, which is taken from who proves again that it is them", async () => {
    const id = await openStarted();
    await ageProof(admin.email, 11);
    await barOf(staff).getByRole("button", { name: "Complete settlement" }).click();
    const dialog = staff.getByRole("dialog", { name: /^Complete the settlement/ });
    await dialog.getByLabel("Settlement reference").fill("FT-9917");
    await dialog.getByLabel("Reason").fill("The bank confirms it");
    await dialog.getByRole("button", { name: "Complete settlement" }).click();
    const proof = staff.getByRole("dialog", { name: "Confirm that it is you" });
    await expect(proof).toBeVisible();
    await expectWellMade(staff, "hub-fresh-proof");
    await proof.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog.getByText("The settlement was not completed.")).toBeVisible();
    expect(await statusOf(partner, `/api/v1/payment/${id}`)).toBe("PROCESSING");
    await expectWellMade(staff, "hub-fresh-proof-not-given");
    await dialog.getByRole("button", { name: "Complete settlement" }).click();
    await proveAgain(staff, admin);
    await expect(dialog).toBeHidden();
    await expect(barOf(staff)).toContainText("Completed");
    expect(await partner.get(`/api/v1/payment/${id}`)).toMatchObject({
      status: "COMPLETED",
      settlementReference: "FT-9917",
    });
  });
  expect(problems()).toEqual([]);
});

test("exchange rates are imported from a file, of which a bad line is shown", async ({
  page,
  openStranger,
  baseURL,
}) => {
  const partner = await openPartner(page, "Rates", baseURL);
  const staff = await openStranger();
  const admin = await newAdmin(staff);
  const problems = watchConsole(staff);
  const { customer, beneficiary } = await approvedParties(staff, partner);
  const quote = () =>
    newQuote(partner, customer, beneficiary, { paymentAmount: "90000.00", paymentCurrencyCode: "KES" });
  expect(await refusalOf(quote()), "the rates that come with the platform are too old").toContain(
    "rate_unavailable",
  );
  const asOf = aMinuteAgo();
  await visit(staff, routes.hubReferenceData);
  await staff.getByRole("button", { name: "Import rates" }).click();
  const dialog = staff.getByRole("dialog", { name: "Import exchange rates" });

  await test.step("a rate that was turned round is shown on its line, and nothing is imported", async () => {
    await chooseRates(dialog, [...MANY_RATES, "KES,0.0081", "ZMW,22.27"], asOf);
    await dialog.getByLabel("Source (optional)").fill("Test bank, mid-market");
    await dialog.getByLabel("Reason").fill("Morning rates");
    await dialog.getByRole("button", { name: "Import rates" }).click();
    await expect(dialog.getByText("Nothing was imported: see what the preview marks.")).toBeVisible();
    const preview = dialog.getByRole("table", { name: "Preview" });
    await expect(preview).toContainText("ZMW is more than 10 times away from its last rate");
    await expect(dialog.getByText(/ZMW is more than 10 times away/), "once, and in sight").toBeInViewport();
    await expectWellMade(staff, "hub-import-rates-bad-line");
    expect(await refusalOf(quote())).toContain("rate_unavailable");
  });

  await test.step("the mended file is imported after a fresh proof, and partners get its price", async () => {
    await ageProof(admin.email, 11);
    await chooseRates(dialog, ["KES,0.0081", "ZMW,0.0452"], asOf);
    await expect(dialog.getByText(/Nothing was imported|ZMW is more than/)).toHaveCount(0);
    await dialog.getByRole("button", { name: "Import rates" }).click();
    await proveAgain(staff, admin);
    await expect(dialog).toBeHidden();
    await expect(staff.getByText("Imported 2 rates")).toBeVisible();
    const row = staff.getByRole("table", { name: "Exchange rates" }).getByRole("row", { name: /^KES/ });
    await expect(row).toContainText("0.0081");
    await expect(row).toContainText("Test bank, mid-market");
    await expect(row).toContainText("Current");
    await expectWellMade(staff, "hub-imported-rates");
    expect((await quote()).rate).toBe("0.0081");
  });
  expect(problems()).toEqual([]);
});

test("a crypto network is switched off, which ends quotes in its currency, and on again", async ({
  page,
  openAs,
  baseURL,
}) => {
  const partner = await openPartner(page, "Networks", baseURL);
  const staff = await openAs("NUVERA_ADMIN");
  const problems = watchConsole(staff);
  const { customer, beneficiary } = await approvedParties(staff, partner);
  await cli("rates", "import", await ratesFile(["BTC,108250"], aMinuteAgo()));
  const quote = () =>
    newQuote(partner, customer, beneficiary, { paymentAmount: "0.05000000", paymentCurrencyCode: "BTC" });
  expect((await quote()).rate).toBe("108250");
  await visit(staff, routes.hubReferenceData);
  const row = staff.getByRole("table", { name: "Crypto networks" }).getByRole("row", { name: /^BTC/ });
  const dialog = staff.getByRole("dialog", { name: "Change BTC on Bitcoin" });

  /** Opens the dialog, chooses the status, says why and presses the button. */
  async function change(status: "Active" | "Suspended", button: string, reason: string): Promise<void> {
    await row.getByRole("button", { name: "Change BTC on Bitcoin" }).click();
    await dialog.getByRole("radio", { name: status }).click();
    await dialog.getByLabel("Reason").fill(reason);
    await expectWellMade(staff, `hub-network-${status}`);
    await dialog.getByRole("button", { name: button }).click();
    await expect(dialog).toBeHidden();
    await expect(row).toContainText(status);
  }

  await row.getByRole("button", { name: "Change BTC on Bitcoin" }).click();
  await expect(dialog).toContainText("partners get no quotes that are paid in it");
  await dialog.getByRole("radio", { name: "Suspended" }).click();
  await dialog.getByRole("button", { name: "Suspend network" }).click();
  await expect(dialog.getByText(/Say why/)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await statusOf(partner, "/api/v1/crypto/currencies/BTC")).toBe("ACTIVE");

  await change("Suspended", "Suspend network", "Fees are out of hand");
  expect(await statusOf(partner, "/api/v1/crypto/currencies/BTC")).toBe("SUSPENDED");
  expect(await refusalOf(quote())).toContain("rate_unavailable: BTC is suspended");
  await change("Active", "Resume network", "Fees are as usual");
  expect(await statusOf(partner, "/api/v1/crypto/currencies/BTC")).toBe("ACTIVE");
  expect((await quote()).rate).toBe("108250");
  expect(problems()).toEqual([]);
});

test("a screening list that was cut off is refused, and whom it no longer names stays held", async ({
  page,
  openAs,
  baseURL,
}) => {
  const partner = await openPartner(page, "Cut off", baseURL);
  const staff = await openAs("NUVERA_ADMIN");
  const problems = watchConsole(staff);
  const listed = freshName("Sumpfdotterblume Warenkontor");
  const { customer, beneficiary } = await approvedParties(staff, partner, listed);
  const payment = await newPayment(partner, customer, beneficiary);
  const status = () => statusOf(partner, `/api/v1/payment/${payment.id}`);
  const list = freshListName();
  const others = Array.from({ length: 1000 }, (_, index) => `Qwxzj${index.toString(36)}kv`);
  await importList(list, [...others, listed]);
  await expect.poll(status, { timeout: 60_000 }).toBe("ON_HOLD");

  await expect(importList(list, others.slice(0, 400))).rejects.toThrow(/It looks cut off/);
  await visit(staff, routes.hubScreeningLists);
  await expect(staff.getByText(`Version 2 of ${list} was not imported`)).toBeVisible();
  await expect(staff.getByText("The file has 400 entries, the version in force 1001.")).toBeVisible();
  const row = staff
    .getByRole("table", { name: "Screening lists" })
    .getByRole("row")
    .filter({ hasText: list });
  await expect(row).toContainText("1,001");
  await expectWellMade(staff, "hub-screening-list-cut-off");
  expect(await status()).toBe("ON_HOLD");

  await importList(list, others.slice(0, 400), "--fewer", "allowed");
  await expect.poll(status, { timeout: 60_000 }).toBe("PENDING_REVIEW");
  await visit(staff, routes.hubScreeningLists);
  await expect(row).toContainText("400");
  await expect(staff.getByText(`of ${list} was not imported`)).toHaveCount(0);
  expect(problems()).toEqual([]);
});

/** More than the preview shows at once. */
const MANY_RATES = [
  ...["BRL,0.186", "MXN,0.0541", "COP,0.000259", "HKD,0.1287", "CNY,0.1404", "NGN,0.000695"],
  ...["MWK,0.000577", "ZAR,0.0577", "XOF,0.001757", "XAF,0.001757", "UGX,0.000287", "SGD,0.7663"],
];

/** Rates are of a moment that has been. */
function aMinuteAgo(): string {
  return new Date(Date.now() - 60_000).toISOString();
}

function ratesCsv(rates: readonly string[], asOf: string): string {
  return ["currency,usd_per_unit,as_of", ...rates.map((rate) => `${rate},${asOf}`)].join("\n");
}

async function ratesFile(rates: readonly string[], asOf: string): Promise<string> {
  const file = await sharedFile(`${freshName("rates").replace(" ", "-")}.csv`);
  await writeFile(file, ratesCsv(rates, asOf));
  return file;
}

/** Chooses a file of these rates in the open dialog. */
async function chooseRates(dialog: Locator, rates: readonly string[], asOf: string): Promise<void> {
  const buffer = Buffer.from(ratesCsv(rates, asOf));
  const file = { name: "rates.csv", mimeType: "text/csv", buffer };
  await dialog.getByLabel("File", { exact: true }).setInputFiles(file);
}
