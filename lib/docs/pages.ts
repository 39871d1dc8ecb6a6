/** Every page of the documentation with its text, in the order in which they are read. */
import type { DocsFacts } from "@/lib/docs/facts";
import { DOCS_GROUPS, FRONT_PAGE } from "@/lib/docs/navigation";
import type { DocsPage } from "@/lib/docs/page";
import { referencePages } from "@/lib/docs/reference-pages";
import { hrefOf, readSource } from "@/lib/docs/source";

/** All pages as `facts` has them. Throws where a source names something that is not there. */
export function readPages(facts: DocsFacts): readonly DocsPage[] {
  const fromFiles = DOCS_GROUPS.flatMap(({ title: group, slugs }) =>
    slugs.map((slug) => ({ slug, href: hrefOf(slug), group, ...readSource(slug, facts) })),
  );
  return [...fromFiles, ...referencePages(facts)];
}

/** A documentation that has read its sources, for these facts. */
export class DocsLibrary {
  readonly pages: readonly DocsPage[];

  constructor(readonly facts: DocsFacts) {
    this.pages = readPages(facts);
  }

  /** By what stands in the address; the front page has nothing there. */
  find(slug: string): DocsPage | undefined {
    const wanted = slug === "" ? FRONT_PAGE : slug;
    return this.pages.find((page) => page.slug === wanted);
  }
}
