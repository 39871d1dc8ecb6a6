/** What the documentation knows of a page. Pure. */

export type DocsEntry = {
  /** What follows `/docs/` in its address, and in that of its Markdown; `overview` for the front page. */
  slug: string;
  href: string;
  /** The heading it stands under in the navigation. */
  group: string;
  title: string;
  /** One or two sentences of plain Markdown: the first paragraph, and the description for search engines. */
  summary: string;
};

export type DocsPage = DocsEntry & {
  /** Everything after title and summary, as Markdown. */
  body: string;
};

/** A page as Markdown, whole: what `/docs/<slug>.md` answers. */
export function pageAsMarkdown({ title, summary, body }: DocsPage): string {
  return `# ${title}\n\n${summary}\n\n${body.trim()}\n`;
}

/** Without the marks of Markdown, for titles and descriptions. */
export function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1").replace(/[`*]/g, "");
}
