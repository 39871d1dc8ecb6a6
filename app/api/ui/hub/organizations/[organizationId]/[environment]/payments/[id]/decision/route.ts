import { decidePayment } from "@/lib/operations/payments/decide";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(decidePayment);
