/** From the filters of a request to the stretch of the log that they mean. Pure. */
import type { Stretch } from "@/db/queries/request-log";
import { firstUuidAt, fromPublicId } from "@/lib/ids";
import { REQUEST_MEMORY_DAYS } from "@/lib/schemas/request-terms";

const DAY_MILLISECONDS = 86_400_000;
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

type Bounds = { from?: string | undefined; to?: string | undefined; after?: string | undefined };

/**
 * `beforeId`: where the page before ended. `null` where `after` names no request: then there is nothing after it.
 */
export function toStretch(
  { from, to, after }: Bounds,
  beforeId: string | undefined,
  now: Date,
): Stretch | null {
  const afterId = after === undefined ? undefined : fromPublicId("request", after);
  if (afterId === null) return null;
  const oldest = firstUuidAt(new Date(now.getTime() - REQUEST_MEMORY_DAYS * DAY_MILLISECONDS));
  const lows = [
    oldest,
    ...(from === undefined ? [] : [firstUuidAt(new Date(from))]),
    ...(afterId === undefined ? [] : [uuidAfter(afterId)]),
  ].sort();
  const highs = [
    LAST_ID,
    ...(to === undefined ? [] : [firstUuidAt(new Date(to))]),
    beforeId ?? LAST_ID,
  ].sort();
  return { fromId: lows.at(-1) ?? oldest, beforeId: highs[0] ?? LAST_ID };
}

/** The next greater UUID. */
function uuidAfter(uuid: string): string {
  const hex = (BigInt(`0x${uuid.replaceAll("-", "")}`) + 1n).toString(16).padStart(32, "0").slice(-32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
