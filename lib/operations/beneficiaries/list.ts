import { listBeneficiaryRows } from "@/db/queries/beneficiaries";
import { showBeneficiaries } from "@/lib/operations/beneficiaries/view";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { requireCustomer } from "@/lib/operations/customers/find";
import { readOperation } from "@/lib/operations/operation";
import { beneficiaryPageSchema, listBeneficiariesSchema } from "@/lib/schemas/beneficiary";

export const listBeneficiaries = readOperation({
  name: "listBeneficiaries",
  summary: "List a customer's beneficiaries, newest first",
  permission: "BENEFICIARIES_READ",
  input: listBeneficiariesSchema,
  output: beneficiaryPageSchema,
  run: async (context, { customerId, cursor, limit, status }) => {
    const { tx, scope, cursorSecret } = context;
    const customer = await requireCustomer(context, customerId);
    const binding: CursorBinding = {
      secret: cursorSecret,
      list: "beneficiaries",
      ...scope,
      filters: { customerId, status },
    };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const filter = { customerId: customer.id, status };
    const rows = await listBeneficiaryRows(tx, scope, filter, { limit: limit + 1, beforeId });
    const page = toPage(rows, limit, binding, (row) => row);
    return { ...page, items: await showBeneficiaries(context, page.items) };
  },
});
