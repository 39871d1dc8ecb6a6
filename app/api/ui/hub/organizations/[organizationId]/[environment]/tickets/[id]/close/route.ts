import { closeTicketAsStaff } from "@/lib/operations/tickets/close";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(closeTicketAsStaff);
