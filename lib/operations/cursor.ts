/**
 * Cursors of keyset-paged lists: the last row's id and a MAC over it, the tenant and the filters, so a cursor works
 * only where it was given.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { validationFailed } from "@/lib/errors";

const MAC_BYTES = 12;
const UUID_BYTES = 16;

/** What a cursor is bound to; anything that changes which rows a list holds belongs here. */
export type CursorBinding = {
  secret: string;
  list: string;
  organizationId: string;
  environment: string;
  filters: Readonly<Record<string, string | undefined>>;
};

/** The opaque cursor that continues after the row with this UUID. */
export function encodeCursor(rowUuid: string, binding: CursorBinding): string {
  const row = Buffer.from(rowUuid.replaceAll("-", ""), "hex");
  return Buffer.concat([row, mac(row, binding)]).toString("base64url");
}

/** The UUID inside a cursor of this list; throws 422 at `cursor` for anything else. */
export function decodeCursor(cursor: string, binding: CursorBinding): string {
  const bytes = Buffer.from(cursor, "base64url");
  const row = bytes.subarray(0, UUID_BYTES);
  const isOurs =
    bytes.length === UUID_BYTES + MAC_BYTES &&
    bytes.toString("base64url") === cursor &&
    timingSafeEqual(bytes.subarray(UUID_BYTES), mac(row, binding));
  if (!isOurs) {
    throw validationFailed([
      {
        path: "cursor",
        message: "Not a cursor of this list with these filters. Start again without cursor.",
      },
    ]);
  }
  return row.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function mac(row: Buffer, { secret, list, organizationId, environment, filters }: CursorBinding): Buffer {
  const sortedFilters = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", secret)
    .update(JSON.stringify(["cursor", list, organizationId, environment, sortedFilters]))
    .update(row)
    .digest()
    .subarray(0, MAC_BYTES);
}

/** Cuts one page out of `limit + 1` rows, newest first. */
export function toPage<Row extends { id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  binding: CursorBinding,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null; hasMore: boolean } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit;
  return {
    items: page.map(toItem),
    nextCursor: hasMore && last !== undefined ? encodeCursor(last.id, binding) : null,
    hasMore,
  };
}
