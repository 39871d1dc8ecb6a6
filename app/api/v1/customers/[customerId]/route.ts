import { endpoint } from "@/lib/api/endpoint";
import { getCustomer } from "@/lib/operations/customers/get";

export const GET = endpoint(getCustomer, { parameters: { customerId: "id" } });
