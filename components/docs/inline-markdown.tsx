/** Text with `code` and [links](…) in it, as titles and summaries have them. */
export function InlineMarkdown({ text }: { text: string }) {
  return text.split(/(`[^`]+`|\[[^\]]+\]\([^)]+\))/).map((part) => {
    const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part);
    if (link !== null) {
      return (
        <a key={part} href={link[2]}>
          {link[1]?.replaceAll("`", "")}
        </a>
      );
    }
    return part.startsWith("`") ? <code key={part}>{part.slice(1, -1)}</code> : part;
  });
}
