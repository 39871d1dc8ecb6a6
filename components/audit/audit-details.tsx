"use client";

import type { ReactNode } from "react";
import { AuditChanges } from "@/components/audit/audit-changes";
import { FreeText } from "@/components/audit/free-text";
import { Mono } from "@/components/ui/mono";
import { auditDiff } from "@/lib/client/audit-diff";
import { formatExactUtc } from "@/lib/client/time";
import type { AuditEventView } from "@/lib/schemas/audit";

/** Everything else that the entry holds: the difference, where it came from, and its place in the chain. */
export function AuditDetails({ event }: { event: AuditEventView }) {
  const changes = auditDiff(event.before, event.after);
  return (
    <div className="grid gap-x-10 gap-y-5 pb-5 max-md:px-4 lg:grid-cols-[2fr_3fr] md:pr-9 md:pl-21">
      <div className="min-w-0">
        <h3 className="mb-1.5 font-medium text-xs text-muted-foreground">What changed</h3>
        {changes.length === 0 ? (
          <p className="text-[0.8125rem] text-muted-foreground">Nothing beside the action itself.</p>
        ) : (
          <AuditChanges changes={changes} />
        )}
      </div>
      <div className="min-w-0">
        <h3 className="mb-1.5 font-medium text-xs text-muted-foreground">Where it came from</h3>
        <dl className="flex flex-col gap-1.5 text-[0.8125rem]">
          <Fact term="Time">{formatExactUtc(event.occurredAt)}</Fact>
          <Fact term="Action">
            <Mono value={event.action} label="action" />
          </Fact>
          {event.actor.id === null ? null : (
            <Fact term="Actor">
              <Mono value={event.actor.id} label="actor id" />
            </Fact>
          )}
          <Fact term="Target">
            <Mono value={event.target.id} label="target id" />
          </Fact>
          <Fact term="Address">
            {event.address === null ? <NotRecorded /> : <Mono value={event.address} label="address" />}
          </Fact>
          <Fact term="User agent">
            {event.userAgent === null ? <NotRecorded /> : <FreeText>{event.userAgent}</FreeText>}
          </Fact>
          <Fact term="Request">
            {event.requestId === null ? <NotRecorded /> : <Mono value={event.requestId} label="request id" />}
          </Fact>
          <Fact term="Entry">
            <Mono value={event.id} label="entry id" />
          </Fact>
          <Fact term="Place in chain">
            <span className="tabular-nums">{event.sequence}</span>
          </Fact>
          <Fact term="Chain hash">
            <Mono value={event.hash} label="chain hash" short={`${event.hash.slice(0, 16)}…`} />
          </Fact>
        </dl>
      </div>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-3">
      <dt className="w-24 shrink-0 text-muted-foreground">{term}</dt>
      <dd className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function NotRecorded() {
  return <span className="text-muted-foreground">Not recorded</span>;
}
