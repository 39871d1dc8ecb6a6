"use client";

import { useQuery } from "@tanstack/react-query";
import { Activity, CalendarSearch, SearchX } from "lucide-react";
import Link from "next/link";
import type { RequestLog } from "@/components/requests/use-request-log";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useWorkplace } from "@/components/workplace";
import { REQUEST_RANGES } from "@/lib/client/request-filter";
import { anyRequestQuery } from "@/lib/client/requests";
import { routes } from "@/lib/routes";
import { REQUEST_MEMORY_DAYS } from "@/lib/schemas/request-terms";

type NoRequestsProps = { log: RequestLog; applicationId: string | undefined };

/** Nothing fits the filters, nothing was asked lately, or nothing was asked ever: each with its way on. */
export function NoRequests({ log, applicationId }: NoRequestsProps) {
  const { place } = useWorkplace();
  const { filter, isFiltered, change, clear } = log;
  const any = useQuery({ ...anyRequestQuery(place, applicationId), enabled: !isFiltered });
  const isWidest = "range" in filter.time && filter.time.range === "30d";
  const widen = (
    <Button variant="outline" onClick={() => change({ time: { range: "30d" } })}>
      Look through the last 30 days
    </Button>
  );
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No request fits these filters"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button variant="outline" onClick={clear}>
              Clear filters
            </Button>
            {isWidest ? null : widen}
          </div>
        }
      >
        {`Searched ${timeWords(log)}. Requests are kept for ${REQUEST_MEMORY_DAYS} days.`}
      </EmptyState>
    );
  }
  if (any.isPending) return null;
  if (any.data === true && !isWidest) {
    return (
      <EmptyState icon={CalendarSearch} title={`No request in ${timeWords(log)}`} action={widen}>
        There are older ones: requests are kept for {REQUEST_MEMORY_DAYS} days.
      </EmptyState>
    );
  }
  return <NoneYet />;
}

function timeWords({ filter: { time } }: RequestLog): string {
  return "range" in time ? REQUEST_RANGES[time.range].words : "this time";
}

function NoneYet() {
  const { area, environment } = useWorkplace().place;
  return (
    <EmptyState
      icon={Activity}
      title={`No requests in ${environment} yet`}
      action={
        area === "hub" ? null : (
          <div className="flex flex-wrap justify-center gap-2">
            <Button asChild>
              <Link href={routes.docsPage("quick-start")}>Open the quick start</Link>
            </Button>
            <Button asChild variant="outline">
              <Link href={routes.requestConsole}>Try it in the console</Link>
            </Button>
          </div>
        )
      }
    >
      {area === "hub"
        ? "Every call of the partner's services appears here within a second or two, with what it was refused for."
        : "Every call of your services appears here within a second or two, and one that is refused says what to change. Make a first signed request:"}
    </EmptyState>
  );
}
