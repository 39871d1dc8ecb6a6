import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { DocsArticle } from "@/components/docs/docs-article";
import { docsMetadata } from "@/lib/docs/metadata";
import { FRONT_PAGE } from "@/lib/docs/navigation";
import { docsContent, findEntry } from "@/lib/docs/prepared";
import type { TextContent } from "@/lib/docs/prepared-content";
import { routes } from "@/lib/routes";

type DocsPageProps = { params: Promise<{ slug?: string[] }> };

async function slugOf({ params }: DocsPageProps): Promise<string> {
  return ((await params).slug ?? []).join("/");
}

export async function generateMetadata(props: DocsPageProps): Promise<Metadata> {
  const found = await findEntry(await slugOf(props));
  return found === undefined ? {} : docsMetadata(found.page);
}

export default async function DocsPage(props: DocsPageProps) {
  const slug = await slugOf(props);
  if (slug === FRONT_PAGE) permanentRedirect(routes.docs);
  const { page, neighbours } = (await findEntry(slug)) ?? notFound();
  const { html, headings } = await docsContent<TextContent>(page);
  return (
    <DocsArticle page={page} headings={headings} neighbours={neighbours}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own Markdown, in which raw HTML is dropped */}
      <div className="docs-text" dangerouslySetInnerHTML={{ __html: html }} />
    </DocsArticle>
  );
}
