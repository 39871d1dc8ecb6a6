import { listPaymentQueue } from "@/lib/operations/payments/queue";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listPaymentQueue, { place: "deployment" });
