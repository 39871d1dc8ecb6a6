/** How long one page of a list takes, at its beginning and far inside it. */
import { z } from "zod";
import { median } from "@/bench/statistics";
import { buildTarget, type NuveraClient, type QueryValue } from "@/lib/partner-client";

export type ListCase = {
  title: string;
  path: string;
  query: Readonly<Record<string, QueryValue>>;
  /** Why it may cost what it does; without, it has to cost the same everywhere. */
  limit?: string;
};

export type ListFigures = Pick<ListCase, "title" | "limit"> & {
  /** Rows before the far page; fewer than asked for where the list ends earlier. */
  depth: number;
  firstMilliseconds: number;
  farMilliseconds: number;
};

/** Where a page begins; the cursor of the first one is `null`. */
export type Place = { cursor: string | null; depth: number };

const PAGE = 20;
const STEP = 100;

const pageSchema = z.object({
  items: z.array(z.unknown()),
  nextCursor: z.string().nullable(),
});
type Page = z.infer<typeof pageSchema>;

/** Walks to page number `pages` as a partner would, or to the last one where there are fewer. */
export async function walkTo(client: NuveraClient, list: ListCase, pages: number): Promise<Place> {
  let place: Place = { cursor: null, depth: 0 };
  while (place.depth < (pages - 1) * PAGE) {
    const { items, nextCursor }: Page = await fetchPage(client, list, place.cursor, STEP);
    if (nextCursor === null) break;
    place = { cursor: nextCursor, depth: place.depth + items.length };
  }
  return place;
}

/** Asks for the first page and the far one by turns; medians of `rounds`. */
export async function measureList(
  client: NuveraClient,
  list: ListCase,
  far: Place,
  rounds: number,
): Promise<ListFigures> {
  const firstTimes: number[] = [];
  const farTimes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    firstTimes.push(await timed(() => fetchPage(client, list, null, PAGE)));
    farTimes.push(await timed(() => fetchPage(client, list, far.cursor, PAGE)));
  }
  return {
    title: list.title,
    ...(list.limit === undefined ? {} : { limit: list.limit }),
    depth: far.depth,
    firstMilliseconds: median(firstTimes),
    farMilliseconds: median(farTimes),
  };
}

async function fetchPage(
  client: NuveraClient,
  { path, query }: ListCase,
  cursor: string | null,
  limit: number,
): Promise<Page> {
  const target = buildTarget(path, { ...query, limit, ...(cursor === null ? {} : { cursor }) });
  return pageSchema.parse(await client.request("GET", target));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
