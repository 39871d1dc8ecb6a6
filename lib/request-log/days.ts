/** The days of the log of requests: there before they begin, and gone when nobody may look at them any more. */
import type { Database } from "@/db/client";
import { ensureRequestLogDay, forgetRequestLog } from "@/db/queries/request-log-writes";
import { REQUEST_MEMORY_DAYS } from "@/lib/schemas/request-terms";

const DAY_MILLISECONDS = 86_400_000;
const DAYS_AHEAD = 2;

/** Safe to do at any time and by several processes at once. */
export async function keepRequestLogDays(db: Database["db"], now: Date): Promise<void> {
  const day = (offset: number) =>
    new Date(now.getTime() + offset * DAY_MILLISECONDS).toISOString().slice(0, 10);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) await ensureRequestLogDay(db, day(ahead));
  // The day on which the memory begins is kept whole.
  await forgetRequestLog(db, day(-REQUEST_MEMORY_DAYS));
}
