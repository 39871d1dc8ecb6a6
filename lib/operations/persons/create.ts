import { countPersons, insertPersons, type PersonRow } from "@/db/queries/persons";
import { conflict } from "@/lib/errors";
import { newUuid } from "@/lib/ids";
import { toPersonColumns } from "@/lib/operations/customers/columns";
import { requireWithPartner } from "@/lib/operations/customers/edit";
import { requireLockedCustomer } from "@/lib/operations/customers/find";
import { toPersonView } from "@/lib/operations/customers/view";
import { writeOperation } from "@/lib/operations/operation";
import { followPersonChange, nameDocumentsOf, personTarget } from "@/lib/operations/persons/change";
import { createPersonSchema, MAXIMUM_PERSONS, personSchema } from "@/lib/schemas/person";

export const createPerson = writeOperation({
  name: "createPerson",
  summary: "Add a person to a customer that is a draft or to be corrected",
  description: `A customer has at most ${MAXIMUM_PERSONS} persons.`,
  refuses: ["wrong_status", "conflict"],
  permission: "CUSTOMERS_WRITE",
  audit: "person.created",
  input: createPersonSchema,
  output: personSchema,
  run: async (context, { customerId, ...fields }) => {
    const { tx, scope, now } = context;
    const customer = await requireLockedCustomer(context, customerId);
    const row: PersonRow = {
      id: newUuid(),
      ...scope,
      customerId: customer.id,
      ...toPersonColumns(fields),
      createdAt: now,
      updatedAt: now,
    };
    await nameDocumentsOf(context, row);
    requireWithPartner(customer);
    if ((await countPersons(tx, scope, customer.id)) >= MAXIMUM_PERSONS) {
      throw conflict(`A customer has at most ${MAXIMUM_PERSONS} persons. Remove one before adding another.`);
    }
    await insertPersons(tx, [row]);
    context.audit({ target: personTarget(row), after: { customerId, roles: row.roles } });
    await followPersonChange(context, customer);
    return toPersonView(row);
  },
});
