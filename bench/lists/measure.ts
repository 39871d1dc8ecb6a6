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

const PAGE = 20;
const STEP = 100;

const pageSchema = z.object({
  items: z.array(z.unknown()),
  nextCursor: z.string().nullable(),
});

/** Walks to page number `pages` as a partner would, then asks for both pages by turns; medians of `rounds`. */
export async function measureList(
  client: NuveraClient,
  { title, path, query, limit: knownLimit }: ListCase,
  { pages, rounds }: { pages: number; rounds: number },
): Promise<ListFigures> {
  const page = async (cursor: string | null, limit: number) =>
    pageSchema.parse(
      await client.request(
        "GET",
        buildTarget(path, { ...query, limit, ...(cursor === null ? {} : { cursor }) }),
      ),
    );
  let cursor: string | null = null;
  let depth = 0;
  while (depth < (pages - 1) * PAGE) {
    const { items, nextCursor }: z.infer<typeof pageSchema> = await page(cursor, STEP);
    if (nextCursor === null) break;
    depth += items.length;
    cursor = nextCursor;
  }
  const first: number[] = [];
  const far: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    first.push(await timed(() => page(null, PAGE)));
    far.push(await timed(() => page(cursor, PAGE)));
  }
  return {
    title,
    depth,
    firstMilliseconds: median(first),
    farMilliseconds: median(far),
    ...(knownLimit === undefined ? {} : { limit: knownLimit }),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
