/** Rate limit and idempotency keys of an application as the browser asks for them, and what the figures say. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ChangeContext } from "@/lib/client/application-changes";
import { applicationsKey } from "@/lib/client/applications";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type Place, uiApi } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";
import type { ApplicationLimits, IdempotencyKeyPage, RequestsOfMinute } from "@/lib/schemas/limits";

const applicationSchema = async () => (await import("@/lib/schemas/application")).applicationSchema;
const applicationLimitsSchema = async () => (await import("@/lib/schemas/limits")).applicationLimitsSchema;
const idempotencyKeyPageSchema = async () => (await import("@/lib/schemas/limits")).idempotencyKeyPageSchema;

const IDEMPOTENCY_KEYS_PAGE_SIZE = 20;
const LIVE_POLL_MS = 5_000;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const MINUTES_SHOWN = 60;
const RECENT_MINUTES = 5;

const firstPage: string | null = null;

/** How much of the limit was used; asked for again every few seconds while the page is visible. */
export function applicationLimitsQuery(place: Place, applicationId: string) {
  return queryOptions({
    queryKey: [...applicationsKey(place), "limits", applicationId],
    queryFn: ({ signal }): Promise<ApplicationLimits> =>
      fetchUi(uiApi.applicationLimits(place, applicationId), { schema: applicationLimitsSchema, signal }),
    staleTime: 2_000,
    refetchInterval: LIVE_POLL_MS,
  });
}

/** Keys of the last 24 hours, newest first, page by page; with `key` that one alone. */
export function idempotencyKeysQuery(place: Place, applicationId: string, key: string) {
  return infiniteQueryOptions({
    queryKey: [...applicationsKey(place), "idempotency-keys", applicationId, key],
    queryFn: ({ pageParam, signal }): Promise<IdempotencyKeyPage> => {
      const query = new URLSearchParams({ limit: String(IDEMPOTENCY_KEYS_PAGE_SIZE) });
      if (key !== "") query.set("key", key);
      if (pageParam !== null) query.set("cursor", pageParam);
      return fetchUi(`${uiApi.idempotencyKeys(place, applicationId)}?${query}`, {
        schema: idempotencyKeyPageSchema,
        signal,
      });
    },
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Staff alone change it, and say why. */
export function setRateLimit(
  { place, applicationId, reason }: ChangeContext,
  perSecond: number,
): Promise<ApplicationView> {
  return fetchUi(uiApi.applicationLimits(place, applicationId), {
    method: "POST",
    body: { perSecond, reason },
    schema: applicationSchema,
  });
}

/** The last 60 minutes, oldest first, the one that has just begun last; minutes without a request have zeros. */
export function minutesOfHour({ minutes, serverTime }: ApplicationLimits): RequestsOfMinute[] {
  const current = Math.floor(Date.parse(serverTime) / MINUTE_MS) * MINUTE_MS;
  const known = new Map(minutes.map((row) => [Date.parse(row.minute), row]));
  return Array.from({ length: MINUTES_SHOWN }, (_, index) => {
    const start = current - (MINUTES_SHOWN - 1 - index) * MINUTE_MS;
    return known.get(start) ?? { minute: new Date(start).toISOString(), requests: 0, limited: 0 };
  });
}

/** Requests per second let through on average in the minute that is running and the four before it. */
export function recentRate(limits: ApplicationLimits): number {
  const recent = minutesOfHour(limits).slice(-RECENT_MINUTES);
  const from = Date.parse(recent[0]?.minute ?? limits.serverTime);
  const seconds = Math.max(1, (Date.parse(limits.serverTime) - from) / SECOND_MS);
  return recent.reduce((sum, { requests }) => sum + requests, 0) / seconds;
}

/** The minute in which most requests came, those that were refused included; `null` in an hour without any. */
export function busiestMinute({ minutes }: ApplicationLimits): RequestsOfMinute | null {
  const total = ({ requests, limited }: RequestsOfMinute) => requests + limited;
  return minutes.reduce<RequestsOfMinute | null>(
    (busiest, minute) => (busiest === null || total(minute) > total(busiest) ? minute : busiest),
    null,
  );
}

const rate = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** `4.2`; a little more than nothing is `less than 0.1`. */
export function formatRate(perSecond: number): string {
  return perSecond > 0 && perSecond < 0.05 ? "less than 0.1" : rate.format(perSecond);
}

/** `17 %`; a little more than nothing is `less than 1 %`. */
export function formatShare(share: number): string {
  const percent = Math.round(share * 100);
  return share > 0 && percent === 0 ? "less than 1 %" : `${percent} %`;
}
