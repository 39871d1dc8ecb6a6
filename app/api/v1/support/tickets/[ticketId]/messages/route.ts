import { endpoint } from "@/lib/api/endpoint";
import { addTicketMessage } from "@/lib/operations/tickets/add-message";

export const POST = endpoint(addTicketMessage, { status: 201, parameters: { ticketId: "id" } });
