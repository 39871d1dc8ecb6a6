"use client";

import { type InfiniteData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useWorkplace } from "@/components/workplace";
import type { RequestUrlFilter } from "@/lib/client/request-filter";
import { mergeNewest } from "@/lib/client/request-words";
import { type LoadedRequests, liveRequestsQuery, requestsQuery } from "@/lib/client/requests";
import type { RequestEntry } from "@/lib/schemas/request-log";

/** A list that grew past this is asked for anew, so that a page left open for a day stays light. */
const MOST_ROWS = 400;

type LiveOptions = {
  filter: RequestUrlFilter;
  isLive: boolean;
  /** Whether somebody reads: then what is new waits. */
  isHeld: boolean;
};

/**
 * Puts what comes in at the top of the log, or has it wait while somebody reads. Asks only while the page is seen.
 * `waiting` is how many wait, `show` lets them in, `error` why nothing comes.
 */
export function useLiveRequests({ filter, isLive, isHeld }: LiveOptions) {
  const { place } = useWorkplace();
  const client = useQueryClient();
  const { queryKey } = requestsQuery(place, filter);
  const [waiting, setWaiting] = useState<readonly RequestEntry[]>([]);
  /** More came at once than was told: the list has a gap until it is asked for anew. */
  const [hasGap, setHasGap] = useState(false);

  const known = () =>
    client.getQueryData<InfiniteData<LoadedRequests>>(queryKey)?.pages.flatMap(({ items }) => items) ?? [];
  const live = useQuery({
    ...liveRequestsQuery(place, filter, () => (waiting[0] ?? known()[0])?.occurredAt),
    enabled: isLive,
  });

  const take = useEffectEvent((page: { items: readonly RequestEntry[]; hasMore: boolean }) => {
    const all = known();
    const ids = new Set([...all, ...waiting].map(({ id }) => id));
    const fresh = page.items.filter(({ id }) => !ids.has(id));
    if (fresh.length === 0) return;
    const isGap = page.hasMore && fresh.length === page.items.length && ids.size > 0;
    if (isHeld) {
      setWaiting((before) => mergeNewest(before, fresh));
      setHasGap((before) => before || isGap);
    } else if (isGap || all.length > MOST_ROWS) void client.invalidateQueries({ queryKey });
    else prepend(fresh);
  });

  function prepend(fresh: readonly RequestEntry[]) {
    client.setQueryData<InfiniteData<LoadedRequests>>(queryKey, (data) => {
      const first = data?.pages[0];
      if (data === undefined || first === undefined) return data;
      const items = [...mergeNewest(first.items, fresh)];
      return { ...data, pages: [{ ...first, items }, ...data.pages.slice(1)] };
    });
  }

  function show() {
    if (hasGap) void client.invalidateQueries({ queryKey });
    else prepend(waiting);
    setWaiting([]);
    setHasGap(false);
  }
  const showWaiting = useEffectEvent(show);

  useEffect(() => {
    if (live.data !== undefined) take(live.data);
  }, [live.data]);

  const mayShow = !isHeld && waiting.length > 0;
  useEffect(() => {
    if (mayShow) showWaiting();
  }, [mayShow]);

  // What waited belongs to the filters before.
  const filterKey = JSON.stringify(queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter, another list
  useEffect(() => {
    setWaiting([]);
    setHasGap(false);
  }, [filterKey, isLive]);

  return { waiting: waiting.length, isMore: hasGap, show, error: isLive ? live.error : null };
}
