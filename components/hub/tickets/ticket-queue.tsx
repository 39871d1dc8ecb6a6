"use client";

import { useSearchParams } from "next/navigation";
import { EnvironmentChoice } from "@/components/hub/reviews/environment-choice";
import { QueueList } from "@/components/hub/reviews/queue-list";
import { walkRows } from "@/components/hub/reviews/walk-rows";
import { PageHeader } from "@/components/ui/page-header";
import { queueHref, readQueueAddress } from "@/lib/client/hub-queue";

/** Tickets that wait for an answer of ours, in the environment that the address names. */
export function TicketQueue() {
  const { environment } = readQueueAddress(useSearchParams());
  return (
    <>
      <PageHeader
        title="Tickets"
        description="What partners wait for an answer to, longest waiting first."
        actions={
          <EnvironmentChoice
            environment={environment}
            onChoose={(chosen) => window.history.pushState(null, "", queueHref("tickets", chosen))}
          />
        }
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is interactive; the arrow keys only walk between them */}
      <div onKeyDown={walkRows}>
        <QueueList
          key={environment}
          kind="tickets"
          environment={environment}
          about="Tickets that partners open or answer appear here until we have answered."
        />
      </div>
    </>
  );
}
