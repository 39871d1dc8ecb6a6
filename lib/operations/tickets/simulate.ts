import { toPublicId } from "@/lib/ids";
import { runAsSimulator, type SimulatorHandler } from "@/lib/operations/sandbox/handler";
import { answerWaitingTicket } from "@/lib/operations/tickets/answer";

const ANSWER =
  "This is the sandbox simulator: your message asked for an answer, and this is it. Write again and the ticket waits for support, as it would in production.";

/** Answers the ticket if it waits for support. */
export const answerTicketStep: SimulatorHandler = async (runtime, principal, entityId) => {
  const input = { id: toPublicId("ticket", entityId), message: ANSWER };
  await runAsSimulator(runtime, principal, answerWaitingTicket, input);
};
