/** A customer whole: with persons, documents and what screening says. */
import { listDocumentRowsOfCustomer } from "@/db/queries/customer-documents";
import type { CustomerRow } from "@/db/queries/customers";
import { listPersonRows } from "@/db/queries/persons";
import { fromPublicId } from "@/lib/ids";
import { toCustomerSummary, toPersonView } from "@/lib/operations/customers/view";
import { toDocumentView } from "@/lib/operations/documents/view";
import { recordEvent } from "@/lib/operations/events";
import type { TransactionContext } from "@/lib/operations/operation";
import { screeningSummaryOfCustomers } from "@/lib/operations/screening/summary";
import type { CustomerView } from "@/lib/schemas/customer";
import type { EventType } from "@/lib/schemas/event";
import { MAXIMUM_PERSONS } from "@/lib/schemas/person";

const SHOWN_DOCUMENTS = 200;

/** The customer as the API returns it, as the transaction sees it now. */
export async function showCustomer(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  row: CustomerRow,
): Promise<CustomerView> {
  const [persons, screening] = await Promise.all([
    listPersonRows(tx, scope, row.id, MAXIMUM_PERSONS),
    screeningSummaryOfCustomers(tx, scope, [row.id]),
  ]);
  const named = [row, ...persons].flatMap(({ documentIds }) => documentIds);
  const namedIds = [...new Set(named)].flatMap((id) => fromPublicId("document", id) ?? []);
  const documents = await listDocumentRowsOfCustomer(
    tx,
    scope,
    { customerId: row.id, namedIds },
    SHOWN_DOCUMENTS,
  );
  return {
    ...toCustomerSummary(row, screening.get(row.id)),
    persons: persons.map(toPersonView),
    documents: documents.map(toDocumentView),
  };
}

/** Tells partners what happened to the customer, and gives it as they are told. */
export async function announceCustomer(
  context: Pick<TransactionContext, "tx" | "scope" | "now">,
  event: EventType,
  row: CustomerRow,
): Promise<CustomerView> {
  const view = await showCustomer(context, row);
  await recordEvent(context, event, view);
  return view;
}
