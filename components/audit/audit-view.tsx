"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListFilter, ShieldCheck } from "lucide-react";
import { useId, useState } from "react";
import { AuditExport } from "@/components/audit/audit-export";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditSkeleton } from "@/components/audit/audit-skeleton";
import { AuditTimeline } from "@/components/audit/audit-timeline";
import { LoadMore } from "@/components/audit/load-more";
import { NoEntries } from "@/components/audit/no-entries";
import { useAuditFilter } from "@/components/audit/use-audit-filter";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { type AuditSource, auditQuery } from "@/lib/client/audit";
import { type AuditNames, namesWith } from "@/lib/client/audit-names";

type AuditViewProps = { source: AuditSource; known: AuditNames; mayExport: boolean };

/** One history with its filters, its export and what makes it trustworthy. */
export function AuditView({ source, known, mayExport }: AuditViewProps) {
  const { filter, change, clear, isFiltered } = useAuditFilter(source);
  const query = useInfiniteQuery(auditQuery(source, filter));
  const events = query.data?.pages.flatMap((page) => page.items);
  const names = namesWith(known, events ?? []);
  const [isUnfolded, setIsUnfolded] = useState(false);
  const filtersId = useId();
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-start justify-between gap-x-6 gap-y-3 max-md:flex-col">
        <Trust mayExport={mayExport} />
        <div className="flex gap-2">
          <Button
            variant="outline"
            className="md:hidden"
            aria-expanded={isUnfolded}
            aria-controls={filtersId}
            onClick={() => setIsUnfolded(!isUnfolded)}
          >
            <ListFilter aria-hidden="true" />
            {isFiltered ? `Filters (${Object.keys(filter).length})` : "Filters"}
          </Button>
          {mayExport ? <AuditExport source={source} filter={filter} /> : null}
        </div>
      </div>
      <AuditFilters
        id={filtersId}
        isUnfolded={isUnfolded}
        source={source}
        filter={filter}
        names={names}
        onChange={change}
        onClear={clear}
      />
      {query.isPending ? (
        <AuditSkeleton />
      ) : events === undefined ? (
        <ErrorState
          title="The audit history could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <div aria-busy={query.isPlaceholderData} className="relative flex flex-col gap-6">
          {query.isPlaceholderData ? <Refetching /> : null}
          <p role="status" className="sr-only">
            {`${events.length} entries shown${query.hasNextPage ? ", more can be loaded" : ""}`}
          </p>
          {events.length === 0 ? (
            <NoEntries source={source} isFiltered={isFiltered} onClear={clear} />
          ) : (
            <AuditTimeline source={source} events={events} names={names} onFilter={change} />
          )}
          <LoadMore
            hasMore={query.hasNextPage && !query.isPlaceholderData}
            loading={query.isFetchingNextPage}
            error={query.isFetchNextPageError ? query.error : null}
            onLoad={() => query.fetchNextPage()}
          />
        </div>
      )}
    </div>
  );
}

/** While entries for other filters are on their way; those before stay readable below. */
function Refetching() {
  return (
    <div aria-hidden="true" className="absolute inset-x-0 -top-2 h-0.5 animate-appear-late overflow-hidden">
      <div className="h-full w-1/3 animate-slide rounded-full bg-primary" />
    </div>
  );
}

function Trust({ mayExport }: { mayExport: boolean }) {
  return (
    <p className="flex max-w-prose gap-2 text-[0.8125rem] text-muted-foreground">
      <ShieldCheck className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span>
        Nobody can change this history unnoticed: each entry is chained to the one before by its hash.
        {mayExport ? (
          <>
            {" An exported JSONL file can be checked offline with "}
            <code className="font-mono text-xs">tools/verify-audit.mjs</code>.
          </>
        ) : null}
      </span>
    </p>
  );
}
