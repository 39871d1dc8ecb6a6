/** The documentation for readers that are programs: a list of the pages (llmstxt.org), and all of them in one text. */
import { navigationTree } from "@/lib/docs/navigation-tree";
import { pageAsMarkdown, plainText } from "@/lib/docs/page";
import type { DocsLibrary } from "@/lib/docs/pages";

export function llmsIndex({ pages, facts }: DocsLibrary): string {
  const bySlug = new Map(pages.map((page) => [page.href, page]));
  const groups = navigationTree(pages).map(({ title, pages: members }) => {
    const lines = members.map(({ href }) => {
      const page = bySlug.get(href);
      if (page === undefined) return "";
      const address = `${facts.pagesUrl}/docs/${page.slug}.md`;
      return `- [${plainText(page.title)}](${address}): ${plainText(page.summary)}`;
    });
    return `## ${title}\n\n${lines.join("\n")}`;
  });
  const front = pages[0];
  return [
    "# Nuvera partner API",
    `> ${front === undefined ? "" : plainText(front.summary)}`,
    `All pages in one text: ${facts.pagesUrl}/llms-full.txt. The API as OpenAPI 3.1: ${facts.pagesUrl}/openapi.json.`,
    ...groups,
    "",
  ].join("\n\n");
}

/** Every page, one after another; links lead to the pages' Markdown. */
export function fullText({ pages, facts }: DocsLibrary): string {
  return pages
    .map((page) => pageAsMarkdown(page).replace(/\]\((\/[^)]*)\)/g, `](${facts.pagesUrl}$1)`))
    .join("\n\n---\n\n");
}
