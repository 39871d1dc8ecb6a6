"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nextInQueue, queueQuery } from "@/lib/client/hub-queue";
import type { Environment } from "@/lib/schemas/common";
import type { QueueItem, QueueKind } from "@/lib/schemas/queue";

/**
 * What to look at after `id`: whatever follows it in its queue, also once it was decided and has left the queue.
 * `undefined` while that is not known, `null` where nothing else waits.
 */
export function useNextInQueue(kind: QueueKind, environment: Environment, id: string) {
  const query = useInfiniteQuery({ ...queueQuery(kind, environment), refetchInterval: false });
  const items = query.data?.pages.flatMap((page) => page.items);
  const [followerId, setFollowerId] = useState<string | null>(null);
  if (items === undefined) return undefined;
  const next = nextInQueue(items, id);
  if (items.some((item) => item.id === id)) {
    if (next !== null && next.id !== followerId) setFollowerId(next.id);
    return next;
  }
  return items.find((item: QueueItem) => item.id === followerId) ?? next;
}
