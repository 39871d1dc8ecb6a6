import { writeOperation } from "@/lib/operations/operation";
import { addMessage } from "@/lib/operations/tickets/message";
import { toTicketMessageView } from "@/lib/operations/tickets/view";
import { addTicketMessageSchema, ticketMessageSchema } from "@/lib/schemas/ticket";

export const addTicketMessage = writeOperation({
  name: "addTicketMessage",
  summary: "Write another message on a support ticket that is not closed",
  refuses: ["wrong_status", "conflict"],
  permission: "SUPPORT_WRITE",
  audit: "ticket.message_added",
  input: addTicketMessageSchema,
  output: ticketMessageSchema,
  run: async (context, { id, message: body }) => {
    const { message } = await addMessage(context, { id, author: "PARTNER", body });
    return toTicketMessageView(message);
  },
});
