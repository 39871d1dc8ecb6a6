import { listCustomerRows } from "@/db/queries/customers";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { toCustomerSummary } from "@/lib/operations/customers/view";
import { readOperation } from "@/lib/operations/operation";
import { screeningSummaryOf } from "@/lib/operations/screening/summary";
import { customerPageSchema, listCustomersSchema } from "@/lib/schemas/customer";

export const listCustomers = readOperation({
  name: "listCustomers",
  summary: "List customers, newest first",
  permission: "CUSTOMERS_READ",
  input: listCustomersSchema,
  output: customerPageSchema,
  run: async ({ tx, scope, cursorSecret }, { cursor, limit, status, q }) => {
    const binding: CursorBinding = {
      secret: cursorSecret,
      list: "customers",
      ...scope,
      filters: { status, q },
    };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const filter = { status, nameContains: q };
    const rows = await listCustomerRows(tx, scope, filter, { limit: limit + 1, beforeId });
    return toPage(rows, limit, binding, (row) =>
      toCustomerSummary(row, screeningSummaryOf(row.screeningStates)),
    );
  },
});
