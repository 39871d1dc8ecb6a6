import type { Heading } from "@/lib/docs/render";

/** Links to the sections of a page; the behaviour of the documentation marks the one that is read. */
export function TableOfContents({ headings }: { headings: readonly Heading[] }) {
  return (
    <ul className="docs-contents-list">
      {headings.map(({ id, text, depth }) => (
        <li key={id} data-depth={depth}>
          <a href={`#${id}`}>{text}</a>
        </li>
      ))}
    </ul>
  );
}
