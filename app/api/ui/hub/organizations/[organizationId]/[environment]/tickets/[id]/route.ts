import { getTicketReview } from "@/lib/operations/tickets/review";
import { hubEndpoint } from "@/lib/web/hub-endpoint";

export const GET = hubEndpoint(getTicketReview);
