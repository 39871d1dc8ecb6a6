import { endpoint } from "@/lib/api/endpoint";
import { getTicket } from "@/lib/operations/tickets/get";

export const GET = endpoint(getTicket, { parameters: { ticketId: "id" } });
