/** Looking for requests from the newest back. */
import type { Transaction } from "@/db/client";
import {
  listRequestRows,
  type RequestNarrowing,
  type RequestRow,
  type Search,
  type Stretch,
  searchRequestRows,
} from "@/db/queries/request-log";
import { firstUuidAt, momentOfUuid } from "@/lib/ids";

/** What clocks may disagree about. */
const FUTURE_MILLISECONDS = 60_000;
/** Of a list: what is asked for is mostly there; a look at all days for every kind would cost more than these. */
const LATELY_MILLISECONDS = [FUTURE_MILLISECONDS + 60_000, 3_600_000, 86_400_000];
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
  const end = endOf(beforeId, now);
  const starts = LATELY_MILLISECONDS.map((lately) => firstUuidAt(new Date(end - lately)));
  const rows: RequestRow[] = [];
  let upper = beforeId;
  for (const start of [...starts.filter((id) => id > fromId && id < beforeId), fromId]) {
    const left = limit - rows.length;
    rows.push(...(await listRequestRows(tx, narrowing, { fromId: start, beforeId: upper }, left)));
    if (rows.length >= limit) break;
    upper = start;
  }
  return rows;
}

/** The moment before which everything lies; in the future lies nothing but what clocks disagree about. */
function endOf(beforeId: string, now: Date): number {
  return Math.min(momentOfUuid(beforeId).getTime() + 1, now.getTime() + FUTURE_MILLISECONDS);
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
  const rows: RequestRow[] = [];
  for (;;) {
    const start = Math.max(oldest, end - milliseconds);
    const isLast = start === oldest;
    const lower = isLast ? fromId : firstUuidAt(new Date(start));
    const left = limit - rows.length;
    const before = performance.now();
    rows.push(...(await searchRequestRows(tx, narrowing, search, { fromId: lower, beforeId: upper }, left)));
    if (isLast || rows.length >= limit) return { rows, searchedBackTo: null };
    const took = performance.now() - before;
    if (performance.now() - begin > EFFORT_MILLISECONDS) return { rows, searchedBackTo: new Date(start) };
    if (took < QUICK_MILLISECONDS) milliseconds *= 4;
    if (took > SLOW_MILLISECONDS) milliseconds /= 2;
    end = start;
    upper = lower;
  }
}
