import type { Transaction } from "@/db/client";
import {
  findRequest,
  findRequestsOfPathId,
  type RequestNarrowing,
  type Stretch,
  withKinds,
} from "@/db/queries/request-log";
import { firstUuidAt, fromPublicId } from "@/lib/ids";
import { type CursorBinding, decodeCursor, encodeCursor, toPage } from "@/lib/operations/cursor";
import { readOperation } from "@/lib/operations/operation";
import { type Found, listBackwards, searchBackwards } from "@/lib/operations/requests/search";
import { toStretch } from "@/lib/operations/requests/stretch";
import { toRequestEntry } from "@/lib/operations/requests/view";
import { listRequestsSchema, type RequestFilter, requestPageSchema } from "@/lib/schemas/request-log";

const NOTHING = { items: [], nextCursor: null, hasMore: false, searchedBackTo: null };

export const listRequests = readOperation({
  name: "listRequests",
  summary: "List the requests to the partner API, newest first",
  permission: "REQUESTS_READ",
  mayLag: true,
  input: listRequestsSchema,
  output: requestPageSchema,
  run: async ({ tx, scope, now, cursorSecret }, { cursor, limit, after, ...filter }) => {
    const filters = { ...filter, after };
    const binding: CursorBinding = { secret: cursorSecret, list: "requests", ...scope, filters };
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const narrowing = toNarrowing(filter);
    const stretch = toStretch({ ...filter, after }, beforeId, now);
    if (narrowing === null || stretch === null || stretch.fromId >= stretch.beforeId) return NOTHING;
    const { rows, searchedBackTo } = await find(tx, narrowing, filter, stretch, { limit: limit + 1, now });
    const page = toPage(rows, limit, binding, toRequestEntry);
    if (searchedBackTo === null) return { ...page, searchedBackTo: null };
    return {
      ...page,
      hasMore: true,
      nextCursor: page.nextCursor ?? encodeCursor(firstUuidAt(searchedBackTo), binding),
      searchedBackTo: searchedBackTo.toISOString(),
    };
  },
});

/** What an index serves; `null` for an application or a key that cannot be. */
function toNarrowing(filter: RequestFilter): RequestNarrowing | null {
  const { applicationId, keyId, status, reason, method, route } = filter;
  const application = applicationId === undefined ? undefined : fromPublicId("application", applicationId);
  const key =
    keyId === undefined ? undefined : (fromPublicId("apiKey", keyId) ?? fromPublicId("personalKey", keyId));
  if (application === null || key === null) return null;
  return { applicationId: application, keyId: key, status: toStatusRange(status), reason, method, route };
}

function toStatusRange(status: string | undefined): RequestNarrowing["status"] {
  if (status === undefined) return undefined;
  const least = Number(status.replace("xx", "00"));
  return { least, most: status.endsWith("xx") ? least + 99 : least };
}

const REQUEST_ID = /^(?:req_)?(?<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const PUBLIC_ID = /^(?:[a-z]+_)?(?<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** At most `limit` rows, along the shortest way there is to what the filter asks. */
async function find(
  tx: Transaction,
  narrowing: RequestNarrowing,
  { address, text }: RequestFilter,
  stretch: Stretch,
  { limit, now }: { limit: number; now: Date },
): Promise<Found> {
  const requestId = REQUEST_ID.exec(text ?? "")?.groups?.uuid;
  if (requestId !== undefined && requestId >= stretch.fromId && requestId < stretch.beforeId) {
    const found = await findRequest(tx, narrowing, requestId);
    const isIt = address === undefined || found[0]?.address === address;
    if (isIt && found.length > 0) return { rows: await withKinds(tx, found), searchedBackTo: null };
  }
  const pathId = PUBLIC_ID.exec(text ?? "")?.groups?.uuid;
  if (pathId !== undefined) {
    const found = await findRequestsOfPathId(tx, narrowing, { pathId, address }, stretch, limit);
    return { rows: await withKinds(tx, found), searchedBackTo: null };
  }
  if (text !== undefined || address !== undefined) {
    return searchBackwards(tx, narrowing, { address, text }, stretch, { limit, now });
  }
  return { rows: await listBackwards(tx, narrowing, stretch, { limit, now }), searchedBackTo: null };
}
