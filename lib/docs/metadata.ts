/** Title, description, canonical address and the Markdown of a page, for its head. */
import type { Metadata } from "next";
import type { DocsFacts } from "@/lib/docs/facts";
import type { DocsPage } from "@/lib/docs/page";
import { plainText } from "@/lib/docs/pages";

export function docsMetadata(page: DocsPage, facts: DocsFacts): Metadata {
  return {
    title: `${plainText(page.title)} · Docs`,
    description: plainText(page.summary),
    robots: { index: true, follow: true },
    alternates: {
      canonical: `${facts.pagesUrl}${page.href}`,
      types: { "text/markdown": `${facts.pagesUrl}/docs/${page.slug}.md` },
    },
  };
}
