/** The page as Markdown: to copy, and at an address of its own. The text is fetched when it is wanted. */
export function PageActions({ markdownHref }: { markdownHref: string }) {
  return (
    <p className="docs-page-actions">
      <button type="button" data-copy-page={markdownHref}>
        Copy page as Markdown
      </button>
      <a href={markdownHref}>View as Markdown</a>
    </p>
  );
}
