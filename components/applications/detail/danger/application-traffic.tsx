"use client";

import { useUsage } from "@/components/applications/detail/use-usage";
import { formatRelative } from "@/lib/client/time";
import { formatRequests } from "@/lib/client/words";
import type { ApplicationView } from "@/lib/schemas/application";

/** What the application carries: its requests of the hour and the day, and when the last one came. */
export function ApplicationTraffic({ application }: { application: ApplicationView }) {
  const { usage, now } = useUsage(application.id, { isLive: true });
  if (usage === undefined) return <p className="text-muted-foreground">Its requests are being counted.</p>;
  const total = (window: "hour" | "day") =>
    usage.apiKeys.reduce((requests, key) => requests + key.requests[window], 0);
  const lastUsedAt = usage.apiKeys.reduce<string | null>(
    (latest, key) => ((key.lastUsedAt ?? "") > (latest ?? "") ? key.lastUsedAt : latest),
    application.lastUsedAt,
  );
  return (
    <p className="tabular-nums">
      It had {formatRequests(total("hour"))} in the last hour and {formatRequests(total("day"))} in the last
      24 h
      {lastUsedAt === null ? "; it was never used." : `, the last one ${formatRelative(lastUsedAt, now)}.`}
    </p>
  );
}
