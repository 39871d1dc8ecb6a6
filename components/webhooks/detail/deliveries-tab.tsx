"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCcw, Send } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { MoreRows } from "@/components/ui/more-rows";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import { DeliveryDialog } from "@/components/webhooks/detail/delivery-dialog";
import { DeliveryFilters } from "@/components/webhooks/detail/delivery-filters";
import { DeliveryRow } from "@/components/webhooks/detail/delivery-row";
import { useOpenReplay } from "@/components/webhooks/detail/replay-provider";
import { useDeliveryFilter } from "@/components/webhooks/detail/use-delivery-filter";
import { WebhooksSkeleton } from "@/components/webhooks/webhooks-skeleton";
import { useMay, useWorkplace } from "@/components/workplace";
import { toServerFilter } from "@/lib/client/delivery-filter";
import { deliveriesQuery } from "@/lib/client/webhooks";
import type { WebhookView } from "@/lib/schemas/webhook";

const REFRESH_MS = 4_000;
/** Somebody who has gone far back reads what was, and all pages would be asked for again. */
const LIVE_PAGES = 2;

/** The delivery log, which follows what happens; a row opens what was sent and what came back. */
export function DeliveriesTab({ webhook }: { webhook: WebhookView }) {
  const { place } = useWorkplace();
  const mayReplay = useMay("WEBHOOKS_WRITE") && place.area === "partner";
  const openReplay = useOpenReplay();
  const { filter, isFiltered, change, clear, opened, open } = useDeliveryFilter();
  const query = useInfiniteQuery({
    ...deliveriesQuery(place, webhook.id, toServerFilter(filter)),
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= LIVE_PAGES ? REFRESH_MS : false),
  });
  const deliveries = query.data?.pages.flatMap(({ items }) => items);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted-foreground">
          Newest event first; kept up to date while this page is open. Times and answers of every attempt are
          in the delivery.
        </p>
        {mayReplay ? (
          <Button variant="outline" disabled={webhook.status === "disabled"} onClick={() => openReplay()}>
            <RotateCcw aria-hidden="true" />
            Replay events
          </Button>
        ) : null}
      </div>
      <DeliveryFilters filter={filter} onChange={change} onClear={clear} />
      {query.isPending ? (
        <WebhooksSkeleton />
      ) : deliveries === undefined ? (
        <ErrorState
          title="The delivery log could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : deliveries.length === 0 ? (
        <EmptyState
          icon={Send}
          title={isFiltered ? "No delivery fits these filters" : "Nothing was delivered yet"}
        >
          {isFiltered
            ? "Choose others, or clear them."
            : "Events appear here as soon as they are on their way. A test event shows whether the endpoint answers."}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-4">
          <Table label="Deliveries">
            <TableHead>
              <TableHeader className="md:pl-2">Event</TableHeader>
              <TableHeader>Status</TableHeader>
              <TableHeader>Answer</TableHeader>
              <TableHeader className="text-right">Attempts</TableHeader>
              <TableHeader className="text-right">Latency</TableHeader>
              <TableHeader className="text-right md:pr-2">When</TableHeader>
            </TableHead>
            <TableBody>
              {deliveries.map((delivery) => (
                <DeliveryRow
                  key={delivery.eventId}
                  delivery={delivery}
                  onOpen={() => open(delivery.eventId)}
                />
              ))}
            </TableBody>
          </Table>
          <MoreRows query={query} failure="More deliveries could not be loaded." />
        </div>
      )}
      {opened === null ? null : (
        <DeliveryDialog key={opened} webhook={webhook} eventId={opened} onClose={() => open(null)} />
      )}
    </div>
  );
}
