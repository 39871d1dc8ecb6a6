import { type CustomerRow, insertCustomer, type PersonRow } from "@/db/queries/customers";
import { type FieldProblem, validationFailed } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { toCustomerView } from "@/lib/operations/customers/view";
import { writeOperation } from "@/lib/operations/operation";
import { type CreateCustomerInput, createCustomerSchema, customerSchema } from "@/lib/schemas/customer";

export const createCustomer = writeOperation({
  name: "createCustomer",
  summary: "Create a customer and submit it for review, or keep it as a draft",
  permission: "CUSTOMERS_WRITE",
  audit: "customer.created",
  input: createCustomerSchema,
  output: customerSchema,
  run: async (context, input) => {
    refuseUnknownDocuments(input);
    const { tx, scope, now } = context;
    const { persons, submit, companyName, registrationNumber, ...rest } = input;
    const { countryOfIncorporationId, businessIndustryId, documentIds, ...profile } = rest;
    const times = { createdAt: now, updatedAt: now };
    const row: CustomerRow = {
      id: newUuid(),
      ...scope,
      status: submit ? "PENDING_REVIEW" : "DRAFT",
      companyName,
      registrationNumber,
      countryOfIncorporationId,
      businessIndustryId,
      documentIds,
      profile,
      statusReason: null,
      corrections: [],
      submittedAt: submit ? now : null,
      ...times,
    };
    const personRows = persons.map((person): PersonRow => {
      const {
        firstName,
        lastName,
        roles,
        nationality,
        dateOfBirth,
        documentIds: documents,
        ...personProfile
      } = person;
      return {
        id: newUuid(),
        ...scope,
        customerId: row.id,
        firstName,
        lastName,
        roles,
        nationality,
        dateOfBirth,
        documentIds: documents,
        profile: personProfile,
        ...times,
      };
    });
    await insertCustomer(tx, row, personRows);
    context.audit({
      target: { kind: "customer", id: toPublicId("customer", row.id) },
      after: { status: row.status, companyName, persons: personRows.length },
    });
    return toCustomerView(row, personRows);
  },
});

/** Documents cannot be uploaded yet, so no id can name one of the caller's. */
function refuseUnknownDocuments(input: CreateCustomerInput): void {
  const problems = (path: string, ids: readonly string[]): FieldProblem[] =>
    ids.map((_, index) => ({ path: `${path}documentIds[${index}]`, message: "No document with this id." }));
  const fields = [
    ...problems("", input.documentIds),
    ...input.persons.flatMap((person, index) => problems(`persons[${index}].`, person.documentIds)),
  ];
  if (fields.length > 0) throw validationFailed(fields);
}
