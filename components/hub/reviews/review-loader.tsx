"use client";

import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RowsSkeleton } from "@/components/hub/rows-skeleton";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";

type ReviewLoaderProps<Review, Key extends readonly unknown[]> = {
  query: UseQueryOptions<Review, Error, Review, Key>;
  /** What it is: "customer". */
  noun: string;
  children: (review: Review) => ReactNode;
};

/** What is under review, once it is there; the page asked for it while it rendered, so it mostly is at once. */
export function ReviewLoader<Review, Key extends readonly unknown[]>({
  query: options,
  noun,
  children,
}: ReviewLoaderProps<Review, Key>) {
  const query = useQuery(options);
  if (query.data !== undefined) return children(query.data);
  const title = noun.charAt(0).toUpperCase() + noun.slice(1);
  if (query.isPending) {
    return (
      <>
        <PageHeader title={title} />
        <RowsSkeleton label={`Loading the ${noun}`} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={title} />
      <ErrorState
        title={`The ${noun} could not be loaded.`}
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    </>
  );
}
