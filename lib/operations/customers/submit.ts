import { changeCustomer } from "@/db/queries/customers";
import { wrongStatus } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { WITH_PARTNER } from "@/lib/operations/customers/edit";
import { requireLockedCustomer } from "@/lib/operations/customers/find";
import { announceCustomer } from "@/lib/operations/customers/show";
import { writeOperation } from "@/lib/operations/operation";
import { scheduleCustomerReview } from "@/lib/operations/reviews/schedule";
import { customerReferenceSchema, customerSchema } from "@/lib/schemas/customer";

export const submitCustomer = writeOperation({
  name: "submitCustomer",
  summary: "Submit a draft or corrected customer for review",
  refuses: ["wrong_status"],
  permission: "CUSTOMERS_WRITE",
  audit: "customer.submitted",
  input: customerReferenceSchema,
  output: customerSchema,
  run: async (context, { id }) => {
    const { tx, scope, now } = context;
    const stored = await requireLockedCustomer(context, id);
    const row = await changeCustomer(tx, scope, stored.id, WITH_PARTNER, {
      status: "PENDING_REVIEW",
      statusReason: null,
      corrections: [],
      submittedAt: now,
      updatedAt: now,
    });
    if (row === undefined) throw wrongStatus("customer", stored.status, WITH_PARTNER);
    context.audit({
      target: { kind: "customer", id: toPublicId("customer", row.id) },
      before: { status: stored.status },
      after: { status: row.status },
    });
    await scheduleCustomerReview(context, row);
    return announceCustomer(context, "customers.status_changed", row);
  },
});
