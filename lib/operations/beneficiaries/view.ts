/** Beneficiary rows in their wire shape. */
import type { BeneficiaryRow } from "@/db/queries/beneficiaries";
import { toPublicId } from "@/lib/ids";
import { recordEvent } from "@/lib/operations/events";
import type { TransactionContext } from "@/lib/operations/operation";
import { screeningSummaryOfBeneficiaries } from "@/lib/operations/screening/summary";
import type { BeneficiaryView } from "@/lib/schemas/beneficiary";
import type { EventType } from "@/lib/schemas/event";

type Context = Pick<TransactionContext, "tx" | "scope">;

/** The beneficiaries as the API returns them, in the order of the rows; one query however many there are. */
export async function showBeneficiaries(
  { tx, scope }: Context,
  rows: readonly BeneficiaryRow[],
): Promise<BeneficiaryView[]> {
  const screenings = await screeningSummaryOfBeneficiaries(
    tx,
    scope,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row.details,
    id: toPublicId("beneficiary", row.id),
    customerId: toPublicId("customer", row.customerId),
    status: row.status,
    country: row.country,
    companyName: row.companyName,
    currencyCode: row.currencyCode,
    statusReason: row.statusReason,
    corrections: row.corrections,
    screening: screenings.get(row.id) ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** The beneficiary as the API returns it, as the transaction sees it now. */
export async function showBeneficiary(context: Context, row: BeneficiaryRow): Promise<BeneficiaryView> {
  const [view] = await showBeneficiaries(context, [row]);
  if (view === undefined) throw new Error("A beneficiary has no view.");
  return view;
}

/** Tells partners what happened to the beneficiary, and gives it as they are told. */
export async function announceBeneficiary(
  context: Pick<TransactionContext, "tx" | "scope" | "now">,
  event: EventType,
  row: BeneficiaryRow,
): Promise<BeneficiaryView> {
  const view = await showBeneficiary(context, row);
  await recordEvent(context, event, view);
  return view;
}
