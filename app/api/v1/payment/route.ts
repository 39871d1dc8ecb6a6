import { endpoint } from "@/lib/api/endpoint";
import { createPayment } from "@/lib/operations/payments/create";
import { listPayments } from "@/lib/operations/payments/list";

export const GET = endpoint(listPayments);
export const POST = endpoint(createPayment, { status: 201 });
