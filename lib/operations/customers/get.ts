import { z } from "zod";
import { findCustomerRow, listPersonRows } from "@/db/queries/customers";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { toCustomerView } from "@/lib/operations/customers/view";
import { readOperation } from "@/lib/operations/operation";
import { customerSchema } from "@/lib/schemas/customer";

export const getCustomer = readOperation({
  name: "getCustomer",
  summary: "Show a customer with its persons",
  permission: "CUSTOMERS_READ",
  input: z.strictObject({ id: z.string() }),
  output: customerSchema,
  run: async ({ tx, scope }, { id }) => {
    const uuid = fromPublicId("customer", id);
    const row = uuid === null ? undefined : await findCustomerRow(tx, scope, uuid);
    if (row === undefined) throw notFound("customer");
    return toCustomerView(row, await listPersonRows(tx, scope, [row.id]));
  },
});
