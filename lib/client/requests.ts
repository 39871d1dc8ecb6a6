/** The request log as the browser asks for it. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { isTransient } from "@/lib/client/query-client";
import {
  momentsOf,
  type RequestTime,
  type RequestUrlFilter,
  toServerFilter,
} from "@/lib/client/request-filter";
import { UiError } from "@/lib/client/ui-error";
import { type Place, uiApi } from "@/lib/routes";
import type {
  RequestDetail,
  RequestFigures,
  RequestFiguresInput,
  RequestFilter,
  RequestPage,
} from "@/lib/schemas/request-log";
import { REQUEST_MEMORY_DAYS } from "@/lib/schemas/request-terms";

const requestDetailSchema = async () => (await import("@/lib/schemas/request-log")).requestDetailSchema;
const requestFiguresSchema = async () => (await import("@/lib/schemas/request-log")).requestFiguresSchema;
const requestPageSchema = async () => (await import("@/lib/schemas/request-log")).requestPageSchema;

const REQUESTS_PAGE_SIZE = 50;

/** Everything asked about the requests of one place; caches of partner and hub never meet. */
export const requestsKey = ({ area, organizationId, environment }: Place) =>
  [area, "organizations", organizationId, environment, "requests"] as const;

/** A page with the filter that it was asked with: later pages are of the same stretch, though time goes on. */
export type LoadedRequests = RequestPage & { asked: RequestFilter };

type NextPage = { cursor: string; asked: RequestFilter };
const firstPage: NextPage | null = null;

/** Newest first, page by page. A range that ends now begins when the first page is asked for. */
export function requestsQuery(place: Place, filter: RequestUrlFilter) {
  return infiniteQueryOptions({
    queryKey: [...requestsKey(place), "list", filter],
    queryFn: async ({ pageParam, signal }): Promise<LoadedRequests> => {
      const asked = pageParam?.asked ?? toServerFilter(filter, Date.now());
      const page = await fetchPage(place, asked, { cursor: pageParam?.cursor, signal });
      return { ...page, asked };
    },
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor, asked }): NextPage | null =>
      nextCursor === null ? null : { cursor: nextCursor, asked },
    placeholderData: keepPreviousData,
    // What stands there stays until the person wants it anew: a log that moves by itself cannot be read.
    refetchOnWindowFocus: false,
  });
}

/**
 * Has the first page ready before the page is sent, and, where it is empty, whether there is any request at all. `list` asks
 * for both on the server.
 */
export async function prefetchRequests(
  client: QueryClient,
  place: Place,
  filter: RequestUrlFilter,
  list: (input: RequestFilter & { limit: number }) => Promise<RequestPage>,
): Promise<void> {
  const query = requestsQuery(place, filter);
  await client.prefetchInfiniteQuery({
    ...query,
    queryFn: async (): Promise<LoadedRequests> => {
      const asked = toServerFilter(filter, Date.now());
      return { ...(await list({ ...asked, limit: REQUESTS_PAGE_SIZE })), asked };
    },
  });
  const { application, ...narrowing } = filter.values;
  const isEmpty = client.getQueryData(query.queryKey)?.pages[0]?.items.length === 0;
  if (!isEmpty || Object.keys(narrowing).length > 0) return;
  await client.prefetchQuery({
    ...anyRequestQuery(place, application),
    queryFn: async () => (await list({ ...anyRequestOf(application), limit: 1 })).items.length > 0,
  });
}

type PageOptions = { cursor?: string | undefined; limit?: number; signal: AbortSignal };

function fetchPage(
  place: Place,
  filter: RequestFilter,
  { cursor, limit = REQUESTS_PAGE_SIZE, signal }: PageOptions,
): Promise<RequestPage> {
  const query = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  if (cursor !== undefined) query.set("cursor", cursor);
  return fetchUi(`${uiApi.requests(place)}?${query}`, { schema: requestPageSchema, signal });
}

/** At most this many are taken up at a time by a live view. */
const LIVE_LIMIT = 100;
const LIVE_INTERVAL_MILLISECONDS = 2_000;
/**
 * A request stands in the log when it was answered, under the time it came: what took long appears below others that
 * are known already. So a live view looks back this far behind the newest it knows.
 */
