import { endpoint } from "@/lib/api/endpoint";
import { createTicket } from "@/lib/operations/tickets/create";
import { listTickets } from "@/lib/operations/tickets/list";

export const GET = endpoint(listTickets);
export const POST = endpoint(createTicket, { status: 201 });
