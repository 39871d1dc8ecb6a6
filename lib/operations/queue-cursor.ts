/**
 * Cursors of the staff's queues, longest waiting first. They name a moment and a row, not the row alone: what was last on
 * the page may have been decided, and so have another moment or none, before the next page is asked for.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { validationFailed } from "@/lib/errors";

const PLACE_BYTES = 8 + 16;
const MAC_BYTES = 12;

/** What a cursor is bound to, besides the operator's staff. */
export type QueueBinding = {
  secret: string;
  queue: string;
  filters: Readonly<Record<string, string | undefined>>;
};

export type QueuePlace = { waitingSince: Date; id: string };

/** The place that a cursor of this queue names; throws 422 at `cursor` for anything else. */
export function decodeQueueCursor(cursor: string, binding: QueueBinding): QueuePlace {
  const bytes = Buffer.from(cursor, "base64url");
  const place = bytes.subarray(0, PLACE_BYTES);
  const isOurs =
    bytes.length === PLACE_BYTES + MAC_BYTES &&
    bytes.toString("base64url") === cursor &&
    timingSafeEqual(bytes.subarray(PLACE_BYTES), mac(place, binding));
  if (!isOurs) {
    throw validationFailed([
      {
        path: "cursor",
        message: "Not a cursor of this list with these filters. Start again without cursor.",
      },
    ]);
  }
  const hex = place.subarray(8).toString("hex");
  return {
    waitingSince: new Date(Number(place.readBigInt64BE(0))),
    id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
  };
}

/** Cuts one page out of `limit + 1` rows, longest waiting first. */
export function toQueuePage<Row extends QueuePlace, Item>(
  rows: readonly Row[],
  limit: number,
  binding: QueueBinding,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null; hasMore: boolean } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit;
  return {
    items: page.map(toItem),
    nextCursor: hasMore && last !== undefined ? encodeQueueCursor(last, binding) : null,
    hasMore,
  };
}

function encodeQueueCursor({ waitingSince, id }: QueuePlace, binding: QueueBinding): string {
  const place = Buffer.alloc(PLACE_BYTES);
  place.writeBigInt64BE(BigInt(waitingSince.getTime()), 0);
  place.write(id.replaceAll("-", ""), 8, "hex");
  return Buffer.concat([place, mac(place, binding)]).toString("base64url");
}

function mac(place: Buffer, { secret, queue, filters }: QueueBinding): Buffer {
  const sortedFilters = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", secret)
    .update(JSON.stringify(["queue cursor", queue, sortedFilters]))
    .update(place)
    .digest()
    .subarray(0, MAC_BYTES);
}
