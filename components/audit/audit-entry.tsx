"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { AuditActor } from "@/components/audit/audit-actor";
import { AuditDetails } from "@/components/audit/audit-details";
import { FilterButton } from "@/components/audit/filter-button";
import { FreeText } from "@/components/audit/free-text";
import type { ChangeAuditFilter } from "@/components/audit/use-audit-filter";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditSource } from "@/lib/client/audit";
import { type AuditNames, nameOf } from "@/lib/client/audit-names";
import { describeAuditEvent } from "@/lib/client/audit-words";
import { shortId } from "@/lib/client/words";
import type { AuditEventView } from "@/lib/schemas/audit";
import { cn } from "@/lib/utils";

type AuditEntryProps = {
  source: AuditSource;
  event: AuditEventView;
  names: AuditNames;
  onFilter: ChangeAuditFilter;
};

/** What was done, by whom, when and why; the rest unfolds. A click anywhere on the row does it. */
export function AuditEntry({ source, event, names, onFilter }: AuditEntryProps) {
  const [isOpen, setIsOpen] = useState(false);
  const detailsId = useId();
  return (
    <li className="max-md:rounded-lg max-md:border max-md:border-border max-md:bg-card">
      <div className="group relative flex items-start gap-4 py-3 transition-colors max-md:p-4 md:px-1 md:hover:bg-muted/40">
        <span
          aria-hidden="true"
          className="w-16 shrink-0 text-[0.8125rem] text-muted-foreground tabular-nums max-md:hidden"
        >
          {event.occurredAt.slice(11, 19)}
        </span>
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={() => setIsOpen(!isOpen)}
            className="rounded-sm text-left font-medium [overflow-wrap:anywhere] after:absolute after:inset-0"
          >
            <FreeText>{describeAuditEvent(event)}</FreeText>
          </button>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted-foreground">
            <AuditActor actor={event.actor} onFilter={onFilter} />
            <AboutApplication source={source} event={event} names={names} onFilter={onFilter} />
            <span className="md:hidden">
              <RelativeTime at={event.occurredAt} />
            </span>
            <EnvironmentBadge environment={event.environment} className="md:hidden" />
          </p>
          {event.reason === null ? null : (
            <blockquote className="mt-0.5 border-border border-l-2 pl-2.5 text-[0.8125rem] whitespace-pre-line [overflow-wrap:anywhere]">
              <FreeText>{event.reason}</FreeText>
            </blockquote>
          )}
        </div>
        <div className="flex shrink-0 items-center gap-3 text-[0.8125rem] text-muted-foreground max-md:hidden">
          <EnvironmentBadge environment={event.environment} />
          <span className="min-w-20 text-right">
            <RelativeTime at={event.occurredAt} />
          </span>
        </div>
        <ChevronRight
          aria-hidden="true"
          className={cn(
            "mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform",
            isOpen && "rotate-90",
          )}
        />
      </div>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen ? <AuditDetails event={event} /> : null}
      </div>
    </li>
  );
}

/** Which application it was, where the sentence alone does not tell and the whole page is not about one. */
function AboutApplication({ source, event, names, onFilter }: AuditEntryProps) {
  const { applicationId } = event;
  if (source.kind !== "organization" || applicationId === null) return null;
  return (
    <FilterButton
      onClick={() => onFilter({ application: applicationId })}
      label="Show only this application"
      className="[overflow-wrap:anywhere]"
    >
      <FreeText>{nameOf(names.applications, applicationId) ?? shortId(applicationId)}</FreeText>
    </FilterButton>
  );
}

function EnvironmentBadge({
  environment,
  className,
}: {
  environment: AuditEventView["environment"];
  className?: string;
}) {
  if (environment === null) return null;
  const isProduction = environment === "production";
  return (
    <Badge variant={isProduction ? "production" : "neutral"} className={className}>
      {isProduction ? "Production" : "Sandbox"}
    </Badge>
  );
}
