"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { systemHealthQuery } from "@/lib/client/hub-overview";
import { formatSpan } from "@/lib/client/time";
import { formatBytes, formatCount } from "@/lib/client/words";
import { routes } from "@/lib/routes";
import type { SystemHealth } from "@/lib/schemas/operator-view";

/** Database, queues, and the process that answered. */
export function SystemHealthSection() {
  const query = useQuery(systemHealthQuery());
  return (
    <Section
      title="System"
      description="Queues and database are everybody's; buffers and jobs are of the server process that answered."
      actions={
        <Button asChild variant="outline" size="sm">
          <Link href={routes.hubSystem}>Deployment</Link>
        </Button>
      }
    >
      {query.isPending ? (
        <RowsSkeleton label="Loading the system" />
      ) : query.data === undefined ? (
        <ErrorState
          title="The system could not be looked at."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <Facts health={query.data} />
      )}
    </Section>
  );
}

function Facts({ health }: { health: SystemHealth }) {
  const { database, queues, buffers, jobs } = health;
  const waiting = buffers.reduce((all, { waiting: rows }) => all + rows, 0);
  const leftOut = buffers.reduce((all, buffer) => all + buffer.leftOut, 0);
  const failing = jobs.filter(({ failures }) => failures > 0);
  return (
    <KeyValueList className="border-border border-y">
      <KeyValue term="Database">
        {database === null ? (
          <Status tone="destructive">Did not answer in time</Status>
        ) : (
          <span className="tabular-nums">
            Answers in {database.answerMilliseconds.toFixed(1)} ms, {formatBytes(database.sizeBytes)},{" "}
            {formatCount(database.connections)} connections
          </span>
        )}
      </KeyValue>
      <KeyValue term="Webhooks due">
        {queues === null ? "Not known" : depth(queues.webhooksDue, queues.webhooksOldestDueSeconds)}
        {health.deliversWebhooks ? "" : " (delivered by workers of their own)"}
      </KeyValue>
      <KeyValue term="Mail waiting">
        {queues === null ? "Not known" : depth(queues.mailsWaiting, queues.mailsOldestWaitingSeconds)}
      </KeyValue>
      <KeyValue term="Rows to write">
        <span className="tabular-nums">{formatCount(waiting)}</span>
        {leftOut === 0 ? null : (
          <Status tone="warning" className="ml-3 tabular-nums">
            {formatCount(leftOut)} left out for want of room
          </Status>
        )}
      </KeyValue>
      <KeyValue term="Jobs">
        {failing.length === 0 ? (
          `${formatCount(jobs.length)}, none has failed`
        ) : (
          <Status tone="warning">
            {failing.map(({ name, failures }) => `${name} failed ${formatCount(failures)} ×`).join(", ")}
          </Status>
        )}
      </KeyValue>
      <KeyValue term="Server started">
        <RelativeTime at={health.processStartedAt} />, version {health.version}
      </KeyValue>
    </KeyValueList>
  );
}

function depth(count: number, oldestSeconds: number): string {
  if (count === 0) return "None";
  return `${formatCount(count)}, the oldest for ${formatSpan(oldestSeconds * 1000)}`;
}
