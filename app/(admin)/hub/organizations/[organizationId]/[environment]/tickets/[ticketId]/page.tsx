import { TicketView } from "@/components/hub/tickets/ticket-view";
import { ticketReviewQuery } from "@/lib/client/hub-tickets";
import { getTicketReview } from "@/lib/operations/tickets/review";
import { hubMetadata } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";
import { type ReviewParams, reviewPage } from "../../review-page";

export const generateMetadata = () => hubMetadata("Ticket");

type TicketPageProps = { params: Promise<ReviewParams & { ticketId: string }> };

export default async function TicketPage({ params }: TicketPageProps) {
  const { ticketId, ...at } = await params;
  return reviewPage({
    params: at,
    load: (place, client) =>
      client.fetchQuery({
        ...ticketReviewQuery(place, ticketId),
        queryFn: () => callHubOperation(getTicketReview, place, { id: ticketId }),
      }),
    children: <TicketView key={ticketId} ticketId={ticketId} />,
  });
}
