import { listScreeningQueue } from "@/lib/operations/screening/queue";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listScreeningQueue, { place: "deployment" });
