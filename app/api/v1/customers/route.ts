import { endpoint } from "@/lib/api/endpoint";
import { createCustomer } from "@/lib/operations/customers/create";
import { listCustomers } from "@/lib/operations/customers/list";

export const GET = endpoint(listCustomers);
export const POST = endpoint(createCustomer, { status: 201 });
