/** What the documentation knows of a page. */

export type DocsPage = {
  /** What follows `/docs/` in its address, and in that of its Markdown; `overview` for the front page. */
  slug: string;
  href: string;
  /** The heading it stands under in the navigation. */
  group: string;
  title: string;
  /** One or two sentences of plain Markdown: the first paragraph, and the description for search engines. */
  summary: string;
  /** Everything after that, as Markdown. */
  body: string;
};
