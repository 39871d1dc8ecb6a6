/** What every change of a person has in common: it is a change of the customer, and obeys the customer's status. */
import type { CustomerRow } from "@/db/queries/customers";
import { findPersonRow, type PersonRow } from "@/db/queries/persons";
import { notFound } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { editCustomer } from "@/lib/operations/customers/edit";
import { requireLockedCustomer } from "@/lib/operations/customers/find";
import { announceCustomer } from "@/lib/operations/customers/show";
import { replaceDocumentReferences } from "@/lib/operations/documents/references";
import type { TransactionContext } from "@/lib/operations/operation";
import { screenCustomer } from "@/lib/operations/screening/screen";

type Context = Pick<TransactionContext, "tx" | "scope">;

/** The person among those of the customer, which is locked with all its persons; throws 404. */
export async function requireLockedPerson(
  context: Context,
  reference: { customerId: string; personId: string },
): Promise<{ customer: CustomerRow; person: PersonRow }> {
  const customer = await requireLockedCustomer(context, reference.customerId);
  const personId = fromPublicId("person", reference.personId);
  const person =
    personId === null
      ? undefined
      : await findPersonRow(context.tx, context.scope, { customerId: customer.id, personId });
  if (person === undefined) throw notFound("person");
  return { customer, person };
}

/** Records the documents that the person names; throws 422 at each that is none of the caller's. */
export function nameDocumentsOf(
  context: Context,
  { id, documentIds }: Pick<PersonRow, "id" | "documentIds">,
): Promise<void> {
  return replaceDocumentReferences(context, { kind: "person", id }, documentIds, "documentIds");
}

/** What follows from another, a changed or a missing person. Throws 409 unless the customer is with the partner. */
export async function followPersonChange(context: TransactionContext, customer: CustomerRow): Promise<void> {
  const row = await editCustomer(context, customer);
  await screenCustomer(context, customer.id);
  await announceCustomer(context, "customers.updated", row);
}

/** How the audit history names the person. */
export function personTarget({ id }: Pick<PersonRow, "id">): { kind: string; id: string } {
  return { kind: "person", id: toPublicId("person", id) };
}
