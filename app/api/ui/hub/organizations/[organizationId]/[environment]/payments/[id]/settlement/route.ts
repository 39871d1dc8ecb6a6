import { settlePayment } from "@/lib/operations/settlement/settle";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(settlePayment);
