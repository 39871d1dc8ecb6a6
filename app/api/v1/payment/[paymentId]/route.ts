import { endpoint } from "@/lib/api/endpoint";
import { getPayment } from "@/lib/operations/payments/get";
import { updatePayment } from "@/lib/operations/payments/update";

const parameters = { paymentId: "id" };

export const GET = endpoint(getPayment, { parameters });
export const PATCH = endpoint(updatePayment, { parameters });
