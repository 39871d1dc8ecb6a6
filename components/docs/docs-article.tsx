import { ArrowLeft, ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { InlineMarkdown } from "@/components/docs/inline-markdown";
import { PageActions } from "@/components/docs/page-actions";
import { TableOfContents } from "@/components/docs/table-of-contents";
import type { DocsEntry } from "@/lib/docs/page";
import type { Heading } from "@/lib/docs/render";
import { routes } from "@/lib/routes";

type DocsArticleProps = {
  page: DocsEntry;
  /** What the table of contents lists. */
  headings: readonly Heading[];
  neighbours: { previous: DocsEntry | undefined; next: DocsEntry | undefined };
  children: ReactNode;
};

/** One page: where it is, its title and summary, the text, what is before and after, and what is on it. */
export function DocsArticle({ page, headings, neighbours, children }: DocsArticleProps) {
  return (
    <>
      <main id="main" tabIndex={-1} className="docs-main">
        <nav aria-label="Breadcrumb" className="docs-breadcrumb">
          <ol>
            <li>
              <a href={routes.docs}>Docs</a>
            </li>
            <li>{page.group}</li>
            <li aria-current="page">
              <InlineMarkdown text={page.title} />
            </li>
          </ol>
        </nav>
        <article>
          <div className="docs-title">
            <h1>
              <InlineMarkdown text={page.title} />
            </h1>
            <PageActions markdownHref={`/docs/${page.slug}.md`} />
          </div>
          <p className="docs-summary">
            <InlineMarkdown text={page.summary} />
          </p>
          {headings.length > 2 ? (
            <details className="docs-contents-fold">
              <summary>On this page</summary>
              <TableOfContents headings={headings} />
            </details>
          ) : null}
          {children}
        </article>
        <nav aria-label="Before and after" className="docs-neighbours">
          <Neighbour page={neighbours.previous} kind="previous" />
          <Neighbour page={neighbours.next} kind="next" />
        </nav>
      </main>
      <aside className="docs-contents" aria-label="On this page">
        {headings.length > 1 ? (
          <>
            <p className="docs-contents-title">On this page</p>
            <TableOfContents headings={headings} />
          </>
        ) : null}
      </aside>
    </>
  );
}

function Neighbour({ page, kind }: { page: DocsEntry | undefined; kind: "previous" | "next" }) {
  if (page === undefined) return <span />;
  return (
    <a href={page.href} rel={kind === "previous" ? "prev" : "next"} data-kind={kind}>
      <span className="docs-neighbour-kind">
        {kind === "previous" ? <ArrowLeft aria-hidden="true" /> : null}
        {kind === "previous" ? "Previous" : "Next"}
        {kind === "next" ? <ArrowRight aria-hidden="true" /> : null}
      </span>
      <span className="docs-neighbour-title">{page.title.replaceAll("`", "")}</span>
    </a>
  );
}
