import { requireCustomer } from "@/lib/operations/customers/find";
import { showCustomer } from "@/lib/operations/customers/show";
import { readOperation } from "@/lib/operations/operation";
import { customerReferenceSchema, customerSchema } from "@/lib/schemas/customer";

export const getCustomer = readOperation({
  name: "getCustomer",
  summary: "Show a customer with its persons, documents and screening",
  permission: "CUSTOMERS_READ",
  input: customerReferenceSchema,
  output: customerSchema,
  run: async (context, { id }) => showCustomer(context, await requireCustomer(context, id)),
});
