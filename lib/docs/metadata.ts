/** Title, description, canonical address and the Markdown of a page, for its head. */
import type { Metadata } from "next";
import { currentFacts } from "@/lib/docs/facts";
import { type DocsEntry, plainText } from "@/lib/docs/page";

export function docsMetadata(page: DocsEntry): Metadata {
  const { pagesUrl } = currentFacts();
  return {
    title: `${plainText(page.title)} · Docs`,
    description: plainText(page.summary),
    robots: { index: true, follow: true },
    alternates: {
      canonical: `${pagesUrl}${page.href}`,
      types: { "text/markdown": `${pagesUrl}/docs/${page.slug}.md` },
    },
  };
}
