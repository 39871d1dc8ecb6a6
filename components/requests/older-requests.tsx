"use client";

import { Button } from "@/components/ui/button";
import { MoreRows } from "@/components/ui/more-rows";
import { Notice } from "@/components/ui/notice";
import { formatExactUtc } from "@/lib/client/time";
import type { RequestPage } from "@/lib/schemas/request-log";

type OlderRequestsProps = {
  query: {
    data: { pages: readonly Pick<RequestPage, "items" | "searchedBackTo">[] } | undefined;
    error: unknown;
    hasNextPage: boolean;
    isFetchNextPageError: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
};

/** The way further back: to the next page, or, where a search was cut short, to what it has not looked through yet. */
export function OlderRequests({ query }: OlderRequestsProps) {
  const searchedBackTo = query.data?.pages.at(-1)?.searchedBackTo ?? null;
  if (searchedBackTo === null || !query.hasNextPage || query.isFetchNextPageError) {
    return <MoreRows query={query} failure="Older requests could not be loaded." />;
  }
  const hasNone = query.data?.pages.every(({ items }) => items.length === 0) ?? true;
  return (
    <Notice
      role="status"
      title={`${hasNone ? "Nothing found so far: searched" : "Searched"} back to ${formatExactUtc(searchedBackTo)}`}
    >
      <p className="text-muted-foreground">
        This search goes through many requests, so it goes step by step. A shorter time, a reason or a key
        makes it faster.
      </p>
      <Button
        variant="outline"
        size="sm"
        className="mt-1 self-start"
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        Search further back
      </Button>
    </Notice>
  );
}
