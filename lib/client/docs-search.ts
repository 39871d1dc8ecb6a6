/** Asks the documentation's search index, which is fetched when somebody begins to search. */
import type MiniSearch from "minisearch";
import type { SearchEntry, StoredEntry } from "@/lib/docs/search-options";

const INDEX_PATH = "/docs/search-index.json";
const MOST_RESULTS = 20;

export type FoundSection = StoredEntry & { href: string };

let loading: Promise<MiniSearch<SearchEntry>> | undefined;

/** Fetches library and index once; a failure is forgotten, so that the next try may succeed. */
export function loadDocsSearch(): Promise<MiniSearch<SearchEntry>> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<MiniSearch<SearchEntry>> {
  const [{ default: Library }, { SEARCH_OPTIONS }, response] = await Promise.all([
    import("minisearch"),
    import("@/lib/docs/search-options"),
    fetch(INDEX_PATH),
  ]);
  if (!response.ok) throw new Error("The search index did not arrive.");
  return Library.loadJSONAsync<SearchEntry>(await response.text(), SEARCH_OPTIONS);
}

/** The best sections first. */
export function findSections(index: MiniSearch<SearchEntry>, question: string): FoundSection[] {
  return index
    .search(question)
    .slice(0, MOST_RESULTS)
    .map((result) => {
      // MiniSearch gives back the stored fields beside its own.
      const { page, heading, excerpt } = result as unknown as StoredEntry;
      return { href: String(result.id), page, heading, excerpt };
    });
}
