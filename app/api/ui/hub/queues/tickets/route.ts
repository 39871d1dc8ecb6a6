import { listTicketQueue } from "@/lib/operations/tickets/queue";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(listTicketQueue, { place: "deployment" });
