/** The queues of what waits for staff, as the browser asks for them, and how an address names one. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { routes, uiApi } from "@/lib/routes";
import { type Environment, environmentNamed } from "@/lib/schemas/environment";
import { QUEUE_KINDS, type QueueItem, type QueueKind, type QueuePage } from "@/lib/schemas/queue";

const queuePageSchema = async () => (await import("@/lib/schemas/queue")).queuePageSchema;

export const QUEUE_PAGE_SIZE = 50;
const REFRESHED_EVERY_MS = 15_000;

/** Everything asked about queues: what a decision makes stale. */
export const queuesKey = ["hub", "queues"] as const;

const firstPage: string | null = null;

/** One queue of one environment, longest waiting first; looked at anew every few seconds while it is shown. */
export function queueQuery(kind: QueueKind, environment: Environment) {
  return infiniteQueryOptions({
    queryKey: [...queuesKey, kind, environment],
    queryFn: ({ pageParam, signal }): Promise<QueuePage> => {
      const query = new URLSearchParams({ environment, limit: String(QUEUE_PAGE_SIZE) });
      if (pageParam !== null) query.set("cursor", pageParam);
      return fetchUi(`${uiApi.hubQueue(kind)}?${query}`, { schema: queuePageSchema, signal });
    },
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: REFRESHED_EVERY_MS,
    staleTime: 3_000,
  });
}

/** The queues of the reviews page; tickets have a page of their own. */
export const REVIEW_QUEUES = QUEUE_KINDS.filter((kind) => kind !== "tickets");
export type ReviewQueue = (typeof REVIEW_QUEUES)[number];

/** Reads which queue an address names; what does not fit counts as not there. */
export function readQueueAddress(parameters: { get: (name: string) => string | null }): {
  queue: ReviewQueue;
  environment: Environment;
} {
  const named = parameters.get("queue");
  return {
    queue: REVIEW_QUEUES.find((queue) => queue === named) ?? "customers",
    environment: environmentNamed(parameters.get("environment")) ?? "production",
  };
}

/** The address of a queue; what goes without saying is left out. */
export function queueHref(kind: QueueKind, environment: Environment): string {
  const query = new URLSearchParams();
  if (kind !== "tickets" && kind !== "customers") query.set("queue", kind);
  if (environment !== "production") query.set("environment", environment);
  const path = kind === "tickets" ? routes.hubTickets : routes.hubReviews;
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Where one row of a queue is decided. */
export function reviewHref({ kind, organizationId, environment, id }: QueueItem): string {
  return routes.hubReview(organizationId, environment, kind === "settlements" ? "payments" : kind, id);
}

/** A row that stays where it is when it waits no longer, so that nothing moves under the reader's eyes. */
export type QueueRow = { item: QueueItem; isGone: boolean };

/** The rows that were shown, with what the queue says now: gone ones stay in place, new ones stand where they belong. */
export function mergeRows(shown: readonly QueueRow[], items: readonly QueueItem[]): QueueRow[] {
  const fresh = new Map(items.map((item) => [item.id, item]));
  const rows: QueueRow[] = shown.map(({ item }) => {
    const now = fresh.get(item.id);
    return { item: now ?? item, isGone: now === undefined };
  });
  const known = new Set(shown.map(({ item }) => item.id));
  items.forEach((item, index) => {
    if (known.has(item.id)) return;
    const before = items[index - 1]?.id;
    const place = before === undefined ? 0 : rows.findIndex((row) => row.item.id === before) + 1;
    rows.splice(place, 0, { item, isGone: false });
  });
  return rows;
}

/** What follows `id` in its queue; where it stands in none any more, whatever waits longest. */
export function nextInQueue(items: readonly QueueItem[], id: string): QueueItem | null {
  const index = items.findIndex((item) => item.id === id);
  return items[index + 1] ?? items.find((item) => item.id !== id) ?? null;
}
