/** How texts and questions are taken apart, the same when the index is made and when it is asked. Pure. */
import type { Options } from "minisearch";

/** What the index knows of a section of a page. */
export type SearchEntry = {
  /** Its address with the anchor. */
  id: string;
  page: string;
  heading: string;
  text: string;
  /** The beginning of its text, to show. */
  excerpt: string;
};

/** What a result shows; the text itself is not kept. */
export type StoredEntry = Pick<SearchEntry, "page" | "heading" | "excerpt">;

const WORD = /[\p{L}\p{N}_]+/gu;

/** `uri_mismatch` is one word and also two; `bodyHash` likewise. */
export function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).flatMap((word) => {
    const parts = word.split(/_+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u).filter((part) => part !== "");
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

/** A question is taken as it was written: who types `uri_mismatch` means that word. */
function wordsOfQuestion(text: string): string[] {
  return text.match(WORD) ?? [];
}

export const SEARCH_OPTIONS: Options<SearchEntry> = {
  idField: "id",
  fields: ["heading", "page", "text"],
  storeFields: ["page", "heading", "excerpt"],
  tokenize: wordsOf,
  processTerm: (term) => term.toLowerCase(),
  searchOptions: {
    tokenize: wordsOfQuestion,
    combineWith: "AND",
    boost: { heading: 6, page: 3 },
    prefix: true,
    fuzzy: (term) => (term.length < 4 ? false : 0.25),
    maxFuzzy: 2,
    // Fifty operations say the same of their answers; what explains it goes first.
    boostDocument: (address) => (String(address).startsWith("/docs/api/") ? 0.4 : 1),
    weights: { prefix: 0.6, fuzzy: 0.3 },
  },
};
