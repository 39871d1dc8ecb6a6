import { endpoint } from "@/lib/api/endpoint";
import { submitCustomer } from "@/lib/operations/customers/submit";

export const POST = endpoint(submitCustomer, { parameters: { customerId: "id" } });
