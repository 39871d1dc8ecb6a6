"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ChangeLimitDialog } from "@/components/applications/detail/limits/change-limit-dialog";
import { RequestChart } from "@/components/applications/detail/limits/request-chart";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Mono } from "@/components/ui/mono";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { useMay, useWorkplace } from "@/components/workplace";
import {
  applicationLimitsQuery,
  busiestMinute,
  formatRate,
  formatShare,
  minutesOfHour,
  recentRate,
} from "@/lib/client/limits";
import { formatCount } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";
import type { ApplicationLimits } from "@/lib/schemas/limits";

/** The rate limit, what it means to a client, and how much of it the last hour took. */
export function RateLimitSection({ application }: { application: ApplicationView }) {
  const { place } = useWorkplace();
  const mayChange = useMay("ORGANIZATIONS_WRITE") && place.area === "hub";
  const [isChanging, setIsChanging] = useState(false);
  const perSecond = application.rateLimitPerSecond;
  return (
    <Section
      title="Rate limit"
      description="One for all API keys of this application. Unused room is kept for one second; what comes beyond it is answered 429 and does nothing."
      actions={
        mayChange ? (
          <Button variant="outline" onClick={() => setIsChanging(true)}>
            Change limit
          </Button>
        ) : null
      }
    >
      <KeyValueList className="border-border border-y">
        <KeyValue term="Limit">
          <span className="font-medium tabular-nums">{formatCount(perSecond)} requests per second</span>
          {place.area === "hub" ? null : (
            <span className="block text-muted-foreground text-[0.8125rem]">
              Need more? Write to the operator's support with this application's id and the rate you expect.
            </span>
          )}
        </KeyValue>
        <KeyValue term="Sent with every answer">
          <Mono value={`RateLimit-Policy: "default";q=${perSecond};w=1`} label="policy field" />
          <span className="block text-muted-foreground text-[0.8125rem]">
            <code className="font-mono">RateLimit</code> says what is left; a 429 says in{" "}
            <code className="font-mono">Retry-After</code> how long to wait.
          </span>
        </KeyValue>
        <Usage applicationId={application.id} />
      </KeyValueList>
      <History applicationId={application.id} />
      {isChanging ? (
        <ChangeLimitDialog application={application} onClose={() => setIsChanging(false)} />
      ) : null}
    </Section>
  );
}

function useLimits(applicationId: string) {
  const { place } = useWorkplace();
  return useQuery(applicationLimitsQuery(place, applicationId));
}

function Usage({ applicationId }: { applicationId: string }) {
  const { data: limits, isPending } = useLimits(applicationId);
  if (limits === undefined && !isPending) return null;
  return (
    <>
      <KeyValue term="Last 5 minutes">
        {limits === undefined ? <Waiting /> : <RecentUse limits={limits} />}
      </KeyValue>
      <KeyValue term="Busiest minute">
        {limits === undefined ? <Waiting /> : <BusiestMinute limits={limits} />}
      </KeyValue>
      <KeyValue term="Refused">{limits === undefined ? <Waiting /> : <Refused limits={limits} />}</KeyValue>
    </>
  );
}

function Waiting() {
  return <Skeleton className="h-4 w-56 max-w-full animate-appear-late" />;
}

function RecentUse({ limits }: { limits: ApplicationLimits }) {
  const rate = recentRate(limits);
  if (rate === 0) return <span className="text-muted-foreground">No request</span>;
  const share = rate / limits.requestsPerSecond;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 tabular-nums">
      <span aria-hidden="true" className="h-1.5 w-28 overflow-hidden rounded-full bg-muted">
        <span
          className={`block h-full rounded-full ${share > 0.8 ? "bg-warning" : "bg-primary"}`}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </span>
      <span>
        {formatRate(rate)} requests per second on average, {formatShare(share)} of the limit
      </span>
    </span>
  );
}

function BusiestMinute({ limits }: { limits: ApplicationLimits }) {
  const busiest = busiestMinute(limits);
  if (busiest === null) return <span className="text-muted-foreground">No request in the last hour</span>;
  const requests = busiest.requests + busiest.limited;
  return (
    <span className="tabular-nums">
      {busiest.minute.slice(11, 16)} UTC, {formatCount(requests)} {requests === 1 ? "request" : "requests"},{" "}
      {formatRate(requests / 60)} per second on average
    </span>
  );
}

function Refused({ limits }: { limits: ApplicationLimits }) {
  const { limited } = limits.lastHour;
  if (limited === 0) return <span className="text-muted-foreground">None in the last hour</span>;
  return <Status tone="warning">{formatCount(limited)} with 429 in the last hour</Status>;
}

function History({ applicationId }: { applicationId: string }) {
  const query = useLimits(applicationId);
  if (query.data !== undefined) {
    return query.data.minutes.length === 0 ? null : <RequestChart minutes={minutesOfHour(query.data)} />;
  }
  if (query.isPending) return <Skeleton className="h-20 w-full animate-appear-late" />;
  return (
    <ErrorState
      title="The requests of the last hour could not be loaded."
      error={query.error}
      onRetry={() => query.refetch()}
      retrying={query.isFetching}
    />
  );
}
