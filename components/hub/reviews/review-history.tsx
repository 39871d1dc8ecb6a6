"use client";

import { FreeText } from "@/components/audit/free-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { type HistoryEntry, historyWords, newestFirst } from "@/lib/client/hub-history";
import type { QueueKind } from "@/lib/schemas/queue";

type ReviewHistoryProps = { kind: QueueKind; history: readonly HistoryEntry[] };

/** What happened so far, newest first: what, who, when and why. */
export function ReviewHistory({ kind, history }: ReviewHistoryProps) {
  if (history.length === 0) return <p className="text-muted-foreground">Nothing has happened yet.</p>;
  return (
    <ol aria-label="History" className="flex flex-col divide-y divide-border border-border border-y">
      {newestFirst(history).map((entry) => (
        <li key={`${entry.occurredAt} ${entry.action}`} className="flex flex-col gap-0.5 py-2">
          <HistoryLine kind={kind} entry={entry} />
        </li>
      ))}
    </ol>
  );
}

type HistoryLineProps = { kind: QueueKind; entry: HistoryEntry };

export function HistoryLine({ kind, entry }: HistoryLineProps) {
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <span className="font-medium">{historyWords(kind, entry)}</span>
          <span className="text-muted-foreground">
            {" by "}
            <FreeText>{entry.actorLabel}</FreeText>
          </span>
        </span>
        <span className="text-[0.8125rem] text-muted-foreground">
          <RelativeTime at={entry.occurredAt} />
        </span>
      </div>
      {entry.reason === null ? null : (
        <blockquote className="border-border border-l-2 pl-2.5 text-[0.8125rem] [overflow-wrap:anywhere]">
          <FreeText>{entry.reason}</FreeText>
        </blockquote>
      )}
    </>
  );
}
