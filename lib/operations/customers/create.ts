import { type CustomerRow, insertCustomer } from "@/db/queries/customers";
import { insertPersons, type PersonRow } from "@/db/queries/persons";
import { newUuid, toPublicId } from "@/lib/ids";
import { toCustomerColumns, toPersonColumns } from "@/lib/operations/customers/columns";
import { nameDocuments } from "@/lib/operations/customers/documents";
import { announceCustomer } from "@/lib/operations/customers/show";
import { writeOperation } from "@/lib/operations/operation";
import { scheduleCustomerReview } from "@/lib/operations/reviews/schedule";
import { screenCustomer } from "@/lib/operations/screening/screen";
import { createCustomerSchema, customerSchema } from "@/lib/schemas/customer";

export const createCustomer = writeOperation({
  name: "createCustomer",
  summary: "Create a customer and submit it for review, or keep it as a draft",
  description:
    "In the sandbox the review is simulated: within seconds the customer is approved, unless its name asks for something else.",
  permission: "CUSTOMERS_WRITE",
  audit: "customer.created",
  input: createCustomerSchema,
  output: customerSchema,
  run: async (context, { persons, submit, ...fields }) => {
    const { tx, scope, now } = context;
    const times = { createdAt: now, updatedAt: now };
    const row: CustomerRow = {
      id: newUuid(),
      ...scope,
      ...toCustomerColumns(fields),
      status: submit ? "PENDING_REVIEW" : "DRAFT",
      statusReason: null,
      corrections: [],
      correctionCount: 0,
      submittedAt: submit ? now : null,
      ...times,
    };
    const personRows = persons.map(
      (person): PersonRow => ({
        id: newUuid(),
        ...scope,
        customerId: row.id,
        ...toPersonColumns(person),
        ...times,
      }),
    );
    await nameDocuments(context, row, personRows);
    await insertCustomer(tx, row);
    await insertPersons(tx, personRows);
    context.audit({
      target: { kind: "customer", id: toPublicId("customer", row.id) },
      after: { status: row.status, companyName: row.companyName, persons: personRows.length },
    });
    await screenCustomer(context, row.id);
    if (submit) await scheduleCustomerReview(context, row);
    return announceCustomer(context, "customers.created", row);
  },
});
