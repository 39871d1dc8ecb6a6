import { answerTicket } from "@/lib/operations/tickets/answer";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const POST = hubEndpoint(answerTicket, { status: 201, reason: "optional" });
