"use client";

import { FreeText } from "@/components/audit/free-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { ScreeningHistoryItem } from "@/lib/schemas/screening";

/** Every decision about the subject's matches, newest first. */
export function ScreeningHistory({ history }: { history: readonly ScreeningHistoryItem[] }) {
  return (
    <ol aria-label="Decisions" className="flex flex-col divide-y divide-border border-border border-y">
      {history.map((item) => (
        <li key={item.id} className="flex flex-col gap-0.5 py-2">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
              <Outcome outcome={item.outcome} />
              <span className="[overflow-wrap:anywhere]">
                <FreeText>{item.caption}</FreeText>
              </span>
              <span className="text-muted-foreground">
                by <FreeText>{item.reviewedByDisplayName}</FreeText>
              </span>
            </span>
            <span className="text-[0.8125rem] text-muted-foreground">
              <RelativeTime at={item.reviewedAt} />
            </span>
          </div>
          <blockquote className="border-border border-l-2 pl-2.5 text-[0.8125rem] [overflow-wrap:anywhere]">
            <FreeText>{item.reason}</FreeText>
          </blockquote>
        </li>
      ))}
    </ol>
  );
}

export function Outcome({ outcome }: { outcome: ScreeningHistoryItem["outcome"] }) {
  return outcome === "TRUE_MATCH" ? (
    <Status tone="destructive">True match</Status>
  ) : (
    <Status tone="success">False positive</Status>
  );
}
