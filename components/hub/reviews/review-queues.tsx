"use client";

import { useSearchParams } from "next/navigation";
import { EnvironmentChoice } from "@/components/hub/reviews/environment-choice";
import { QueueList } from "@/components/hub/reviews/queue-list";
import { walkRows } from "@/components/hub/reviews/walk-rows";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { queueHref, REVIEW_QUEUES, type ReviewQueue, readQueueAddress } from "@/lib/client/hub-queue";
import type { Environment } from "@/lib/schemas/common";

const QUEUES: Record<ReviewQueue, { title: string; about: string }> = {
  customers: {
    title: "Customers",
    about: "Companies that partners submit for review appear here, longest waiting first.",
  },
  beneficiaries: {
    title: "Beneficiaries",
    about: "Bank accounts that partners want to pay to appear here until they are approved or rejected.",
  },
  payments: {
    title: "Payments",
    about: "Payments appear here before money moves, and while a hold of screening keeps them.",
  },
  settlements: {
    title: "Settlements",
    about: "Approved payments appear here until somebody says that their money has moved, or has not.",
  },
  screening: {
    title: "Screening",
    about: "Companies, persons and beneficiaries that resemble a listed entity appear here.",
  },
};

/** Every queue but the tickets, chosen in the address. */
export function ReviewQueues() {
  const { queue, environment } = readQueueAddress(useSearchParams());

  function go(to: ReviewQueue, of: Environment) {
    window.history.pushState(null, "", queueHref(to, of));
  }

  return (
    <>
      <PageHeader
        title="Reviews"
        description="What waits for a decision, longest waiting first."
        actions={<EnvironmentChoice environment={environment} onChoose={(chosen) => go(queue, chosen)} />}
      />
      <Tabs
        value={queue}
        onValueChange={(value) => go(value as ReviewQueue, environment)}
        onKeyDown={walkRows}
      >
        <TabsList aria-label="Queues">
          {REVIEW_QUEUES.map((id) => (
            <TabsTrigger key={id} value={id}>
              {QUEUES[id].title}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={queue}>
          <QueueList
            key={`${queue} ${environment}`}
            kind={queue}
            environment={environment}
            about={QUEUES[queue].about}
          />
        </TabsContent>
      </Tabs>
    </>
  );
}
