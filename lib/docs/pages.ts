/** Every page of the documentation with its text, in the order in which they are read. */
import type { DocsFacts } from "@/lib/docs/facts";
import { DOCS_GROUPS, FRONT_PAGE } from "@/lib/docs/navigation";
import type { DocsPage } from "@/lib/docs/page";
import { referencePages } from "@/lib/docs/reference-pages";
import { type RenderedText, renderMarkdown } from "@/lib/docs/render";
import { hrefOf, readSource } from "@/lib/docs/source";

/** All pages as `facts` has them. Throws where a source names something that is not there. */
export function readPages(facts: DocsFacts): readonly DocsPage[] {
  const fromFiles = DOCS_GROUPS.flatMap(({ title: group, slugs }) =>
    slugs.map((slug) => ({ slug, href: hrefOf(slug), group, ...readSource(slug, facts) })),
  );
  return [...fromFiles, ...referencePages(facts)];
}

/** A page as Markdown, whole: what `/docs/<slug>.md` answers. */
export function pageAsMarkdown({ title, summary, body }: DocsPage): string {
  return `# ${title}\n\n${summary}\n\n${body.trim()}\n`;
}

/** Without the marks of Markdown, for titles and descriptions. */
export function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1").replace(/[`*]/g, "");
}

/** A documentation that reads its sources once and renders each page once. */
export class DocsLibrary {
  readonly pages: readonly DocsPage[];
  readonly #rendered = new Map<string, Promise<RenderedText>>();

  constructor(readonly facts: DocsFacts) {
    this.pages = readPages(facts);
  }

  /** By what stands in the address; the front page has nothing there. */
  find(slug: string): DocsPage | undefined {
    const wanted = slug === "" ? FRONT_PAGE : slug;
    return this.pages.find((page) => page.slug === wanted);
  }

  render(page: DocsPage): Promise<RenderedText> {
    const known = this.#rendered.get(page.slug);
    if (known !== undefined) return known;
    const rendered = renderMarkdown(page.body);
    this.#rendered.set(page.slug, rendered);
    return rendered;
  }

  /** The pages before and after, in reading order. */
  neighbours(page: DocsPage): { previous: DocsPage | undefined; next: DocsPage | undefined } {
    const at = this.pages.indexOf(page);
    return { previous: this.pages[at - 1], next: this.pages[at + 1] };
  }
}
