"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useMemo } from "react";
import { QueueTable } from "@/components/hub/reviews/queue-table";
import { useSteadyRows } from "@/components/hub/reviews/use-steady-rows";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { MoreRows } from "@/components/ui/more-rows";
import { queueQuery } from "@/lib/client/hub-queue";
import type { Environment } from "@/lib/schemas/common";
import type { QueueKind } from "@/lib/schemas/queue";

type QueueListProps = {
  kind: QueueKind;
  environment: Environment;
  /** What an empty queue is for. */
  about: string;
};

/** One queue, looked at anew every few seconds. Mount it anew (by its key) for another queue. */
export function QueueList({ kind, environment, about }: QueueListProps) {
  const query = useInfiniteQuery(queueQuery(kind, environment));
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const rows = useSteadyRows(items);
  const name = `${kind} in ${environment}`;
  if (query.isPending) return <RowsSkeleton label={`Loading ${name}`} />;
  if (query.data === undefined) {
    return (
      <ErrorState
        title={`The queue of ${name} could not be loaded.`}
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        {describeCount(items.length, query.hasNextPage)}
      </p>
      {query.isRefetchError && !query.isFetchNextPageError ? (
        <ErrorState
          title="What is shown is not the newest: the queue could not be looked at again."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing waits">
          {about}
        </EmptyState>
      ) : (
        <QueueTable kind={kind} label={`Waiting ${name}`} rows={rows} />
      )}
      <MoreRows query={query} failure="The rest of the queue could not be loaded." />
    </div>
  );
}

function describeCount(count: number, hasMore: boolean): string {
  if (count === 0) return "Nothing waits";
  return `${count} waiting${hasMore ? ", and there are more" : ""}`;
}
