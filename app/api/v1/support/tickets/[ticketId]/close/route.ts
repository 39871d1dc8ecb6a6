import { endpoint } from "@/lib/api/endpoint";
import { closeTicket } from "@/lib/operations/tickets/close";

export const POST = endpoint(closeTicket, { parameters: { ticketId: "id" } });
