import { validationFailed } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { applyChanges } from "@/lib/operations/apply-changes";
import { toCustomerColumns, toCustomerFields } from "@/lib/operations/customers/columns";
import { editCustomer, requireWithPartner } from "@/lib/operations/customers/edit";
import { requireLockedCustomer } from "@/lib/operations/customers/find";
import { announceCustomer, showCustomer } from "@/lib/operations/customers/show";
import { replaceDocumentReferences } from "@/lib/operations/documents/references";
import { writeOperation } from "@/lib/operations/operation";
import { recordChanges } from "@/lib/operations/record-changes";
import { screenCustomer } from "@/lib/operations/screening/screen";
import { customerSchema, updateCustomerSchema } from "@/lib/schemas/customer";
import { customerProblems } from "@/lib/schemas/customer-fields";

/** What identifies a company, and is no personal data. */
const RECORDED = ["companyName", "registrationNumber", "countryOfIncorporationId", "businessIndustryId"];

export const updateCustomer = writeOperation({
  name: "updateCustomer",
  summary: "Change a customer that is a draft or to be corrected",
  description:
    "What is left out stays as it is; `null` takes an optional value away. The whole that comes of it has to be right. Persons have paths of their own.",
  refuses: ["wrong_status"],
  permission: "CUSTOMERS_WRITE",
  audit: "customer.updated",
  input: updateCustomerSchema,
  output: customerSchema,
  run: async (context, { id, ...changes }) => {
    const stored = await requireLockedCustomer(context, id);
    const before = toCustomerFields(stored);
    const { merged, changed } = applyChanges(before, changes);
    const problems = customerProblems(merged);
    if (problems.length > 0) throw validationFailed(problems);
    if (changes.documentIds !== undefined) {
      const target = { kind: "customer", id: stored.id } as const;
      await replaceDocumentReferences(context, target, changes.documentIds, "documentIds");
    }
    requireWithPartner(stored);
    if (changed.length === 0) {
      context.audit("unchanged");
      return showCustomer(context, stored);
    }
    const row = await editCustomer(context, stored, toCustomerColumns(merged));
    context.audit({
      target: { kind: "customer", id: toPublicId("customer", row.id) },
      ...recordChanges(changed, RECORDED, [before, merged]),
    });
    await screenCustomer(context, row.id);
    return announceCustomer(context, "customers.updated", row);
  },
});
