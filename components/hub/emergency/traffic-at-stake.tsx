"use client";

import { useQueries } from "@tanstack/react-query";
import { LastUsed } from "@/components/applications/last-used";
import { EnvironmentBadge } from "@/components/ui/environment-badge";
import { applicationUsageQuery } from "@/lib/client/applications";
import { formatCount, formatRequests } from "@/lib/client/words";
import type { ApplicationUsage, ApplicationView } from "@/lib/schemas/application";

/** Beyond so many, only the most recently used are asked for their figures. */
const COUNTED = 30;

type TrafficAtStakeProps = { organizationId: string; applications: ApplicationView[] };

/** The applications that will stop, with their traffic of the last hour and day. */
export function TrafficAtStake({ organizationId, applications }: TrafficAtStakeProps) {
  const counted = applications.slice(0, COUNTED);
  const usage = useQueries({
    queries: counted.map(({ id, environment }) =>
      applicationUsageQuery({ area: "hub", organizationId, environment }, id),
    ),
  });
  const figures = usage.map(({ data }) => (data === undefined ? null : requestsOf(data)));
  const known = figures.filter((figure) => figure !== null);
  return (
    <div className="flex flex-col gap-2.5 rounded-lg border border-border p-3">
      <p className="font-medium">
        {known.length < counted.length
          ? "Counting their requests"
          : describeTraffic(known, applications.length > COUNTED)}
      </p>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Applications that will stop"
        className="-mx-3 flex max-h-44 flex-col gap-1.5 overflow-y-auto rounded-sm px-3"
      >
        {applications.map((application, index) => (
          <li key={application.id} className="flex items-baseline justify-between gap-4 text-[0.8125rem]">
            <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5 gap-y-1">
              <span className="[overflow-wrap:anywhere]">{application.name}</span>
              <EnvironmentBadge environment={application.environment} />
            </span>
            <span className="shrink-0 text-right text-muted-foreground tabular-nums">
              <Figure day={figures[index]?.day} lastUsedAt={application.lastUsedAt} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Figure({ day, lastUsedAt }: { day: number | undefined; lastUsedAt: string | null }) {
  if (day !== undefined && day > 0) return `${formatCount(day)} in 24 h`;
  if (lastUsedAt === null) return "Never used";
  return (
    <>
      Last used <LastUsed at={lastUsedAt} />
    </>
  );
}

type Requests = { hour: number; day: number };

/** Each request used one API key, so the keys' counts add up to the application's. */
function requestsOf({ apiKeys }: ApplicationUsage): Requests {
  return {
    hour: apiKeys.reduce((sum, { requests }) => sum + requests.hour, 0),
    day: apiKeys.reduce((sum, { requests }) => sum + requests.day, 0),
  };
}

function describeTraffic(figures: Requests[], isPartial: boolean): string {
  const hour = figures.reduce((sum, figure) => sum + figure.hour, 0);
  const day = figures.reduce((sum, figure) => sum + figure.day, 0);
  if (day === 0) return "No request in the last 24 hours";
  const atLeast = isPartial ? "At least " : "";
  return `${atLeast}${formatRequests(day)} in the last 24 hours, ${formatRequests(hour)} in the last hour`;
}
