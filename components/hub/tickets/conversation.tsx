"use client";

import { FreeText } from "@/components/audit/free-text";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TicketMessageView } from "@/lib/schemas/ticket";
import { cn } from "@/lib/utils";

/** What was said, oldest first; our own messages are set off. */
export function Conversation({ messages }: { messages: readonly TicketMessageView[] }) {
  return (
    <ol aria-label="Conversation" className="flex flex-col gap-3">
      {messages.map(({ id, author, authorName, message, createdAt }) => {
        const isOurs = author === "SUPPORT";
        return (
          <li
            key={id}
            className={cn(
              "flex flex-col gap-1.5 rounded-lg border p-3.5",
              isOurs ? "border-primary/25 bg-primary/4 sm:ml-8" : "border-border sm:mr-8",
            )}
          >
            <div className="flex flex-wrap items-center justify-between gap-x-4">
              <span className="flex min-w-0 items-center gap-2">
                <span className="font-medium [overflow-wrap:anywhere]">
                  <FreeText>{authorName}</FreeText>
                </span>
                {isOurs ? <Badge>Nuvera staff</Badge> : <span className="sr-only">of the partner</span>}
              </span>
              <span className="text-[0.8125rem] text-muted-foreground">
                <RelativeTime at={createdAt} />
              </span>
            </div>
            <div className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              <FreeText>{message}</FreeText>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
