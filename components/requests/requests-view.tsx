"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListFilter, RotateCw } from "lucide-react";
import { useId, useState } from "react";
import { ChartsSection } from "@/components/requests/charts/charts-section";
import { FilterChips } from "@/components/requests/filter-chips";
import { LiveBar } from "@/components/requests/live-bar";
import { LiveSwitch } from "@/components/requests/live-switch";
import { NoRequests } from "@/components/requests/no-requests";
import { OlderRequests } from "@/components/requests/older-requests";
import { focusRow, RequestList } from "@/components/requests/request-list";
import { RequestsSkeleton } from "@/components/requests/requests-skeleton";
import { SearchBox } from "@/components/requests/search-box";
import { CustomRange, TimeRange } from "@/components/requests/time-range";
import { useIsScrolledPast } from "@/components/requests/use-is-scrolled-past";
import { useLiveRequests } from "@/components/requests/use-live-requests";
import { useRequestLog } from "@/components/requests/use-request-log";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { laterDialog, laterPart } from "@/components/ui/later";
import { useWorkplace } from "@/components/workplace";
import { preload } from "@/lib/client/preload";
import { requestsQuery } from "@/lib/client/requests";
import { cn } from "@/lib/utils";

const loadFilters = () =>
  import("@/components/requests/request-filters").then((loaded) => loaded.RequestFilters);
const RequestFilters = laterPart(loadFilters);
const RequestSheet = laterDialog(
  () => import("@/components/requests/detail/request-sheet").then((loaded) => loaded.RequestSheet),
  ({ log }) => log.close(),
);

/** The request log of a place, or of one application in it: charts, filters, the list, and what one request says. */
export function RequestsView({ applicationId }: { applicationId?: string }) {
  const { place } = useWorkplace();
  const log = useRequestLog(applicationId);
  const query = useInfiniteQuery(requestsQuery(place, log.filter));
  const requests = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const [top, isScrolled] = useIsScrolledPast();
  const live = useLiveRequests({
    filter: log.filter,
    isLive: log.isLive && query.isSuccess && !query.isPlaceholderData,
    isHeld: isScrolled || log.opened !== null,
  });
  const [isUnfolded, setIsUnfolded] = useState(false);
  const filtersId = useId();
  /** Charts of nothing are in the way of what to do about it. */
  const isQuiet = query.isSuccess && requests.length === 0 && !log.isFiltered;
  const narrowing = Object.keys(log.filter.values).filter((key) => key !== "application" && key !== "key");

  return (
    <div className="flex min-w-0 flex-col gap-5">
      {isQuiet ? null : <ChartsSection log={log} isNarrowed={narrowing.length > 0} />}
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2.5">
          <SearchBox
            value={log.filter.values.text ?? ""}
            onChange={(text) => log.adjust({ values: { text } })}
            onArrowDown={() => focusRow(null)}
          />
          <TimeRange time={log.filter.time} onChange={(time) => log.change({ time })} />
          <div className="flex items-center gap-2 max-md:w-full">
            <Button
              variant="outline"
              size="sm"
              aria-expanded={isUnfolded}
              aria-controls={filtersId}
              onPointerEnter={() => preload(loadFilters)}
              onFocus={() => preload(loadFilters)}
              onClick={() => setIsUnfolded(!isUnfolded)}
            >
              <ListFilter aria-hidden="true" />
              Filters
            </Button>
            <Button
              variant="outline"
              size="sm"
              aria-label="Load the newest requests"
              title="Load the newest requests"
              className="px-2"
              onClick={() => query.refetch()}
            >
              <RotateCw
                aria-hidden="true"
                className={cn(query.isRefetching && !query.isFetchingNextPage && "animate-spin")}
              />
            </Button>
            <LiveSwitch log={log} error={live.error} />
          </div>
        </div>
        <CustomRange time={log.filter.time} onChange={(time) => log.change({ time })} />
        {isUnfolded ? (
          <RequestFilters id={filtersId} log={log} applicationId={applicationId} requests={requests} />
        ) : null}
        <FilterChips log={log} applicationId={applicationId} requests={requests} />
      </div>
      <div ref={top} aria-hidden="true" className="-mb-5 h-px" />
      <LiveBar
        waiting={live.waiting}
        isMore={live.isMore}
        onShow={() => {
          top.current?.scrollIntoView({ block: "center" });
          live.show();
        }}
      />
      {query.isPending ? (
        <RequestsSkeleton />
      ) : query.data === undefined ? (
        <ErrorState
          title="The request log could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <div
          aria-busy={query.isPlaceholderData}
          className={cn("flex flex-col gap-4 transition-opacity", query.isPlaceholderData && "opacity-60")}
        >
          <p role="status" className="sr-only">
            {query.isPlaceholderData
              ? ""
              : `${requests.length} requests shown${query.hasNextPage ? ", more can be loaded" : ""}`}
          </p>
          {requests.length > 0 ? (
            <RequestList requests={requests} log={log} showsApplication={applicationId === undefined} />
          ) : query.hasNextPage ? null : (
            <NoRequests log={log} applicationId={applicationId} />
          )}
          <OlderRequests query={query} />
        </div>
      )}
      {log.opened === null ? null : (
        <RequestSheet
          requestId={log.opened}
          requests={requests}
          log={log}
          onClosed={(requestId) => focusRow(requestId)}
        />
      )}
    </div>
  );
}
