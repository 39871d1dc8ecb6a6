"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DecisionDialog } from "@/components/hub/reviews/decision-dialog";
import { Button } from "@/components/ui/button";
import { useWorkplace } from "@/components/workplace";
import { changeReview } from "@/lib/client/hub-reviews";
import { ticketTarget } from "@/lib/client/hub-tickets";
import type { TicketReview } from "@/lib/schemas/ticket";

/** Closes the ticket for good, with a reason that the partner reads. */
export function CloseTicket({ ticket }: { ticket: TicketReview }) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <>
      <Button variant="outline" onClick={() => setIsOpen(true)}>
        Close ticket
      </Button>
      {isOpen ? (
        <DecisionDialog
          title="Close ticket"
          description="Final: neither side can add a message afterwards. The partner can open another ticket."
          submitLabel="Close ticket"
          tone="destructive"
          errorTitle="The ticket was not closed."
          reason={reason}
          onReason={setReason}
          run={(why) =>
            changeReview(client, ticketTarget(place, ticket.id), { action: "close", body: {}, reason: why })
          }
          onDone={() => setReason("")}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  );
}
