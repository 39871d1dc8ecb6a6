import { getPaymentReview } from "@/lib/operations/payments/review";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getPaymentReview);
