/** The documents that a new customer and its persons name. */
import type { CustomerRow } from "@/db/queries/customers";
import type { PersonRow } from "@/db/queries/persons";
import { ApiError, type FieldProblem, validationFailed } from "@/lib/errors";
import { replaceDocumentReferences } from "@/lib/operations/documents/references";
import type { TransactionContext } from "@/lib/operations/operation";

/** Records what each of them names. Throws 422 at every id of any of them that is none of the caller's documents. */
export async function nameDocuments(
  context: Pick<TransactionContext, "tx" | "scope">,
  customer: Pick<CustomerRow, "id" | "documentIds">,
  persons: readonly Pick<PersonRow, "id" | "documentIds">[],
): Promise<void> {
  const namings = [
    { kind: "customer" as const, ...customer, path: "documentIds" },
    ...persons.map((person, index) => ({
      kind: "person" as const,
      ...person,
      path: `persons[${index}].documentIds`,
    })),
  ];
  const problems: FieldProblem[] = [];
  for (const { kind, id, documentIds, path } of namings) {
    if (documentIds.length === 0) continue;
    try {
      await replaceDocumentReferences(context, { kind, id }, documentIds, path);
    } catch (error) {
      problems.push(...fieldsOf(error));
    }
  }
  if (problems.length > 0) throw validationFailed(problems);
}

/** The fields of a 422; throws whatever else it is. */
function fieldsOf(error: unknown): FieldProblem[] {
  if (!(error instanceof ApiError) || error.code !== "validation_failed") throw error;
  // `validationFailed` makes no other.
  return error.details.fields as FieldProblem[];
}
