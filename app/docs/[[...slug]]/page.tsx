import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { DocsArticle } from "@/components/docs/docs-article";
import { docsLibrary } from "@/lib/docs/library";
import { docsMetadata } from "@/lib/docs/metadata";
import { FRONT_PAGE } from "@/lib/docs/navigation";
import { routes } from "@/lib/routes";

type DocsPageProps = { params: Promise<{ slug?: string[] }> };

async function slugOf({ params }: DocsPageProps): Promise<string> {
  return ((await params).slug ?? []).join("/");
}

export async function generateMetadata(props: DocsPageProps): Promise<Metadata> {
  const library = docsLibrary();
  const page = library.find(await slugOf(props));
  return page === undefined ? {} : docsMetadata(page, library.facts);
}

export default async function DocsPage(props: DocsPageProps) {
  const slug = await slugOf(props);
  if (slug === FRONT_PAGE) permanentRedirect(routes.docs);
  const library = docsLibrary();
  const page = library.find(slug) ?? notFound();
  const { html, headings } = await library.render(page);
  return (
    <DocsArticle page={page} headings={headings} neighbours={library.neighbours(page)}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own Markdown, in which raw HTML is dropped */}
      <div className="docs-text" dangerouslySetInnerHTML={{ __html: html }} />
    </DocsArticle>
  );
}
