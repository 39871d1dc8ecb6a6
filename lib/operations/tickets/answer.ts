import { writeOperation } from "@/lib/operations/operation";
import { addMessage } from "@/lib/operations/tickets/message";
import { toTicketReview } from "@/lib/operations/tickets/review";
import { toTicketMessageView } from "@/lib/operations/tickets/view";
import { addTicketMessageSchema, ticketMessageSchema, ticketReviewSchema } from "@/lib/schemas/ticket";

export const answerTicket = writeOperation({
  name: "answerTicket",
  summary: "Answer a partner's support ticket",
  refuses: ["wrong_status"],
  permission: "TICKETS_ANSWER",
  audit: "ticket.message_added",
  input: addTicketMessageSchema,
  output: ticketReviewSchema,
  run: async (context, { id, message: body }) => {
    const { ticket } = await addMessage(context, { id, author: "SUPPORT", body });
    return toTicketReview(context, ticket);
  },
});

/** The same where the partner waits for it, and 409 `wrong_status` where they have an answer already. */
export const answerWaitingTicket = writeOperation({
  name: "answerWaitingTicket",
  summary: "Answer a partner's support ticket unless it has been answered already",
  refuses: ["wrong_status"],
  permission: "TICKETS_ANSWER",
  audit: "ticket.message_added",
  input: addTicketMessageSchema,
  output: ticketMessageSchema,
  run: async (context, { id, message: body }) => {
    const waiting = ["OPEN", "WAITING_ON_SUPPORT"] as const;
    const { message } = await addMessage(context, { id, author: "SUPPORT", body }, waiting);
    return toTicketMessageView(message);
  },
});
