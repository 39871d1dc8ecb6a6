/** Looking for requests from the newest back. */
import type { Transaction } from "@/db/client";
import {
  type FoundRequest,
  findRequestsOfDays,
  findRequestsOfMoments,
  type RequestNarrowing,
  type RequestRow,
  type Search,
  type Stretch,
  searchRequests,
  withKinds,
} from "@/db/queries/request-log";
import { firstUuidAt, momentOfUuid } from "@/lib/ids";

/**
 * How far back a list looks, until it has found enough. What is busy now has a page within moments. How much there is before
 * a pause nobody knows, so the later looks are those that take no longer for a full day than for a full hour.
 */
export const LOOKS = [
  { milliseconds: 10_000, find: findRequestsOfMoments },
  { milliseconds: 12 * 60_000, find: findRequestsOfMoments },
  { milliseconds: 3 * 3_600_000, find: findRequestsOfDays },
  { milliseconds: 86_400_000, find: findRequestsOfDays },
  { milliseconds: Number.POSITIVE_INFINITY, find: findRequestsOfDays },
];
/** Of a search. */
const FIRST_STRETCH_MILLISECONDS = 10_000;
/** After this long no further stretch is begun. */
const EFFORT_MILLISECONDS = 400;
const QUICK_MILLISECONDS = 50;
const SLOW_MILLISECONDS = 200;

/** `searchedBackTo`: where the search stopped for having taken long; `null` where everything was looked at or enough found. */
export type Found = { rows: RequestRow[]; searchedBackTo: Date | null };

/** At most `limit` of the newest that the narrowing leaves. */
export async function listBackwards(
  tx: Transaction,
  narrowing: RequestNarrowing,
  { fromId, beforeId }: Stretch,
  { limit, now }: { limit: number; now: Date },
): Promise<RequestRow[]> {
  const oldest = momentOfUuid(fromId).getTime();
  const end = endOf(beforeId, now);
  const found: FoundRequest[] = [];
  let upper = beforeId;
  for (const { milliseconds, find } of LOOKS) {
    const isLast = end - milliseconds <= oldest;
    const lower = isLast ? fromId : firstUuidAt(new Date(end - milliseconds));
    const left = limit - found.length;
    found.push(...(await find(tx, narrowing, { fromId: lower, beforeId: upper }, left)));
    if (isLast || found.length >= limit) break;
    upper = lower;
  }
  return withKinds(tx, found);
}

/** The moment from which to look back. What other clocks have put after now is part of the first look. */
function endOf(beforeId: string, now: Date): number {
  return Math.min(momentOfUuid(beforeId).getTime() + 1, now.getTime());
}

/** At most `limit` of the newest that `search` finds, looking for as long as somebody would wait. A stretch that went quickly is followed by a longer one. */
export async function searchBackwards(
  tx: Transaction,
  narrowing: RequestNarrowing,
  search: Search,
  { fromId, beforeId }: Stretch,
  { limit, now }: { limit: number; now: Date },
): Promise<Found> {
  const begin = performance.now();
  const oldest = momentOfUuid(fromId).getTime();
  let end = endOf(beforeId, now);
  let upper = beforeId;
  let milliseconds = FIRST_STRETCH_MILLISECONDS;
  const found: FoundRequest[] = [];
  for (;;) {
    const start = Math.max(oldest, end - milliseconds);
    const isLast = start === oldest;
    const lower = isLast ? fromId : firstUuidAt(new Date(start));
    const left = limit - found.length;
    const before = performance.now();
    found.push(...(await searchRequests(tx, narrowing, search, { fromId: lower, beforeId: upper }, left)));
    if (isLast || found.length >= limit) return { rows: await withKinds(tx, found), searchedBackTo: null };
    const took = performance.now() - before;
    if (performance.now() - begin > EFFORT_MILLISECONDS) {
      return { rows: await withKinds(tx, found), searchedBackTo: new Date(start) };
    }
    if (took < QUICK_MILLISECONDS) milliseconds *= 4;
    if (took > SLOW_MILLISECONDS) milliseconds /= 2;
    end = start;
    upper = lower;
  }
}
