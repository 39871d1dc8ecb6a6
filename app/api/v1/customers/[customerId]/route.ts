import { endpoint } from "@/lib/api/endpoint";
import { getCustomer } from "@/lib/operations/customers/get";
import { updateCustomer } from "@/lib/operations/customers/update";

export const GET = endpoint(getCustomer, { parameters: { customerId: "id" } });
export const PATCH = endpoint(updateCustomer, { parameters: { customerId: "id" } });
