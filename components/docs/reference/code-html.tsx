/** Fenced blocks as the texts show them: coloured, with copy buttons, samples of several languages as tabs. */
export function CodeHtml({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made from our own declarations; raw HTML is dropped
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
