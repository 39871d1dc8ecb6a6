/** A heading with its anchor, as the texts' headings have them. */
export function ReferenceHeading({ id, text, depth = 2 }: { id: string; text: string; depth?: 2 | 3 }) {
  const Tag = depth === 2 ? "h2" : "h3";
  return (
    <Tag id={id}>
      {text}
      {/* biome-ignore lint/a11y/useAnchorContent: its label says where it leads */}
      <a className="docs-anchor" href={`#${id}`} data-copy-link="" aria-label={`Link to “${text}”`}>
        <span aria-hidden="true">#</span>
      </a>
    </Tag>
  );
}
