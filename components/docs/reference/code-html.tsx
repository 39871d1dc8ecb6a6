import { renderMarkdown } from "@/lib/docs/render";

/** Fenced blocks as the texts show them: coloured, with copy buttons, samples of several languages as tabs. */
export async function CodeHtml({ markdown }: { markdown: string }) {
  const { html } = await renderMarkdown(markdown);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own declarations; raw HTML is dropped
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A JSON value as a fenced block. */
export function jsonFence(value: unknown, title: string): string {
  return `\`\`\`json title="${title}"\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
