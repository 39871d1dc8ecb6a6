/** What staff do on the pages of the hub when they decide about what partners have submitted. */
import { expect, type Locator, type Page } from "@playwright/test";
import { queueHref } from "@/lib/client/hub-queue";
import type { QueueKind } from "@/lib/schemas/queue";
import { approve, newBeneficiary, newCustomer, type Partner, type PartnerRecord } from "./partner-records";
import { visit } from "./visit";

/** From a queue of production to what its row leads to. */
export async function openFromQueue(staff: Page, kind: QueueKind, title: string): Promise<void> {
  await visit(staff, queueHref(kind, "production"));
  await staff.getByRole("link", { name: title }).click();
  await expect(staff.getByRole("heading", { level: 1 })).not.toHaveText(/^(Reviews|Tickets)$/);
}

export const barOf = (staff: Page): Locator => staff.getByRole("region", { name: "Decision" });

/** Presses the button of the bar, says why, and presses the one of the dialog. */
export async function decide(staff: Page, button: string, reason: string): Promise<void> {
  await barOf(staff).getByRole("button", { name: button }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** A customer that may pay, and an account that it may pay to. */
export async function approvedParties(
  staff: Page,
  partner: Partner,
  beneficiaryName?: string,
): Promise<{ customer: PartnerRecord; beneficiary: PartnerRecord }> {
  const customer = await newCustomer(partner);
  await approve(staff, partner, "customers", customer.id);
  const beneficiary = await newBeneficiary(partner, customer, beneficiaryName);
  await approve(staff, partner, "beneficiaries", beneficiary.id);
  return { customer, beneficiary };
}
