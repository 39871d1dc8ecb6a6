"use client";

import { AuditEntry } from "@/components/audit/audit-entry";
import type { ChangeAuditFilter } from "@/components/audit/use-audit-filter";
import { useNow } from "@/components/clock";
import type { AuditSource } from "@/lib/client/audit";
import { dayWords, eventsByDay } from "@/lib/client/audit-days";
import type { AuditNames } from "@/lib/client/audit-names";
import type { AuditEventView } from "@/lib/schemas/audit";

type AuditTimelineProps = {
  source: AuditSource;
  events: readonly AuditEventView[];
  names: AuditNames;
  onFilter: ChangeAuditFilter;
};

/** Entries under the UTC day they were made on; on a phone each is a card. */
export function AuditTimeline({ source, events, names, onFilter }: AuditTimelineProps) {
  const now = useNow();
  return (
    <div className="flex flex-col gap-7">
      {eventsByDay(events).map(({ day, entries }) => (
        <div key={entries[0]?.id ?? day}>
          <h2 className="mb-2 font-medium text-muted-foreground text-xs">{dayWords(day, now)}</h2>
          <ol className="flex flex-col max-md:gap-3 md:divide-y md:divide-border md:border-border md:border-y">
            {entries.map((event) => (
              <AuditEntry key={event.id} source={source} event={event} names={names} onFilter={onFilter} />
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}
