import { deletePerson } from "@/db/queries/persons";
import { requireWithPartner } from "@/lib/operations/customers/edit";
import { toPersonView } from "@/lib/operations/customers/view";
import { removeDocumentReferences } from "@/lib/operations/documents/references";
import { writeOperation } from "@/lib/operations/operation";
import { followPersonChange, personTarget, requireLockedPerson } from "@/lib/operations/persons/change";
import { personReferenceSchema, personSchema } from "@/lib/schemas/person";

export const removePerson = writeOperation({
  name: "removePerson",
  summary: "Remove a person from a customer that is a draft or to be corrected",
  description: "Answers with the person as it was.",
  refuses: ["wrong_status"],
  permission: "CUSTOMERS_WRITE",
  audit: "person.removed",
  input: personReferenceSchema,
  output: personSchema,
  run: async (context, reference) => {
    const { tx, scope } = context;
    const { customer, person } = await requireLockedPerson(context, reference);
    requireWithPartner(customer);
    await removeDocumentReferences(context, { kind: "person", id: person.id });
    await deletePerson(tx, scope, { customerId: customer.id, personId: person.id });
    const { customerId } = reference;
    context.audit({ target: personTarget(person), before: { customerId, roles: person.roles } });
    await followPersonChange(context, customer);
    return toPersonView(person);
  },
});
