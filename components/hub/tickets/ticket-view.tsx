"use client";

import { ReviewFrame } from "@/components/hub/reviews/review-frame";
import { ReviewLoader } from "@/components/hub/reviews/review-loader";
import { AnswerForm } from "@/components/hub/tickets/answer-form";
import { CloseTicket } from "@/components/hub/tickets/close-ticket";
import { Conversation } from "@/components/hub/tickets/conversation";
import { RelatedList } from "@/components/hub/tickets/related-list";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { useMay, useWorkplace } from "@/components/workplace";
import { ticketReviewQuery } from "@/lib/client/hub-tickets";
import { enumWords, priorityWords, statusWords } from "@/lib/client/hub-words";
import { shortId } from "@/lib/client/words";
import type { TicketReview } from "@/lib/schemas/ticket";

/** One ticket: what was said, an answer, and what it is about. */
export function TicketView({ ticketId }: { ticketId: string }) {
  const { place } = useWorkplace();
  return (
    <ReviewLoader query={ticketReviewQuery(place, ticketId)} noun="ticket">
      {(ticket) => <Ticket key={ticket.id} ticket={ticket} />}
    </ReviewLoader>
  );
}

function Ticket({ ticket }: { ticket: TicketReview }) {
  const mayAnswer = useMay("TICKETS_ANSWER");
  const isClosed = ticket.status === "CLOSED";
  const status = statusWords("tickets", ticket.status);
  const priority = priorityWords(ticket.priority);
  return (
    <ReviewFrame
      kind="tickets"
      id={ticket.id}
      title={ticket.subject}
      marks={<Status tone={status.tone}>{status.word}</Status>}
      facts={<Mono value={ticket.id} short={shortId(ticket.id)} label="ticket id" />}
    >
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Conversation messages={ticket.messages} />
          {isClosed ? (
            <p className="text-muted-foreground">
              Closed <RelativeTime at={ticket.updatedAt} />. A closed ticket takes no further messages.
            </p>
          ) : mayAnswer ? (
            <AnswerForm ticket={ticket} />
          ) : (
            <p className="text-muted-foreground">Your role does not cover answering tickets.</p>
          )}
        </div>
        <aside aria-label="About the ticket" className="flex min-w-0 flex-col gap-6">
          <KeyValueList className="border-border border-y [&_dt]:w-24">
            <KeyValue term="Priority">
              <Status tone={priority.tone}>{priority.word}</Status>
            </KeyValue>
            <KeyValue term="Category">{enumWords(ticket.category)}</KeyValue>
            <KeyValue term="Opened">
              <RelativeTime at={ticket.createdAt} />
            </KeyValue>
            {isClosed ? null : (
              <KeyValue term="Last moved">
                <RelativeTime at={ticket.waitingSince} />
              </KeyValue>
            )}
          </KeyValueList>
          <RelatedList related={ticket.related} />
          {isClosed || !mayAnswer ? null : <CloseTicket ticket={ticket} />}
        </aside>
      </div>
    </ReviewFrame>
  );
}
