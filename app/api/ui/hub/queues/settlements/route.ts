import { listSettlementQueue } from "@/lib/operations/payments/queue";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listSettlementQueue, { place: "deployment" });
