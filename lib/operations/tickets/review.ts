import { findOrganizationName, listTicketMessageRows, type TicketRow } from "@/db/queries/tickets";
import { toPublicId } from "@/lib/ids";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import { requireTicket } from "@/lib/operations/tickets/find";
import { describeRelated } from "@/lib/operations/tickets/related";
import { toTicketView } from "@/lib/operations/tickets/view";
import { type TicketReview, ticketIdSchema, ticketReviewSchema } from "@/lib/schemas/ticket";

export const getTicketReview = readOperation({
  name: "getTicketReview",
  summary: "Show a partner's support ticket to staff, with whose it is and what it is about",
  permission: "REVIEWS_READ",
  input: ticketIdSchema,
  output: ticketReviewSchema,
  run: async (context, { id }) => toTicketReview(context, await requireTicket(context, id)),
});

/** A ticket as staff see it. */
export async function toTicketReview(
  context: Pick<TransactionContext, "tx" | "scope">,
  ticket: TicketRow,
): Promise<TicketReview> {
  const { tx, scope } = context;
  const [messages, organizationName, related] = await Promise.all([
    listTicketMessageRows(tx, scope, ticket.id),
    findOrganizationName(tx, scope.organizationId),
    describeRelated(context, ticket.relatedIds),
  ]);
  return {
    ...toTicketView(ticket, messages),
    organizationId: toPublicId("organization", scope.organizationId),
    organizationName,
    environment: scope.environment,
    waitingSince: ticket.waitingSince.toISOString(),
    related,
  };
}
