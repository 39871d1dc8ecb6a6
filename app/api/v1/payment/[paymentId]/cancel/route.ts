import { endpoint } from "@/lib/api/endpoint";
import { cancelPayment } from "@/lib/operations/payments/cancel";

export const POST = endpoint(cancelPayment, { parameters: { paymentId: "id" } });
