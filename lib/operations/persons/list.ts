import { listNewestPersonRows } from "@/db/queries/persons";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { requireCustomer } from "@/lib/operations/customers/find";
import { toPersonView } from "@/lib/operations/customers/view";
import { readOperation } from "@/lib/operations/operation";
import { listPersonsSchema, personPageSchema } from "@/lib/schemas/person";

export const listPersons = readOperation({
  name: "listPersons",
  summary: "List a customer's persons, newest first",
  permission: "CUSTOMERS_READ",
  input: listPersonsSchema,
  output: personPageSchema,
  run: async (context, { customerId, cursor, limit }) => {
    const { tx, scope, cursorSecret } = context;
    const customer = await requireCustomer(context, customerId);
    const binding: CursorBinding = {
      secret: cursorSecret,
      list: "persons",
      ...scope,
      filters: { customerId },
    };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const rows = await listNewestPersonRows(tx, scope, customer.id, { limit: limit + 1, beforeId });
    return toPage(rows, limit, binding, toPersonView);
  },
});
