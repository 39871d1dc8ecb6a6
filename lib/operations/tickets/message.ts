/** A message on a ticket, from either side: it moves the ticket to the other one. */
import {
  countTicketMessages,
  insertTicketMessage,
  moveTicket,
  type TicketMessageRow,
  type TicketRow,
} from "@/db/queries/tickets";
import { conflict, wrongStatus } from "@/lib/errors";
import { newUuid, toPublicId } from "@/lib/ids";
import { operatorOrPersonName } from "@/lib/operations/applications/who";
import { recordEvent } from "@/lib/operations/events";
import type { TransactionContext } from "@/lib/operations/operation";
import { scheduleSimulatorStep } from "@/lib/operations/sandbox/schedule";
import { requireLockedTicket } from "@/lib/operations/tickets/find";
import { toTicketMessageView } from "@/lib/operations/tickets/view";
import type { TicketStatus } from "@/lib/schemas/lifecycle";
import { asksFor, SIMULATED_REVIEW_SECONDS, SIMULATED_SLOW_SECONDS } from "@/lib/schemas/simulator";
import { MAXIMUM_MESSAGES_BY_PARTNER } from "@/lib/schemas/ticket";

type Author = TicketMessageRow["author"];

/** Where a message of this side leaves the ticket. What nobody has answered yet stays OPEN. */
const STATUS_AFTER: Readonly<Record<Author, Readonly<Partial<Record<TicketStatus, TicketStatus>>>>> = {
  PARTNER: {
    OPEN: "OPEN",
    WAITING_ON_PARTNER: "WAITING_ON_SUPPORT",
    WAITING_ON_SUPPORT: "WAITING_ON_SUPPORT",
  },
  SUPPORT: {
    OPEN: "WAITING_ON_PARTNER",
    WAITING_ON_PARTNER: "WAITING_ON_PARTNER",
    WAITING_ON_SUPPORT: "WAITING_ON_PARTNER",
  },
};

/**
 * Adds a message to the ticket with this public id. Throws 404, 409 `wrong_status` where the ticket's status is none of
 * `from`, and 409 `conflict` where a partner's ticket is full.
 */
export async function addMessage(
  context: TransactionContext,
  { id, author, body }: { id: string; author: Author; body: string },
  from: readonly TicketStatus[] = ["OPEN", "WAITING_ON_PARTNER", "WAITING_ON_SUPPORT"],
): Promise<{ ticket: TicketRow; message: TicketMessageRow }> {
  const { tx, scope, now } = context;
  const before = await requireLockedTicket(context, id);
  const status = STATUS_AFTER[author][before.status];
  if (status === undefined || !from.includes(before.status)) throw wrongStatus("ticket", before.status, from);
  if (author === "PARTNER") await refuseFullTicket(context, before.id);
  // Answered twice, it still waits since the first answer.
  const waitingSince = status === before.status ? before.waitingSince : now;
  const ticket = await moveTicket(tx, before, [before.status], { status, waitingSince, updatedAt: now });
  if (ticket === undefined) throw new Error("A locked ticket changed its status.");
  const message = await writeMessage(context, ticket, author, body);
  context.audit({
    target: { kind: "ticket", id },
    ...(status === before.status ? {} : { before: { status: before.status } }),
    after: {
      messageId: toPublicId("ticketMessage", message.id),
      author,
      ...(status === before.status ? {} : { status }),
    },
  });
  if (author === "PARTNER") await askSimulator({ tx, scope, now }, ticket, body);
  return { ticket, message };
}

/** Writes the row, and the event that tells of it. */
export async function writeMessage(
  context: Pick<TransactionContext, "tx" | "scope" | "now" | "principal">,
  ticket: Pick<TicketRow, "id">,
  author: Author,
  body: string,
): Promise<TicketMessageRow> {
  const row: TicketMessageRow = {
    id: newUuid(),
    ...context.scope,
    ticketId: ticket.id,
    author,
    authorName: operatorOrPersonName(context.principal),
    body,
    createdAt: context.now,
  };
  await insertTicketMessage(context.tx, row);
  await recordEvent(context, "support.message_created", toTicketMessageView(row));
  return row;
}

/** In the sandbox, a partner who asks for an answer gets one. */
export async function askSimulator(
  context: Pick<TransactionContext, "tx" | "scope" | "now">,
  ticket: Pick<TicketRow, "id" | "subject">,
  body: string,
): Promise<void> {
  const asks = (value: "SIM-ANSWER" | "SIM-SLOW") => asksFor(ticket.subject, value) || asksFor(body, value);
  if (!asks("SIM-ANSWER")) return;
  const seconds = asks("SIM-SLOW") ? SIMULATED_SLOW_SECONDS : SIMULATED_REVIEW_SECONDS;
  await scheduleSimulatorStep(context, "answer_ticket", ticket.id, seconds);
}

async function refuseFullTicket(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  ticketId: string,
): Promise<void> {
  if ((await countTicketMessages(tx, scope, ticketId)) < MAXIMUM_MESSAGES_BY_PARTNER) return;
  throw conflict(
    `The ticket has ${MAXIMUM_MESSAGES_BY_PARTNER} messages, which is as many as you can write to. Open another and name this one in relatedIds.`,
  );
}
