/** The search index: an entry for each section of each page, made from what the pages say. */
import MiniSearch from "minisearch";
import { type HtmlNode, textOf } from "@/lib/docs/hast";
import { type DocsPage, plainText } from "@/lib/docs/page";
import { parseMarkdown } from "@/lib/docs/render";
import { SEARCH_OPTIONS, type SearchEntry } from "@/lib/docs/search-options";

const EXCERPT_CHARACTERS = 160;
/** Samples are found by their pages' words; of a long one only the beginning is indexed. */
const CODE_CHARACTERS = 1_500;

/** As MiniSearch reads it again in the browser. `parse` is given by those who have the trees already. */
export async function searchIndex(
  pages: readonly DocsPage[],
  parse: (page: DocsPage) => Promise<HtmlNode> = ({ body }) => parseMarkdown(body),
): Promise<string> {
  const index = new MiniSearch<SearchEntry>(SEARCH_OPTIONS);
  for (const page of pages) {
    index.addAll(entriesOf(page, await parse(page)));
  }
  return JSON.stringify(index);
}

/** The page itself with what stands before its first heading, then each section. */
function entriesOf(page: DocsPage, tree: HtmlNode): SearchEntry[] {
  const title = plainText(page.title);
  const sections = [{ id: page.href, heading: title, parts: [plainText(page.summary)] }];
  for (const node of tree.children ?? []) {
    if (/^h[2-4]$/.test(node.tagName ?? "")) {
      sections.push({ id: `${page.href}#${String(node.properties?.id)}`, heading: textOf(node), parts: [] });
    } else {
      sections.at(-1)?.parts.push(spacedText(node));
    }
  }
  return sections.map(({ id, heading, parts }) => {
    const text = parts.join(" ").replace(/\s+/g, " ").trim();
    return { id, page: title, heading, text, excerpt: beginningOf(text) };
  });
}

/** Text with a space between cells, items and paragraphs. */
function spacedText(node: HtmlNode): string {
  if (node.tagName === "pre") return textOf(node).slice(0, CODE_CHARACTERS);
  const isBlock = /^(li|td|th|tr|p|div|pre)$/.test(node.tagName ?? "");
  return (node.value ?? (node.children ?? []).map(spacedText).join("")) + (isBlock ? " " : "");
}

function beginningOf(text: string): string {
  if (text.length <= EXCERPT_CHARACTERS) return text;
  return `${text.slice(0, text.lastIndexOf(" ", EXCERPT_CHARACTERS))} …`;
}
