import { changeCustomer } from "@/db/queries/customers";
import { countPersons } from "@/db/queries/persons";
import { wrongStatus } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { requireLockedCustomer } from "@/lib/operations/customers/find";
import { announceCustomer } from "@/lib/operations/customers/show";
import { writeOperation } from "@/lib/operations/operation";
import { resumePaymentsOf } from "@/lib/operations/payments/resume";
import {
  DECISION_MOVES,
  requireCorrections,
  requireReason,
  requireSeen,
  requireUnblocked,
} from "@/lib/operations/reviews/decision";
import { approvalBlockedBecause } from "@/lib/operations/screening/summary";
import { isCustomerFieldPath } from "@/lib/schemas/correction-path";
import { customerSchema } from "@/lib/schemas/customer";
import { decideCustomerSchema } from "@/lib/schemas/review";

export const decideCustomer = writeOperation({
  name: "decideCustomer",
  summary: "Approve, reject, suspend or reinstate a customer, or ask for a correction",
  refuses: ["wrong_status", "conflict"],
  permission: "REVIEWS_WRITE",
  audit: "customer.status_changed",
  input: decideCustomerSchema,
  output: customerSchema,
  run: async (context, { customerId, decision, ...input }) => {
    const { tx, scope, now } = context;
    const stored = await requireLockedCustomer(context, customerId);
    const persons = await countPersons(tx, scope, stored.id);
    const isFieldPath = (path: string) => isCustomerFieldPath(path, persons);
    const corrections = requireCorrections(decision, input.corrections, isFieldPath);
    const statusReason = requireReason(decision, context.reason);
    const { from, to } = DECISION_MOVES[decision];
    if (stored.status === from) {
      requireSeen("customer", stored, input.seenUpdatedAt);
      if (to === "APPROVED") {
        requireUnblocked("customer", await approvalBlockedBecause(tx, scope, { customerId: stored.id }));
      }
    }
    const row = await changeCustomer(tx, scope, stored.id, [from], {
      status: to,
      statusReason,
      corrections,
      correctionCount: stored.correctionCount + (decision === "REQUEST_CORRECTION" ? 1 : 0),
      updatedAt: now,
    });
    if (row === undefined) throw wrongStatus("customer", stored.status, [from]);
    context.audit({
      target: { kind: "customer", id: toPublicId("customer", row.id) },
      before: { status: stored.status },
      after: { status: row.status, ...(corrections.length === 0 ? {} : { corrections }) },
    });
    if (decision === "REINSTATE") await resumePaymentsOf(context, { customerId: row.id });
    return announceCustomer(context, "customers.status_changed", row);
  },
});