const LIVE_OVERLAP_MILLISECONDS = 15_000;

/** What came lately, asked for again and again while the page is seen. `newestKnown`: when the newest known one came. */
export function liveRequestsQuery(
  place: Place,
  filter: RequestUrlFilter,
  newestKnown: () => string | undefined,
) {
  return queryOptions({
    queryKey: [...requestsKey(place), "live", filter],
    queryFn: ({ signal }) => {
      const asked = toServerFilter(filter, Date.now());
      const newest = newestKnown();
      const from = newest === undefined ? asked.from : overlapped(newest);
      return fetchPage(place, { ...asked, from }, { limit: LIVE_LIMIT, signal });
    },
    refetchInterval: LIVE_INTERVAL_MILLISECONDS,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

function overlapped(timestamp: string): string {
  return new Date(Date.parse(timestamp) - LIVE_OVERLAP_MILLISECONDS).toISOString();
}

/** Whether there is any request at all; `applicationId` narrows it. */
export function anyRequestQuery(place: Place, applicationId: string | undefined) {
  return queryOptions({
    queryKey: [...requestsKey(place), "any", applicationId ?? null],
    queryFn: async ({ signal }): Promise<boolean> =>
      (await fetchPage(place, anyRequestOf(applicationId), { limit: 1, signal })).items.length > 0,
  });
}

function anyRequestOf(applicationId: string | undefined): RequestFilter {
  const from = new Date(Date.now() - REQUEST_MEMORY_DAYS * 86_400_000).toISOString();
  return { from, ...(applicationId === undefined ? {} : { applicationId }) };
}

/** The log is written once a second, so a link to a request of this moment may lead to one that is not there yet. */
const NOT_YET_TRIES = 5;
const NOT_YET_MILLISECONDS = 700;

const isMissing = (error: unknown) => error instanceof UiError && error.status === 404;

/** One request with its checks; one that is missing is waited for a moment. What is in the log never changes. */
export function requestQuery(place: Place, requestId: string) {
  return queryOptions({
    queryKey: [...requestsKey(place), "one", requestId],
    queryFn: ({ signal }): Promise<RequestDetail> =>
      fetchUi(uiApi.request(place, requestId), { schema: requestDetailSchema, signal }),
    retry: (failures, error) =>
      isMissing(error) ? failures < NOT_YET_TRIES : isTransient(error) && failures < 2,
    retryDelay: (failures, error) =>
      isMissing(error) ? NOT_YET_MILLISECONDS : Math.min(1000 * 2 ** failures, 30_000),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export type FiguresOf = { time: RequestTime; applicationId: string | undefined; keyId: string | undefined };

/** Of everything in the last 24 hours. */
export const LAST_DAY: FiguresOf = { time: { range: "24h" }, applicationId: undefined, keyId: undefined };

/** Volume, refusals, latency and keys over time. */
export function requestFiguresQuery(place: Place, of: FiguresOf) {
  const { time, applicationId, keyId } = of;
  return queryOptions({
    queryKey: [...requestsKey(place), "figures", { time, applicationId, keyId }],
    queryFn: ({ signal }): Promise<RequestFigures> => {
      const query = new URLSearchParams(figuresInput(of, Date.now()));
      return fetchUi(`${uiApi.requestFigures(place)}?${query}`, { schema: requestFiguresSchema, signal });
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Has the figures of what this filter shows ready before the page is sent; `figures` asks for them on the server. */
export function prefetchFigures(
  client: QueryClient,
  place: Place,
  { time, values }: RequestUrlFilter,
  figures: (input: RequestFiguresInput) => Promise<RequestFigures>,
): Promise<void> {
  const of = { time, applicationId: values.application, keyId: values.key };
  return client.prefetchQuery({
    ...requestFiguresQuery(place, of),
    queryFn: () => figures(figuresInput(of, Date.now())),
  });
}

function figuresInput({ time, applicationId, keyId }: FiguresOf, now: number) {
  const { from, to } = momentsOf(time, now);
  return {
    from,
    to: to ?? new Date(now).toISOString(),
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(keyId === undefined ? {} : { keyId }),
  };
}
