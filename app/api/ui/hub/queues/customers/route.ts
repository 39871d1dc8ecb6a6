import { listCustomerQueue } from "@/lib/operations/customers/queue";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listCustomerQueue, { place: "deployment" });
