import { type PersonRow, updatePerson as updatePersonRow } from "@/db/queries/persons";
import { validationFailed } from "@/lib/errors";
import { applyChanges } from "@/lib/operations/apply-changes";
import { toPersonColumns, toPersonFields } from "@/lib/operations/customers/columns";
import { requireWithPartner } from "@/lib/operations/customers/edit";
import { toPersonView } from "@/lib/operations/customers/view";
import { writeOperation } from "@/lib/operations/operation";
import {
  followPersonChange,
  nameDocumentsOf,
  personTarget,
  requireLockedPerson,
} from "@/lib/operations/persons/change";
import { recordChanges } from "@/lib/operations/record-changes";
import { personProblems, personSchema, updatePersonSchema } from "@/lib/schemas/person";

export const updatePerson = writeOperation({
  name: "updatePerson",
  summary: "Change a person of a customer that is a draft or to be corrected",
  description: "What is left out stays as it is; `null` takes an optional value away.",
  refuses: ["wrong_status"],
  permission: "CUSTOMERS_WRITE",
  audit: "person.updated",
  input: updatePersonSchema,
  output: personSchema,
  run: async (context, { customerId, personId, ...changes }) => {
    const { tx, scope, now } = context;
    const { customer, person } = await requireLockedPerson(context, { customerId, personId });
    const before = toPersonFields(person);
    const { merged, changed } = applyChanges(before, changes);
    const problems = personProblems(merged);
    if (problems.length > 0) throw validationFailed(problems);
    const row: PersonRow = { ...person, ...toPersonColumns(merged), updatedAt: now };
    if (changes.documentIds !== undefined) await nameDocumentsOf(context, row);
    requireWithPartner(customer);
    if (changed.length === 0) {
      context.audit("unchanged");
      return toPersonView(person);
    }
    await updatePersonRow(tx, scope, row);
    const { after } = recordChanges(changed, [], [before, merged]);
    context.audit({ target: personTarget(row), after: { customerId, ...after } });
    await followPersonChange(context, customer);
    return toPersonView(row);
  },
});
