/** How the ready-made texts are called, where they are made and where they are read. Pure. */
import type { TextForm } from "@/lib/docs/placeholders";

/** Every page without its text, in the order in which they are read: `DocsEntry[]`. */
export const CONTENTS = "contents.json";
export const LLMS_INDEX = "llms.txt";
export const FULL_TEXT = "llms-full.txt";
export const SEARCH_INDEX = "search-index.json";

/** What the page shows, one of the types of `lib/docs/prepared-content.ts`. */
export function contentName(slug: string): string {
  return `pages/${slug}.json`;
}

export function markdownName(slug: string): string {
  return `markdown/${slug}.md`;
}

export function formOf(name: string): TextForm {
  if (!name.endsWith(".json")) return "plain";
  return name.startsWith("pages/") ? "html-in-json" : "json";
}
