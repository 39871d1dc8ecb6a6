"use client";

import { RelativeTime } from "@/components/ui/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import { DeliveryStatus } from "@/components/webhooks/webhook-status";
import { formatLatency } from "@/lib/client/time";
import { answerWords } from "@/lib/client/webhook-words";
import type { DeliveryView } from "@/lib/schemas/webhook";

/** One delivery at a glance; the event opens it. */
export function DeliveryRow({ delivery, onOpen }: { delivery: DeliveryView; onOpen: () => void }) {
  const answer = answerWords(delivery);
  return (
    <TableRow className="transition-colors focus-within:bg-muted/40 md:hover:bg-muted/40">
      <TableCell className="md:pl-2">
        <button
          type="button"
          onClick={onOpen}
          aria-label={`Open the delivery of ${delivery.event}, ${delivery.eventId}`}
          className="rounded-sm text-left font-mono text-[0.8125rem] break-all after:absolute after:inset-0 hover:underline hover:underline-offset-4"
        >
          {delivery.event}
        </button>
      </TableCell>
      <TableCell label="Status">
        <div className="flex flex-col gap-0.5 max-md:items-end">
          <DeliveryStatus delivery={delivery} />
          {delivery.nextAttemptAt === null || delivery.attempts === 0 || delivery.isUnderWay ? null : (
            <span className="relative text-[0.8125rem] text-muted-foreground">
              next <RelativeTime at={delivery.nextAttemptAt} />
            </span>
          )}
        </div>
      </TableCell>
      <TableCell label="Answer">
        {answer === null ? <span className="text-muted-foreground">None yet</span> : answer}
      </TableCell>
      <TableCell label="Attempts" className="tabular-nums md:text-right">
        {delivery.attempts}
      </TableCell>
      <TableCell label="Latency" className="whitespace-nowrap tabular-nums md:text-right">
        {delivery.durationMilliseconds === null ? (
          <span className="text-muted-foreground">–</span>
        ) : (
          formatLatency(delivery.durationMilliseconds)
        )}
      </TableCell>
      <TableCell label="When" className="md:pr-2 md:text-right">
        <RelativeTime at={delivery.createdAt} />
      </TableCell>
    </TableRow>
  );
}
